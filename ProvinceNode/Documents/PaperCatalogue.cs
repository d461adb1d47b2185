using ProvinceNode.Organization;

namespace ProvinceNode.Documents;

/// <summary>Who may read a paper once it is issued.</summary>
public enum PaperReader
{
    /// <summary>Officials of the dossier only.</summary>
    Office,

    /// <summary>The citizen whom it is about.</summary>
    Citizen,

    /// <summary>On the wall or to other bodies: HIV groups never appear.</summary>
    Everyone,
}

/// <summary>A kind of paper (policy 4.2).</summary>
/// <param name="Id">D01–D26; KT2–KT6 forms of Circular 01/2019, KC1 emergency, CS0–CS2 institution.</param>
/// <param name="Name">Name in lists and links.</param>
/// <param name="TypeWord">Type line as printed; CÔNG VĂN has none on the paper.</param>
/// <param name="Series3">Ending of its number with districts, e.g. QĐ-UBND; empty when it has no number.</param>
/// <param name="Series2">The same without districts.</param>
/// <param name="Issuer">Role of the authority map whose office issues it.</param>
/// <param name="When">At which step, in Vietnamese.</param>
/// <param name="Law">Basis, in Vietnamese.</param>
/// <param name="Function">Function that makes it.</param>
public sealed record PaperEntry(
    string Id, string Name, string TypeWord, string Series3, string Series2, string Issuer, PaperReader Reader, string When, string Law, string Function)
{
    /// <summary>Signed by the chairman and numbered by the clerk after signing.</summary>
    public bool IsDecision => TypeWord == "QUYẾT ĐỊNH";

    /// <summary>Ending of its number in an organisation, 3T or 2T.</summary>
    public string SeriesIn(string regime) => regime == "2T" ? Series2 : Series3;
}

/// <summary>All papers that the node makes: names, series, who issues, when and by which text. Pure.</summary>
public static class PaperCatalogue
{
    private const string OneStop3To2 = "Thông tư số 01/2018/TT-VPCP; từ 01/7/2025 Thông tư số 03/2025/TT-VPCP";
    private const string Article8 = "Điều 8 Nghị định số 20/2021/NĐ-CP";
    private const string Circular01 = "Thông tư số 01/2019/TT-BLĐTBXH";

