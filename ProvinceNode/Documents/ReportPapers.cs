using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A row of form 10a: people and money of one category at the end of the period (policy 7.2).</summary>
public sealed record CommunityRow
{
    /// <summary>Neutral by the caller for sensitive categories: rows carry no person.</summary>
    public required string Category { get; init; }

    public int People { get; init; }

    public int Women { get; init; }

    public int Minorities { get; init; }

    /// <summary>By completed age: under 4, 4–under 16, 16–under 22, 22–under 60, 60–under 80, 80 and over.</summary>
    public required IReadOnlyList<int> ByAge { get; init; }

    public int Increase { get; init; }

    public int Decrease { get; init; }

    public long AssistanceDong { get; init; }

    public long CareDong { get; init; }

    public int Funerals { get; init; }

    public long FuneralDong { get; init; }

    public int HealthCards { get; init; }
}

/// <summary>A row of form 10b.</summary>
public sealed record CareRow(string Category, int Households, int Persons, long Dong);

/// <summary>A row of form 10c.</summary>
/// <param name="Source">Trung ương, địa phương, xã hội.</param>
public sealed record ReliefReportRow(string Benefit, int Households, int Persons, decimal RiceTonnes, long Dong, string Source);

/// <summary>A row of form 10d.</summary>
public sealed record InstitutionRow(string Institution, bool Public, int Staff, int AtStart, int In, int Out, long Dong)
{
    public int AtEnd => AtStart + In - Out;
}

/// <summary>The period of a report and the names under it.</summary>
/// <param name="Level">Office that reports: its path tells commune, district or province.</param>
public sealed record ReportHead(TenantPath Level, DateOnly From, DateOnly Until, string Maker, string HeadTitle, string HeadName);

/// <summary>D25: forms 10a–10d of Decree 20 in the columns of policy 7.2; sums are made here, so that a level re-adds exactly. Pure.</summary>
public static class ReportPapers
{
    // Role of the authority map that no account holds.
    private const string Ministry = "MINISTRY";

    private static readonly string[] Ages = ["< 4", "4 – < 16", "16 – < 22", "22 – < 60", "60 – < 80", "≥ 80"];

    public static PaperContent Community(PaperScene scene, ReportHead head, IReadOnlyList<CommunityRow> rows) => Head(
        scene, head, "10a", "TỔNG HỢP ĐỐI TƯỢNG VÀ KINH PHÍ TRỢ GIÚP XÃ HỘI THƯỜNG XUYÊN TẠI CỘNG ĐỒNG", new PaperTable
        {
            Columns =
            [
                new("STT", 0.6, PaperAlign.Center), new("Đối tượng", 3), Count("Tổng số người"), Count("Nữ"), Count("DTTS"), .. Ages.Select(Count), Count("Tăng"), Count("Giảm"),
                Money("Kinh phí trợ cấp xã hội"), Money("Kinh phí chăm sóc"), Count("Mai táng (người)"), Money("Mai táng (đồng)"), Count("Thẻ BHYT"),
            ],
            Rows = rows.Select((r, i) => (IReadOnlyList<string>)[$"{i + 1}", NeutralWords.Reveals(r.Category) ? DecisionPapers.Capital(NeutralWords.Label) : r.Category, .. Cells([r])]).ToList(),
            Footers = [["", "Tổng cộng", .. Cells(rows)]],
        });

    public static PaperContent Care(PaperScene scene, ReportHead head, IReadOnlyList<CareRow> rows) => Head(
        scene, head, "10b", "TỔNG HỢP NHẬN CHĂM SÓC, NUÔI DƯỠNG TẠI CỘNG ĐỒNG, HỘ CÓ NGƯỜI KHUYẾT TẬT ĐẶC BIỆT NẶNG", new PaperTable
        {
            Columns = [new("STT", 0.6, PaperAlign.Center), new("Đối tượng", 4), Count("Số hộ"), Count("Số đối tượng"), Money("Kinh phí (đồng)")],
            Rows = rows.Select((r, i) => (IReadOnlyList<string>)[$"{i + 1}", r.Category, N(r.Households), N(r.Persons), PaperLists.Digits(r.Dong)]).ToList(),
            Footers = [["", "Tổng cộng", N(rows.Sum(r => r.Households)), N(rows.Sum(r => r.Persons)), PaperLists.Digits(rows.Sum(r => r.Dong))]],
        });

