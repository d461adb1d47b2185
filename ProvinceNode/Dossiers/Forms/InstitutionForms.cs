using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Mẫu 07 and 09 of Decree 20/2021: into an institution and out of it (Art. 24–30). Pure.</summary>
public static class InstitutionForms
{
    private static readonly DateOnly Start = new(2021, 7, 1);

    private static readonly KeyValuePair<string, string>[] Admitted =
    [
        Ask.Option("child", "Trẻ em thuộc khoản 1, khoản 3 Điều 5, không tự lo được cuộc sống và không có người nhận chăm sóc"), Ask.Option("elder", "Người cao tuổi theo pháp luật về người cao tuổi"),
        Ask.Option("disabled", "Người khuyết tật theo pháp luật về người khuyết tật"), Ask.Option("urgent", "Người cần bảo vệ khẩn cấp (tối đa 3 tháng)"),
        Ask.Option("minor", "Người chưa thành niên, người không còn năng lực theo pháp luật xử lý vi phạm hành chính"),
    ];

    private static readonly KeyValuePair<string, string>[] Urgent =
    [
        Ask.Option("victim", "Nạn nhân của bạo lực gia đình, xâm hại tình dục, bị mua bán, bị cưỡng bức lao động"),
        Ask.Option("wandering", "Trẻ em, người lang thang xin ăn trong khi chờ đưa về nơi cư trú"), Ask.Option("other", "Trường hợp khác theo quyết định của Chủ tịch UBND cấp tỉnh"),
    ];

    private static readonly KeyValuePair<string, string>[] Supporting =
        [Ask.Option("none", "Không có ai"), Ask.Option("assisted", "Có, nhưng người đó đang hưởng trợ cấp xã hội hàng tháng"), Ask.Option("able", "Có")];

    // What Art. 24 asks of each case; the appraiser compares it with the papers.
    private static readonly FormStep Conditions = new("dieu-kien", "Điều kiện vào cơ sở thế nào?",
        Ask.YesNo("SelfReliant", "Có tự lo được cuộc sống, có điều kiện sống tại cộng đồng không?", "có hay không tự lo được cuộc sống").Only("AdmissionCase", "child", "elder", "disabled").Bears(),
        Ask.YesNo("HasCarer", "Có người nhận chăm sóc, nuôi dưỡng tại cộng đồng không?", "có hay không có người nhận chăm sóc").Only("AdmissionCase", "child", "disabled").Bears(),
        Ask.Choice("Supported", "Có người có nghĩa vụ và quyền phụng dưỡng không?", Supporting, "có hay không có người phụng dưỡng").Only("AdmissionCase", "elder").Bears(),
        Ask.Choice("UrgentKind", "Trường hợp khẩn cấp", Urgent, "trường hợp cần bảo vệ khẩn cấp").Only("AdmissionCase", "urgent").Bears(),
        (Ask.Text("UrgentPaper", "Quyết định của Chủ tịch UBND cấp tỉnh (số, ngày)", 120) with { Needed = s => s.Is("UrgentKind", "other") }).Only("AdmissionCase", "urgent").Bears(),
        Ask.Text("UrgentExtended", "Quyết định cho ở tiếp quá 3 tháng của cơ quan quản lý cấp trên (số, ngày)", 120, "Chỉ ghi khi đã ở cơ sở hết 3 tháng.").Optional().Only("AdmissionCase", "urgent").Bears(),
        Ask.Text("SanctionPaper", "Quyết định áp dụng biện pháp xử lý vi phạm hành chính (số, ngày)", 120).Only("AdmissionCase", "minor").Bears(),
        Ask.Tick("Incapable", "Không còn khả năng lao động").Only("AdmissionCase", "minor").Bears(),
        Ask.Choice("Study", "Việc học", FormChoices.Study, "tình trạng học tập").Only("AdmissionCase", "child").Bears(),
        MeansBlocks.StudyLevel.Provided(s => s.Is("AdmissionCase", "child")),
        Ask.Month("StudyUntil", "Học đến tháng", "Tháng dự kiến học xong, ví dụ 06/2026.").Optional().Only("Study", "studying").Provided(s => s.Is("AdmissionCase", "child")).Bears()) { Short = "Điều kiện vào cơ sở" };

