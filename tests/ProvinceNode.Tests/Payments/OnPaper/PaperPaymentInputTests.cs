using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.OnPaper;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;
using ProvinceNode.Tests.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Payments.OnPaper;

/// <summary>Whatever is typed at the page of lists on paper: every fault is told at once, at its field, and what was typed stays.</summary>
public sealed class PaperPaymentInputTests
{
    private static readonly byte[] Scan = "%PDF-1.7 danh sach giay da ky nhan"u8.ToArray();

    private static readonly Dictionary<string, object?> Good = new() { ["Number"] = "07/DS-CT", ["PaidOn"] = "2022-11-07", ["Rows"] = "1, 3", ["Dong"] = "1.080.000" };

    [Fact]
    public async Task Recording_WithNothingOrEverythingWrong_TellsAllFaultsAtOnceAndKeepsWhatWasTyped()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var page = await OpenAsync(run, (await ClosedAsync(run)).Id);

        var empty = await SendAsync(page, []);
        Assert.Equal(4, empty.Problems.Count);
        Assert.All(new[] { "Number", "PaidOn", "Dong", "Scan" }, f => Assert.NotEqual("", empty.ProblemAt(f)));
        Assert.StartsWith("Lỗi: ", empty.Document.Title, StringComparison.Ordinal);

