using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>What an undone recovery gave back although nobody had taken it is paid back at the counter as well as by lists: each đồng once.</summary>
public sealed class UndoneReceiptTests
{
    // He receives nothing any more that a list could take it from: he pays the refund back at the counter, once.
    [Theory]
    [InlineData(LineOutcome.Paid)] // refunded by a row of its own
    [InlineData(LineOutcome.Unpaid)] // undone while unpaid, told paid, given back by the lists without a row, told unpaid again
    public async Task Refund_OfAWithholdingToldUnpaidAfterItWasPaid_IsPaidBackByAReceipt(LineOutcome atUndoing)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await UndoneCorrectedTests.UndoneAsync(run, atUndoing);
        if (atUndoing == LineOutcome.Unpaid)
        {
            await UndoneCorrectedTests.TellAsync(run, 202301, LineOutcome.Paid);
        }

        await run.ListedAsync(202302);
        await UndoneCorrectedTests.TellAsync(run, 202302, LineOutcome.Paid);
        var owed = await host.WithDbAsync(db => db.OneOffPayments.SingleAsync(p => p.ReversesId != null || !db.OneOffPayments.Any(o => o.ReversesId != null)));
        Assert.Equal(0, await LeftAsync(host, owed));
        await UndoneCorrectedTests.TellAsync(run, 202301, LineOutcome.Unpaid);

        Assert.Equal(180_000, await LeftAsync(host, owed));
        Assert.True((await ReceiptAsync(run, owed.Id, 180_001)).Has(ReceiptProblems.TooMuch));
        var receipt = LevelRun.Must(await ReceiptAsync(run, owed.Id, 100_000));
        Assert.True((await ReceiptAsync(run, owed.Id, 80_001, "14/PT")).Has(ReceiptProblems.TooMuch));
        LevelRun.Must(await SettledAsync(run, receipt.Id));
        Assert.Equal(80_000, await LeftAsync(host, owed));

        // The list takes the rest, and no đồng more.
        Assert.Equal((360_000L, 80_000L), UndoneCorrectedTests.Sums(await UndoneCorrectedTests.LineAsync(run, 202303), l => l.Carried, l => l.Recovery));
        await UndoneCorrectedTests.TellAsync(run, 202303, LineOutcome.Paid);
        Assert.Equal(0, await LeftAsync(host, owed));
        Assert.Equal((360_000L, 0L), UndoneCorrectedTests.Sums(await UndoneCorrectedTests.LineAsync(run, 202304), l => l.Total, l => l.Recovery));
        await UndoneCorrectedTests.TellAsync(run, 202304, LineOutcome.Paid);
        Assert.Equal(UndoneCorrectedTests.Due + 100_000, await UndoneCorrectedTests.PaidAsync(run, person));
    }

    // After he paid it back the payer tells that he had taken it: what the receipt brought is his again.
    [Fact]
    public async Task Refund_PaidBackByAReceiptAndToldPaidAgain_IsGivenOnceMore()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await UndoneCorrectedTests.UndoneAsync(run, LineOutcome.Paid);
        await run.ListedAsync(202302);
        await UndoneCorrectedTests.TellAsync(run, 202302, LineOutcome.Paid);
        await UndoneCorrectedTests.TellAsync(run, 202301, LineOutcome.Unpaid);
        var owed = await host.WithDbAsync(db => db.OneOffPayments.SingleAsync(p => p.ReversesId != null));
        LevelRun.Must(await SettledAsync(run, LevelRun.Must(await ReceiptAsync(run, owed.Id, 180_000)).Id));
        Assert.Equal(0, (await host.WithDbAsync(db => db.OneOffPayments.SingleAsync(p => p.Id == owed.Id))).MovedDong.Amount);
        await UndoneCorrectedTests.TellAsync(run, 202301, LineOutcome.Paid);

        Assert.Equal((360_000L, 180_000L), UndoneCorrectedTests.Sums(await UndoneCorrectedTests.LineAsync(run, 202303), l => l.Monthly, l => l.Arrears));
        await UndoneCorrectedTests.TellAsync(run, 202303, LineOutcome.Paid);
        await run.ListedAsync(202304);
        await UndoneCorrectedTests.TellAsync(run, 202304, LineOutcome.Paid);
        Assert.Equal(UndoneCorrectedTests.Due + 180_000, await UndoneCorrectedTests.PaidAsync(run, person));
    }

    private static Task<long> LeftAsync(NodeHost host, OneOffPayment payment) => host.WithAsync(async s => (await s.GetRequiredService<RecoveryLeft>().OfAsync(payment, null, default)).Dong);

    private static Task<Outcome<RecoveryReceipt>> ReceiptAsync(PayRun run, Guid payment, long dong, string number = "12/PT") =>
        RecoveryTests.RecordAsync(run, new(payment, number, new VietnamTime(run.Host.Clock).Today, dong, Repayer.Receiver, "Lê Thị Số 001"));

    private static Task<Outcome<RecoveryReceipt>> SettledAsync(PayRun run, Guid receipt) => RecoveryTests.SettleAsync(run, receipt, run.Head);
}
