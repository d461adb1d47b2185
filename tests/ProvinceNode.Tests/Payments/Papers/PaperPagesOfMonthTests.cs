using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Documents.Pdf;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Papers;

/// <summary>Papers and sheets of a month through the real host: what is in them, who may take them out, what is kept of it.</summary>
public sealed class PaperPagesOfMonthTests
{
    [Theory]
    [InlineData("2022-10-05", 202211, "PHÒNG LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI")]
    [InlineData("2026-08-05", 202609, "PHÒNG VĂN HÓA – XÃ HỘI")]
    public async Task List_TakenOut_IsTheFrozenListAndAnAct(string day, int month, string division)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a", 540_000, new PayMonth(month).AddMonths(-6).Number);
        await run.Flow.ReceivingAsync(PayRun.Somebody(2), "5.a", 720_000, new PayMonth(month).AddMonths(-6).Number);
        var list = (await run.ListsAsync(await run.ListedAsync(month)))[0];
        var client = await host.SignInAsync(Roles.Accountant, run.Holder);
        var page = await PageReader.OpenAsync(client, $"/chi-tra/danh-sach/{list.Id:D}");

        var pdf = await FileAsync(client, page, "Tải bản in PDF");
        var again = await FileAsync(client, page, "Tải bản in PDF");
        var sheet = await FileAsync(client, page, "Tải tệp Excel");

