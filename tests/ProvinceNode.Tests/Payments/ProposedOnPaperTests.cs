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

    // Proposed on the page of a month that was closed: the approver of the next finds it on that month's own page.
    [Fact]
    public async Task Draft_WithAPaymentProposedInAnEarlierMonth_NamesThePageOnWhichItIsSettled()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var november = await run.ListedAsync(202211);
        foreach (var kind in (await run.MattersAsync(november)).Where(m => m.Justifiable).Select(m => m.Kind).Distinct())
        {
            LevelRun.Must(await run.JustifyAsync(november, kind));
        }

        LevelRun.Must(await run.CloseAsync(november));
        var aid = Guid.NewGuid();
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = aid, TenantPath = LifeOfPayments.Here, Kind = OneOffKind.Treatment, PersonName = "Lê Thị Nạn", ReceiverName = "Lê Thị Nạn", ReceiverNumber = "038149000007", Amount = new Dong(3_600_000), DueMonth = 202210,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var accountant = await host.SignInAsync(Roles.Accountant, run.Holder);
        await (await PageReader.OpenAsync(accountant, $"/chi-tra/{november:D}/chot")).SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Danh sách giấy số 12 tháng 10/2022" }, "form[action*='handler=Before']");
        host.Clock.SetDay(new DateOnly(2022, 11, 21));
        var december = LevelRun.Must(await run.OpenAsync(202212)).Id;
        await run.BuildAsync(december);

        var refused = Assert.Single((await run.ApproveAllAsync(december)).Problems);

        Assert.Equal(PaymentProblems.Proposed.Code, refused.Code);
        Assert.Contains("kỳ tháng 11/2022. Hãy mở trang “Chốt kỳ” của kỳ tháng 12/2022", refused.Message, StringComparison.Ordinal);
        // It is not asked for a second time, and the approver finds it where he is sent.
        Assert.Null((await PageReader.OpenAsync(accountant, $"/chi-tra/{december:D}/chot")).Document.QuerySelector("form[action*='handler=Before']"));
        var head = await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, run.Holder), $"/chi-tra/{december:D}/chot");
        Assert.Contains("đề nghị ở kỳ tháng 11/2022: Danh sách giấy số 12 tháng 10/2022", head.Main, StringComparison.Ordinal);
        await head.SubmitAsync(button: "Xác nhận đã chi trả");
        Assert.Equal(202210, await host.WithDbAsync(db => db.OneOffPayments.Where(p => p.Id == aid).Select(p => p.ListedMonth).SingleAsync()));
        LevelRun.Must(await run.DiscardAllAsync(december));
        await run.BuildAsync(december);
        Assert.Equal(1, LevelRun.Must(await run.ApproveAllAsync(december)));
        Assert.DoesNotContain(await run.LinesAsync(december), l => l.OneOff.Amount > 0);
    }

    [Fact]
    public async Task Proposal_OfAPaymentThatMovedSince_CanStillBeDropped()
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
        var here = $"/chi-tra/{period:D}/chot";
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), here);
        await page.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Danh sách giấy số 12 tháng 10/2022", ["Subject"] = $"{aid:D}" }, button: "Đề nghị ghi khoản đã chọn đã chi trả theo danh sách giấy");
        await run.SaveAsync(db => db.OneOffPayments.Single().MovedDong = new Dong(600_000));
        Assert.Contains(await run.MattersAsync(period), m => m.Kind == MatterKind.PaidOnPaper);
        var head = await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, run.Holder), here);
        Assert.NotEmpty((await head.SubmitAsync(button: "Xác nhận đã chi trả")).Problems);

        await head.SubmitAsync(button: "Bỏ đề nghị");

        Assert.DoesNotContain(await run.MattersAsync(period), m => m.Kind == MatterKind.PaidOnPaper);
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