    public static PaperContent Relief(PaperScene scene, ReportHead head, IReadOnlyList<ReliefReportRow> rows) => Head(
        scene, head, "10c", "TỔNG HỢP KẾT QUẢ TRỢ GIÚP XÃ HỘI KHẨN CẤP", new PaperTable
        {
            Columns = [new("STT", 0.6, PaperAlign.Center), new("Nội dung trợ giúp", 4), Count("Số hộ"), Count("Số người"), new("Gạo (tấn)", 1, PaperAlign.Right), Money("Kinh phí (đồng)"), new("Nguồn", 1.4)],
            Rows = rows.Select((r, i) => (IReadOnlyList<string>)[$"{i + 1}", r.Benefit, N(r.Households), N(r.Persons), Tonnes(r.RiceTonnes), PaperLists.Digits(r.Dong), r.Source]).ToList(),
            Footers = [["", "Tổng cộng", N(rows.Sum(r => r.Households)), N(rows.Sum(r => r.Persons)), Tonnes(rows.Sum(r => r.RiceTonnes)), PaperLists.Digits(rows.Sum(r => r.Dong)), ""]],
        });

    public static PaperContent Institutions(PaperScene scene, ReportHead head, IReadOnlyList<InstitutionRow> rows) => Head(
        scene, head, "10d", "TỔNG HỢP CHĂM SÓC, NUÔI DƯỠNG TẠI CƠ SỞ TRỢ GIÚP XÃ HỘI", new PaperTable
        {
            Columns =
            [
                new("STT", 0.6, PaperAlign.Center), new("Cơ sở trợ giúp xã hội", 3), new("Loại hình", 1.2), Count("Cán bộ, nhân viên"), Count("Đầu kỳ"), Count("Tăng"), Count("Giảm"), Count("Cuối kỳ"), Money("Kinh phí (đồng)"),
            ],
            Rows = rows.Select((r, i) => (IReadOnlyList<string>)
                [$"{i + 1}", r.Institution, r.Public ? "Công lập" : "Ngoài công lập", N(r.Staff), N(r.AtStart), N(r.In), N(r.Out), N(r.AtEnd), PaperLists.Digits(r.Dong)]).ToList(),
            Footers =
            [
                ["", $"Tổng cộng: {rows.Count} cơ sở", $"{rows.Count(r => r.Public)} công lập", N(rows.Sum(r => r.Staff)), N(rows.Sum(r => r.AtStart)), N(rows.Sum(r => r.In)), N(rows.Sum(r => r.Out)), N(rows.Sum(r => r.AtEnd)), PaperLists.Digits(rows.Sum(r => r.Dong))],
            ],
        });

    /// <summary>Head, table and signatures of a periodic report.</summary>
    internal static PaperContent Head(PaperScene scene, ReportHead head, string form, string title, PaperTable table)
    {
        var (superior, issuer) = PaperStyle.Committee(scene, head.Level);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, head.Level), NumberLine = PaperStyle.Unnumbered("BC-UBND"), Title = "BÁO CÁO", Summary = title, Landscape = true,
            HeadNote = $"(Mẫu số {form}; kỳ báo cáo từ ngày {VietnameseFormat.Date(head.From)} đến ngày {VietnameseFormat.Date(head.Until)})",
            Bases = FlowPapers.Closed(scene.Bases(form is "07" or "08" ? LegalBases.Disability : LegalBases.Report)), Tables = [table],
            Recipients = [head.Level.Depth == 1 ? $"{scene.Authorities.Rule(Ministry, scene.Today).Title};" : $"{scene.Committee(head.Level.Parent)};", "Lưu: VT."],
            Signatures = [new("NGƯỜI LẬP BIỂU", head.Maker), PaperStyle.Signer("CHỦ TỊCH", head.HeadTitle, head.HeadName)],
        };
    }

    internal static PaperColumn Count(string header) => new(header, 1, PaperAlign.Right);

    internal static string N(int count) => count.ToString("#,0", VietnameseFormat.Culture);

    private static PaperColumn Money(string header) => new(header, 1.8, PaperAlign.Right);

    private static string Tonnes(decimal tonnes) => tonnes.ToString("#,0.###", VietnameseFormat.Culture);

    private static IEnumerable<string> Cells(IReadOnlyList<CommunityRow> rows) =>
    [
        N(rows.Sum(r => r.People)), N(rows.Sum(r => r.Women)), N(rows.Sum(r => r.Minorities)),
        .. Enumerable.Range(0, Ages.Length).Select(i => N(rows.Sum(r => r.ByAge.ElementAtOrDefault(i)))),
        N(rows.Sum(r => r.Increase)), N(rows.Sum(r => r.Decrease)), PaperLists.Digits(rows.Sum(r => r.AssistanceDong)), PaperLists.Digits(rows.Sum(r => r.CareDong)),
        N(rows.Sum(r => r.Funerals)), PaperLists.Digits(rows.Sum(r => r.FuneralDong)), N(rows.Sum(r => r.HealthCards)),
    ];
}
