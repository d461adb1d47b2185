using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Money that was paid twice where people move, where sums are paid once, where paper paid first, and who may say so.</summary>
public sealed class TwicePaidEdgeTests
{
    // A commune of another district: nothing of it is seen from this one.
    private const string Far = "38.398.15853";

    [Fact]
    public async Task Month_PaidByTheListOfAnotherDistrict_IsToldWhereHeLivesNow()
    {
        await using var run = await SendRun.StartAsync();
        var (person, list, later, fault) = await TwiceAsync(run);
        await run.Host.WithDbAsync(async db =>
        {
            await db.PaymentClaims.Where(c => c.ListId == later.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.TenantPath, Far));
            await db.PaymentLines.Where(l => l.ListId == later.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.TenantPath, Far));
            await db.PaymentLists.Where(l => l.Id == later.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.TenantPath, Far).SetProperty(l => l.HolderPath, "38.398"));
            await db.Entitlements.Where(e => e.BeneficiaryId == person).ExecuteUpdateAsync(set => set.SetProperty(e => e.TenantPath, Far));
            return await db.Beneficiaries.Where(b => b.Id == person).ExecuteUpdateAsync(set => set.SetProperty(b => b.TenantPath, Far).SetProperty(b => b.CommuneCode, "15853"));
        });

        LevelRun.Must(await CloseAsync(run, list.Id, fault));

        var month = Assert.Single(await MonthsAsync(run));
        Assert.Equal((person, Far, LifeOfPayments.Here, 202211, 540_000L), (month.BeneficiaryId, month.TenantPath, month.TellerPath, month.Month, month.Amount.Amount));
        await run.BalancedAsync(list.Id);
        Assert.Equal(FaultState.Closed, Assert.Single(await run.FaultsAsync()).State);
    }

    // One sum for whoever stayed and one for who moved on, of one receiver's line: neither is lost.
    [Fact]
    public async Task Months_OfTwoPeopleOfOneLine_AreToldOfBoth()
    {
        await using var run = await SendRun.StartAsync();
        var (person, list, _, fault) = await TwiceAsync(run, people: 2, oneLine: true);
        await run.Host.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == person).ExecuteUpdateAsync(set => set.SetProperty(b => b.TenantPath, Far)));

        LevelRun.Must(await CloseAsync(run, list.Id, fault));

        Assert.Equal([(LifeOfPayments.Here, false), (Far, true)], (await MonthsAsync(run)).Select(m => (m.TenantPath, m.BeneficiaryId == person)).OrderBy(m => m.Item2));
    }

    [Theory]
    [InlineData(true, 202211)]
    [InlineData(false, 0)]
    public async Task Sum_PaidOnce_IsTwiceOnlyWhereItIsTheSame(bool same, int month)
    {
        await using var run = await SendRun.StartAsync();
        var (_, list, later, fault) = await TwiceAsync(run);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        await run.Host.WithDbAsync(async db =>
        {
            foreach (var (of, source) in new[] { (list.Id, one), (later.Id, same ? one : other) })
            {
                await db.PaymentClaims.Where(c => c.ListId == of && c.Month == 202211)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.Kind, ClaimKind.OneOff).SetProperty(c => c.Why, ClaimWhy.Once).SetProperty(c => c.Month, 0).SetProperty(c => c.SourceId, source));
            }

            return 0;
        });

        var closed = await CloseAsync(run, list.Id, fault);

        Assert.Equal(same, closed.Succeeded);
        Assert.Equal(same ? [month] : [], (await MonthsAsync(run)).Select(m => m.Month)); // the month of its list: it has none of its own
        Assert.Equal(!same, closed.Has(ResultProblems.NotTwice));
    }

    [Fact]
    public async Task Month_OfAnother_IsNotTheSameMoney()
    {
        await using var run = await SendRun.StartAsync();
        var (_, list, later, fault) = await TwiceAsync(run);
        await run.Host.WithDbAsync(db => db.PaymentClaims.Where(c => c.ListId == later.Id && c.Month == 202211).ExecuteUpdateAsync(set => set.SetProperty(c => c.Month, 202209)));

        Assert.True((await CloseAsync(run, list.Id, fault)).Has(ResultProblems.NotTwice));
        Assert.Empty(await MonthsAsync(run));
    }

    // The line stands as paid by the list on paper; the payer told that he paid it too.
    [Fact]
    public async Task Line_PaidOnPaperAndByItsPayer_IsTakenBackOnce()
    {
        await using var run = await SendRun.StartAsync();
        var (_, list, later, fault) = await TwiceAsync(run);
        await run.Host.WithDbAsync(async db => await db.PaymentClaims.Where(c => c.ListId == later.Id && c.Month == 202211).ExecuteDeleteAsync()
            + await db.PaymentClaims.Where(c => c.ListId == list.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, ClaimState.Paid))
            + await db.PaymentResults.Where(r => db.PaymentLines.Any(l => l.Id == r.LineId && l.ListId == list.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Channel, ResultChannel.Paper)));

        LevelRun.Must(await CloseAsync(run, list.Id, fault));

        var month = Assert.Single(await MonthsAsync(run));
        Assert.Equal((202211, 540_000L), (month.Month, month.Amount.Amount));
        Assert.Contains("theo danh sách giấy và theo đơn vị chi trả", month.Lists, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_ByWhoBuildsLists_IsNotClosed()
    {
        await using var run = await SendRun.StartAsync();
        var (_, list, _, fault) = await TwiceAsync(run);

        Assert.False((await CloseAsync(run, list.Id, fault, run.Pay.Accountant)).Succeeded);

        Assert.Empty(await MonthsAsync(run));
        Assert.Equal(FaultState.Waiting, Assert.Single(await run.FaultsAsync()).State);
        LevelRun.Must(await CloseAsync(run, list.Id, fault));
        LevelRun.Must(await CloseAsync(run, list.Id, fault)); // pressed twice
        Assert.Single(await MonthsAsync(run));
    }

    // What another result says of the later list takes nothing of it away.
    [Fact]
    public async Task Month_PaidTwice_StaysWhateverIsToldOfOtherMonths()
    {
        await using var run = await SendRun.StartAsync();
        var (person, list, later, fault) = await TwiceAsync(run);
        LevelRun.Must(await CloseAsync(run, list.Id, fault));
        await run.Pay.SaveAsync(db => db.OverpaidMonths.Add(new OverpaidMonth
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, TellerPath = LifeOfPayments.Here, BeneficiaryId = person, Strand = EntitlementStrand.Own, Month = 202212, Amount = new(40_000), ReceiverName = "", ReceiverNumber = "", ReceiverRelation = "",
            Lists = "", IsPaid = true, ToldAt = new DateTime(2022, 11, 21, 2, 0, 0, DateTimeKind.Utc),
        }));
        await run.TellAsync(later, [ToldFile.Not((await run.LinesAsync(later.Id)).Single(), version: 2)]);

        Assert.Equal([(202211, true)], (await MonthsAsync(run)).Where(m => m.FaultId == fault).Select(m => (m.Month, m.IsPaid)));
    }

    // November came back unpaid, December's list paid it, then November is told paid too.
    private static async Task<(Guid Person, PaymentList List, PaymentList Later, Guid Fault)> TwiceAsync(SendRun run, int people = 1, bool oneLine = false)
    {
        var persons = await run.PeopleAsync(people);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, lines.Select(l => ToldFile.Not(l)));
        var later = await run.SentAsync(202212);
        await run.TellAsync(later, (await run.LinesAsync(later.Id)).Select(l => ToldFile.Paid(l)));
        await run.TellAsync(list, [ToldFile.Paid(lines[0], 2)]);
        if (oneLine)
        {
            var first = lines[0].Id;
            await run.Host.WithDbAsync(db => db.PaymentClaims.Where(c => c.ListId == list.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.LineId, first)));
        }

        var fault = Assert.Single(await run.FaultsAsync());
        return (persons[0], await run.ListAsync(list.Id), later, fault.Id);
    }

    private static Task<List<OverpaidMonth>> MonthsAsync(SendRun run) => run.Host.WithDbAsync(db => db.OverpaidMonths.AsNoTracking().ToListAsync());

    private static Task<Outcome<ResultFault>> CloseAsync(SendRun run, Guid list, Guid fault, SignedInOfficial? by = null) => run.AsAsync(
        by ?? run.Pay.Head, s => s.GetRequiredService<CloseFault>().Handle(list, fault, FaultClosing.PaidTwice, "Bưu điện xác nhận đã chi cả hai lần, văn bản số 12", by ?? run.Pay.Head, default));
}
