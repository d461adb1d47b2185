using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.OnPaper;
using ProvinceNode.Payments.Seeing;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Seeing;

/// <summary>The share without cash of a month is one, in its headline and in the chart of twelve months.</summary>
public sealed class PaperCashTests
{
    [Fact]
    public async Task Line_OfABankListPaidOnPaper_IsCashInHeadlineAndChart()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        foreach (var n in new[] { 1, 2 })
        {
            await run.GrantedAsync(PayRun.Somebody(n), new AwardRow(EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(202211), new Receiver($"Lê Thị Số 00{n}", $"03814900000{n}", "") { Way = new PayWay(PayWay.ToAccount, $"012345678{n}", $"Lê Thị Số 00{n}", "Agribank") }));
        }

        var period = await run.ListedAsync(202211);
        var list = Assert.Single(await run.ListsAsync(period));
        Assert.Equal(PayMethod.Bank, list.Method);
        var lines = await run.LinesAsync(period);
        await host.WithDbAsync(db => db.PaymentLines.ExecuteUpdateAsync(s => s.SetProperty(l => l.Outcome, LineOutcome.Paid).SetProperty(l => l.ResultVersion, 1)));
        await host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.PaidLines, 2).SetProperty(l => l.PaidDong, new Dong(1_080_000))));
        // The bank paid the first; the second failed there and was handed out.
        await run.SaveAsync(db => db.PaymentResults.AddRange(lines.Select((l, i) => new PaymentResult
        {
            Id = Guid.NewGuid(), ListId = list.Id, LineId = l.Id, TenantPath = l.TenantPath, Version = 1, Outcome = LineOutcome.Paid, Amount = l.Total, Channel = i == 0 ? ResultChannel.Polling : ResultChannel.Paper, Source = "x", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        })));

        await run.SaveAsync(db => db.Add(new PaperPayment
        {
            Id = Guid.NewGuid(), ListId = list.Id, TenantPath = list.TenantPath, Number = "01", PaidOn = new DateOnly(2022, 11, 9), Rows = "2", Lines = 1, Amount = new(540_000), Whole = false, ContentHash = new string('0', 64), FileName = "x.pdf",
            RecordedById = Guid.NewGuid(), RecordedByName = "x", RecordedAt = new VietnamTime(host.Clock).UtcNow, State = PaperPaymentState.Confirmed,
        }));

        var (shown, cash) = await host.WithAsync(async s => (await s.GetRequiredService<PaymentStatistics>().OfAsync(202211, TenantPath.Parse(run.Holder), default), await s.GetRequiredService<PaymentStatistics>().CashAsync(TenantPath.Parse(run.Holder), 202211, default)), run.Holder);

        Assert.Equal((1, 540_000L), shown.ByHand);
        Assert.Equal(new CashMonth(202211, 2, 1, 1_080_000, 540_000), Assert.Single(cash));
    }
}