    public static IReadOnlyList<PaperEntry> All { get; } =
    [
        new("D01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "TNHS", "TNHS", Authorities.CommuneDesk, PaperReader.Citizen, "Tiếp nhận", OneStop3To2, nameof(DeskPapers.Receipt)),
        new("D02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "", "", Authorities.CommuneDesk, PaperReader.Citizen, "Thiếu giấy tờ", OneStop3To2, nameof(DeskPapers.SupplementRequest)),
        new("D03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "", "", Authorities.CommuneDesk, PaperReader.Citizen, "Từ chối", OneStop3To2, nameof(DeskPapers.Refusal)),
        new("D04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "PXL-UBND", "UBND-VHXH", Authorities.Decider, PaperReader.Citizen, "Quá hạn", OneStop3To2, nameof(DeskPapers.Apology)),
        new("D05", "Thông báo dừng giải quyết hồ sơ", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "", "", Authorities.CommuneDesk, PaperReader.Citizen, "Rút hồ sơ", OneStop3To2, nameof(DeskPapers.Stopped)),
        new("D06", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "", "", Authorities.CommuneDesk, PaperReader.Office, "Mỗi lần giao nhận", OneStop3To2, nameof(RegisterPapers.ControlSheet)),
        new("D07", "Sổ theo dõi hồ sơ", "SỔ THEO DÕI HỒ SƠ", "", "", Authorities.CommuneDesk, PaperReader.Office, "Sổ của bộ phận một cửa", OneStop3To2, nameof(RegisterPapers.Register)),
        new("D08", "Biên bản họp xét duyệt", "BIÊN BẢN", "BB-UBND", "BB-UBND", Authorities.CommuneChair, PaperReader.Office, "Xét duyệt", Article8, nameof(MeetingPapers.Review)),
        new("D09", "Thông báo niêm yết kết quả xét duyệt", "THÔNG BÁO", "TB-UBND", "TB-UBND", Authorities.CommuneChair, PaperReader.Everyone, "Niêm yết", Article8, nameof(FlowPapers.Posting)),
        new("D10", "Biên bản niêm yết và kết thúc niêm yết", "BIÊN BẢN", "BB-UBND", "BB-UBND", Authorities.CommuneChair, PaperReader.Office, "Kết thúc niêm yết", Article8, nameof(MeetingPapers.PostingEnded)),
        new("D11", "Công văn đề nghị thẩm định", "CÔNG VĂN", "UBND-VHXH", "UBND-VHXH", Authorities.CommuneChair, PaperReader.Everyone, "Trình (ba cấp)", Article8, nameof(FlowPapers.Forwarding)),
        new("D12", "Phiếu thẩm định hồ sơ", "PHIẾU THẨM ĐỊNH HỒ SƠ", "", "", Authorities.Appraiser, PaperReader.Office, "Thẩm định", Article8, nameof(AppraisalPapers.Slip)),
        new("D13", "Tờ trình đề nghị quyết định", "TỜ TRÌNH", "TTr-LĐTBXH", "TTr-VHXH", Authorities.Appraiser, PaperReader.Office, "Sau thẩm định", Article8, nameof(AppraisalPapers.Submit)),
        new("D14", "Quyết định trợ cấp xã hội hàng tháng", "QUYẾT ĐỊNH", "QĐ-UBND", "QĐ-UBND", Authorities.Decider, PaperReader.Everyone, "Ký", Article8, nameof(DecisionPapers.Grant)),
        new("D15", "Quyết định điều chỉnh trợ cấp", "QUYẾT ĐỊNH", "QĐ-UBND", "QĐ-UBND", Authorities.Decider, PaperReader.Everyone, "Ký (điều chỉnh)", Article8, nameof(ChangePapers.Adjust)),
        new("D16", "Quyết định thôi hưởng, tạm dừng, tiếp tục hưởng", "QUYẾT ĐỊNH", "QĐ-UBND", "QĐ-UBND", Authorities.Decider, PaperReader.Everyone, "Ký (thôi, tạm dừng, tiếp tục)", "Điều 8 Nghị định số 20/2021/NĐ-CP; Điều 2 Thông tư số 02/2021/TT-BLĐTBXH", nameof(ChangePapers.Change)),
        new("D17", "Quyết định thôi chi trả tại nơi cư trú cũ và công văn chuyển hồ sơ", "QUYẾT ĐỊNH", "QĐ-UBND", "QĐ-UBND", Authorities.Decider, PaperReader.Everyone, "Ký (thay đổi nơi cư trú)", Article8, nameof(MovePapers.StopPaying)),
        new("D18", "Quyết định hỗ trợ kinh phí chăm sóc, nuôi dưỡng", "QUYẾT ĐỊNH", "QĐ-UBND", "QĐ-UBND", Authorities.Decider, PaperReader.Everyone, "Ký (chăm sóc)", "Điều 20, Điều 21 Nghị định số 20/2021/NĐ-CP", nameof(BenefitPapers.Care)),
        new("D19", "Quyết định hỗ trợ chi phí mai táng", "QUYẾT ĐỊNH", "QĐ-UBND", "QĐ-UBND", Authorities.Decider, PaperReader.Everyone, "Ký (mai táng)", "Điều 11, Điều 14 Nghị định số 20/2021/NĐ-CP; Nghị định số 176/2025/NĐ-CP", nameof(BenefitPapers.Funeral)),
        new("D20", "Thông báo không đủ điều kiện", "THÔNG BÁO", "TB-UBND", "TB-UBND", Authorities.Decider, PaperReader.Citizen, "Ký (không đủ điều kiện)", Article8, nameof(DecisionPapers.Reject)),
        new("D21", "Phiếu trả kết quả", "PHIẾU TRẢ KẾT QUẢ", "", "", Authorities.CommuneDesk, PaperReader.Citizen, "Trả kết quả", OneStop3To2, nameof(DeskPapers.HandOver)),
        new("D22", "Danh sách chi trả tháng và bảng tổng hợp", "DANH SÁCH CHI TRẢ", "", "", Authorities.Appraiser, PaperReader.Everyone, "Hằng tháng", "Điều 34 Nghị định số 20/2021/NĐ-CP", nameof(PaymentPapers.List)),
        new("D23", "Danh sách tăng, giảm, điều chỉnh tháng", "DANH SÁCH", "", "", Authorities.Appraiser, PaperReader.Everyone, "Hằng tháng", "Điều 34 Nghị định số 20/2021/NĐ-CP", nameof(PaymentPapers.Changes)),
        new("D24", "Giấy ủy quyền nhận trợ cấp", "GIẤY ỦY QUYỀN", "", "", Authorities.CommuneChair, PaperReader.Citizen, "Theo yêu cầu", "Điều 34 Nghị định số 20/2021/NĐ-CP", nameof(ProxyPapers.Authorise)),
        new("D25", "Báo cáo định kỳ (Mẫu 10a–10d; Mẫu 07, 08 về khuyết tật)", "BÁO CÁO", "BC-UBND", "BC-UBND", Authorities.CommuneChair, PaperReader.Office, "Sáu tháng, một năm", "Điều 36 Nghị định số 20/2021/NĐ-CP; Thông tư số 01/2019/TT-BLĐTBXH", nameof(ReportPapers)),
        new("D26", "Quyết định trợ cấp, thôi trợ cấp hưu trí xã hội", "QUYẾT ĐỊNH", "QĐ-UBND", "QĐ-UBND", Authorities.Decider, PaperReader.Everyone, "Ký (hưu trí xã hội)", "Nghị định số 176/2025/NĐ-CP", nameof(BenefitPapers.Pension)),
        new("KT2", "Phiếu xác định mức độ khuyết tật (Mẫu 02, 03)", "PHIẾU XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT", "", "", Authorities.CommuneChair, PaperReader.Office, "Hội đồng đánh giá", Circular01, nameof(DisabilityPapers.Evaluation)),
        new("KT4", "Công văn đề nghị trường phối hợp (Mẫu 04)", "CÔNG VĂN", "HĐXĐKT", "HĐXĐKT", Authorities.CommuneChair, PaperReader.Office, "Người đang đi học", Circular01, nameof(DisabilityPapers.School)),
        new("KT5", "Biên bản họp Hội đồng xác định mức độ khuyết tật (Mẫu 05)", "BIÊN BẢN", "BB-HĐXĐKT", "BB-HĐXĐKT", Authorities.CommuneChair, PaperReader.Office, "Họp Hội đồng", Circular01, nameof(DisabilityPapers.Minutes)),
        new("KT6", "Giấy xác nhận khuyết tật (Mẫu 06)", "GIẤY XÁC NHẬN KHUYẾT TẬT", "", "", Authorities.CommuneChair, PaperReader.Citizen, "Cấp giấy", Circular01, nameof(DisabilityPapers.Certificate)),
        new("KT9", "Quyết định thu hồi Giấy xác nhận khuyết tật", "QUYẾT ĐỊNH", "QĐ-UBND", "QĐ-UBND", Authorities.CommuneChair, PaperReader.Citizen, "Thu hồi", Circular01, nameof(DisabilityPapers.Withdraw)),
        new("KC1", "Quyết định trợ giúp xã hội khẩn cấp", "QUYẾT ĐỊNH", "QĐ-UBND", "QĐ-UBND", Authorities.Decider, PaperReader.Everyone, "Ký (khẩn cấp)", "Điều 12 đến Điều 19 Nghị định số 20/2021/NĐ-CP", nameof(EmergencyPapers.Decide)),
        new("CS0", "Công văn đề nghị tiếp nhận vào cơ sở trợ giúp xã hội", "CÔNG VĂN", "UBND-LĐTBXH", "UBND-VHXH", Authorities.Decider, PaperReader.Everyone, "Đề nghị tiếp nhận", "Điều 28 Nghị định số 20/2021/NĐ-CP", nameof(InstitutionPapers.Propose)),
        new("CS1", "Quyết định tiếp nhận vào cơ sở trợ giúp xã hội", "QUYẾT ĐỊNH", "QĐ-CSTGXH", "QĐ-CSTGXH", Authorities.InstitutionHead, PaperReader.Everyone, "Tiếp nhận vào cơ sở", "Điều 28 Nghị định số 20/2021/NĐ-CP", nameof(InstitutionPapers.Admit)),
        new("CS2", "Quyết định dừng trợ giúp xã hội tại cơ sở", "QUYẾT ĐỊNH", "QĐ-CSTGXH", "QĐ-CSTGXH", Authorities.InstitutionHead, PaperReader.Everyone, "Ra khỏi cơ sở", "Điều 30 Nghị định số 20/2021/NĐ-CP", nameof(InstitutionPapers.Discharge)),
    ];

    private static readonly Dictionary<string, PaperEntry> ById = All.ToDictionary(e => e.Id, StringComparer.Ordinal);

    /// <summary>Null for an id that is not in the catalogue.</summary>
    public static PaperEntry? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>Name in lists and links; the id itself when it is not in the catalogue.</summary>
    public static string NameOf(string id) => Find(id)?.Name ?? id;

    /// <summary>Ending of a paper's number in an organisation, 3T or 2T.</summary>
    public static string SeriesOf(string id, string regime) => Find(id)?.SeriesIn(regime) ?? "";
}
