using ProvinceNode.Organization;

namespace ProvinceNode.Documents;

/// <summary>What a document of policy 4.2 is: its name, who issues it, and the ending of its number. Pure.</summary>
/// <param name="Code">D01 … D26; KT2–KT9 of Circular 01/2019, KC1 emergency, BS1 completion, SY certified copy, KN1 conclusion on a complaint, CV17 letter of a move, CS0–CS8 care institution.</param>
/// <param name="Name">For links and for the public page: never a group of persons.</param>
/// <param name="Authority">Legal role whose office issues it on the day (policy 3.12).</param>
/// <param name="Series">Ending of its number in three tiers; empty when it has no number.</param>
/// <param name="TwoTierSeries">The same in two tiers.</param>
/// <param name="Formal">The committee, its chairman or the head of its division speaks: it is issued only when signed and numbered (Decree 30/2020 Art. 13, 15).</param>
public sealed record PaperKind(string Code, string Name, string Authority, string Series, string TwoTierSeries, bool Formal)
{
    /// <summary>Bản sao y of an issued paper.</summary>
    public const string CertifiedCopy = "SY";

    /// <summary>Copies by the whole text, in a book of their own (Decree 30/2020 Art. 25, Annex III).</summary>
    public const string Copies = "SY-UBND";

    /// <summary>Receipts of dossiers.</summary>
    public const string Receipts = "TNHS";

    /// <summary>Tờ trình of a division: its head alone signs it.</summary>
    public const string Submission = "D13";

    /// <summary>Decisions of the chairman.</summary>
    public const string Decisions = "QĐ-UBND";

    /// <summary>Notices.</summary>
    public const string Notices = "TB-UBND";

    /// <summary>Letters (công văn) about social affairs: no abbreviation of a type (policy 4.1).</summary>
    public const string Letters = "UBND-VHXH";

    /// <summary>Minutes.</summary>
    public const string Minutes = "BB-UBND";

    /// <summary>Giấy ủy quyền that the committee certifies.</summary>
    public const string Authorisations = "GUQ-UBND";

    /// <summary>Phiếu chuyển.</summary>
    public const string Transfers = "PC-UBND";

    /// <summary>Letters of the district division in the endings of this table: Phòng Lao động – Thương binh và Xã hội.</summary>
    private const string LabourDivision = "LĐTBXH";

    /// <summary>Decisions of the head of a care institution.</summary>
    public const string Institutions = "QĐ-CSTGXH";

    /// <summary>Notices of a care institution.</summary>
    public const string InstitutionNotices = "TB-CSTGXH";

    /// <summary>Contracts of service of a care institution.</summary>
    public const string Contracts = "HĐ-CSTGXH";

