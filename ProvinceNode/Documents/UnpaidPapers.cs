using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A line that came back unpaid. Money in đồng.</summary>
/// <param name="Category">Short label, neutral for HIV groups.</param>
/// <param name="Outcome">Chưa nhận, hoàn trả, chuyển khoản lỗi.</param>
/// <param name="Reason">The payer's, in words.</param>
public sealed record UnpaidRow(string Commune, string BeneficiaryCode, PaperPerson Person, string Category, string Taker, string Method, long Dong, string Outcome, string Reason);

/// <summary>Danh sách chưa nhận, a companion of D22 (policy 6.3): what goes on to the next list or back to the budget. Pure.</summary>
public static class UnpaidPapers
{
    private const int Lead = 9;

    private static readonly PaperColumn[] Columns =
    [
        new("STT", 0.5, PaperAlign.Center), new("Mã đối tượng", 1.4, PaperAlign.Left, true), new("Họ và tên", 1.9), new("Nam", 0.7, PaperAlign.Center), new("Nữ", 0.7, PaperAlign.Center), new("Số CCCD/ CMND/ ĐDCN", 1.4, PaperAlign.Center),
        new("Địa chỉ (thôn, bản, tổ)", 1.4), new("Loại đối tượng", 0.9, PaperAlign.Center), new("Người nhận thay", 1.6), new("Số tiền (đồng)", 1.2, PaperAlign.Right), new("Hình thức chi trả", 1.3), new("Kết quả", 1.2), new("Lý do", 2),
    ];

    /// <summary>Headings, as printed.</summary>
    public static IReadOnlyList<string> Headings { get; } = [.. Columns.Select(c => c.Header)];

    /// <param name="rows">Of the volume, in the order of the communes.</param>
    /// <param name="all">Of the whole list; null in all volumes but the last.</param>
    public static PaperContent List(PaperScene scene, PaymentHead head, IReadOnlyList<UnpaidRow> rows, IReadOnlyList<UnpaidRow>? all)
    {
        var (cells, strong) = (new List<IReadOnlyList<string>>(), new List<int>());
        foreach (var commune in rows.GroupBy(r => r.Commune, StringComparer.Ordinal))
        {
            strong.Add(cells.Count);
            cells.Add([commune.Key, .. Enumerable.Repeat("", Columns.Length - 1)]);
            cells.AddRange(commune.Select(Row));
            strong.Add(cells.Count);
            cells.Add(Sum($"Cộng {PaperScene.Lower(commune.Key)}: {commune.Count()} người nhận", commune.Sum(r => r.Dong)));
        }

        return PaymentPapers.Page(scene, head, $"DANH SÁCH CHƯA NHẬN TRỢ GIÚP XÃ HỘI THÁNG {head.Month.Month:00} NĂM {head.Month.Year}", all is not null) with
        {
            Landscape = true,
            Tables = [new PaperTable { Columns = Columns, Rows = cells, Strong = strong, Lead = Lead, Footers = all is null ? [] : [Sum($"Tổng cộng: {all.Count} người nhận", all.Sum(r => r.Dong))], Caption = all is { Count: 0 } ? "Không có trường hợp nào." : "" }],
            Closing = all is null or { Count: 0 } ? [] : [PaymentPapers.Words(all.Sum(r => r.Dong))],
        };
    }

    private static List<string> Row(UnpaidRow row, int index)
    {
        var born = row.Person.Birth?.Assumed.Year.ToString(VietnameseFormat.Culture) ?? "";
        return
        [
            PaymentPapers.Number(index + 1), row.BeneficiaryCode, row.Person.FullName, row.Person.Sex == 1 ? born : "", row.Person.Sex == 2 ? born : "", row.Person.Number, row.Person.Village, row.Category, row.Taker,
            PaperLists.Digits(row.Dong), row.Method, row.Outcome, NeutralWords.Remark(row.Reason),
        ];
    }

    private static List<string> Sum(string label, long dong) => [label, .. Enumerable.Repeat("", Lead - 1), PaperLists.Digits(dong), "", "", ""];
}
