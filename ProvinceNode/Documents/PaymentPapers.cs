using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>What one list is: a place, a month, a kind, a method, a number.</summary>
/// <param name="Place">Unit that the list is of, as it stands alone: Xã Hoa Lộc.</param>
/// <param name="Kind">thường xuyên, hưu trí xã hội, mai táng, bổ sung.</param>
/// <param name="Sequence">1, then 2, 3… for supplementary lists.</param>
/// <param name="Maker">Who built it.</param>
/// <param name="Head">Block of who approved it; null while nobody did.</param>
public sealed record PaymentHead(string Place, PayMonth Month, string Kind, int Sequence, string Maker, SignatureBlock? Head)
{
    /// <summary>Words of the one method of the list; empty where several stand together.</summary>
    public string Method { get; init; } = "";

    /// <summary>The money goes to accounts: the list names them, and nobody signs for cash.</summary>
    public bool ToAccounts { get; init; }

    /// <summary>Hash of the approved list, printed so that paper and file can be compared; empty before.</summary>
    public string Seal { get; init; } = "";

    /// <summary>A long list is printed in several volumes: which one this is, of how many.</summary>
    public (int Number, int Of) Volume { get; init; } = (1, 1);
}

/// <summary>People and money of one category in the summary.</summary>
/// <param name="Words">Name of the category in words, neutral for HIV groups; empty for what belongs to none.</param>
public sealed record PaymentSum(string Commune, string ShortCode, string Words, int People, long Dong);

/// <summary>D22 payment list and its summary (policy 6.3). Pure.</summary>
public static class PaymentPapers
{
    /// <summary>Columns that heads and sums of a village stand across: 1–8 of policy 6.3.</summary>
    private const int Lead = 9;

    private static readonly string[] Titles = ["NGƯỜI LẬP BIỂU", "KẾ TOÁN", "TRƯỞNG PHÒNG", "ĐẠI DIỆN TỔ CHỨC CHI TRẢ"];

    private static readonly PaperColumn[] Before =
    [
        new("STT", 0.5, PaperAlign.Center), new("Mã đối tượng", 1.5, PaperAlign.Left, true), new("Họ và tên", 1.8), new("Nam", 0.7, PaperAlign.Center), new("Nữ", 0.7, PaperAlign.Center),
        new("Số CCCD/ CMND/ ĐDCN", 1.4, PaperAlign.Center), new("Địa chỉ (thôn, bản, tổ)", 1.3), new("Loại đối tượng", 0.9, PaperAlign.Center), new("Hệ số", 0.6, PaperAlign.Center),
        new("Mức trợ cấp tháng", 1, PaperAlign.Right), new("Hỗ trợ chăm sóc", 1, PaperAlign.Right), new("Truy lĩnh (từ tháng, đến tháng)", 1.2, PaperAlign.Right), new("Truy thu, khấu trừ", 0.9, PaperAlign.Right),
        new("Chưa nhận tháng trước chuyển sang", 1, PaperAlign.Right), new("Mai táng phí, một lần", 1, PaperAlign.Right), new("Tổng số tiền", 1.1, PaperAlign.Right), new("Hình thức chi trả", 0.9),
    ];

    private static readonly PaperColumn Account = new("Số tài khoản, ngân hàng, chủ tài khoản", 1.6);
    private static readonly PaperColumn Signed = new("Ký nhận", 1.1);
    private static readonly PaperColumn[] After = [new("Người nhận thay", 1.3), new("Ghi chú", 1.1)];

