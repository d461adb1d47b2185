using ProvinceNode.Organization;
using ProvinceNode.Payments.Seeing;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Seeing;

/// <summary>Statistics by two sides (policy 6.9): why nobody was paid, by commune; what of each category was paid. On the page, in its charts and in the workbook.</summary>
public sealed class StatGridsTests
{
    [Fact]
    public void Reasons_OfCommunes_FillEveryCellAndComeToTheWhole()
    {
        var grid = StatGrids.ReasonsByCommune([new("Xã A", "R01", 2, 200), new("Xã A", "", 1, 50), new("Xã B", "R06", 4, 400)])!;

        Assert.Equal(["R01 Không đến nhận, vắng mặt", "R06 Tài khoản sai hoặc đã đóng", "Không nêu lý do"], grid.Columns);
        Assert.Equal([("Xã A", "2/200 0/0 1/50", 3, 250L), ("Xã B", "0/0 4/400 0/0", 4, 400L)], grid.Rows.Select(r => (r.Label, string.Join(' ', r.Cells.Select(c => $"{c.People}/{c.Dong}")), r.Whole.People, r.Whole.Dong)));
        Assert.Contains("Xã B, 4 người nhận", grid.Said, StringComparison.Ordinal);
        Assert.Null(StatGrids.ReasonsByCommune([]));
    }

    [Fact]
    public void Outcomes_OfCategories_TellTheShareThatWasPaid()
    {
        var grid = StatGrids.OutcomesByCategory([new("Đ5: x", 1, 3, 750), new("Đ5: x", 2, 1, 250), new("HTXH: y", 3, 1, 1000)])!;

        Assert.Equal(["3/750 1/250 0/0", "0/0 0/0 1/1000"], grid.Rows.Select(r => string.Join(' ', r.Cells.Select(c => $"{c.People}/{c.Dong}"))));
        Assert.Contains("37,5%", grid.Said, StringComparison.Ordinal);
        Assert.Null(StatGrids.OutcomesByCategory([]));
    }

    [Fact]
    public async Task Statistics_OfAMonthWithResults_ShowBothSidesOnThePageAndInTheWorkbook()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, [ToldFile.Paid(lines[0]), ToldFile.Not(lines[1], "R08")]);
        var accountant = await run.Host.SignInAsync(Roles.Accountant, run.Pay.Holder);

        var page = await PageReader.OpenAsync(accountant, "/chi-tra/thong-ke");
        var rows = page.Document.QuerySelectorAll("#ly-do-xa ~ .table-responsive tr, #ket-qua-loai ~ .table-responsive tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ToList();
        Assert.Equal(
        [
            "Xã, phường|R08 Đi điều trị, đi xa|Cộng", "Xã Hoa Lộc|540.0001 người|540.0001 người", "Cộng|540.0001 người|540.0001 người",
            "Loại đối tượng|Đã chi trả|Chưa chi được|Chưa có kết quả|Cộng", "Đ5: đối tượng quy định tại Điều 5 Nghị định số 20/2021/NĐ-CP|540.0001 người|540.0001 người|540.0001 người|1.620.0003 người", "Cộng|540.0001 người|540.0001 người|540.0001 người|1.620.0003 người",
        ],
        rows);
        Assert.All(new[] { "#b-ly-do-xa-ten", "#b-ket-qua-loai-ten" }, id => Assert.NotNull(page.Document.QuerySelector($"svg {id}")));

        using var content = new MemoryStream(await accountant.GetByteArrayAsync(new Uri(page.Document.QuerySelectorAll("main a").Single(a => a.TextContent.StartsWith("Tải tệp Excel", StringComparison.Ordinal)).GetAttribute("href")!, UriKind.Relative)));
        var book = WorkbookReader.Open(content, FileGuard.Inspect(content, "a.xlsx").Value).Value;
        var written = book.Sheets.SelectMany((_, i) => book.Lines(i)).Select(l => string.Join('|', l.Cells.Select(c => c.Number is { } n ? n.ToString("0", System.Globalization.CultureInfo.InvariantCulture) : c.Text)).TrimEnd('|')).ToList();
        Assert.Contains("Xã Hoa Lộc|1|540000|1|540000", written);
        Assert.Contains(written, r => r.EndsWith("|1|540000|1|540000|1|540000|3|1620000", StringComparison.Ordinal));
    }
}
