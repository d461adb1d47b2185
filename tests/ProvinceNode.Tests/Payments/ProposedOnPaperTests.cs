using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>What the accountant says was paid on paper is settled before its list is approved, or it would be paid twice.</summary>
public sealed class ProposedOnPaperTests
{
    [Fact]
    public async Task Draft_WithAPaymentProposedAsPaidOnPaper_IsApprovedOnlyAfterTheSecondOfficialsWord()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var aid = Guid.NewGuid();
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = aid, TenantPath = LifeOfPayments.Here, Kind = OneOffKind.Treatment, PersonName = "Lê Thị Nạn", ReceiverName = "Lê Thị Nạn", ReceiverNumber = "038149000007", Amount = new Dong(3_600_000), DueMonth = 202210,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        Assert.Contains(await run.MattersAsync(period), m => m.Kind == MatterKind.BeforeFirst);
        await run.SaveAsync(db => db.PaymentJustifications.Add(new PaymentJustification
        {
            Id = Guid.NewGuid(), TenantPath = run.Holder, PeriodId = period, Kind = MatterKind.PaidOnPaper, SubjectId = aid, Reason = "Danh sách giấy số 12 tháng 10/2022", ById = run.Accountant.Id, ByName = run.Accountant.FullName,
            At = new VietnamTime(host.Clock).UtcNow,
        }));

        // A reason for all that is old does not stand in for the second official.
        Assert.Equal(0, LevelRun.Must(await run.JustifyAsync(period, MatterKind.BeforeFirst)));
        Assert.True((await run.ApproveAllAsync(period)).Has(PaymentProblems.Proposed));
        Assert.Equal(ListStatus.Draft, Assert.Single(await run.ListsAsync(period)).Status);
        Assert.Equal(0, await host.WithDbAsync(db => db.OneOffPayments.Select(p => p.ListedMonth).SingleAsync()));

        await run.SaveAsync(db => db.PaymentJustifications.Remove(db.PaymentJustifications.Single(j => j.Kind == MatterKind.PaidOnPaper)));
        Assert.Contains(await run.MattersAsync(period), m => m.Kind == MatterKind.BeforeFirst);
        Assert.Equal(1, LevelRun.Must(await run.ApproveAllAsync(period)));
    }

    [Fact]
    public async Task Draft_OfOneCommuneThatIsRefused_KeepsNoOtherWaiting()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.Flow.ReceivingAsync(PayRun.Somebody(2), commune: LifeOfPayments.There);
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        await run.SaveAsync(db => ChangeEntitlement.EndAll(db.Entitlements.Where(e => e.BeneficiaryId == person).ToList(), new PayMonth(202210), new ChangeCause(Guid.NewGuid(), "T1", new VietnamTime(host.Clock).UtcNow)));

        var told = await run.ApproveAllAsync(period);

        var lists = await run.ListsAsync(period);
        Assert.Equal([(LifeOfPayments.Here, ListStatus.Draft), (LifeOfPayments.There, ListStatus.Approved)], lists.Select(l => (l.TenantPath, l.Status)));
        Assert.Equal([PaymentProblems.Stale.Code], told.Problems.Select(p => p.Code));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, run.Holder), $"/chi-tra/{period:D}");
        Assert.Contains("Duyệt tất cả danh sách: 2 trên 2", page.Main, StringComparison.Ordinal);
        Assert.Contains("đã duyệt 1 danh sách, 1 danh sách không làm được", page.Main, StringComparison.Ordinal);
        Assert.Contains($"{told.Problems[0].Message} {lists[0].UnitName}, thường xuyên, Tiền mặt tại điểm chi trả", page.Main, StringComparison.Ordinal);
    }
}
