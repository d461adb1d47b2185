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

/// <summary>How a paper is made (policy 4.2); its name, issuer and number series are those of its <see cref="PaperKind"/>.</summary>
/// <param name="Id">Code of its kind.</param>
/// <param name="TypeWord">Type line as printed; CÔNG VĂN has none on the paper.</param>
/// <param name="When">At which step, in Vietnamese.</param>
/// <param name="Law">Basis, in Vietnamese.</param>
/// <param name="Function">Function that makes it.</param>
public sealed record PaperEntry(string Id, string TypeWord, PaperReader Reader, string When, string Law, string Function)
{
    /// <summary>Data that no part of the node keeps yet: until then nothing issues the paper. Empty for all that a step issues.</summary>
    public string Awaits { get; init; } = "";

    public PaperKind Kind => PaperKind.Of(Id);

    /// <summary>Signed by the chairman and numbered by the clerk after signing.</summary>
    public bool IsDecision => TypeWord == "QUYẾT ĐỊNH";
}

/// <summary>All papers that the node makes: type, reader, when, by which text, by which function. Pure.</summary>
public static class PaperCatalogue
{
    private const string OneStop3To2 = "Thông tư số 01/2018/TT-VPCP; từ 01/7/2025 Thông tư số 03/2025/TT-VPCP";
    private const string Article8 = "Điều 8 Nghị định số 20/2021/NĐ-CP";
    private const string Circular01 = "Thông tư số 01/2019/TT-BLĐTBXH";

