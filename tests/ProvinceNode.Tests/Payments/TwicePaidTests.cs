using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>Money that the payer handed out by two lists is told where a decision takes it back; before it is certain it is not.</summary>
public sealed class TwicePaidTests
{
    [Fact]
    public async Task Line_PaidAfterALaterListPaidIt_IsTakenBackByADecisionOnceTheLeaderSaysSo()
    {
        await using var run = await SendRun.StartAsync();
        var person = Assert.Single(await run.PeopleAsync(1));
        var list = await run.SentAsync(202211);
        var line = (await run.LinesAsync(list.Id)).Single();
        await run.TellAsync(list, [ToldFile.Not(line)]);
        var later = await run.SentAsync(202212);
        await run.TellAsync(list, [ToldFile.Paid(line, 2)]);
        var fault = Assert.Single(await run.FaultsAsync());

        // December's list may come back unpaid: then November was paid once.
        var waits = await CloseAsync(run, list, fault.Id, FaultClosing.PaidTwice);
        Assert.True(waits.Has(ResultProblems.TwiceAwaits));
        Assert.Contains("tháng 12/2022", waits.Problems.Single().Message, StringComparison.Ordinal);
        await run.TellAsync(later, (await run.LinesAsync(later.Id)).Select(l => ToldFile.Paid(l)));
        LevelRun.Must(await CloseAsync(run, list, fault.Id, FaultClosing.PaidTwice));

        var month = Assert.Single(await MonthsAsync(run));
        Assert.Equal((person, 202211, 540_000L, true, fault.Id), (month.BeneficiaryId, month.Month, month.Amount.Amount, month.IsPaid, month.FaultId));
        Assert.Equal((line.ReceiverName, LifeOfPayments.Here), (month.ReceiverName, month.TenantPath));
        Assert.Contains("danh sách thường xuyên tháng 12/2022", month.Lists, StringComparison.Ordinal);
        await run.BalancedAsync(list.Id);

        // A building tells anew what decisions leave, and takes away nothing of this.
        await run.Pay.ListedAsync(202301);
        Assert.Equal(month.Id, Assert.Single(await MonthsAsync(run)).Id);
        await RecoveryTests.DecidedAsync(run.Pay, person);
        var recovery = Assert.Single(await run.Pay.Flow.PaymentsAsync());
        Assert.Equal((OneOffKind.Recovery, 540_000L), (recovery.Kind, recovery.Amount.Amount));
        Assert.Equal(recovery.Id, Assert.Single(await MonthsAsync(run)).RecoveryId);
        await run.Pay.ToldAsync(ClaimState.Paid);
        var next = Assert.Single(await run.Pay.LinesAsync(await run.Pay.ListedAsync(202302)));
        Assert.True(next.Recovery.Amount > 0);
        // November is paid: to take one of its two payments back makes it due to nobody.
        Assert.Equal((540_000L, 0L, 0L), (next.Monthly.Amount, next.Arrears.Amount, next.Carried.Amount));
    }

    [Fact]
    public async Task Correction_ThatThePayerTookBack_LeavesNothingToBeTakenBack()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = (await run.LinesAsync(list.Id)).Single();
        await run.TellAsync(list, [ToldFile.Not(line)]);
        var later = await run.SentAsync(202212);
        await run.TellAsync(later, (await run.LinesAsync(later.Id)).Select(l => ToldFile.Paid(l)));
        await run.TellAsync(list, [ToldFile.Paid(line, 2)]);

        LevelRun.Must(await CloseAsync(run, list, Assert.Single(await run.FaultsAsync()).Id, FaultClosing.TakenBack));

        Assert.Empty(await MonthsAsync(run));
    }

    [Theory]
    [InlineData(0, new long[] { 540_000, 405_000 })]
    [InlineData(200_000, new long[] { 340_000, 405_000 })]
    [InlineData(600_000, new long[] { 345_000 })]
    public void Claims_OfALineThatTookSomethingBack_LeftTwiceByTheRest(long recovered, long[] left)
    {
        var person = Guid.NewGuid();
        Assert.Equal(left, TwicePaid.Rows([RecoverWordsTests.Claim(person, 540_000), RecoverWordsTests.Claim(person, 405_000)], [RecoverWordsTests.Claim(person, recovered, ClaimKind.Recovery)]).Select(r => r.Dong));
    }

    private static Task<List<OverpaidMonth>> MonthsAsync(SendRun run) => run.Host.WithDbAsync(db => db.OverpaidMonths.AsNoTracking().ToListAsync());

    private static Task<Outcome<ResultFault>> CloseAsync(SendRun run, PaymentList list, Guid fault, FaultClosing how) =>
        run.AsAsync(run.Pay.Head, s => s.GetRequiredService<CloseFault>().Handle(list.Id, fault, how, "Bưu điện xác nhận đã chi cả hai lần, văn bản số 12", run.Pay.Head, default));
}
