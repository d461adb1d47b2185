using ProvinceNode.Platform.Sheets;
using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>The statistics of a month (policy 6.9) as a workbook: a sheet for each table of the page, of the same rows, so what is neutral there is neutral here. Amounts are numbers.</summary>
public static class StatisticsSheet
{
    public static void Write(Stream output, string area, MonthStatistics month, IReadOnlyList<CashMonth> cash) => WorkbookWriter.Write(output,
    [
        new("Tổng quan", Overview(area, month)), new("Không dùng tiền mặt", Cash(cash)), new("Hình thức và kết quả", Outcomes(month)), new("Lý do chưa chi được", Reasons(month)),
        .. month.Tables.Select(t => new OutSheet(t.Title, Rows(t))), .. month.Grids.Select(g => new OutSheet(g.Title, Rows(g))),
    ]);

    private static IEnumerable<IReadOnlyList<OutCell>> Overview(string area, MonthStatistics s)
    {
        yield return [new($"THỐNG KÊ CHI TRẢ TRỢ GIÚP XÃ HỘI THÁNG {new PayMonth(s.Month)}: {area}", Heading: true)];
        yield return Heads("Nội dung", "Số người", "Số tiền (đồng)", "Tỷ lệ số tiền");
        yield return [new("Tổng số đối tượng"), OutCell.Of(s.People), OutCell.Of(s.Dong), new("")];
        yield return [new("Người nhận"), OutCell.Of(s.Lines.Sum(l => l.Lines)), OutCell.Of(s.Dong), new("")];
        yield return [new("Bình quân một đối tượng"), new(""), s.People == 0 ? new("") : OutCell.Of(s.Dong / s.People), new("")];
        yield return [new("Đã nhận"), OutCell.Of(s.Paid.Lines), OutCell.Of(s.Paid.Dong), new(SeeingWords.Share(s.Paid.Dong, s.Dong))];
        yield return [new("Đã nhận không dùng tiền mặt (tỷ lệ của số đã chi trả)"), OutCell.Of(s.Cashless.Lines), OutCell.Of(s.Cashless.Dong), new(SeeingWords.Share(s.Cashless.Dong, s.Paid.Dong))];
        yield return [new("Đối tượng tăng so với tháng trước"), OutCell.Of(s.Increased), new(""), new("")];
        yield return [new("Đối tượng giảm so với tháng trước"), OutCell.Of(s.Decreased), new(""), new("")];
        yield return [new("Người nhận có truy lĩnh"), OutCell.Of(s.Arrears.Lines), OutCell.Of(s.Arrears.Dong), new(SeeingWords.Share(s.Arrears.Dong, s.Dong))];
        yield return [new("Nhận thay theo ủy quyền"), OutCell.Of(s.Proxies.Lines), OutCell.Of(s.Proxies.Dong), new(SeeingWords.Share(s.Proxies.Dong, s.Dong))];
        yield return [];
        yield return [new("Danh sách đã gửi"), OutCell.Of(s.Reports.Sent)];
        yield return [new("Trong đó chưa đủ kết quả trước ngày 20 (Điều 34 Nghị định số 20/2021/NĐ-CP)"), OutCell.Of(s.Reports.Late)];
    }

    private static IEnumerable<IReadOnlyList<OutCell>> Cash(IReadOnlyList<CashMonth> cash)
    {
        yield return Heads("Tháng", "Người đã nhận", "Qua tài khoản", "Đã chi trả (đồng)", "Qua tài khoản (đồng)", "Tỷ lệ số tiền");
        foreach (var c in cash)
        {
            yield return [new($"{new PayMonth(c.Month)}"), OutCell.Of(c.Lines), OutCell.Of(c.Cashless), OutCell.Of(c.Dong), OutCell.Of(c.CashlessDong), new(SeeingWords.Share(c.CashlessDong, c.Dong))];
        }
    }

    private static IEnumerable<IReadOnlyList<OutCell>> Outcomes(MonthStatistics s)
    {
        yield return Heads("Hình thức", "Kết quả", "Người nhận", "Số tiền (đồng)");
        foreach (var g in s.Lines.GroupBy(l => (l.Method, l.Outcome)).OrderBy(g => g.Key.Method).ThenBy(g => AccountRow.Outcomes.ToList().IndexOf(g.Key.Outcome)))
        {
            yield return [new(ListWords.Method(g.Key.Method)), new(ListWords.Outcome(g.Key.Outcome)), OutCell.Of(g.Sum(l => l.Lines)), OutCell.Of(g.Sum(l => l.Dong))];
        }
    }

    private static IEnumerable<IReadOnlyList<OutCell>> Reasons(MonthStatistics s)
    {
        yield return Heads("Lý do, theo báo cáo của tổ chức chi trả", "Người nhận", "Số tiền (đồng)");
        foreach (var reason in s.Reasons)
        {
            yield return [new(SeeingWords.Reason(reason.Code)), OutCell.Of(reason.Lines), OutCell.Of(reason.Dong)];
        }
    }

    private static IEnumerable<IReadOnlyList<OutCell>> Rows(StatTable table)
    {
        yield return [new($"{table.Title}. {table.Caption}", Heading: true)];
        yield return Heads(table.Head, "Số người", "Số tiền (đồng)", "Bình quân (đồng)");
        foreach (var cut in table.Cuts)
        {
            yield return [new(cut.Label), OutCell.Of(cut.People), OutCell.Of(cut.Dong), cut.People == 0 ? new("") : OutCell.Of(cut.Dong / cut.People)];
        }
    }

    private static IEnumerable<IReadOnlyList<OutCell>> Rows(StatGrid grid)
    {
        yield return [new($"{grid.Title}. {grid.Caption}", Heading: true)];
        yield return Heads([grid.Head, .. grid.Columns.Append("Cộng").SelectMany(c => new[] { $"{c}: số người", $"{c}: số tiền (đồng)" })]);
        foreach (var row in grid.Rows)
        {
            yield return [new(row.Label), .. row.Cells.Append(row.Whole).SelectMany(c => new[] { OutCell.Of(c.People), OutCell.Of(c.Dong) })];
        }
    }

    private static OutCell[] Heads(params string[] words) => [.. words.Select(w => new OutCell(w, Heading: true))];
}