    public static IReadOnlyList<PaperEntry> All { get; } =
    [
        new("D01", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", PaperReader.Citizen, "Tiếp nhận", OneStop3To2, nameof(DeskPapers.Receipt)),
        new("D02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", PaperReader.Citizen, "Thiếu giấy tờ", OneStop3To2, nameof(DeskPapers.SupplementRequest)),
        new("D03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", PaperReader.Citizen, "Từ chối", OneStop3To2, nameof(DeskPapers.Refusal)),
        new("D04", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", PaperReader.Citizen, "Quá hạn", OneStop3To2, nameof(DeskPapers.Apology)),
        new("D05", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", PaperReader.Citizen, "Rút hồ sơ", OneStop3To2, nameof(DeskPapers.Stopped)),
        new("BS1", "PHIẾU TIẾP NHẬN BỔ SUNG HỒ SƠ", PaperReader.Citizen, "Nhận bổ sung trực tiếp", "Nghị định số 61/2018/NĐ-CP; từ 01/7/2025 Nghị định số 118/2025/NĐ-CP", nameof(DeskPapers.SupplementReceipt)),
        new("D06", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", PaperReader.Office, "Mỗi lần giao nhận", OneStop3To2, nameof(RegisterPapers.ControlSheet)),
        new("D07", "SỔ THEO DÕI HỒ SƠ", PaperReader.Office, "Sổ của bộ phận một cửa", OneStop3To2, nameof(RegisterPapers.Register)),
        new("D08", "BIÊN BẢN", PaperReader.Office, "Xét duyệt", Article8, nameof(MeetingPapers.Review)),
        new("D09", "THÔNG BÁO", PaperReader.Everyone, "Niêm yết", Article8, nameof(FlowPapers.Posting)),
        new("D10", "BIÊN BẢN", PaperReader.Office, "Kết thúc niêm yết", Article8, nameof(MeetingPapers.PostingEnded)),
        new("KN1", "THÔNG BÁO", PaperReader.Everyone, "Kết luận khiếu nại", Article8, nameof(FlowPapers.ObjectionConcluded)),
        new("D11", "CÔNG VĂN", PaperReader.Everyone, "Trình (ba cấp)", Article8, nameof(FlowPapers.Forwarding)),
        new("D12", "PHIẾU THẨM ĐỊNH HỒ SƠ", PaperReader.Office, "Thẩm định", Article8, nameof(AppraisalPapers.Slip)),
        new("D13", "TỜ TRÌNH", PaperReader.Office, "Sau thẩm định", Article8, nameof(AppraisalPapers.Submit)),
        new("D14", "QUYẾT ĐỊNH", PaperReader.Everyone, "Ký", Article8, nameof(DecisionPapers.Grant)),
        new("D15", "QUYẾT ĐỊNH", PaperReader.Everyone, "Ký (điều chỉnh)", Article8, nameof(ChangePapers.Adjust)),
        new("D16", "QUYẾT ĐỊNH", PaperReader.Everyone, "Ký (thôi, tạm dừng, tiếp tục)", "Điều 8 Nghị định số 20/2021/NĐ-CP; Điều 2 Thông tư số 02/2021/TT-BLĐTBXH", nameof(ChangePapers.Change)),
        new("D17", "QUYẾT ĐỊNH", PaperReader.Everyone, "Ký (thay đổi nơi cư trú)", Article8, nameof(MovePapers.StopPaying)),
        new("D18", "QUYẾT ĐỊNH", PaperReader.Everyone, "Ký (chăm sóc)", "Điều 20, Điều 21 Nghị định số 20/2021/NĐ-CP", nameof(BenefitPapers.Care)),
        new("D19", "QUYẾT ĐỊNH", PaperReader.Everyone, "Ký (mai táng)", "Điều 11, Điều 14 Nghị định số 20/2021/NĐ-CP; Nghị định số 176/2025/NĐ-CP", nameof(BenefitPapers.Funeral)),
        new("D20", "THÔNG BÁO", PaperReader.Citizen, "Ký (không đủ điều kiện)", Article8, nameof(DecisionPapers.Reject)),
        new("D21", "PHIẾU TRẢ KẾT QUẢ", PaperReader.Citizen, "Trả kết quả", OneStop3To2, nameof(DeskPapers.HandOver)),
        new("D22", "DANH SÁCH CHI TRẢ", PaperReader.Everyone, "Hằng tháng", "Điều 34 Nghị định số 20/2021/NĐ-CP", nameof(PaymentPapers.List)),
        new("D23", "DANH SÁCH", PaperReader.Everyone, "Hằng tháng", "Điều 34 Nghị định số 20/2021/NĐ-CP", nameof(MonthChangePapers.List)),
        new("D24", "GIẤY ỦY QUYỀN", PaperReader.Citizen, "Theo yêu cầu", "Điều 34 Nghị định số 20/2021/NĐ-CP", nameof(ProxyPapers.Authorise)),
        new("D25", "BÁO CÁO", PaperReader.Office, "Sáu tháng, một năm", "Điều 36 Nghị định số 20/2021/NĐ-CP; Thông tư số 01/2019/TT-BLĐTBXH", nameof(ReportPapers)) { Awaits = "the cube of the periodic reports; Mẫu 07 and 08 of Circular 01/2019 are made already" },
        new("D26", "QUYẾT ĐỊNH", PaperReader.Everyone, "Ký (hưu trí xã hội)", "Nghị định số 176/2025/NĐ-CP", nameof(BenefitPapers.Pension)),
        new("CV17", "CÔNG VĂN", PaperReader.Everyone, "Vào số quyết định thôi chi trả (thay đổi nơi cư trú)", Article8, nameof(MovePapers.Letter)),
        new("SY", "SAO Y", PaperReader.Office, "Sao y một văn bản đã phát hành", "Điều 25, Điều 26 Nghị định số 30/2020/NĐ-CP", nameof(CopyPapers.Of)),
        new("KT1", "GIẤY MỜI", PaperReader.Citizen, "Mời họp Hội đồng", Circular01, "CouncilPapers.Invitation"),
        new("KT2", "PHIẾU XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT", PaperReader.Office, "Hội đồng đánh giá", Circular01, "CouncilPapers.Sheet"),
        new("KT4", "PHIẾU LẤY Ý KIẾN NHẬN XÉT CỦA NHÀ TRƯỜNG", PaperReader.Office, "Người đang đi học", Circular01, "CouncilPapers.SchoolRequest"),
        new("KT5", "BIÊN BẢN HỌP", PaperReader.Office, "Họp Hội đồng", Circular01, "CouncilPapers.Minutes"),
        new("KT6", "GIẤY XÁC NHẬN KHUYẾT TẬT", PaperReader.Citizen, "Cấp giấy", Circular01, nameof(DisabilityPapers.Certificate)),
        new("KT7", "CÔNG VĂN", PaperReader.Citizen, "Giám định y khoa", Circular01, "CouncilPapers.ToMedicalBoard"),
        new("KT8", "CÔNG VĂN", PaperReader.Office, "Trả lời khiếu nại", Circular01, "CouncilPapers.ComplaintAnswer"),
        new("KT9", "QUYẾT ĐỊNH", PaperReader.Citizen, "Thu hồi", Circular01, nameof(DisabilityPapers.Withdraw)),
        new("KC1", "QUYẾT ĐỊNH", PaperReader.Everyone, "Ký (khẩn cấp)", "Điều 12 đến Điều 19 Nghị định số 20/2021/NĐ-CP", nameof(EmergencyPapers.Decide)),
        new("KC2", "CÔNG VĂN", PaperReader.Everyone, "Thiếu nguồn lực cứu trợ", "Điều 12 Nghị định số 20/2021/NĐ-CP", nameof(EmergencyPapers.AskAbove)),
        new("CS0", "CÔNG VĂN", PaperReader.Everyone, "Đề nghị tiếp nhận", "Điều 28 Nghị định số 20/2021/NĐ-CP", nameof(InstitutionPapers.Propose)),
        new("CS1", "QUYẾT ĐỊNH", PaperReader.Everyone, "Tiếp nhận vào cơ sở", "Điều 28 Nghị định số 20/2021/NĐ-CP", nameof(InstitutionPapers.Admit)),
        new("CS2", "QUYẾT ĐỊNH", PaperReader.Everyone, "Ra khỏi cơ sở", "Điều 30 Nghị định số 20/2021/NĐ-CP", nameof(InstitutionPapers.Discharge)),
        new("CS3", "BIÊN BẢN", PaperReader.Office, "Tiếp nhận vào cơ sở", "Điều 28 Nghị định số 20/2021/NĐ-CP", nameof(StayPapers.Admitted)),
        new("CS4", "BIÊN BẢN", PaperReader.Office, "Ra khỏi cơ sở", "Điều 30 Nghị định số 20/2021/NĐ-CP", nameof(StayPapers.HandedOver)),
        new("CS5", "PHIẾU THẨM ĐỊNH", PaperReader.Office, "Sở thẩm định", "Điều 28 Nghị định số 20/2021/NĐ-CP", nameof(StayPapers.DepartmentSlip)),
        new("CS6", "QUYẾT ĐỊNH", PaperReader.Everyone, "Đưa vào cơ sở của huyện", "Điều 27, Điều 28 Nghị định số 20/2021/NĐ-CP", nameof(StayPapers.Bring)),
        new("CS7", "THÔNG BÁO", PaperReader.Everyone, "Tìm thân nhân trẻ em bị bỏ rơi", "Khoản 2 Điều 28 Nghị định số 20/2021/NĐ-CP", nameof(StayPapers.SearchNotice)),
        new("CS8", "HỢP ĐỒNG", PaperReader.Citizen, "Tự nguyện vào cơ sở", "Điều 27, Điều 28 Nghị định số 20/2021/NĐ-CP", nameof(StayPapers.Contract)),
    ];

    private static readonly Dictionary<string, PaperEntry> ById = All.ToDictionary(e => e.Id, StringComparer.Ordinal);

    /// <summary>Null for an id that is not in the catalogue.</summary>
    public static PaperEntry? Find(string id) => ById.GetValueOrDefault(id);
}
