using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.OnPaper;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using TestSupport;

namespace ProvinceNode.Tests.Payments.OnPaper;

/// <summary>Lines of a closed month that a signed list on paper paid: by two officials, never twice, taken back the same way.</summary>
public sealed class PaperPaymentTests
{
    private static readonly byte[] Scan = "%PDF-1.7 danh sach giay da ky nhan"u8.ToArray();

    // The link was down for the whole month: the list never went out, one of three did not come.
    [Fact]
    public async Task List_ThatNeverWentOut_IsSettledByPaperAndNeverSent()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 8));
        var paper = LevelRun.Must(await RecordAsync(run, list.Id, "1, 3", 1_080_000));
        Assert.Equal((true, "1, 3", 2), (paper.Whole, paper.Rows, paper.Lines));
        Assert.All(await run.LinesAsync(list.Id), l => Assert.Equal(LineOutcome.Open, l.Outcome));
        // While it waits nobody sends or withdraws the list.
        Assert.True((await run.SendAsync(list.Id)).Has(PaperProblems.Waits));
        Assert.True((await run.WithdrawAsync(list.Id)).Has(PaperProblems.Waits));
        Assert.True((await SettleAsync(run, list.Id, paper.Id, run.Cashier)).Problems.Count > 0);
        Assert.True((await SettleAsync(run, list.Id, paper.Id, run.Pay.Accountant)).Problems.Count > 0);
        var acts = await run.ActsAsync();

        LevelRun.Must(await SettleAsync(run, list.Id, paper.Id));

        var lines = await run.LinesAsync(list.Id);
        Assert.Equal([LineOutcome.Paid, LineOutcome.Unpaid, LineOutcome.Paid], lines.Select(l => l.Outcome));
        Assert.Equal(new DateOnly(2022, 11, 7), lines[0].PaidOn);
        Assert.All((await run.ResultsAsync()).Where(r => r.Outcome == LineOutcome.Paid), r => Assert.Equal((ResultChannel.Paper, "07/DS-CT"), (r.Channel, r.Evidence)));
        Assert.Equal((1_080_000, 540_000), (await run.BalancedAsync(list.Id)) is var sum ? (sum.Paid.Amount, sum.Unpaid.Amount) : default);
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        Assert.Equal(acts + 2, await run.ActsAsync());
        Assert.Equal((ChannelRules.Paper, SendingState.Accepted), Assert.Single(await run.SendingsAsync()) is var sending ? (sending.Provider, sending.State) : default);
        Assert.Equal(ListStatus.Settled, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        Assert.Empty(await run.HandedAsync());
        // The next list pays December, and November of the one who did not come.
        Assert.Equal([0, 540_000, 0], (await run.LinesAsync((await run.ClosedAsync(202212)).Id)).Select(l => l.Carried.Amount));
    }

    // The backup has the list unsent, the post has it and pays: what the paper paid it would pay again.
    [Fact]
    public async Task List_ThatThePayerHoldsSinceBeforeARestore_IsNotSettledByPaper()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.ClosedAsync(202211);
        await run.World.VnPost.SendAsync(ListDocument.Of(list, await run.LinesAsync(list.Id)), "khoa-da-mat", default);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 8));
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));
        var paper = LevelRun.Must(await RecordAsync(run, list.Id, "", 540_000));

        Assert.True((await SettleAsync(run, list.Id, paper.Id)).Has(SendingProblems.HeldNotSent));
        Assert.Equal(ListStatus.Approved, (await run.ListAsync(list.Id)).Status);
    }

    // The post had the list; the link went down before it told anything.
    [Fact]
    public async Task Line_OfAListThatWasSent_IsPaidByPaperAndTheOthersWaitForThePost()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 8));
        var paper = await PaidAsync(run, list.Id, "2", 540_000);
        Assert.False(paper.Whole);

        Assert.Equal([LineOutcome.Open, LineOutcome.Paid], (await run.LinesAsync(list.Id)).Select(l => l.Outcome));
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
        var lines = await run.LinesAsync(list.Id);
        // The same day is the same payment; another outcome would have it paid again.
        var told = await run.TellAsync(list, [ToldFile.Paid(lines[0]), ToldFile.Not(lines[1])]);
        Assert.Equal((1, 1), (told.New, told.Faults));
        Assert.Contains("07/DS-CT", Assert.Single(await run.FaultsAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(LineOutcome.Paid, (await run.LinesAsync(list.Id))[1].Outcome);
        var next = await run.ClosedAsync(202212);
        Assert.All(await run.LinesAsync(next.Id), l => Assert.Equal(0, l.Carried.Amount));
    }

    [Fact]
    public async Task Line_ToldUnpaidBefore_IsPaidByPaperOnlyWhileNoLaterListCarriesIt()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l)));
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 20));
        await PaidAsync(run, list.Id, "1", 540_000);
        await run.BalancedAsync(list.Id);
        var next = await run.ClosedAsync(202212);
        Assert.Equal([0, 540_000], (await run.LinesAsync(next.Id)).Select(l => l.Carried.Amount));

        var late = await RecordAsync(run, list.Id, "2", 540_000);

        Assert.True(late.Has(PaperProblems.Later));
        Assert.Contains("12/2022", late.Problems[0].Message, StringComparison.Ordinal);
        Assert.True((await RecordAsync(run, list.Id, "1", 540_000)).Has(PaperProblems.Paid));
        Assert.All((await run.ClaimsAsync()).Where(c => c.IsActive).GroupBy(c => (c.BeneficiaryId, c.Month)), g => Assert.Single(g));
    }

    // Between recording and confirming the post tells that it paid: confirming would pay it twice, or hide that it was.
    [Fact]
    public async Task Confirming_AfterThePostToldItPaid_IsRefused()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 8));
        var paper = LevelRun.Must(await RecordAsync(run, list.Id, "", 540_000));
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Paid(l)));

        Assert.True((await SettleAsync(run, list.Id, paper.Id)).Has(PaperProblems.Paid));
        Assert.Equal(1, Assert.Single(await run.LinesAsync(list.Id)).ResultVersion);
        LevelRun.Must(await SettleAsync(run, list.Id, paper.Id, run.Cashier, accept: false));
    }

    [Fact]
    public async Task Correction_OfAPaper_BringsBackWhatThePostTold()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, [ToldFile.Not(lines[0], "R08")]);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 20));
        var paper = await PaidAsync(run, list.Id, "", 1_620_000);
        // What the post tells of the second waits for the correction.
        await run.TellAsync(list, [ToldFile.Not(lines[1], "R01")]);
        Assert.Equal(FaultState.Waiting, Assert.Single(await run.FaultsAsync()).State);
        Assert.True((await DoubtAsync(run, list.Id, paper.Id, "1-4")).Problems.Count > 0);

        LevelRun.Must(await DoubtAsync(run, list.Id, paper.Id, "1, 2"));
        Assert.All(await run.LinesAsync(list.Id), l => Assert.Equal(LineOutcome.Paid, l.Outcome));
        Assert.True((await CorrectAsync(run, list.Id, paper.Id, run.Cashier)).Problems.Count > 0);
        LevelRun.Must(await CorrectAsync(run, list.Id, paper.Id));

        Assert.Equal([LineOutcome.Unpaid, LineOutcome.Open, LineOutcome.Paid], (await run.LinesAsync(list.Id)).Select(l => l.Outcome));
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
        Assert.Equal("R08", (await run.ResultsAsync()).Last(r => r.LineId == lines[0].Id).ReasonCode);
        await run.BalancedAsync(list.Id);
        await run.TakeAsync();
        Assert.Equal(LineOutcome.Unpaid, (await run.LinesAsync(list.Id))[1].Outcome);
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        Assert.Equal([540_000, 540_000, 0], (await run.LinesAsync((await run.ClosedAsync(202212)).Id)).Select(l => l.Carried.Amount));
    }

    [Fact]
    public async Task Correction_OfAListThatWentOutOnPaperAlone_LeavesTheLineUncollected()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.ClosedAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 8));
        var paper = await PaidAsync(run, list.Id, "", 540_000);

        LevelRun.Must(await DoubtAsync(run, list.Id, paper.Id, ""));
        Assert.Equal(PaperPaymentState.Withdrawn, LevelRun.Must(await CorrectAsync(run, list.Id, paper.Id)).State);

        Assert.Equal(LineOutcome.Unpaid, Assert.Single(await run.LinesAsync(list.Id)).Outcome);
        await run.BalancedAsync(list.Id);
        // It was paid after all: the same list takes another paper.
        await PaidAsync(run, list.Id, "", 540_000);
        Assert.Equal(LineOutcome.Paid, Assert.Single(await run.LinesAsync(list.Id)).Outcome);
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
    }

    [Fact]
    public async Task Recording_WithWrongSumRowsOrAnOpenMonth_IsRefused()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var period = await run.Pay.ListedAsync(202211);
        var list = Assert.Single(await run.Pay.ListsAsync(period));
        Assert.True((await RecordAsync(run, list.Id, "", 1_080_000, new DateOnly(2022, 10, 21))).Has(PaperProblems.MonthOpen));
        LevelRun.Must(await run.Pay.CloseAsync(period));

        Assert.True((await RecordAsync(run, list.Id, "1-3", 1_080_000, new DateOnly(2022, 10, 21))).Has(PaperProblems.Rows));
        Assert.True((await RecordAsync(run, list.Id, "1", 1_080_000, new DateOnly(2022, 10, 21))).Has(PaperProblems.Sums));
        Assert.Equal(2, (await RecordAsync(run, list.Id, "x", 1_080_000, new DateOnly(2022, 12, 1))).Problems.Count);
        Assert.Equal(0, await run.Host.WithDbAsync(db => db.Set<PaperPayment>().CountAsync()));
    }

    // Through the pages: with the second factor, shown to officials and to the person.
    [Fact]
    public async Task Pages_OfAPaper_RecordConfirmAndShowIt()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(1);
        var list = await run.ClosedAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 8));
        var here = $"/chi-tra/danh-sach/{list.Id:D}/tra-giay";
        var cashier = await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder);
        Assert.NotNull((await PageReader.OpenAsync(cashier, $"/chi-tra/danh-sach/{list.Id:D}/ket-qua")).Document.QuerySelector($"a[href='{here}']"));
        var recorded = await (await PageReader.OpenAsync(cashier, here)).SubmitAsync(
            new Dictionary<string, object?> { ["Number"] = "07/DS-CT", ["PaidOn"] = "2022-11-07", ["Rows"] = "1", ["Dong"] = "540.000" }, "form[action*='handler=Record']", files: [("Scan", "giay.pdf", Scan)]);
        Assert.Empty(recorded.Problems);
        Assert.Null(recorded.Document.QuerySelector("form[action*='handler=Confirm']"));
        var head = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
        Assert.Contains("Danh sách giấy số 07/DS-CT", (await PageReader.OpenAsync(head, "/chi-tra/viec-can-lam")).Main, StringComparison.Ordinal);

        // The scan names who collected: it leaves with an act.
        var scan = (await PageReader.OpenAsync(head, here)).Document.QuerySelector("main a[href*='handler=Scan']")!.GetAttribute("href")!;
        Assert.Equal(Scan, await head.GetByteArrayAsync(new Uri(scan, UriKind.Relative)));
        Assert.Contains("giấy số 07/DS-CT", Assert.Single(await run.Host.WithDbAsync(db => db.Acts.AsNoTracking().Where(a => a.Kind == ActKinds.PaymentExport).ToListAsync())).Reason, StringComparison.Ordinal);

        var confirmed = await (await PageReader.OpenAsync(head, here)).SubmitAsync(new Dictionary<string, object?> { ["PaperWhy"] = "Đã đối chiếu từng chữ ký" }, "form[action*='handler=Confirm']");

        Assert.Empty(confirmed.Problems);
        Assert.Contains("Đã ghi 1 dòng được trả", confirmed.Main, StringComparison.Ordinal);
        Assert.Contains("Trong số đã chi trả: 1 dòng, 540.000 đồng theo danh sách giấy", (await PageReader.OpenAsync(cashier, $"/chi-tra/danh-sach/{list.Id:D}/ket-qua")).Main, StringComparison.Ordinal);
        var officer = await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune);
        Assert.Contains("Đã chi trả theo danh sách giấy số 07/DS-CT", (await PageReader.OpenAsync(officer, $"/doi-tuong/{people[0]}")).Main, StringComparison.Ordinal);
        Assert.Equal(LineOutcome.Paid, Assert.Single(await run.LinesAsync(list.Id)).Outcome);
    }

    private static Task<Outcome<PaperPayment>> RecordAsync(SendRun run, Guid list, string rows, long dong, DateOnly? on = null) => run.AsAsync(run.Cashier, async s =>
    {
        using var scan = new MemoryStream(Scan);
        return await s.GetRequiredService<RecordPaperPayment>().Handle(list, new("07/DS-CT", on ?? new DateOnly(2022, 11, 7), rows, dong, "giay.pdf"), scan, run.Cashier, default);
    });

    private static Task<Outcome<PaperPayment>> SettleAsync(SendRun run, Guid list, Guid paper, SignedInOfficial? by = null, bool accept = true) =>
        run.AsAsync(by ?? run.Pay.Head, s => s.GetRequiredService<SettlePaperPayment>().Handle(list, paper, accept, "Đã đối chiếu từng chữ ký", by ?? run.Pay.Head, default));

    private static Task<Outcome<PaperPayment>> DoubtAsync(SendRun run, Guid list, Guid paper, string rows) =>
        run.AsAsync(run.Cashier, s => s.GetRequiredService<DoubtPaperPayment>().Handle(list, paper, rows, "Ký nhầm dòng của người cùng tên", run.Cashier, default));

    private static Task<Outcome<PaperPayment>> CorrectAsync(SendRun run, Guid list, Guid paper, SignedInOfficial? by = null) =>
        run.AsAsync(by ?? run.Pay.Head, s => s.GetRequiredService<CorrectPaperPayment>().Handle(list, paper, true, by ?? run.Pay.Head, default));

    private static async Task<PaperPayment> PaidAsync(SendRun run, Guid list, string rows, long dong)
    {
        var paper = LevelRun.Must(await RecordAsync(run, list, rows, dong));
        return LevelRun.Must(await SettleAsync(run, list, paper.Id));
    }
}