        Dictionary<string, object?> typed = new() { ["Number"] = new string('7', 61), ["PaidOn"] = "2022-13-40", ["Rows"] = "1-3, 9x", ["Dong"] = "một triệu" };
        var wrong = await SendAsync(page, typed, "giay.exe");
        Assert.Equal(5, wrong.Problems.Count);
        Assert.All(typed, t => Assert.Equal((string)t.Value!, wrong.Document.QuerySelector($"#f-{t.Key}")!.GetAttribute("value")));
        // What the lines say against it is told with the rest.
        var sums = await SendAsync(page, new(Good) { ["Dong"] = "1.620.000", ["Number"] = "" }, "giay.pdf", "không phải PDF"u8.ToArray());
        Assert.Equal(3, sums.Problems.Count);
        Assert.Contains("2 dòng, cộng 1.080.000 đồng", sums.ProblemAt("Dong"), StringComparison.Ordinal);
        // Five million characters: more than a form takes by itself.
        var huge = await SendAsync(page, new(Good) { ["Rows"] = string.Concat(Enumerable.Repeat("1-3,", 1_250_000)) }, "giay.pdf");
        Assert.Contains("tối đa 4000 ký tự", Assert.Single(huge.Problems), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(page, new(Good) { ["__RequestVerificationToken"] = null }, "giay.pdf")).Status);
        Assert.Equal(0, await run.Host.WithDbAsync(db => db.Set<PaperPayment>().CountAsync()));
    }

    [Fact]
    public async Task Recording_SentTwice_IsOnePaperAndAnotherOneWaits()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var page = await OpenAsync(run, (await ClosedAsync(run)).Id);
        Assert.Empty((await SendAsync(page, Good, "giay.pdf")).Problems);
        var acts = await run.ActsAsync();

        var again = await SendAsync(page, Good, "giay.pdf");
        var other = await SendAsync(page, new(Good) { ["Number"] = "08/DS-CT", ["Rows"] = "2", ["Dong"] = "540000" }, "khac.pdf");

        Assert.Empty(again.Problems);
        Assert.Contains("Đã ghi danh sách giấy số 07/DS-CT", again.Main, StringComparison.Ordinal);
        Assert.Contains("07/DS-CT của danh sách này đang chờ", Assert.Single(other.Problems), StringComparison.Ordinal);
        Assert.Equal(("08/DS-CT", "2"), (other.Document.QuerySelector("#f-Number")!.GetAttribute("value"), other.Document.QuerySelector("#f-Rows")!.GetAttribute("value")));
        Assert.Equal((1, acts), (await run.Host.WithDbAsync(db => db.Set<PaperPayment>().CountAsync()), await run.ActsAsync()));
        // Names and signatures of everybody on it: reading it is an act.
        var head = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
        Assert.Equal(Scan, await head.GetByteArrayAsync(new Uri(again.Address, again.Document.QuerySelector("main a[href*='handler=Scan']")!.GetAttribute("href"))));
        Assert.Equal(1, await run.Host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.PaymentExport)));
    }

    [Fact]
    public async Task Confirming_WithoutReasonAndCodeOrOutOfDate_SaysWhatToDo()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var (list, next) = (await ClosedAsync(run), await run.ClosedAsync(202212));
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 25));
        Assert.Empty((await SendAsync(await OpenAsync(run, next.Id), new(Good) { ["Rows"] = "1", ["Dong"] = "540000" }, "giay.pdf")).Problems);
        var paper = await run.Host.WithDbAsync(db => db.Set<PaperPayment>().Select(p => p.Id).SingleAsync());
        var here = $"/chi-tra/danh-sach/{next.Id:D}/tra-giay";
        var unproved = await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder, confirmed: false), here);

        var both = await unproved.SubmitAsync(new Dictionary<string, object?> { ["PaperWhy"] = "ngắn" }, "form[action*='handler=Confirm']");
        Assert.Equal(2, both.Problems.Count);
        Assert.Equal("ngắn", both.Document.QuerySelector("#f-PaperWhy")!.GetAttribute("value"));
        Assert.NotEqual("", both.ProblemAt("Code"));

        var page = await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder), here);
        var why = new Dictionary<string, object?> { ["PaperWhy"] = "Đã đối chiếu từng chữ ký" };
        // The paper of another list, of nothing, and of no id at all.
        foreach (var id in new[] { Guid.NewGuid().ToString(), "không phải mã", "" })
        {
            Assert.Contains("Không tìm thấy", Assert.Single((await page.SubmitAsync(new Dictionary<string, object?>(why) { ["Paper"] = id }, "form[action*='handler=Confirm']")).Problems), StringComparison.Ordinal);
        }

        Assert.True((await run.AsAsync(run.Pay.Head, s => s.GetRequiredService<SettlePaperPayment>().Handle(list.Id, paper, true, "Đã đối chiếu từng chữ ký", run.Pay.Head, default))).Has(CommonProblems.NotFound));
        Assert.Empty((await page.SubmitAsync(why, "form[action*='handler=Confirm']")).Problems);
        Assert.Contains("không còn chờ xác nhận", Assert.Single((await page.SubmitAsync(why, "form[action*='handler=Confirm']")).Problems), StringComparison.Ordinal);
        Assert.Equal(1, await run.Host.WithDbAsync(db => db.PaymentResults.CountAsync(r => r.ListId == next.Id && r.Outcome == LineOutcome.Paid)));

        // The correction unfolds its form again and tells both faults.
        var doubt = await (await OpenAsync(run, next.Id)).SubmitAsync(new Dictionary<string, object?> { ["WrongRows"] = "2, 7", ["WrongWhy"] = "sai" }, "form[action*='handler=Doubt']");
        Assert.Equal(2, doubt.Problems.Count);
        Assert.NotNull(doubt.Document.QuerySelector("details[open] #f-WrongRows[value='2, 7']"));
    }

    [Fact]
    public async Task EveryVerb_OfAnotherDistrictsCashierAndHead_FindsNothing()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await ClosedAsync(run);
        Assert.Empty((await SendAsync(await OpenAsync(run, list.Id), new(Good) { ["Rows"] = "1", ["Dong"] = "540.000" }, "giay.pdf")).Problems);
        var paper = await run.Host.WithDbAsync(db => db.Set<PaperPayment>().AsNoTracking().SingleAsync());
        var here = $"/chi-tra/danh-sach/{list.Id:D}/tra-giay";
        foreach (var role in new[] { Roles.Cashier, Roles.DivisionHead })
        {
            var stranger = await run.Host.SignInAsync(role, "38.384");
            var token = await TenancyWorld.TokenAsync(stranger);
            foreach (var address in new[] { here, $"{here}?handler=Scan&Paper={paper.Id:D}" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri(address, UriKind.Relative))).StatusCode);
            }

            foreach (var verb in new[] { "Record", "Confirm", "Decline", "Doubt", "Correct", "Keep" })
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Paper"] = $"{paper.Id:D}", ["PaperWhy"] = "Đã đối chiếu từng chữ ký", ["WrongWhy"] = "Đã đối chiếu từng chữ ký" });
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(new Uri($"{here}?handler={verb}", UriKind.Relative), form)).StatusCode);
            }
        }

        var after = await run.Host.WithDbAsync(db => db.Set<PaperPayment>().AsNoTracking().SingleAsync());
        Assert.Equal((PaperPaymentState.Recorded, paper.Version), (after.State, after.Version));
    }

    // A list of three thousand: rows far apart are more than a paper keeps, however they are typed.
    [Fact]
    public async Task Rows_OfThreeThousandFarApart_AreRefusedBeforeTheyOutgrowTheirColumn()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await ClosedAsync(run);
        await GrowAsync(run, list.Id, 3000);
        var scattered = string.Join(',', Enumerable.Range(0, 820).Select(n => (n * 2) + 1)); // under 4,000 characters as typed, above them as kept
        Assert.True(scattered.Length < PaperPayment.LongestRows);
        Assert.True((await RecordAsync(run, list.Id, scattered, 1)).Has(PaperProblems.TooLong));
        Assert.True((await RecordAsync(run, list.Id, "0-3000", 1)).Has(PaperProblems.Rows));
        Assert.True((await RecordAsync(run, list.Id, new string('1', 10_000), 1)).Has(CommonProblems.TooLong));
        Assert.True((await RecordAsync(run, list.Id, string.Join(',', Enumerable.Repeat("1-3000", 570)), 1)).Has(PaperProblems.Sums));

        var paper = LevelRun.Must(await RecordAsync(run, list.Id, "1-2000", 2000 * 540_000L));
        LevelRun.Must(await run.AsAsync(run.Pay.Head, s => s.GetRequiredService<SettlePaperPayment>().Handle(list.Id, paper.Id, true, "Đã đối chiếu từng chữ ký", run.Pay.Head, default)));

        var both = await DoubtAsync(run, list.Id, paper.Id, scattered, "sai");
        Assert.True(both.Has(PaperProblems.TooScattered) && both.Problems.Count == 2);
        Assert.True((await DoubtAsync(run, list.Id, paper.Id, "1990-2010", "Ký nhầm dòng của người cùng tên")).Has(PaperProblems.NotPaidByIt));
        LevelRun.Must(await DoubtAsync(run, list.Id, paper.Id, "", "Ký nhầm dòng của người cùng tên"));
    }

    private static async Task<PaymentList> ClosedAsync(SendRun run)
    {
        var list = await run.ClosedAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 8));
        return list;
    }

    private static async Task<PageReader> OpenAsync(SendRun run, Guid list) => await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder), $"/chi-tra/danh-sach/{list:D}/tra-giay");

    private static Task<PageReader> SendAsync(PageReader page, Dictionary<string, object?> fields, string? file = null, byte[]? content = null) =>
        page.SubmitAsync(fields, "form[action*='handler=Record']", files: file is null ? null : [("Scan", file, content ?? Scan)]);

    private static Task<Outcome<PaperPayment>> RecordAsync(SendRun run, Guid list, string rows, long dong) => run.AsAsync(run.Cashier, async s =>
    {
        using var scan = new MemoryStream(Scan);
        return await s.GetRequiredService<RecordPaperPayment>().Handle(list, new("07/DS-CT", new DateOnly(2022, 11, 7), rows, dong, "giay.pdf"), scan, run.Cashier, default);
    });

    private static Task<Outcome<PaperPayment>> DoubtAsync(SendRun run, Guid list, Guid paper, string rows, string why) =>
        run.AsAsync(run.Cashier, s => s.GetRequiredService<DoubtPaperPayment>().Handle(list, paper, rows, why, run.Cashier, default));

    // The lines of a large commune behind those of the list.
    private static Task<int> GrowAsync(SendRun run, Guid id, int lines) => run.Host.WithDbAsync(async db =>
    {
        var list = await db.PaymentLists.AsNoTracking().SingleAsync(l => l.Id == id);
        for (var order = list.Lines + 1; order <= lines; order++)
        {
            db.PaymentLines.Add(Sample.PaymentLine(list, $"Lê Thị {order:0000}", order));
        }

        await db.SaveChangesAsync();
        return await db.PaymentLists.Where(l => l.Id == id).ExecuteUpdateAsync(l => l.SetProperty(x => x.Lines, lines));
    });
}
