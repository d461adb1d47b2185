using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Payments.Seeing;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Seeing;

/// <summary>The month's figures where they are easily wrong: corrections, people of two groups, the change of the fund holder.</summary>
public sealed class MonthStatisticsTests
{
    [Fact]
    public async Task Report_ThatCameInTime_IsNotLateByACorrection()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, [ToldFile.Paid(lines[0])]);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 25));
        Assert.Equal((1, 1), (await StatisticsAsync(run)).Reports);

        // The other line in time, corrected after the 20th.
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 15));
        await run.TellAsync(list, [ToldFile.Not(lines[1])]);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 26));
        await run.TellAsync(list, [ToldFile.Paid(lines[1], 2)]);

        Assert.True((await run.ListAsync(list.Id)).SettledAt > new DateTime(2022, 11, 20, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal((0, 1), (await StatisticsAsync(run)).Reports);
    }

    [Fact]
    public async Task Person_WithMonthsOfTwoCodesOfOneLabel_IsOnePersonOfIt()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var claims = await run.ClaimsAsync();
        // The first person's October, by another code of Article 5, was carried into the same list.
        await run.Host.WithDbAsync(async db =>
        {
            var other = await db.Entitlements.Where(e => e.BeneficiaryId == people[1]).Select(e => e.Id).SingleAsync();
            await db.Entitlements.Where(e => e.Id == other).ExecuteUpdateAsync(set => set.SetProperty(e => e.CategoryCode, "5.a.80"));
            await db.PaymentClaims.Where(c => c.BeneficiaryId == people[1]).ExecuteUpdateAsync(set => set.SetProperty(c => c.BeneficiaryId, people[0]).SetProperty(c => c.Month, 202210));
            return 0;
        });
        Assert.Equal(2, claims.Count);

        var month = await StatisticsAsync(run);
        var sums = await run.AsAsync(run.Pay.Accountant, async s => await s.GetRequiredService<MonthSums>().OfAsync((await s.GetRequiredService<PaymentDesk>().FindAsync(list.PeriodId, default))!, default));

        Assert.Equal((1, 1_080_000L), Assert.Single(month.Categories, c => c.Label.StartsWith("Đ5", StringComparison.Ordinal)) is var cut ? (cut.People, cut.Dong) : default);
        Assert.Equal(1, Assert.Single(month.Outcomes).People);
        Assert.Equal((1, 1_080_000L), Assert.Single(sums.Sums) is var sum ? (sum.People, sum.Dong) : default);
    }

    [Fact]
    public async Task Commune_ThatTookOthersOver_HasNobodyAsAnIncreaseWhomTheyPaidBefore()
    {
        await using var run = await SendRun.StartAsync();
        run.Host.Clock.SetDay(new DateOnly(2025, 5, 5));
        await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 750_000, start: 202501);
        await run.Pay.ListedAsync(202506);
        await run.Pay.ToldAsync(ClaimState.Paid);
        await run.Pay.ListedAsync(202507);
        // July's list as the commune of two tiers that took the old one over would have it.
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 5));
        await run.Host.WithDbAsync(async db =>
        {
            var lists = db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(l => l.Month == 202507);
            return await lists.ExecuteUpdateAsync(set => set.SetProperty(l => l.TenantPath, "38.16072").SetProperty(l => l.HolderPath, "38.16072"));
        });
        var accountant = run.Pay.Flow.Dossiers.Official(Roles.Accountant, "38.16072");

        var month = await run.Host.WithAsync(s => s.GetRequiredService<PaymentStatistics>().OfAsync(202507, TenantPath.Parse("38.16072"), default), accountant.Office.Value);

        Assert.Equal((0, 0), (month.Increased, month.Decreased));
    }

    // What was not collected in the month and paid by its supplementary list is not told to come the month after.
    [Fact]
    public async Task Claim_CarriedByASupplementaryListOfTheMonth_IsToldSo()
    {
        await using var run = await SendRun.StartAsync();
        var person = Assert.Single(await run.PeopleAsync(1));
        var list = await run.SentAsync(202211);
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l)));
        LevelRun.Must(await run.Pay.AskAsync(list.PeriodId, supplementary: true));
        await run.Pay.WorkAsync();
        var supplement = (await run.Pay.ListsAsync(list.PeriodId)).Single(l => l.Id != list.Id);

        var claims = await run.AsAsync(run.Pay.Accountant, async s => await PaidClaims.OfAsync(s.GetRequiredService<NodeDb>(), s.GetRequiredService<NodeDb>().PaymentClaims.Where(c => c.BeneficiaryId == person), 10, default));

        Assert.Equal(2, claims.Count);
        Assert.Equal(202211, claims.Single(c => c.ListId == list.Id).CarriedTo);
        Assert.Equal(0, claims.Single(c => c.ListId == supplement.Id).CarriedTo);
    }

    private static Task<MonthStatistics> StatisticsAsync(SendRun run) =>
        run.AsAsync(run.Pay.Accountant, s => s.GetRequiredService<PaymentStatistics>().OfAsync(202211, TenantPath.Parse(run.Pay.Holder), default));
}
