using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Payments.Results;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>The forms of sending, withdrawing, the payer's paper and brought files, filled in and sent as a browser does: with the fields and the token that stand in them.</summary>
public sealed class SendingFormTests
{
    private static readonly byte[] Scan = "%PDF-1.7 van ban tra loi cua buu dien"u8.ToArray();

    [Fact]
    public async Task WithdrawForm_SentByTheHead_WithdrawsWithItsReason()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        var here = $"/chi-tra/danh-sach/{list.Id:D}/ket-qua";
        var cashier = await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder), here);
        Assert.DoesNotContain("Rút danh sách đã duyệt", cashier.Main, StringComparison.Ordinal);
        var client = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
        var page = await PageReader.OpenAsync(client, here);
        using (var stranger = new FormUrlEncodedContent([KeyValuePair.Create("WithdrawWhy", "Có người của danh sách đã chết")]))
        {
            // Another site's page has no token.
            using var answer = await client.PostAsync(new Uri(here + "?handler=Withdraw", UriKind.Relative), stranger);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        var refused = await page.SubmitAsync(new Dictionary<string, object?> { ["WithdrawWhy"] = "sai" }, button: "Rút danh sách");
        Assert.NotEmpty(refused.ProblemAt("WithdrawWhy"));
        Assert.Equal(ListStatus.Approved, (await run.ListAsync(list.Id)).Status);
        var done = await refused.SubmitAsync(new Dictionary<string, object?> { ["WithdrawWhy"] = "Có người của danh sách đã chết" }, button: "Rút danh sách");

        Assert.Contains("Đã rút danh sách", done.Main, StringComparison.Ordinal);
        Assert.Contains("Có người của danh sách đã chết", done.Main, StringComparison.Ordinal);
        Assert.Equal((ListStatus.Discarded, "Có người của danh sách đã chết"), ((await run.ListAsync(list.Id)).Status, (await run.ListAsync(list.Id)).DiscardedWhy));
    }

    [Fact]
    public async Task SendForm_OfTheMonth_SendsEveryList()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        var page = await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder), $"/chi-tra/{list.PeriodId:D}/gui");

        Assert.Contains("đang gửi 1 danh sách", (await page.SubmitAsync(button: "Gửi tất cả danh sách")).Main, StringComparison.Ordinal);
        await run.Pay.WorkTogetherAsync();

        Assert.NotEmpty(await run.SendingsAsync());
    }

    // Recorded by who sends, turned down by the head, recorded again, confirmed: each by the form of the page.
    [Fact]
    public async Task PaperForms_OfAnUnknownList_RecordDeclineAndConfirm()
    {
        await using var run = await SendRun.StartAsync(("Payments:VnPost:Retries", "0"));
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        await run.World.FaultAsync("vnpost", "fail");
        await run.SendAsync(list.Id);
        await run.HandOverAsync();
        var here = $"/chi-tra/danh-sach/{list.Id:D}/van-ban";
        var (cashier, head) = (await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder), await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder));

        var empty = await (await PageReader.OpenAsync(cashier, here)).SubmitAsync(button: "Ghi văn bản");
        Assert.NotEmpty(empty.Problems);
        var recorded = await empty.SubmitAsync(Paper(), button: "Ghi văn bản", files: [("Scan", "tra-loi.pdf", Scan)]);
        Assert.Contains("Đã ghi văn bản", recorded.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Xác nhận văn bản số", recorded.Main, StringComparison.Ordinal);

        var settling = await PageReader.OpenAsync(head, here);
        Assert.Equal(Scan, await head.GetByteArrayAsync(new Uri(settling.Address, settling.Document.QuerySelector("main a[href*='handler=Scan']")!.GetAttribute("href"))));
        Assert.Equal([$"payment-list/{list.Id:D}"], await run.Host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.PaymentExport).Select(a => a.Subject).ToListAsync()));
        var declined = await settling.SubmitAsync(Why("Người ký không có thẩm quyền"), button: "Không chấp nhận");
        Assert.Contains("Đã ghi: không chấp nhận văn bản", declined.Main, StringComparison.Ordinal);
        Assert.Equal(ListStatus.Unknown, (await run.ListAsync(list.Id)).Status);

        await (await PageReader.OpenAsync(cashier, here)).SubmitAsync(Paper(), button: "Ghi văn bản", files: [("Scan", "tra-loi.pdf", Scan)]);
        var confirmed = await (await PageReader.OpenAsync(head, here)).SubmitAsync(Why("Đã gọi điện đối chiếu với người ký"), button: "Xác nhận văn bản");
        Assert.Contains("Đã xử lý theo văn bản", confirmed.Main, StringComparison.Ordinal);
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);

        static Dictionary<string, object?> Paper() => new()
        {
            ["Received"] = "co", ["Number"] = "125/BĐTH", ["SignedOn"] = "2022-10-20", ["SignedBy"] = "Nguyễn Văn Bưu, Giám đốc", ["Lines"] = "2", ["Dong"] = "1.080.000",
        };

        static Dictionary<string, object?> Why(string words) => new() { ["PaperWhy"] = words };
    }

    // One button of the form confirms, the other turns down: both carry the form's own token and the chosen file.
    [Fact]
    public async Task UploadForms_OfABroughtFile_DeclineAndConfirm()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        Assert.Equal(ListStatus.Sent, (await run.SendAsync(list.Id)).Value.Status);
        var (here, lines) = ($"/chi-tra/danh-sach/{list.Id:D}/ket-qua", await run.LinesAsync(list.Id));
        var (cashier, head) = (await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder), await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder));

        var (first, wrong) = (await BringAsync(cashier, here, list, 1, [ToldFile.Paid(lines[0])]), await PageReader.OpenAsync(head, here));
        Assert.Contains("Chưa ghi kết quả nào", first.Main, StringComparison.Ordinal);
        Assert.NotEmpty((await wrong.SubmitAsync(Chosen(wrong, "sai"), button: "Không nhận tệp")).ProblemAt("FileWhy"));
        var declined = await wrong.SubmitAsync(Chosen(wrong, "Biên bản giao nhận không có tệp này"), button: "Không nhận tệp");
        Assert.Contains("Đã ghi: không nhận tệp này", declined.Main, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Refused, Assert.Single(await run.DeliveriesAsync()).State);
        Assert.Empty(await run.ResultsAsync());

        await BringAsync(cashier, here, list, 2, [ToldFile.Paid(lines[0]), ToldFile.Not(lines[1], "R08")]);
        var waiting = await PageReader.OpenAsync(head, here);
        var confirmed = await waiting.SubmitAsync(Chosen(waiting, "Biên bản giao nhận chứng từ số 12"), button: "Xác nhận và ghi kết quả");
        Assert.Contains("Đã đọc 2 dòng: 2 kết quả mới", confirmed.Main, StringComparison.Ordinal);
        Assert.Equal(2, (await run.ResultsAsync()).Count);

        // A browser takes the first line of a choice.
        static Dictionary<string, object?> Chosen(PageReader page, string words) => new() { ["Delivery"] = page.Document.QuerySelector("select[name=Delivery] option")!.GetAttribute("value"), ["FileWhy"] = words };
    }

    private static async Task<PageReader> BringAsync(HttpClient client, string here, PaymentList list, int number, IEnumerable<ProvinceNode.Payments.Files.ResultRow> rows)
    {
        using var content = ToldFile.Of(list, rows, number: number);
        return await (await PageReader.OpenAsync(client, here)).SubmitAsync(button: "Nhận tệp", files: [("Sheet", $"ket-qua-{number}.xlsx", content.ToArray())]);
    }
}