        var text = PdfTools.Text(pdf.Content);
        Assert.Equal(("application/pdf", $"DanhSachChiTra_{list.TenantPath.Split('.')[^1]}_{month}_1101.pdf"), (pdf.Type, pdf.Name));
        Assert.Equal(pdf.Content, again.Content);
        Assert.All(new[] { division, "Lê Thị Số 001", "038149000002", "Cộng Thôn 1: 2 người", "1.260.000 đồng (Bằng chữ: Một triệu hai trăm sáu mươi nghìn đồng)", list.Hash, list.ApprovedByName }, t => Assert.Contains(t, text, StringComparison.Ordinal));
        var cells = Cells(sheet.Content);
        Assert.Contains(cells, c => c is { Kind: CellKind.Number, Number: 1_260_000 });
        Assert.Contains(cells, c => c is { Kind: CellKind.Text, Text: "038149000001" });
        var acts = await host.WithDbAsync(db => db.Acts.AsNoTracking().Where(a => a.Kind == ActKinds.PaymentExport).Select(a => a.Subject).ToListAsync());
        Assert.Equal(Enumerable.Repeat($"payment-list/{list.Id:D}", 3), acts);
    }

    [Fact]
    public async Task List_OfAnotherFundHolder_IsNotGiven()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var list = (await run.ListsAsync(await run.ListedAsync(202211)))[0];
        var (own, stranger) = (await host.SignInAsync(Roles.Accountant, run.Holder), await host.SignInAsync(Roles.Accountant, "38.380"));
        var token = (await PageReader.OpenAsync(stranger, "/chi-tra")).Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";

        var answer = await stranger.PostAsync(new Uri($"/chi-tra/danh-sach/{list.Id:D}/tep", UriKind.Relative), Form(("Form", "pdf"), ("__RequestVerificationToken", token)));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync(new Uri($"/chi-tra/danh-sach/{list.Id:D}/tep", UriKind.Relative))).StatusCode);
        Assert.Empty(await host.WithDbAsync(db => db.Acts.AsNoTracking().Where(a => a.Kind == ActKinds.PaymentExport).ToListAsync()));
    }

    [Fact]
    public async Task Month_InOneArchive_HasEveryListSummaryAndChange()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var sensitive = await host.WithAsync(async s => (await RuleTables.ReadAsync((NodeDb)s.GetService(typeof(NodeDb))!, default)).On(new DateOnly(2022, 10, 5)).CategoriesIn(new PayMonth(202210), "").First(c => c.Sensitive).Code);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a.60", 540_000);
        await run.Flow.ReceivingAsync(PayRun.Somebody(2), sensitive, 900_000);
        await run.Flow.ReceivingAsync(PayRun.Somebody(3), "5.a", 540_000, commune: "38.400.16066");
        var period = await run.ListedAsync(202211);
        var client = await host.SignInAsync(Roles.Accountant, run.Holder);
        var page = await PageReader.OpenAsync(client, $"/chi-tra/{period:D}/tep");

        Assert.Contains("Tổng cộng 3 1.980.000", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("HIV", page.Main, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("đang lập tệp ZIP", (await page.SubmitAsync(button: "Lập tệp ZIP")).Main, StringComparison.Ordinal);
        await host.App.Services.GetRequiredService<MakeArchivesJob>().RunOnceAsync(default);

        using var zip = new ZipArchive(await client.GetStreamAsync(new Uri($"/chi-tra/{period:D}/tep?handler=Zip", UriKind.Relative)));
        Assert.Equal(16, zip.Entries.Count);
        var summary = PdfTools.Text(Content(zip, "TongHop/BangTongHop_400_202211.pdf"));
        Assert.All(new[] { "BẢNG TỔNG HỢP CHI TRẢ TRỢ GIÚP XÃ HỘI THÁNG 11 NĂM 2022", "Huyện Hậu Lộc", "Tổng cộng 3 1.980.000", "Đ5" }, t => Assert.Contains(t, summary, StringComparison.Ordinal));
        // One row for all of Article 5 (Decree 20/2021 Art. 28): a clause for some and none for the HIV groups would tell who is in these.
        Assert.DoesNotContain("K5Đ5", summary + page.Main, StringComparison.Ordinal);
        var increases = PdfTools.Text(Content(zip, "TongHop/DanhSachTang_400_202211.pdf"));
        Assert.All(new[] { "DANH SÁCH TĂNG TRỢ GIÚP XÃ HỘI THÁNG 11 NĂM 2022", "Lê Thị Số 003", "Tổng cộng: 3 người", "+1.980.000" }, t => Assert.Contains(t, increases, StringComparison.Ordinal));
        Assert.Contains(Cells(Content(zip, "TongHop/DanhSachTang_400_202211.xlsx")), c => c.Number == 540_000);
        Assert.All(zip.Entries, e => Assert.DoesNotContain("HIV", e.Name.EndsWith(".pdf", StringComparison.Ordinal) ? PdfTools.Text(Content(zip, e.FullName)) : "", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, zip.Entries.Count(e => e.FullName.StartsWith("16063_", StringComparison.Ordinal)));
    }

    private static async Task<(string Type, string Name, byte[] Content)> FileAsync(HttpClient client, PageReader page, string button)
    {
        var pressed = page.Document.QuerySelectorAll("button").First(b => b.TextContent.Trim().StartsWith(button, StringComparison.Ordinal));
        var form = pressed.Closest("form")!;
        var fields = form.QuerySelectorAll("input[name]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToList();
        if (pressed.GetAttribute("name") is { } name)
        {
            fields.Add((name, pressed.GetAttribute("value") ?? ""));
        }

        var address = new Uri(page.Address, form.GetAttribute("action") is { Length: > 0 } action ? action : page.Address.AbsolutePath);
        var answer = await client.PostAsync(address, Form([.. fields]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (answer.Content.Headers.ContentType!.MediaType!, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), await answer.Content.ReadAsByteArrayAsync());
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static byte[] Content(ZipArchive zip, string name)
    {
        using var entry = (zip.GetEntry(name) ?? throw new InvalidOperationException($"{name} is not among {string.Join(", ", zip.Entries.Select(e => e.FullName))}")).Open();
        using var memory = new MemoryStream();
        entry.CopyTo(memory);
        return memory.ToArray();
    }

    private static List<SheetCell> Cells(byte[] xlsx)
    {
        var content = new MemoryStream(xlsx);
        return [.. WorkbookReader.Open(content, FileGuard.Inspect(content, "a.xlsx").Value).Value.Lines(0).SelectMany(l => l.Cells)];
    }
}
