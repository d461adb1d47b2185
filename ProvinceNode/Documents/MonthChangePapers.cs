using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A line of D23: what a month pays a person otherwise than the month before. Money in đồng.</summary>
/// <param name="Category">Short label, neutral for HIV groups.</param>
/// <param name="Why">In words.</param>
/// <param name="Decision">Number and day; empty when it is not kept on the system.</param>
public sealed record MonthChangeRow(string Commune, string BeneficiaryCode, PaperPerson Person, string Category, string Coefficient, long BeforeDong, long AfterDong, string Why, string Decision);

/// <summary>D23 lists of increases, decreases, adjustments and payments made once, beside last month's list (policy 6.3; Decree 20/2021 Art. 34(4)). Pure.</summary>
public static class MonthChangePapers
{
    private const int Lead = 9;

    private static readonly PaperColumn[] Columns =
    [
        new("STT", 0.5, PaperAlign.Center), new("Mã đối tượng", 1.4, PaperAlign.Left, true), new("Họ và tên", 1.9), new("Nam", 0.7, PaperAlign.Center), new("Nữ", 0.7, PaperAlign.Center),
        new("Số CCCD/ CMND/ ĐDCN", 1.4, PaperAlign.Center), new("Địa chỉ (thôn, bản, tổ)", 1.4), new("Loại đối tượng", 0.9, PaperAlign.Center), new("Hệ số", 0.6, PaperAlign.Center),
        new("Tháng trước (đồng)", 1.1, PaperAlign.Right), new("Tháng này (đồng)", 1.1, PaperAlign.Right), new("Chênh lệch (đồng)", 1.1, PaperAlign.Right), new("Lý do", 1.9), new("Quyết định", 1.6),
    ];

    /// <summary>Headings, as printed.</summary>
    public static IReadOnlyList<string> Headings { get; } = [.. Columns.Select(c => c.Header)];

    /// <param name="word">TĂNG, GIẢM, ĐIỀU CHỈNH or CHI MỘT LẦN.</param>
    /// <param name="rows">Of the volume, in the order of the communes.</param>
    /// <param name="all">Of the whole list; null in all volumes but the last.</param>
    public static PaperContent List(PaperScene scene, PaymentHead head, string word, IReadOnlyList<MonthChangeRow> rows, IReadOnlyList<MonthChangeRow>? all)
    {
        var (cells, strong) = (new List<IReadOnlyList<string>>(), new List<int>());
        foreach (var commune in rows.GroupBy(r => r.Commune, StringComparer.Ordinal))
        {
            strong.Add(cells.Count);
            cells.Add([commune.Key, .. Enumerable.Repeat("", Columns.Length - 1)]);
            cells.AddRange(commune.Select(Row));
            strong.Add(cells.Count);
            cells.Add(Sum($"Cộng {PaperScene.Lower(commune.Key)}: {People(commune)} người", commune));
        }

        return PaymentPapers.Page(scene, head, $"DANH SÁCH {word} TRỢ GIÚP XÃ HỘI THÁNG {head.Month.Month:00} NĂM {head.Month.Year}", all is not null) with
        {
            Landscape = true, Lines = [new("So với", $"danh sách chi trả tháng {head.Month.AddMonths(-1)}")],
            Tables = [new PaperTable { Columns = Columns, Rows = cells, Strong = strong, Lead = Lead, Footers = all is null ? [] : [Sum($"Tổng cộng: {People(all)} người", all)], Caption = all is { Count: 0 } ? "Không có trường hợp nào." : "" }],
            Closing = all is null or { Count: 0 } ? [] : [$"Chênh lệch: {Signed(all.Sum(r => r.AfterDong - r.BeforeDong))} đồng {PaperStyle.InWords(Math.Abs(all.Sum(r => r.AfterDong - r.BeforeDong)))}."],
        };
    }

    /// <summary>With its sign: what is less is told by a minus.</summary>
    public static string Signed(long dong) => dong > 0 ? $"+{PaperLists.Digits(dong)}" : dong < 0 ? $"−{PaperLists.Digits(-dong)}" : "0";

    private static int People(IEnumerable<MonthChangeRow> rows) => rows.Select(r => (r.BeneficiaryCode, r.Person.FullName, r.Person.Number)).Distinct().Count();

    private static List<string> Row(MonthChangeRow row, int index)
    {
        var born = row.Person.Birth?.Assumed.Year.ToString(VietnameseFormat.Culture) ?? "";
        return
        [
            PaymentPapers.Number(index + 1), row.BeneficiaryCode, row.Person.FullName, row.Person.Sex == 1 ? born : "", row.Person.Sex == 2 ? born : "", row.Person.Number, row.Person.Village, row.Category, row.Coefficient,
            PaymentPapers.Money(row.BeforeDong), PaymentPapers.Money(row.AfterDong), Signed(row.AfterDong - row.BeforeDong), NeutralWords.Remark(row.Why), NeutralWords.Remark(row.Decision),
        ];
    }

    private static List<string> Sum(string label, IEnumerable<MonthChangeRow> rows)
    {
        var all = rows.ToList();
        return [label, .. Enumerable.Repeat("", Lead - 1), PaymentPapers.Money(all.Sum(r => r.BeforeDong)), PaymentPapers.Money(all.Sum(r => r.AfterDong)), Signed(all.Sum(r => r.AfterDong - r.BeforeDong)), "", ""];
    }
}
