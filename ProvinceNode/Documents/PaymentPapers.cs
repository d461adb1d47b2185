using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A line of the monthly payment list (policy 6.3), numbered by its columns there. Money in đồng.</summary>
public sealed record PaymentRow
{
    /// <summary>Mã đối tượng, e.g. 38-400-16063-000123.</summary>
    public required string BeneficiaryCode { get; init; }

    public required PaperPerson Person { get; init; }

    /// <summary>Label, coefficient and amount of column 7–9; neutral by itself when the category is sensitive.</summary>
    public PaperAward? Award { get; init; }

    public long MonthlyDong { get; init; }

    public long CareDong { get; init; }

    public IReadOnlyList<PaperArrears> Arrears { get; init; } = [];

    public long DeductDong { get; init; }

    /// <summary>Left unpaid in earlier months.</summary>
    public long CarriedDong { get; init; }

    public int CarriedMonths { get; init; }

    /// <summary>Funeral and other one-off amounts.</summary>
    public long OneOffDong { get; init; }

    /// <summary>CASH_POINT, CASH_HOME, BANK or EPAY.</summary>
    public string Method { get; init; } = "CASH_POINT";

    /// <summary>Number, bank and holder.</summary>
    public string Account { get; init; } = "";

    /// <summary>Name, number and relation.</summary>
    public string Proxy { get; init; } = "";

    public string Note { get; init; } = "";

    public long ArrearsDong => Arrears.Sum(a => a.TotalDong);

    /// <summary>Column 15 = 9+10+11−12+13+14; never below nothing.</summary>
    public long TotalDong => Math.Max(0, MonthlyDong + CareDong + ArrearsDong - DeductDong + CarriedDong + OneOffDong);
}

/// <summary>What one list is: a commune, a month, a kind, a method, a number.</summary>
/// <param name="Kind">thường xuyên, hưu trí xã hội, mai táng, bổ sung.</param>
/// <param name="Sequence">1, then 2, 3… for supplementary lists.</param>
/// <param name="Makers">Names that sign: maker, accountant, head, provider's representative; empty names are signed by hand.</param>
public sealed record PaymentHead(PayMonth Month, string Kind, int Sequence, IReadOnlyList<string> Makers);

/// <summary>People and money of one category in the summary.</summary>
public sealed record PaymentSum(string Commune, string ShortCode, int People, long Dong);

/// <summary>D22 payment list and its summary, D23 lists of increases, decreases and adjustments (policy 6.3). Pure.</summary>
public static class PaymentPapers
{
    private static readonly PaperColumn[] Columns =
    [
        new("STT", 0.6, PaperAlign.Center), new("Mã đối tượng", 1.5), new("Họ và tên", 1.9), new("Nam (năm sinh)", 1, PaperAlign.Center), new("Nữ (năm sinh)", 1, PaperAlign.Center),
        new("Số CCCD/CMND/ĐDCN", 1.5, PaperAlign.Center), new("Địa chỉ (thôn, bản, tổ)", 1.6), new("Loại đối tượng", 0.9, PaperAlign.Center), new("Hệ số", 0.6, PaperAlign.Center),
        new("Mức trợ cấp tháng", 1.1, PaperAlign.Right), new("Hỗ trợ chăm sóc", 1.1, PaperAlign.Right), new("Truy lĩnh (từ tháng … đến tháng …)", 1.5, PaperAlign.Right), new("Truy thu, khấu trừ", 1, PaperAlign.Right),
        new("Chưa nhận tháng trước chuyển sang", 1.2, PaperAlign.Right), new("Mai táng phí, một lần", 1.1, PaperAlign.Right), new("Tổng số tiền", 1.2, PaperAlign.Right), new("Hình thức chi trả", 1),
        new("Số tài khoản, ngân hàng, chủ tài khoản", 1.5), new("Người nhận thay", 1.4), new("Ký nhận", 0.8), new("Ghi chú", 1.1),
    ];

    /// <summary>D22: danh sách chi trả of a commune, by village.</summary>
    public static PaperContent List(PaperScene scene, PaymentHead head, IReadOnlyList<PaymentRow> rows)
    {
        var total = rows.Sum(r => r.TotalDong);
        return Head(scene, head, $"DANH SÁCH CHI TRẢ {Kind(head)} THÁNG {head.Month.Month:00} NĂM {head.Month.Year}") with
        {
            Tables =
            [
                .. rows.GroupBy(r => r.Person.Village, StringComparer.Ordinal).Select(village => new PaperTable
                {
                    Title = village.Key, Columns = Columns, Rows = village.Select(Row).ToList(), Footers = [Sum($"Cộng {(village.Key.Length > 0 ? village.Key : "danh sách")}: {village.Count()} người", village)],
                }),
                new PaperTable { Title = $"Cộng {scene.Inside(scene.Commune)}", Columns = Columns, Rows = [], Footers = [Sum($"{rows.Count} người", rows)] },
            ],
            Closing = [$"Tổng số tiền: {new Dong(total)} {PaperStyle.InWords(total)}."],
        };
    }