    /// <summary>D22: danh sách chi trả of a commune, by village. Of the columns of policy 6.3 that of accounts stands on lists to accounts, the receiver's signature on lists in cash.</summary>
    /// <param name="items">Rows of the whole list, or of a volume.</param>
    /// <param name="total">Of the whole list; null in all volumes but the last.</param>
    public static PaperContent List(PaperScene scene, PaymentHead head, IEnumerable<PaymentItem> items, PaymentTotals? total)
    {
        var rows = items.ToList();
        var table = new PaperTable
        {
            Columns = Columns(head), Rows = rows.ConvertAll(i => i.Row is { } row ? Row(row, i.Number, head) : i.Sum is { } sum ? Sum(i.Label, sum, head) : [i.Label, .. Enumerable.Repeat("", Columns(head).Count - 1)]),
            Strong = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i].Row is null)], Lead = Lead, Dense = true, Footers = total is null ? [] : [Sum($"Cộng {scene.Inside(scene.Commune)}: {People(total)}", total, head)],
        };
        return Page(scene, head, $"DANH SÁCH CHI TRẢ {Kind(head.Kind)} THÁNG {head.Month.Month:00} NĂM {head.Month.Year}", total is not null) with
        {
            Landscape = true, Tables = [table], Lines = [.. head.Method.Length > 0 ? new[] { new PaperLine("Loại danh sách", $"{head.Kind}; hình thức chi trả: {Small(head.Method)}") } : []],
            Closing = total is null ? [] : [Words(total.Total)],
        };
    }

    /// <summary>D22, companion: bảng tổng hợp by commune and category.</summary>
    /// <param name="sums">In the order of the communes.</param>
    /// <param name="people">Different people of each commune: who receives of two categories is one. In the order of the communes.</param>
    public static PaperContent Summary(PaperScene scene, PaymentHead head, IReadOnlyList<PaymentSum> sums, IReadOnlyList<(string Commune, int People)> people)
    {
        var (rows, strong) = (new List<IReadOnlyList<string>>(), new List<int>());
        foreach (var (commune, count) in people)
        {
            var own = sums.Where(s => s.Commune == commune).ToList();
            strong.Add(rows.Count);
            rows.Add([commune, "", "", Number(count), PaperLists.Digits(own.Sum(s => s.Dong))]);
            rows.AddRange(own.Select((s, i) => (IReadOnlyList<string>)[$"{i + 1}", s.ShortCode, s.Words, Number(s.People), PaperLists.Digits(s.Dong)]));
        }

        return Page(scene, head, $"BẢNG TỔNG HỢP CHI TRẢ TRỢ GIÚP XÃ HỘI THÁNG {head.Month.Month:00} NĂM {head.Month.Year}", true) with
        {
            Tables =
            [
                new PaperTable
                {
                    Columns = [new("STT", 0.6, PaperAlign.Center), new("Loại đối tượng", 1.2, PaperAlign.Center), new("Nội dung", 4), new("Số người", 0.9, PaperAlign.Right), new("Số tiền (đồng)", 1.5, PaperAlign.Right)],
                    Rows = rows, Strong = strong, Lead = 3, Footers = [["Tổng cộng", "", "", Number(people.Sum(p => p.People)), PaperLists.Digits(sums.Sum(s => s.Dong))]],
                    Caption = "Người hưởng nhiều chế độ được tính ở từng loại đối tượng, và một lần ở dòng cộng của xã.",
                },
            ],
            Closing = [Words(sums.Sum(s => s.Dong))],
        };
    }

    /// <summary>Words of a payment method.</summary>
    public static string MethodWords(string method) => method switch
    {
        "CASH_POINT" => "Tiền mặt tại điểm chi trả", "CASH_HOME" => "Tiền mặt tại nhà", "BANK" => "Tài khoản ngân hàng", "EPAY" or "EWALLET" => "Tài khoản an sinh xã hội", _ => method,
    };

    // The method in full stands over the table, once.
    private static string ShortMethod(string method) => method switch { "CASH_POINT" => "Tiền mặt", "CASH_HOME" => "Tại nhà", "BANK" => "Tài khoản", "EPAY" or "EWALLET" => "Tài khoản VNeID", _ => method };

    /// <summary>"12 người nhận, 14 đối tượng".</summary>
    public static string People(PaymentTotals sum) => sum.Lines == sum.People ? $"{Number(sum.People)} người" : $"{Number(sum.Lines)} người nhận, {Number(sum.People)} đối tượng";

    /// <summary>What a list pays, in capitals.</summary>
    public static string Kind(string kind) => kind switch
    {
        "hưu trí xã hội" => "TRỢ CẤP HƯU TRÍ XÃ HỘI", "mai táng" => "HỖ TRỢ CHI PHÍ MAI TÁNG", _ => "TRỢ CẤP BẢO TRỢ XÃ HỘI",
    };

    /// <summary>"Tổng số tiền: 1.080.000 đồng (Bằng chữ: …)."</summary>
    internal static string Words(long dong) => $"Tổng số tiền: {new Dong(dong)} {PaperStyle.InWords(dong)}.";

    internal static string Money(long dong) => dong == 0 ? "" : PaperLists.Digits(dong);

    internal static string Number(int count) => count.ToString("#,0", VietnameseFormat.Culture);

    /// <summary>Head and signatures that all papers of the cycle have.</summary>
    /// <param name="signed">The signatures stand on this volume.</param>
    internal static PaperContent Page(PaperScene scene, PaymentHead head, string title, bool signed)
    {
        var (superior, issuer) = PaperStyle.Division(scene);
        var volume = head.Volume.Of > 1 ? $"tập {head.Volume.Number} trên {head.Volume.Of}" : "";
        var note = string.Join("; ", new[] { head.Sequence > 1 ? $"danh sách bổ sung lần {head.Sequence - 1}" : "", volume }.Where(t => t.Length > 0));
        SignatureBlock Block(int place) => place switch { 0 => new(Titles[0], head.Maker), 2 when head.Head is { } approved => approved, _ => new(Titles[place], "") };
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Appraiser), Title = title, Summary = head.Place,
            HeadNote = note.Length > 0 ? $"({char.ToUpper(note[0], VietnameseFormat.Culture)}{note[1..]})" : "", Signatures = signed ? [.. Enumerable.Range(0, Titles.Length).Select(Block)] : [], IsDraft = head.Head is null,
            Notes = signed && head.Seal.Length > 0 ? [$"Mã băm SHA-256 của danh sách đã duyệt trên hệ thống: {head.Seal}"] : [],
        };
    }

    private static List<PaperColumn> Columns(PaymentHead head) => [.. Before, .. head.ToAccounts ? new[] { Account, After[0] } : [After[0], Signed], After[1]];

    private static List<string> Row(PaymentRow row, int number, PaymentHead head)
    {
        var born = row.Person.Birth?.Assumed.Year.ToString(VietnameseFormat.Culture) ?? "";
        List<string> cells =
        [
            Number(number), row.BeneficiaryCode, row.Person.FullName, row.Person.Sex == 1 ? born : "", row.Person.Sex == 2 ? born : "", row.Person.Number, row.Person.Village, row.Category, row.Coefficient,
            Money(row.MonthlyDong), Money(row.CareDong), row.ArrearsDong == 0 ? "" : $"{PaperLists.Digits(row.ArrearsDong)}{(row is { ArrearsFrom: { } from, ArrearsTo: { } to } ? $" ({from} đến {to})" : "")}", Money(row.DeductDong),
            row.CarriedDong == 0 ? "" : $"{PaperLists.Digits(row.CarriedDong)}{(row.CarriedMonths > 0 ? $" ({row.CarriedMonths} tháng)" : "")}", Money(row.OneOffDong), PaperLists.Digits(row.TotalDong), ShortMethod(row.Method),
        ];
        return [.. cells, .. head.ToAccounts ? new[] { row.Account, row.Taker } : [row.Taker, ""], NeutralWords.Remark(row.Note)];
    }

    private static List<string> Sum(string label, PaymentTotals sum, PaymentHead head)
    {
        List<string> cells =
        [
            label, .. Enumerable.Repeat("", Lead - 1), Money(sum.Monthly), Money(sum.Care), Money(sum.Arrears), Money(sum.Deduct), Money(sum.Carried), Money(sum.OneOff), PaperLists.Digits(sum.Total),
        ];
        return [.. cells, .. Enumerable.Repeat("", Columns(head).Count - cells.Count)];
    }

    private static string Small(string words) => words.Length == 0 ? "" : char.ToLower(words[0], VietnameseFormat.Culture) + words[1..];
}
