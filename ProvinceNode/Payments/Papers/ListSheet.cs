using System.Globalization;
using ProvinceNode.Documents;
using ProvinceNode.Platform.Sheets;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>The payment list as a sheet: every column of policy 6.3, amounts and counts as numbers, a head and a sum for each village. It is written row by row.</summary>
public static class ListSheet
{
    /// <summary>The row of headings.</summary>
    public const int HeadingRow = 6;

    /// <summary>Column that heads and sums of villages begin in: the sums stand under their own columns.</summary>
    private const int FirstMoney = 9;

    private static readonly (string Heading, double Width)[] Columns =
    [
        ("STT", 6), ("Mã đối tượng", 20), ("Họ và tên", 26), ("Nam (ngày sinh)", 12), ("Nữ (ngày sinh)", 12), ("Số CCCD/CMND/ĐDCN", 16), ("Địa chỉ (thôn/bản/tổ)", 20), ("Loại đối tượng", 14), ("Hệ số", 8),
        ("Mức trợ cấp tháng", 14), ("Hỗ trợ chăm sóc", 14), ("Truy lĩnh", 14), ("Truy lĩnh từ tháng", 10), ("Truy lĩnh đến tháng", 10), ("Truy thu, khấu trừ", 14), ("Chưa nhận tháng trước chuyển sang", 14), ("Số tháng chưa nhận", 9),
        ("Mai táng phí, một lần", 14), ("Tổng số tiền", 16), ("Hình thức chi trả", 22), ("Số tài khoản", 20), ("Ngân hàng", 18), ("Chủ tài khoản", 24), ("Người nhận thay", 34), ("Số đối tượng", 9), ("Ký nhận", 12), ("Ghi chú", 34),
    ];

    public static void Write(Stream output, PaperScene scene, PaymentHead head, IEnumerable<PaymentRow> rows) =>
        WorkbookWriter.Write(output, $"Thang {head.Month.Number}", Rows(scene, head, rows), HeadingRow, [.. Columns.Select(c => c.Width)]);

    private static IEnumerable<IReadOnlyList<OutCell>> Rows(PaperScene scene, PaymentHead head, IEnumerable<PaymentRow> rows)
    {
        var (superior, issuer) = PaperStyle.Division(scene);
        yield return [new(superior)];
        yield return [new(issuer, Heading: true)];
        yield return [new($"DANH SÁCH CHI TRẢ {PaymentPapers.Kind(head.Kind)} THÁNG {head.Month.Month:00} NĂM {head.Month.Year}{(head.Head is null ? " (DỰ THẢO)" : "")}", Heading: true)];
        yield return [new($"{head.Place}; loại danh sách: {head.Kind}; hình thức chi trả: {head.Method}{(head.Sequence > 1 ? $"; danh sách bổ sung lần {head.Sequence - 1}" : "")}")];
        yield return [new(head.Seal.Length > 0 ? $"Mã băm SHA-256 của danh sách đã duyệt: {head.Seal}" : "")];
        yield return [.. Columns.Select(c => new OutCell(c.Heading, Heading: true))];
        var run = new VillageRun();
        foreach (var item in rows.SelectMany(run.Add))
        {
            yield return Cells(item);
        }

        foreach (var item in run.Close())
        {
            yield return Cells(item);
        }

        yield return Sums($"Cộng {scene.Inside(scene.Commune)}: {PaymentPapers.People(run.Total)}", run.Total);
        yield return [new($"Bằng chữ: {AmountInWords.Of(new Dong(run.Total.Total))}.")];
        yield return [];
        yield return [new(PaperStyle.PlaceAndDate(scene, scene.Appraiser))];
        yield return [.. Signed(2, "NGƯỜI LẬP BIỂU", "KẾ TOÁN", head.Head is { } signer ? signer.Title.Replace("\n", " ", StringComparison.Ordinal) : "TRƯỞNG PHÒNG", "ĐẠI DIỆN TỔ CHỨC CHI TRẢ")];
        yield return [.. Signed(2, head.Maker, "", head.Head?.Name ?? "", "")];
    }

    private static OutCell[] Cells(PaymentItem item) => item.Row is { } row ? Line(row, item.Number) : item.Sum is { } sum ? Sums(item.Label, sum) : [new(item.Label, Heading: true)];

    private static OutCell[] Line(PaymentRow r, int number) =>
    [
        OutCell.Of(number), new(r.BeneficiaryCode), new(r.Person.FullName), new(r.Person.Sex == 1 ? r.Person.BirthPrinted : ""), new(r.Person.Sex == 2 ? r.Person.BirthPrinted : ""), new(r.Person.Number), new(r.Person.Village),
        new(r.Category), decimal.TryParse(r.Coefficient, NumberStyles.AllowDecimalPoint, VietnameseFormat.Culture, out var coefficient) ? OutCell.Of(coefficient) : new(r.Coefficient),
        Money(r.MonthlyDong), Money(r.CareDong), Money(r.ArrearsDong), new($"{r.ArrearsFrom}"), new($"{r.ArrearsTo}"), Money(r.DeductDong), Money(r.CarriedDong), r.CarriedMonths == 0 ? new("") : OutCell.Of(r.CarriedMonths),
        Money(r.OneOffDong), OutCell.Of(r.TotalDong), new(PaymentPapers.MethodWords(r.Method)), new(r.AccountNumber), new(r.Bank), new(r.AccountHolder), new(r.Taker), OutCell.Of(r.People), new(""), new(NeutralWords.Remark(r.Note)),
    ];

    private static OutCell[] Sums(string label, PaymentTotals sum) =>
    [
        new(label, Heading: true), .. Enumerable.Repeat(new OutCell(""), FirstMoney - 1), Bold(sum.Monthly), Bold(sum.Care), Bold(sum.Arrears), new(""), new(""), Bold(sum.Deduct), Bold(sum.Carried), new(""), Bold(sum.OneOff), Bold(sum.Total),
        .. Enumerable.Repeat(new OutCell(""), 5), Bold(sum.People),
    ];

    private static IEnumerable<OutCell> Signed(int from, params string[] words) =>
        Enumerable.Repeat(new OutCell(""), from).Concat(words.SelectMany(w => new[] { new OutCell(w, Heading: w.Length > 0), new(""), new(""), new(""), new("") }));

    private static OutCell Money(long dong) => dong == 0 ? new("") : OutCell.Of(dong);

    private static OutCell Bold(long number) => new("", number, true);
}
