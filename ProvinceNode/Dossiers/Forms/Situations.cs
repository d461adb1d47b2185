namespace ProvinceNode.Dossiers.Forms;

/// <summary>What people come for, in their words, in the order of the page (policy 3.1–3.11). Pure.</summary>
public static class Situations
{
    /// <summary>The situation of form 1đ, chosen when none is named.</summary>
    public const string Disabled = "khuyet-tat";

    private const string Monthly = "Trợ cấp hằng tháng";
    private const string Care = "Chăm sóc, nuôi dưỡng tại nhà";
    private const string Change = "Đang hưởng, nay có thay đổi";
    private const string Funeral = "Mai táng";
    private const string Emergency = "Khẩn cấp";
    private const string Institution = "Cơ sở trợ giúp xã hội";
    private const string Certificate = "Giấy xác nhận khuyết tật";

    private static readonly DateOnly LastThreeTier = new(2025, 6, 30);

    public static IReadOnlyList<Situation> All { get; } =
    [
        new(Disabled, Monthly, "Con tôi, tôi hoặc người thân bị khuyết tật",
            "Trợ cấp xã hội hàng tháng cho người khuyết tật nặng, đặc biệt nặng đã có giấy xác nhận khuyết tật; hỗ trợ khi người đó mang thai, nuôi con dưới 36 tháng tuổi. Mẫu số 1đ.",
            Procedures.MonthlyAssistance, RequestKind.Grant, "1đ"),
        new("tre-em", Monthly, "Trẻ em mồ côi, bị bỏ rơi, hoặc cha mẹ không nuôi được",
            "Dưới 16 tuổi; hoặc từ 16 đến 22 tuổi đang đi học và đang hưởng trợ cấp. Mẫu số 1a.", Procedures.MonthlyAssistance, RequestKind.Grant, "1a"),
        new("tre-duoi-3-tuoi", Monthly, "Con dưới 3 tuổi, nhà nghèo hoặc cận nghèo, ở nơi đặc biệt khó khăn",
            "Xã, thôn đặc biệt khó khăn vùng đồng bào dân tộc thiểu số và miền núi. Mẫu số 1a.", Procedures.MonthlyAssistance, RequestKind.Grant, "1a") { Known = [("ChildCase", "under3")] },
        new("nuoi-con-mot-minh", Monthly, "Tôi nuôi con một mình",
            "Thuộc hộ nghèo, hộ cận nghèo; chưa có vợ hoặc chồng, hoặc vợ hoặc chồng đã chết, mất tích. Mẫu số 1c.", Procedures.MonthlyAssistance, RequestKind.Grant, "1c"),
        new("cao-tuoi", Monthly, "Cha mẹ tôi, người già nghèo không có người phụng dưỡng",
            "Từ đủ 60 tuổi thuộc hộ nghèo; từ đủ 75 tuổi ở nơi đặc biệt khó khăn; từ đủ 80 tuổi không có lương hưu. Mẫu số 1d.", Procedures.MonthlyAssistance, RequestKind.Grant, "1d") { Until = LastThreeTier },
        new("cao-tuoi-ngheo", Monthly, "Người từ đủ 60 tuổi, nhà nghèo, không có người phụng dưỡng",
            "Hoặc người phụng dưỡng cũng đang hưởng trợ cấp xã hội. Mẫu số 1d.", Procedures.MonthlyAssistance, RequestKind.Grant, "1d") { From = LastThreeTier.AddDays(1) },
        new("huu-tri-xa-hoi", Monthly, "Cha mẹ tôi trên 75 tuổi, không có lương hưu",
            "Trợ cấp hưu trí xã hội: từ đủ 75 tuổi; hoặc từ đủ 70 tuổi thuộc hộ nghèo, hộ cận nghèo. Mẫu số 01 Nghị định số 176/2025/NĐ-CP.", Procedures.SocialPension, RequestKind.SocialPension, "01-176"),
        new("hiv", Monthly, "Người nhiễm HIV/AIDS thuộc hộ nghèo",
            "Giữ kín thông tin, không niêm yết. Mẫu số 1b.", Procedures.MonthlyAssistance, RequestKind.Grant, "1b"),
        new("nhom-rieng", Monthly, "Thuộc nhóm khác được tỉnh hoặc văn bản mới cho hưởng trợ cấp",
            "Nhóm đối tượng theo nghị quyết của Hội đồng nhân dân tỉnh hoặc văn bản mới, ngoài các nhóm ở trên. Xã xác nhận điều kiện khi xét duyệt.",
            Procedures.MonthlyAssistance, RequestKind.Grant, Eligibility.ExtraGroupRow.OwnForm) { OfOwnGroups = true },

        new("ho-cham-soc", Care, "Nhà tôi đang chăm sóc người khuyết tật đặc biệt nặng",
            "Hỗ trợ kinh phí chăm sóc cho hộ gia đình trực tiếp chăm sóc. Mẫu số 2a.", Procedures.MonthlyAssistance, RequestKind.Care, "2a"),
        new("nhan-cham-soc", Care, "Tôi nhận nuôi dưỡng trẻ em, người già, người khuyết tật không phải con, cha mẹ mình",
            "Hỗ trợ kinh phí cho người nhận chăm sóc, nuôi dưỡng. Mẫu số 2b.", Procedures.MonthlyAssistance, RequestKind.Care, "2b"),
        new("duoc-nhan-cham-soc", Care, "Người được nhận chăm sóc nhưng không hưởng trợ cấp hằng tháng",
            "Người được nhận chăm sóc tự khai. Mẫu số 03.", Procedures.MonthlyAssistance, RequestKind.Care, "03"),

        new("dieu-chinh", Change, "Đề nghị điều chỉnh mức trợ cấp đang hưởng", "Đến tuổi, đổi mức độ khuyết tật, thêm hoặc bớt con.", Procedures.MonthlyAssistance, RequestKind.Adjust, "DN-DC"),
        new("thoi-huong", Change, "Thôi hưởng hoặc từ chối trợ cấp", "Người hưởng chết, không còn đủ điều kiện, hoặc không muốn nhận nữa.", Procedures.MonthlyAssistance, RequestKind.Stop, "DN-TH"),
        new("tam-dung", Change, "Tạm dừng trợ cấp", "Không nhận trợ cấp từ 3 tháng, bị tạm giam, chưa xác định lại.", Procedures.MonthlyAssistance, RequestKind.Suspend, "DN-TD") { ByOfficials = true },
        new("tiep-tuc", Change, "Hưởng tiếp trợ cấp đã bị tạm dừng", "Khi lý do tạm dừng không còn.", Procedures.MonthlyAssistance, RequestKind.Resume, "DN-TT"),
        new("chuyen-di", Change, "Đang hưởng trợ cấp, nay chuyển đi nơi khác", "Nộp tại xã đang ở.", Procedures.Move, RequestKind.MoveOut, "DN-CD"),
        new("chuyen-den", Change, "Đang hưởng trợ cấp ở tỉnh khác, nay chuyển đến", "Nộp tại xã mới đến, khi nơi cũ đã có quyết định thôi chi trả. Chuyển trong tỉnh thì nộp tại xã nơi ở cũ.", Procedures.Move, RequestKind.MoveIn, "DN-CN"),
        new("chuyen-trong-huyen", Change, "Đang hưởng trợ cấp, chuyển xã trong cùng huyện", "Nộp tại xã mới đến.", Procedures.MoveWithinDistrict, RequestKind.MoveWithin, "DN-CN"),
        new("dieu-chinh-huu-tri", Change, "Điều chỉnh trợ cấp hưu trí xã hội", "Khi lương hưu, trợ cấp đang nhận thay đổi.", Procedures.SocialPension, RequestKind.Adjust, "DN-DC"),
        new("thoi-huong-huu-tri", Change, "Thôi hưởng trợ cấp hưu trí xã hội", "Người hưởng chết, không còn đủ điều kiện, hoặc không muốn nhận nữa.", Procedures.SocialPension, RequestKind.Stop, "DN-TH"),
        new("tam-dung-huu-tri", Change, "Tạm dừng trợ cấp hưu trí xã hội", "Không nhận trợ cấp từ 3 tháng.", Procedures.SocialPension, RequestKind.Suspend, "DN-TD") { ByOfficials = true },
        new("tiep-tuc-huu-tri", Change, "Hưởng tiếp trợ cấp hưu trí xã hội đã bị tạm dừng", "Khi lý do tạm dừng không còn.", Procedures.SocialPension, RequestKind.Resume, "DN-TT"),

        new("mai-tang", Funeral, "Người đang hưởng trợ cấp xã hội vừa mất", "Hỗ trợ chi phí mai táng, cho gia đình hoặc tổ chức đứng ra mai táng.", Procedures.Funeral, RequestKind.Funeral, "04", "02-176"),
        new("mai-tang-huu-tri", Funeral, "Người hưởng trợ cấp hưu trí xã hội vừa mất", "Kể cả người đã đề nghị, đủ điều kiện nhưng chưa có quyết định.", Procedures.SocialPensionFuneral, RequestKind.Funeral, "02-176") { Known = [("DeceasedCategory", "pension")] },
        new("mai-tang-khan-cap", Funeral, "Người chết do thiên tai, hỏa hoạn, dịch bệnh, tai nạn", "Hỗ trợ khẩn cấp chi phí mai táng, kể cả khi người khác hoặc cơ quan đứng ra mai táng.", Procedures.EmergencyFuneral, RequestKind.Emergency, "04-KC"),

        new("bao-ve-khan-cap", Emergency, "Nhận chăm sóc người cần bảo vệ khẩn cấp", "Trẻ em không còn cha mẹ, nạn nhân bạo lực, xâm hại, người lang thang. Mẫu số 2b.", Procedures.EmergencyCare, RequestKind.Emergency, "2b") { Known = [("CaredCategory", "emergency")] },
        new("bi-thuong-nang", Emergency, "Người bị thương nặng xa nhà, không có người thân chăm sóc", "Hỗ trợ chi phí điều trị.", Procedures.EmergencyTreatment, RequestKind.Emergency, "DN-BT"),
        new("bi-thuong-tai-nha", Emergency, "Người bị thương nặng tại nơi cư trú", "Do thiên tai, hỏa hoạn, tai nạn; theo danh sách của thôn hoặc giấy tờ của bệnh viện.", Procedures.InjuryAtHome, RequestKind.Emergency, "DN-BT1"),
        new("nha-o", Emergency, "Nhà bị sập, trôi, cháy, hư hỏng nặng hoặc phải di dời", "Hỗ trợ làm nhà ở, sửa chữa nhà ở. Mẫu số 06.", Procedures.EmergencyHousing, RequestKind.Emergency, "06"),
        new("thieu-doi", Emergency, "Danh sách hộ thiếu đói của thôn", "Trưởng thôn lập sau cuộc họp thôn. Mẫu số 5a.", EmergencyGoods, RequestKind.Emergency, "5a") { ByOfficials = true },
        new("thieu-nhu-yeu-pham", Emergency, "Danh sách hộ thiếu nhu yếu phẩm của thôn", "Trưởng thôn lập sau cuộc họp thôn. Mẫu số 5b.", EmergencyGoods, RequestKind.Emergency, "5b") { ByOfficials = true },

        new("vao-co-so", Institution, "Đề nghị vào cơ sở trợ giúp xã hội", "Người có hoàn cảnh đặc biệt khó khăn, không có người chăm sóc. Mẫu số 07.", Procedures.Admission, RequestKind.Admit, "07"),
        new("vao-co-so-khan-cap", Institution, "Vào cơ sở trợ giúp xã hội ngay vì cần bảo vệ khẩn cấp", "Tối đa 3 tháng. Mẫu số 07.", Procedures.UrgentAdmission, RequestKind.Admit, "07") { Known = [("AdmissionCase", "urgent")] },
        new("vao-co-so-tu-nguyen", Institution, "Tự nguyện vào sống tại cơ sở trợ giúp xã hội", "Ký hợp đồng cung cấp dịch vụ với cơ sở, tự trả chi phí. Mẫu số 08.", Procedures.VoluntaryAdmission, RequestKind.Admit, "08"),
        new("roi-co-so", Institution, "Dừng trợ giúp tại cơ sở, về với gia đình", "Mẫu số 09.", Procedures.Discharge, RequestKind.Discharge, "09"),

        new("xac-dinh-khuyet-tat", Certificate, "Xin cấp giấy xác nhận khuyết tật, xác định lại mức độ", "Hội đồng của xã xác định. Mẫu số 01 Thông tư số 01/2019/TT-BLĐTBXH.", Procedures.DisabilityCertificate, RequestKind.CertifyDisability, "01-NKT"),
        new("doi-giay-khuyet-tat", Certificate, "Giấy xác nhận khuyết tật bị sai, hỏng hoặc mất", "Đổi hoặc cấp lại giấy.", Procedures.CertificateExchange, RequestKind.ExchangeCertificate, "01-NKT-D"),
    ];

    /// <summary>Lists of Art. 12 have no national code; ours stands in the table of procedures.</summary>
    public const string EmergencyGoods = Procedures.EmergencyGoods;

    public static Situation? Of(string? slug) => All.FirstOrDefault(s => s.Slug == slug);
}
