using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Payments.Seeing;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>Which recoveries lists still read: those that paper took are taken no more, those that were taken whole may give back for three years.</summary>
public sealed class RecoveryReadTests
{
    [Fact]
    public async Task Recovery_TakenByAListOnPaper_IsTakenByNoListAndNoReceipt()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var recovery = await OwedAsync(run, await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000), 202210, 0);
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        Assert.Equal(100_000, Assert.Single(await run.LinesAsync(period)).Recovery.Amount);
        Assert.Contains(await run.MattersAsync(period), m => m.Kind == MatterKind.BeforeFirst);

        LevelRun.Must(await AsAsync(run, run.Accountant, s => s.GetRequiredService<PaidBefore>().Handle(period, recovery, "Danh sách giấy số 12 tháng 10/2022", run.Accountant, default)));
        LevelRun.Must(await run.ConfirmAsync(period, recovery, run.Head));
        Assert.True((await run.ApproveAllAsync(period)).Has(PaymentProblems.Stale));
        LevelRun.Must(await run.DiscardAllAsync(period));
        await run.BuildAsync(period);

        Assert.Equal((0L, 540_000L), Assert.Single(await run.LinesAsync(period)) is var line ? (line.Recovery.Amount, line.Total.Amount) : default);
        LevelRun.Must(await run.ApproveAllAsync(period));
        await run.ToldAsync(ClaimState.Paid);
        Assert.Equal(0, Assert.Single(await run.LinesAsync(await run.ListedAsync(202212))).Recovery.Amount);
        // Nor does a counter take it again.
        var receipt = new ReceiptInput(recovery, "PT-15", new DateOnly(2022, 11, 21), 1, Repayer.Receiver, "Lê Thị Số");
        Assert.True((await RecoveryTests.RecordAsync(run, receipt)).Has(ReceiptProblems.TooMuch));
    }

    // The list of December 2022 reads what was due since December 2019.
    [Theory]
    [InlineData(201912, 40_000L)]
    [InlineData(201911, 0L)]
    public async Task Recovery_TakenWhole_GivesBackFor36Months(int due, long given)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await TakenTwiceAsync(run, due);

        Assert.Equal(given, Assert.Single(await run.LinesAsync(await run.ListedAsync(202212))).Arrears.Amount);
    }

    // What is given back is arrears of no month (columns 11 and 12): it is counted by its sum.
    [Fact]
    public async Task Arrears_OfNoMonth_StandInTheStatistics()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await TakenTwiceAsync(run, 201912);
        Assert.Equal((0, 40_000L), Assert.Single(await run.LinesAsync(await run.ListedAsync(202212))) is var line ? (line.ArrearsFrom, line.Arrears.Amount) : default);

        var month = await AsAsync(run, run.Accountant, s => s.GetRequiredService<PaymentStatistics>().OfAsync(202212, TenantPath.Parse(run.Holder), default));

        Assert.Equal((1, 40_000L), month.Arrears);
    }

    // Two lists took 140.000 of the 100.000.
    private static async Task TakenTwiceAsync(PayRun run, int due)
    {
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202211)));
        await run.ToldAsync(ClaimState.Paid);
        var recovery = await OwedAsync(run, person, due, 100_000);
        await run.SaveAsync(db => db.PaymentClaims.AddRange(new[] { (202210, 100_000L), (202211, 40_000L) }.Select(c => new PaymentClaim
        {
            Id = Guid.NewGuid(), LineId = line.Id, ListId = line.ListId, TenantPath = line.TenantPath, BeneficiaryId = person, Kind = ClaimKind.Recovery, Why = ClaimWhy.Once, Strand = default, Month = c.Item1, SourceId = recovery, ListMonth = 202211,
            Amount = new Dong(c.Item2), EntitlementId = null, EntitlementVersion = 0, State = ClaimState.Paid,
        })));
    }

    private static async Task<Guid> OwedAsync(PayRun run, Guid person, int due, long moved)
    {
        var id = Guid.NewGuid();
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = id, TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = OneOffKind.Recovery, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001", ReceiverNumber = "038149000001", Amount = new Dong(100_000), DueMonth = due,
            MovedDong = new Dong(moved), ListedMonth = moved > 0 ? 202211 : 0, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(run.Host.Clock).UtcNow,
        }));
        return id;
    }

    private static Task<T> AsAsync<T>(PayRun run, SignedInOfficial official, Func<IServiceProvider, Task<T>> verb) => run.Host.WithAsync(s =>
    {
        s.GetRequiredService<CurrentOfficial>().Set(official);
        return verb(s);
    }, official.Office.Value);
}