    private static readonly Dictionary<string, PaperKind> ByCode = new[]
    {
        Desk("D01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", Receipts),
        Desk("D02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
        Desk("D03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
        Desk("D04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
        Desk("D05", "Thông báo dừng giải quyết hồ sơ"),
        Desk("BS1", "Phiếu tiếp nhận bổ sung hồ sơ"),
        Internal("D06", "Phiếu kiểm soát quá trình giải quyết hồ sơ", Authorities.CommuneDesk),
        Internal("D07", "Sổ theo dõi hồ sơ", Authorities.CommuneDesk),
        Internal("D08", "Biên bản họp xét duyệt", Authorities.CommuneChair, Minutes),
        new("D09", "Thông báo niêm yết kết quả xét duyệt", Authorities.CommuneChair, Notices, Notices, true),
        Internal("D10", "Biên bản niêm yết và kết thúc niêm yết", Authorities.CommuneChair, Minutes),
        new("KN1", "Thông báo kết luận khiếu nại kết quả xét duyệt", Authorities.CommuneChair, Notices, Notices, true),
        new("D11", "Công văn đề nghị thẩm định", Authorities.CommuneChair, Letters, Letters, true),
        Internal("D12", "Phiếu thẩm định hồ sơ", Authorities.Appraiser),
        new(Submission, "Tờ trình đề nghị quyết định", Authorities.Appraiser, "TTr-LĐTBXH", "TTr-VHXH", true),
        Decided("D14", "Quyết định trợ cấp xã hội hàng tháng"),
        Decided("D15", "Quyết định điều chỉnh trợ cấp xã hội"),
        Decided("D16", "Quyết định thôi hưởng, tạm dừng hoặc tiếp tục hưởng trợ cấp xã hội"),
        Decided("D17", "Quyết định thôi chi trả tại nơi cư trú cũ"),
        Decided("D18", "Quyết định hỗ trợ kinh phí chăm sóc, nuôi dưỡng"),
        Decided("D19", "Quyết định hỗ trợ chi phí mai táng"),
        Decided("D20", "Thông báo không đủ điều kiện", Notices),
        Desk("D21", "Phiếu trả kết quả"),
        Internal("D22", "Danh sách chi trả trợ cấp xã hội hàng tháng", Authorities.FundHolder),
        Internal("D23", "Danh sách tăng, giảm, điều chỉnh trợ cấp xã hội", Authorities.FundHolder),
        new("D24", "Giấy ủy quyền nhận trợ cấp", Authorities.CommuneChair, Authorisations, Authorisations, true),
        Internal("D25", "Báo cáo trợ giúp xã hội", Authorities.CommuneChair, "BC-UBND"),
        Decided("D26", "Quyết định trợ cấp hưu trí xã hội"),
        new(CertifiedCopy, "Bản sao y", Authorities.CommuneChair, Copies, Copies, true),
        new("KT1", "Giấy mời họp Hội đồng xác định mức độ khuyết tật", Authorities.CommuneChair, "GM-HĐXĐKT", "GM-HĐXĐKT", true),
        Internal("KT2", "Phiếu xác định mức độ khuyết tật (Mẫu 02, 03)", Authorities.CommuneChair),
        Internal("KT4", "Công văn đề nghị trường phối hợp (Mẫu 04)", Authorities.CommuneChair, "HĐXĐKT"),
        Internal("KT5", "Biên bản họp Hội đồng xác định mức độ khuyết tật (Mẫu 05)", Authorities.CommuneChair, "BB-HĐXĐKT"),
        new("KT6", "Giấy xác nhận khuyết tật (Mẫu 06)", Authorities.CommuneChair, "", "", false),
        new("KT7", "Công văn đề nghị giám định y khoa", Authorities.CommuneChair, Letters, Letters, true),
        new("KT8", "Công văn trả lời khiếu nại kết luận mức độ khuyết tật", Authorities.CommuneChair, Letters, Letters, true),
        new("KT9", "Quyết định thu hồi Giấy xác nhận khuyết tật", Authorities.CommuneChair, Decisions, Decisions, true),
        Decided("KC1", "Quyết định trợ giúp xã hội khẩn cấp"),
        new("KC2", "Công văn đề nghị cấp trên trợ giúp khẩn cấp", Authorities.CommuneChair, Letters, Letters, true),
        new("CV17", "Công văn chuyển hồ sơ người thay đổi nơi cư trú", Authorities.Appraiser, "LĐTBXH", Letters, true),
        new("CS0", "Công văn đề nghị tiếp nhận vào cơ sở trợ giúp xã hội", Authorities.Decider, "UBND-LĐTBXH", Letters, true),
        new("CS1", "Quyết định tiếp nhận vào cơ sở trợ giúp xã hội", Authorities.InstitutionHead, Institutions, Institutions, true),
        new("CS2", "Quyết định dừng trợ giúp xã hội tại cơ sở", Authorities.InstitutionHead, Institutions, Institutions, true),
        Internal("CS3", "Biên bản tiếp nhận vào cơ sở trợ giúp xã hội", Authorities.InstitutionOfficer),
        Internal("CS4", "Biên bản bàn giao người rời cơ sở trợ giúp xã hội", Authorities.InstitutionOfficer),
        Internal("CS5", "Phiếu thẩm định hồ sơ tiếp nhận vào cơ sở", Authorities.ProvinceDepartment),
        Decided("CS6", "Quyết định đưa đối tượng vào cơ sở trợ giúp xã hội"),
        new("CS7", "Thông báo tìm thân nhân của trẻ em", Authorities.InstitutionHead, InstitutionNotices, InstitutionNotices, true),
        new("CS8", "Hợp đồng cung cấp dịch vụ trợ giúp xã hội (Mẫu 08)", Authorities.InstitutionHead, Contracts, Contracts, true),
    }.ToDictionary(k => k.Code, StringComparer.Ordinal);

    public static IReadOnlyCollection<PaperKind> All => ByCode.Values;

    /// <summary>A paper that the table does not name is the commune's own, without number.</summary>
    public static PaperKind Of(string paper) => ByCode.GetValueOrDefault(paper) ?? Internal(paper, paper, Authorities.CommuneChair);

    /// <summary>Ending of the number under an organisation, 3T or 2T.</summary>
    /// <param name="division">Letters of a district's division on the day: the books of the one that took its place begin anew.</param>
    public string SeriesIn(string regime, string division = LabourDivision) => regime == "2T" ? TwoTierSeries : Series.Replace(LabourDivision, division, StringComparison.Ordinal);

    private static PaperKind Desk(string code, string name, string series = "") => new(code, name, Authorities.CommuneDesk, series, series, false);

    private static PaperKind Internal(string code, string name, string authority, string series = "") => new(code, name, authority, series, series, false);

    private static PaperKind Decided(string code, string name, string series = Decisions) => new(code, name, Authorities.Decider, series, series, true);
}