    // Art. 24(1)(a): a child of Art. 5(1) by its parents, or of Art. 5(3) by the paper of the health office.
    private static readonly KeyValuePair<string, string>[] Children =
        [Ask.Option("parents", "Cha, mẹ đã chết, mất tích, ở cơ sở trợ giúp xã hội hoặc đang chấp hành án"), Ask.Option("abandoned", "Bị bỏ rơi, chưa có người nhận làm con nuôi"), Ask.Option("other", "Trường hợp khác")];

    private static readonly FormStep Child = new("tre-em", "Em thuộc trường hợp nào?",
        Ask.Choice("ChildCase", "Hoàn cảnh của em", Children, "hoàn cảnh của em").Bears(),
        Ask.Date("Abandoned", "Ngày phát hiện em bị bỏ rơi").Only("ChildCase", "abandoned").Bears(),
        Ask.YesNo("Adopted", "Đã có người nhận làm con nuôi chưa?", "đã hay chưa có người nhận làm con nuôi").Only("ChildCase", "abandoned", "parents").Bears(),
        Ask.Text("HivPaperNumber", "Số giấy xác nhận của cơ quan y tế", 60, "Chỉ ghi khi có.", width: 20).Optional().Bears() with { Restricted = true },
        Ask.Date("HivPaper", "Ngày cấp giấy xác nhận của cơ quan y tế").Optional().Bears() with { Restricted = true }) { Short = "Trẻ em", When = IsChild };

    private static bool IsChild(FormScope s) => s.Is("AdmissionCase", "child");

    // Art. 30(2).
    private static readonly KeyValuePair<string, string>[] Leaving =
    [
        Ask.Option("ended", "Kết thúc quản lý trường hợp"), Ask.Option("family", "Người giám hộ hoặc gia đình đề nghị"), Ask.Option("self", "Bản thân đề nghị, tự lo được cuộc sống"),
        Ask.Option("adopted", "Được nhận làm con nuôi"), Ask.Option("grown", "Đủ tuổi trưởng thành, không còn thuộc diện được nuôi dưỡng"), Ask.Option("service", "Cơ sở không có dịch vụ phù hợp"),
        Ask.Option("gone", "Bỏ đi, cơ sở không liên hệ được"), Ask.Option("closed", "Cơ sở giải thể, ngừng hoạt động"), Ask.Option("dead", "Chết, mất tích"), Ask.Option("other", "Lý do khác theo hợp đồng hoặc quy định của pháp luật"),
    ];

    public static FormDefinition Form07 { get; } = new("07", "Tờ khai đề nghị tiếp nhận vào cơ sở trợ giúp xã hội", "Mẫu số 07, Nghị định số 20/2021/NĐ-CP", Start)
    {
        OwnerWord = "Người đề nghị được tiếp nhận", Payment = FormPayment.None,
        Steps =
        [
            PersonBlock.Who("Người đề nghị được tiếp nhận là ai?", "Người được tiếp nhận"),
            PersonBlock.Where("Người đó đang ở đâu?", institution: false),
            new("hoan-canh", "Hoàn cảnh thế nào?",
                Ask.Choice("AdmissionCase", "Trường hợp", Admitted, "trường hợp đề nghị tiếp nhận").Bears(),
                Ask.Story("Circumstances", "Hoàn cảnh của bản thân"), Ask.Story("Family", "Hoàn cảnh gia đình, người thân thích"),
                Ask.Story("Why", "Lý do đề nghị"), Ask.Story("Wish", "Nguyện vọng", "Ví dụ: cơ sở muốn vào.").Optional()) { Short = "Hoàn cảnh" },
            Child,
            FamilyBlocks.Parent("Mother", "me", "mẹ") with { When = s => IsChild(s) && s.Is("ChildCase", "parents", "other") },
            FamilyBlocks.Parent("Father", "cha", "cha") with { When = s => IsChild(s) && s.Is("ChildCase", "parents", "other") },
            Conditions,
            new("giam-ho", "Ai là người giám hộ?",
                Ask.Name("GuardianName", "Họ và tên người giám hộ", "Không có người giám hộ thì để trống.").Optional(),
                new FormField("GuardianCitizenId", "Số định danh của người giám hộ", FieldKind.Identity) { Width = 20, Longest = 20 }.Optional(),
                Ask.Text("GuardianRelation", "Là gì của người được tiếp nhận?", 60, width: 20).Optional(), Ask.Phone("GuardianPhone", "Số điện thoại của người giám hộ").Optional(),
                Ask.Text("GuardianAddress", "Địa chỉ của người giám hộ", 300).Optional()) { Short = "Người giám hộ" },
            MeansBlocks.Disability,
            new("che-do", "Đang có chế độ nào?", MeansBlocks.Poverty, MeansBlocks.HealthCard, Ask.Money("AssistanceAmount", "Trợ cấp xã hội hàng tháng (đồng)", "Không có thì để trống.").Optional()) { Short = "Chế độ đang hưởng" },
        ],
        Papers =
        [
            new(SubmitPapers.BirthCertificate, s => s.Age() < 16), new(SubmitPapers.DisabilityCertificate, s => s.Is("HasDisability", "yes") || s.Is("AdmissionCase", "disabled")),
            new(SubmitPapers.HivPaper), new(SubmitPapers.HealthPaper), new(SubmitPapers.IdentityPaper),
        ],
        Rules =
        [
            s => s.Is("AdmissionCase", "child") && s.Age() is { } age and >= 16 ? [FormProblems.TooOldFor.At("Birth", 16, age)] : [],
            s => s.Is("AdmissionCase", "elder") && s.Age() is { } age and < 60 ? [FormProblems.TooYoungFor.At("Birth", 60, age)] : [],
            s => s.Is("AdmissionCase", "disabled") && s.Is("HasDisability", "no") ? [FormProblems.DisabilityNeeded.At("HasDisability")] : [],
        ],
    };

