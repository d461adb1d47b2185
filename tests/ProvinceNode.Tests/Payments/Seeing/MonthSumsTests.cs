using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Payments.Seeing;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Seeing;

/// <summary>What the month's sums hold and what they do not: drafts, recoveries, people who moved on, reasons that were corrected, communes that one took over.</summary>
public sealed class MonthSumsTests
{
    private const string Far = "38.398.15853";

    [Fact]
    public async Task Month_OfADraftOrAListGivenUp_HasNoSums()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        await run.SentAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 21));
        var period = LevelRun.Must(await run.Pay.OpenAsync(202212)).Id;
        await run.Pay.BuildAsync(period);
        Assert.Equal((0, 0L), await StatisticsAsync(run, 202212) is var draft ? (draft.People, draft.Dong) : default);
        LevelRun.Must(await run.Pay.DiscardAllAsync(period));

        Assert.Equal((0, 0L), await StatisticsAsync(run, 202212) is var gone ? (gone.People, gone.Dong) : default);
        Assert.Equal((2, 1_080_000L), await StatisticsAsync(run, 202211) is var sent ? (sent.People, sent.Dong) : default);
        Assert.Equal([202211], await run.AsAsync(run.Pay.Accountant, s => s.GetRequiredService<PaymentStatistics>().MonthsAsync(TenantPath.Parse(run.Pay.Holder), default)));
    }

    // What is taken back is no payment of a group, a sex, an age.
    [Fact]
    public async Task Recovery_OfAMonth_IsNobodysPayment()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        await run.SentAsync(202211);
        await run.Host.WithDbAsync(db => db.PaymentClaims.Where(c => c.BeneficiaryId == people[0]).ExecuteUpdateAsync(set => set.SetProperty(c => c.Kind, ClaimKind.Recovery)));

        var month = await StatisticsAsync(run, 202211);

        Assert.Equal(1, month.People);
        Assert.All(new[] { month.Categories, month.Sexes, month.Ages, month.Ethnics }, cuts => Assert.Equal((1, 540_000L), (cuts.Sum(c => c.People), cuts.Sum(c => c.Dong))));
    }

    [Fact]
    public async Task Person_WhoMovedOnSince_StandsInTheMonthThatPaidHim()
    {
        await using var run = await SendRun.StartAsync();
        var person = Assert.Single(await run.PeopleAsync(1));
        await run.SentAsync(202211);
        await run.Host.WithDbAsync(async db => await db.Beneficiaries.Where(b => b.Id == person).ExecuteUpdateAsync(set => set.SetProperty(b => b.TenantPath, Far))
            + await db.Entitlements.Where(e => e.BeneficiaryId == person).ExecuteUpdateAsync(set => set.SetProperty(e => e.TenantPath, Far)));

        var month = await StatisticsAsync(run, 202211);

        Assert.All(new[] { month.Categories, month.Sexes, month.Ages, month.Ethnics }, cuts => Assert.Equal((1, 540_000L), (cuts.Sum(c => c.People), cuts.Sum(c => c.Dong))));
        Assert.Equal((1, 540_000L), (month.Outcomes.Sum(o => o.People), month.Outcomes.Sum(o => o.Dong)));
    }

    [Fact]
    public async Task Reason_ThatWasCorrected_IsTheLastOne()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = Assert.Single(await run.LinesAsync(list.Id));
        await run.TellAsync(list, [ToldFile.Not(line, "R01")]);
        await run.TellAsync(list, [ToldFile.Not(line, "R02", version: 2)], number: 2);

        Assert.Equal(("R02", 1, 540_000L), Assert.Single((await StatisticsAsync(run, 202211)).Reasons) is var reason ? (reason.Code, reason.Lines, reason.Dong) : default);
    }

    // A pack ended a commune of two tiers, or gave a part of it away: who went over is neither an increase of the one nor a decrease of the other.
    [Theory]
    [InlineData("38.16072", "38.16078")]
    [InlineData("38.16078", "38.16072")]
    public async Task Commune_ThatTookPeopleOfAnother_HasNobodyAsAChange(string area, string other)
    {
        await using var run = await SendRun.StartAsync();
        run.Host.Clock.SetDay(new DateOnly(2025, 5, 5));
        await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 750_000, start: 202501);
        await run.Pay.ListedAsync(202506);
        await run.Pay.ToldAsync(ClaimState.Paid);
        await run.Pay.ListedAsync(202507);
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 5));
        // The month before by one of them, this month by the other.
        var taking = area == "38.16072";
        await run.Host.WithDbAsync(async db =>
        {
            foreach (var (month, path) in new[] { (202506, taking ? other : area), (202507, taking ? area : other) })
            {
                await db.PaymentLists.IgnoreQueryFilters([ProvinceNode.Platform.NodeDb.TenantFilter]).Where(l => l.Month == month).ExecuteUpdateAsync(set => set.SetProperty(l => l.TenantPath, path).SetProperty(l => l.HolderPath, path));
                var lists = db.PaymentLists.Where(l => l.Month == month).Select(l => l.Id);
                await db.PaymentClaims.Where(c => lists.Contains(c.ListId)).ExecuteUpdateAsync(set => set.SetProperty(c => c.TenantPath, path));
                await db.PaymentLines.Where(l => lists.Contains(l.ListId)).ExecuteUpdateAsync(set => set.SetProperty(l => l.TenantPath, path));
            }

            return 0;
        });
        Assert.Equal(taking ? (1, 0) : (0, 1), await ChangesAsync(run, area));
        Assert.Equal(taking ? ChangeKind.Increase : ChangeKind.Decrease, Assert.Single(await ReviewAsync(run, area)).Kind);
        await run.Host.WithDbAsync(async db =>
        {
            db.Add(new TakenCommune { FromPath = taking ? other : area, ToPath = taking ? area : other, Since = new DateOnly(2025, 7, 1) });
            return await db.SaveChangesAsync();
        });

        Assert.Equal((0, 0), await ChangesAsync(run, area));
        Assert.Empty(await ReviewAsync(run, area));

        // His amount is another since: that is told by the one that pays him now, of what the other one paid.
        await run.Host.WithDbAsync(db => db.PaymentClaims.Where(c => db.PaymentLists.Any(l => l.Id == c.ListId && l.Month == 202506)).ExecuteUpdateAsync(set => set.SetProperty(c => c.Amount, new Dong(700_000))));
        Assert.Equal(taking ? [(ChangeKind.Adjusted, 50_000L)] : [], (await ReviewAsync(run, area)).Select(c => (c.Kind, c.Difference)));
    }

    private static async Task<IReadOnlyList<MonthChange>> ReviewAsync(SendRun run, string area)
    {
        var period = await run.Host.WithDbAsync(db => db.PaymentPeriods.IgnoreQueryFilters([ProvinceNode.Platform.NodeDb.TenantFilter]).AsNoTracking().SingleAsync(p => p.Month == 202507));
        period.TenantPath = area;
        return await run.Host.WithAsync(s => s.GetRequiredService<MonthReview>().ChangesAsync(period, default), area);
    }

    private static async Task<(int, int)> ChangesAsync(SendRun run, string area)
    {
        var month = await run.Host.WithAsync(s => s.GetRequiredService<PaymentStatistics>().OfAsync(202507, TenantPath.Parse(area), default), area);
        return (month.Increased, month.Decreased);
    }

    private static Task<MonthStatistics> StatisticsAsync(SendRun run, int month) =>
        run.AsAsync(run.Pay.Accountant, s => s.GetRequiredService<PaymentStatistics>().OfAsync(month, TenantPath.Parse(run.Pay.Holder), default));
}