    /// <summary>D22, companion: bảng tổng hợp by commune and category.</summary>
    public static PaperContent Summary(PaperScene scene, PaymentHead head, IReadOnlyList<PaymentSum> sums) =>
        Head(scene, head, $"BẢNG TỔNG HỢP CHI TRẢ {Kind(head)} THÁNG {head.Month.Month:00} NĂM {head.Month.Year}") with
        {
            Landscape = false,
            Tables =
            [
                new PaperTable
                {
                    Columns = [new("STT", 0.6, PaperAlign.Center), new("Đơn vị", 2.5), new("Loại đối tượng", 1.5, PaperAlign.Center), new("Số người", 1, PaperAlign.Right), new("Số tiền (đồng)", 1.6, PaperAlign.Right)],
                    Rows = sums.Select((s, i) => (IReadOnlyList<string>)[$"{i + 1}", s.Commune, s.ShortCode, Number(s.People), PaperLists.Digits(s.Dong)]).ToList(),
                    Footers = [["", "Tổng cộng", "", Number(sums.Sum(s => s.People)), PaperLists.Digits(sums.Sum(s => s.Dong))]],
                },
            ],
            Closing = [$"Tổng số tiền: {new Dong(sums.Sum(s => s.Dong))} {PaperStyle.InWords(sums.Sum(s => s.Dong))}."],
        };

    /// <summary>D23: danh sách tăng, giảm, điều chỉnh of a month; the note holds the number and date of the decision.</summary>
    /// <param name="word">TĂNG, GIẢM or ĐIỀU CHỈNH.</param>
    public static PaperContent Changes(PaperScene scene, PaymentHead head, string word, IReadOnlyList<PaymentRow> rows) =>
        Head(scene, head, $"DANH SÁCH {word} {Kind(head)} THÁNG {head.Month.Month:00} NĂM {head.Month.Year}") with
        {
            Tables = [new PaperTable { Columns = Columns, Rows = rows.Select(Row).ToList(), Footers = [Sum($"Cộng: {rows.Count} người", rows)] }],
            Closing = [$"Tổng số tiền: {new Dong(rows.Sum(r => r.TotalDong))} {PaperStyle.InWords(rows.Sum(r => r.TotalDong))}."],
        };

    /// <summary>Words of a payment method.</summary>
    public static string MethodWords(string method) => method switch
    {
        "CASH_POINT" => "Tiền mặt tại điểm chi trả", "CASH_HOME" => "Tiền mặt tại nhà", "BANK" => "Tài khoản ngân hàng", "EPAY" or "EWALLET" => "Tài khoản thanh toán điện tử", _ => method,
    };

    private static PaperContent Head(PaperScene scene, PaymentHead head, string title)
    {
        var (superior, issuer) = PaperStyle.Division(scene);
        string[] titles = ["NGƯỜI LẬP BIỂU", "KẾ TOÁN", "TRƯỞNG PHÒNG", "ĐẠI DIỆN TỔ CHỨC CHI TRẢ"];
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Appraiser), Title = title, Landscape = true,
            Summary = scene.Unit(scene.Commune), HeadNote = head.Sequence > 1 ? $"(Danh sách bổ sung lần {head.Sequence - 1})" : "",
            Signatures = titles.Select((t, i) => new SignatureBlock(t, i < head.Makers.Count ? head.Makers[i] : "")).ToList(),
        };
    }

    private static string Kind(PaymentHead head) => head.Kind switch
    {
        "hưu trí xã hội" => "TRỢ CẤP HƯU TRÍ XÃ HỘI", "mai táng" => "HỖ TRỢ CHI PHÍ MAI TÁNG", _ => "TRỢ CẤP BẢO TRỢ XÃ HỘI",
    };

    private static IReadOnlyList<string> Row(PaymentRow row, int index)
    {
        var born = row.Person.Birth?.Assumed.Year.ToString(VietnameseFormat.Culture) ?? "";
        return
        [
            $"{index + 1}", row.BeneficiaryCode, row.Person.FullName, row.Person.Sex == 1 ? born : "", row.Person.Sex == 2 ? born : "", row.Person.Number,
            row.Person.Village, row.Award?.ShortCode ?? "", row.Award?.CoefficientWords ?? "", Money(row.MonthlyDong), Money(row.CareDong),
            row.ArrearsDong == 0 ? "" : $"{PaperLists.Digits(row.ArrearsDong)} ({row.Arrears[0].From}–{row.Arrears[^1].To})", Money(row.DeductDong),
            row.CarriedDong == 0 ? "" : $"{PaperLists.Digits(row.CarriedDong)}{(row.CarriedMonths > 0 ? $" ({row.CarriedMonths} tháng)" : "")}", Money(row.OneOffDong),
            PaperLists.Digits(row.TotalDong), MethodWords(row.Method), row.Account, row.Proxy, "", NeutralWords.Remark(row.Note),
        ];
    }

    private static IReadOnlyList<string> Sum(string label, IEnumerable<PaymentRow> rows)
    {
        var all = rows.ToList();
        return
        [
            "", "", label, "", "", "", "", "", "", Money(all.Sum(r => r.MonthlyDong)), Money(all.Sum(r => r.CareDong)), Money(all.Sum(r => r.ArrearsDong)), Money(all.Sum(r => r.DeductDong)),
            Money(all.Sum(r => r.CarriedDong)), Money(all.Sum(r => r.OneOffDong)), PaperLists.Digits(all.Sum(r => r.TotalDong)), "", "", "", "", "",
        ];
    }

    private static string Money(long dong) => dong == 0 ? "" : PaperLists.Digits(dong);

    private static string Number(int count) => count.ToString("#,0", VietnameseFormat.Culture);
}