    /// <summary>The case of an admission and its conditions as declared; null on other forms.</summary>
    public static AdmissionFacts? Admission(FormScope s) => s["AdmissionCase"] switch
    {
        "child" => new(AdmissionCase.Child, s.Is("SelfReliant", "no"), s.Is("HasCarer", "no")),
        "elder" => new(AdmissionCase.Elder, s.Is("SelfReliant", "no"), NoSupporter: s.Is("Supported", "none", "assisted")),
        "disabled" => new(AdmissionCase.Disabled, s.Is("SelfReliant", "no"), s.Is("HasCarer", "no")),
        "urgent" => new(AdmissionCase.Urgent, Urgent: UrgentOf(s), PaperNumber: s.Text("UrgentPaper"), ExtendedBy: s.Text("UrgentExtended")),
        "minor" => new(AdmissionCase.Sanctioned, PaperNumber: s.Text("SanctionPaper"), Incapable: s.Ticked("Incapable")),
        _ => s.Has("ContractServices") ? new(AdmissionCase.Voluntary) : null,
    };

    /// <summary>Why somebody needs urgent protection, on form 07 and on form 2b.</summary>
    public static UrgentCase UrgentOf(FormScope s) => s["UrgentKind"] switch
    {
        "orphan" => UrgentCase.Orphan, "victim" => UrgentCase.Victim, "wandering" => UrgentCase.Wandering, "other" => UrgentCase.Other, _ => UrgentCase.None,
    };

    public static FormDefinition Form09 { get; } = new("09", "Đơn đề nghị dừng trợ giúp xã hội tại cơ sở trợ giúp xã hội", "Mẫu số 09, Nghị định số 20/2021/NĐ-CP", Start)
    {
        OwnerWord = "Người đang ở cơ sở", Payment = FormPayment.None,
        Steps =
        [
            PersonBlock.Who("Người đang ở cơ sở là ai?", "Người đang ở cơ sở"),
            PersonBlock.Where("Cơ sở ở xã nào?", institution: false),
            new("dung-tro-giup", "Vì sao dừng trợ giúp tại cơ sở?",
                Ask.Text("Institution", "Tên cơ sở trợ giúp xã hội"), Ask.Date("Entered", "Ngày vào cơ sở").Checked(s =>
                    s.Day("Entered") is { } day && s.Birth() is { } born && day < born.Assumed ? FormProblems.BeforeBirth.At("Entered", "Ngày vào cơ sở") : null),
                Ask.Select("LeaveReason", "Lý do", Leaving, "lý do dừng trợ giúp").Bears(), Ask.Story("Why", "Nói rõ lý do")) { Short = "Dừng trợ giúp" },
            new("noi-ve", "Sau khi rời cơ sở, ở với ai?",
                Ask.Name("ReceiverName", "Họ và tên người đón, chăm sóc").Optional(), Ask.Text("ReceiverRelation", "Là gì của người rời cơ sở?", 60, width: 20).Optional(), Ask.Text("NewAddress", "Nơi sẽ ở", PersonData.MostVillage))
            {
                Short = "Nơi sẽ về", When = s => !s.Is("LeaveReason", "dead", "gone"),
            },
        ],
        Papers = [new(SubmitPapers.Reason), new(SubmitPapers.IdentityPaper)],
    };
}
