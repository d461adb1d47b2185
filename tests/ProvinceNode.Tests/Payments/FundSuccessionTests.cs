using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>The fund goes over from the district to the communes (2025-07-01): nobody is paid twice, nobody is forgotten.</summary>
public sealed class FundSuccessionTests
{
    [Fact]
    public async Task Fund_OnTheFirstTwoTierDay_GoesOverWithDraftsAccountsAndTheReview()
    {
        await using var host = await OutcomeTests.StartAsync("2025-06-20");
        var old = new PayRun(host);
        var one = await old.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 750_000, start: 202501);
        var july = await old.ListedAsync(202507);
        var two = await old.Flow.ReceivingAsync(PayRun.Somebody(2), monthly: 750_000, start: 202501);
        await old.BuildAsync(july, supplementary: true);
        await old.SaveAsync(db => db.ReceivingAccounts.Add(new ReceivingAccount { Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = one, AccountNumber = "0123", Bank = "Agribank", Holder = "Lê Thị Số 001", RecordedAt = new VietnamTime(host.Clock).UtcNow }));
        Assert.Equal(new FundReport(0, 0), await WorkAsync(host));

        host.Clock.SetDay(new DateOnly(2025, 7, 1));
        Assert.Equal((1, 1), await WorkAsync(host) is var report ? (report.Drafts, report.Rows) : default);
        await host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
        Assert.Equal(new FundReport(0, 0), await WorkAsync(host));

        Assert.Equal("38.16072", await host.WithDbAsync(db => db.ReceivingAccounts.Select(a => a.TenantPath).SingleAsync()));
        Assert.Equal([(ListType.Regular, ListStatus.Approved), (ListType.Supplementary, ListStatus.Discarded)], await host.WithDbAsync(async db => (await db.PaymentLists.AsNoTracking().ToListAsync()).Select(l => (l.Type, l.Status)).Order().ToList()));
        Assert.True((await old.AskAsync(july, supplementary: true)).Has(PaymentProblems.NotHolder));

        var run = new PayRun(host);
        Assert.Equal("38.16072", run.Holder);
        var august = await run.ListedAsync(202508);

        // The district's list holds the first person's July, its draft did not.
        Assert.Equal([202507, 202508], (await run.ClaimsAsync(one)).Select(c => c.Month));
        Assert.Equal([202507, 202508], (await run.ClaimsAsync(two)).Select(c => c.Month));
        var changes = await host.WithAsync(async s => await s.GetRequiredService<MonthReview>().ChangesAsync((await s.GetRequiredService<PaymentDesk>().FindAsync(august, default))!, default), run.Holder);
        Assert.Equal([(ChangeKind.Increase, two), (ChangeKind.Once, two)], changes.Select(c => (c.Kind, c.Person)));
    }

    private static Task<FundReport> WorkAsync(TestSupport.NodeHost host) => host.WithAsync(s => s.GetRequiredService<FundSuccession>().HandleAsync(default));
}
