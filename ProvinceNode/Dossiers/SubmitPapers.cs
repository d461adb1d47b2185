using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Papers of the procedures (Decree 20 Art. 7–8, 11, 21, 27; Circular 01/2019; policy 3.3–3.11): shown at the desk for comparison, or sent
/// as a photo or scan online. Rows 1–9 are those of the national portal's list for 1.001776. Pure.
/// </summary>
public static class SubmitPapers
{
    /// <summary>Code of the disability certificate.</summary>
    public const string Certificate = "giay-xac-nhan-khuyet-tat";

    public const string Identity = "giay-to-tuy-than";

    /// <summary>Sent in answer to a request to complete the dossier.</summary>
    public const string Supplement = "bo-sung";

    /// <summary>The signed request to have a dossier back.</summary>
    public const string Withdrawal = "don-rut-ho-so";

    public static PaperKind SignedForm1 { get; } = new("to-khai-1", "Tờ khai mẫu số 1a, 1b, 1c, 1d, 1đ đã ký", "Chỉ khi đã viết tờ khai bằng giấy.", 1);

    public static PaperKind SignedForm2a { get; } = new("to-khai-2a", "Tờ khai mẫu số 2a đã ký", "Chỉ khi đã viết tờ khai bằng giấy.", 2);

    public static PaperKind SignedForm2b { get; } = new("to-khai-2b", "Tờ khai mẫu số 2b đã ký", "Chỉ khi đã viết tờ khai bằng giấy.", 3);

    public static PaperKind SignedForm03 { get; } = new("to-khai-03", "Tờ khai mẫu số 03 đã ký", "Chỉ khi đã viết tờ khai bằng giấy.", 4);

    /// <summary>Paper household books were abolished on 2023-01-01 (Decree 104/2022 amending Art. 8(1)(a)).</summary>
    public static PaperKind IdentityPaper { get; } = new(Identity,
        "Căn cước, căn cước công dân, giấy xác nhận thông tin về cư trú hoặc giấy thông báo số định danh cá nhân", "Giúp cán bộ đối chiếu nhanh hơn.", 5)
    {
        Before = (new DateOnly(2022, 12, 31), "Sổ hộ khẩu hoặc giấy xác nhận của công an xã, và chứng minh nhân dân hoặc căn cước công dân"),
        NameOf = day => FormChoices.Either(CodeCatalogue.InForce.IdentityPapersOn(day)),
    };

    public static PaperKind BirthCertificate { get; } = new("giay-khai-sinh", "Giấy khai sinh của trẻ em", "Chụp rõ cả trang.", 6);

    public static PaperKind BirthOfSmallChild { get; } = new("giay-khai-sinh-con", "Giấy khai sinh của con dưới 36 tháng tuổi", "Chỉ cần khi đang nuôi con dưới 36 tháng tuổi.", 6);

    public static PaperKind BirthOfChildren { get; } = new("giay-khai-sinh-cac-con", "Giấy khai sinh của từng người con đang nuôi", "Mỗi con một giấy.", 6);

    public static PaperKind HivPaper { get; } = new("xac-nhan-hiv", "Giấy tờ xác nhận nhiễm HIV của cơ quan y tế có thẩm quyền", "Chỉ người xét duyệt, thẩm định xem; không niêm yết.", 7);

    public static PaperKind PregnancyPaper { get; } = new("giay-xac-nhan-mang-thai", "Giấy xác nhận đang mang thai của cơ sở y tế", "Chỉ cần khi đang mang thai.", 8);

    public static PaperKind DisabilityCertificate { get; } = new(Certificate, "Giấy xác nhận khuyết tật", "Chụp rõ cả hai mặt, thấy số giấy, dạng tật và mức độ khuyết tật.", 9);

    public static PaperKind ParentsPaper { get; } = new("giay-to-cha-me", "Giấy tờ về cha, mẹ: giấy chứng tử, quyết định của Tòa án, xác nhận của trại giam hoặc cơ sở", "Tùy hoàn cảnh đã khai.");

    public static PaperKind SchoolPaper { get; } = new("xac-nhan-dang-hoc", "Giấy xác nhận đang đi học của nhà trường", "Chỉ cần với người từ 16 đến 22 tuổi đang học.");

    public static PaperKind PovertyPaper { get; } = new("giay-xac-nhan-ho-ngheo", "Giấy chứng nhận hộ nghèo, hộ cận nghèo", "Giúp cán bộ đối chiếu nhanh hơn.");

    public static PaperKind DeathPaper { get; } = new("giay-chung-tu", "Bản sao giấy chứng tử hoặc trích lục khai tử", "Chụp rõ cả trang.");

    public static PaperKind PolicePaper { get; } = new("xac-nhan-cong-an", "Giấy báo tử hoặc xác nhận của công an cấp xã", "Dùng khi chưa có giấy chứng tử.");

    /// <summary>Art. 11(1)(c): who drew a survivor or other monthly benefit.</summary>
    public static PaperKind StopPaper { get; } = new("quyet-dinh-thoi-huong", "Bản sao quyết định hoặc danh sách thôi hưởng trợ cấp bảo hiểm xã hội, trợ cấp khác của người chết", "Chỉ cần với người từ 80 tuổi đang hưởng trợ cấp đó.");

    public static PaperKind HospitalPaper { get; } = new("giay-to-benh-vien", "Giấy ra viện, văn bản của bệnh viện", "Ghi rõ ngày vào, ngày ra.");

    public static PaperKind HarmPaper { get; } = new("bien-ban-vu-viec", "Biên bản về vụ việc, thiệt hại", "Nếu có.");

    public static PaperKind HealthPaper { get; } = new("giay-kham-suc-khoe", "Giấy khám sức khỏe hoặc xác nhận tình trạng sức khỏe của cơ sở y tế", "Nếu có.");

    public static PaperKind MeetingPaper { get; } = new("bien-ban-hop-thon", "Biên bản họp thôn, tổ dân phố", "Có chữ ký của người dự họp.");

    public static PaperKind MedicalRecords { get; } = new("benh-an", "Bản sao bệnh án, giấy tờ khám, điều trị, phẫu thuật", "Nếu có.");

    public static PaperKind BoardConclusion { get; } = new("ket-luan-giam-dinh", "Bản sao kết luận của Hội đồng giám định y khoa", "Nếu có.");

    public static PaperKind OldCertificate { get; } = new("giay-xac-nhan-cu", "Giấy xác nhận khuyết tật đang có", "Khi đổi giấy sai thông tin hoặc hư hỏng.");

    public static PaperKind OldDecision { get; } = new("quyet-dinh-dang-huong", "Quyết định trợ cấp đang hưởng", "Nếu còn giữ.");

    public static PaperKind NewResidence { get; } = new("xac-nhan-noi-o-moi", "Giấy tờ về nơi ở mới: giấy xác nhận thông tin về cư trú, căn cước", "Giúp cán bộ đối chiếu nhanh hơn.");

    public static PaperKind Reason { get; } = new("giay-to-ly-do", "Giấy tờ chứng minh lý do đề nghị", "Nếu có.");

    public static PaperKind CareContract { get; } = new("giay-to-giam-ho", "Giấy tờ về người giám hộ hoặc đề nghị của UBND cấp xã", "Nếu có.");

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<PaperKind> All { get; } =
    [
        SignedForm1, SignedForm2a, SignedForm2b, SignedForm03, IdentityPaper, BirthCertificate, BirthOfSmallChild, BirthOfChildren, HivPaper, PregnancyPaper,
        DisabilityCertificate, ParentsPaper, SchoolPaper, PovertyPaper, DeathPaper, PolicePaper, StopPaper, HospitalPaper, HarmPaper, HealthPaper, MeetingPaper,
        MedicalRecords, BoardConclusion, OldCertificate, OldDecision, NewResidence, Reason, CareContract,
    ];

    public static string NameOf(string code) =>
        code == Supplement ? "Giấy tờ bổ sung" : code == Withdrawal ? "Đơn đề nghị rút hồ sơ" : All.FirstOrDefault(p => p.Code == code)?.Name ?? code;

    public static bool IsKnown(string code) => code is Supplement or Withdrawal || All.Any(p => p.Code == code);
}
