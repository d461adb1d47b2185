using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Mẫu 2a, 2b and 03 of Decree 20/2021: care and nurture in the community (Art. 18–23). Pure.</summary>
public static class CareForms
{
    private static readonly DateOnly Start = new(2021, 7, 1);

    /// <summary>Who may be taken in (Art. 18, 20).</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Cared { get; } =
    [
        Ask.Option("child", "Trẻ em mồ côi, bị bỏ rơi hoặc cha mẹ không nuôi được (khoản 1 Điều 5)"), Ask.Option("elder", "Người cao tuổi nghèo không có người phụng dưỡng (điểm d khoản 5 Điều 5)"),
        Ask.Option("disabled", "Người khuyết tật đặc biệt nặng"), Ask.Option("emergency", "Người cần bảo vệ khẩn cấp"),
    ];

    private static readonly KeyValuePair<string, string>[] Urgent =
    [
        Ask.Option("orphan", "Trẻ em có cả cha và mẹ chết, mất tích mà không có người thân thích chăm sóc"),
        Ask.Option("victim", "Nạn nhân của bạo lực gia đình, xâm hại, bị buôn bán, bị cưỡng bức lao động"),
        Ask.Option("wandering", "Trẻ em, người lang thang xin ăn trong khi chờ đưa về nơi cư trú"), Ask.Option("other", "Trường hợp khác theo quyết định của Chủ tịch UBND cấp tỉnh"),
    ];

    private static readonly KeyValuePair<string, string>[] Health = [Ask.Option("good", "Tốt"), Ask.Option("fair", "Trung bình"), Ask.Option("poor", "Yếu, có bệnh")];

    private static readonly KeyValuePair<string, string>[] Dwellings =
        [Ask.Option("stable", "Nơi ở ổn định, có chỗ ở cho người được nhận"), Ask.Option("narrow", "Nơi ở ổn định nhưng chật"), Ask.Option("rented", "Thuê, ở nhờ")];

    private static readonly FormField HouseholdSize = Ask.Number("HouseholdSize", "Số người trong hộ", 1, 30);

    private static readonly FormField[] CarerState =
    [
        Ask.Choice("CarerHealth", "Sức khỏe của người chăm sóc", Health, "tình trạng sức khỏe của người chăm sóc"),
        Ask.Choice("CarerMarital", "Hôn nhân của người chăm sóc", FormChoices.Marital, "tình trạng hôn nhân của người chăm sóc"),
    ];

    // What Art. 22 and 23 ask of who cares, as he says it himself; the commune confirms it at its review. Not answered on earlier declarations.
    private static readonly FormField Capacity = Ask.YesNo("CarerCapacity", "Người chăm sóc có năng lực hành vi dân sự đầy đủ, chấp hành tốt pháp luật không?", "có hay không có năng lực hành vi dân sự đầy đủ").Optional();

    private static readonly FormField SpouseFit = Ask.YesNo("SpouseFit", "Vợ hoặc chồng sống cùng có năng lực hành vi dân sự đầy đủ, chấp hành tốt pháp luật và đồng ý không?", "vợ hoặc chồng sống cùng có đáp ứng không")
        .Optional().Only("CarerMarital", "married");

    private static readonly FormField[] HouseholdStates =
    [
        Capacity, Ask.Choice("CarerDwelling", "Nơi ở", Dwellings, "tình trạng nơi ở").Optional(),
        Ask.YesNo("CarerMeans", "Gia đình có đủ điều kiện kinh tế để chăm sóc không?", "có hay không đủ điều kiện kinh tế").Optional(),
        Ask.Story("CarerExperience", "Kinh nghiệm, kỹ năng chăm sóc").Optional(), SpouseFit,
    ];

    // Form 03 is of who receives no assistance: nothing else tells why a child is of group 1 (Art. 5(1), 20(1)).
    private static readonly KeyValuePair<string, string>[] ChildCases =
        [Ask.Option("parents", "Cha, mẹ đã chết, mất tích, ở cơ sở trợ giúp xã hội hoặc đang chấp hành án"), Ask.Option("abandoned", "Bị bỏ rơi, chưa có người nhận làm con nuôi")];

    private static readonly FormStep ChildState = new("hoan-canh", "Hoàn cảnh của em thế nào?",
        Ask.Choice("ChildCase", "Hoàn cảnh", ChildCases, "hoàn cảnh của em").Bears(),
        Ask.Date("Abandoned", "Ngày phát hiện em bị bỏ rơi").Only("ChildCase", "abandoned").Bears(),
        Ask.YesNo("Adopted", "Đã có người nhận làm con nuôi chưa?", "đã hay chưa có người nhận làm con nuôi").Bears()) { Short = "Hoàn cảnh", When = s => s.Is("CaredCategory", "child") };

    private static readonly FormField Members = Ask.Group("Members", "Người khuyết tật đặc biệt nặng đang sống tại hộ", "Người khuyết tật thứ {0}", "Thêm một người khuyết tật",
        Ask.Name("FullName", "Họ và tên"),
        Ask.Birth("Birth", "Ngày sinh", "").Bears(),
        Ask.Choice("Sex", "Giới tính", FormChoices.Sexes, "giới tính"),
        new FormField("CitizenId", "Số định danh", FieldKind.Identity) { Width = 20, Longest = 20, MayBeOwner = true },
        Ask.Tick("NoNumber", "Chưa được cấp số nào"),
        Ask.Text("CertificateNumber", "Số giấy xác nhận khuyết tật", 40, width: 20).Bears(),
        Ask.Date("Certificate", "Ngày cấp giấy xác nhận").Bears().Checked(CertificateAfterBirth),
        Ask.Select("DisabilityKind", "Dạng khuyết tật", FormChoices.DisabilityKinds, "dạng khuyết tật")) with { Asks = "người khuyết tật đặc biệt nặng", MostRows = 10, BearsOnDecision = true };

    private static readonly FormField Household = Ask.Group("HouseholdMembers", "Những người cùng sống trong hộ", "Người thứ {0}", "Thêm một người",
        Ask.Name("FullName", "Họ và tên"), Ask.Birth("Birth", "Ngày sinh", "").Optional(), Ask.Text("Relation", "Là gì của người nhận chăm sóc?", 60, width: 20).Optional(),
        Ask.Text("Work", "Việc làm, nơi học").Optional()).Optional() with { MostRows = 15, LeastRows = 0 };

    public static FormDefinition Form2a { get; } = new("2a", "Tờ khai hộ gia đình có người khuyết tật đặc biệt nặng", "Mẫu số 2a, Nghị định số 20/2021/NĐ-CP", Start)
    {
        Owner = "Head", OwnerWord = "Chủ hộ",
        Steps =
        [
            new("chu-ho", "Chủ hộ là ai?", PersonBlock.Whole("Head", " của chủ hộ")) { Short = "Chủ hộ" },
            PersonBlock.Where("Hộ gia đình đang ở đâu?", institution: false),
            new("nguoi-khuyet-tat", "Những người khuyết tật đặc biệt nặng trong hộ?", Members) { Short = "Người khuyết tật đặc biệt nặng" },
            new("ho-gia-dinh", "Hộ gia đình thế nào?", HouseholdSize, MeansBlocks.Poverty, MeansBlocks.PovertySince, MeansBlocks.PovertyCode, Ask.Text("Housing", "Nhà ở", 300, "Ví dụ: nhà cấp 4, của mình.").Optional()) { Short = "Hộ gia đình" },
            new("nguoi-cham-soc", "Ai trực tiếp chăm sóc?", [.. PersonBlock.Short("Carer", " của người chăm sóc"), .. PersonBlock.Rest("Carer", " của người chăm sóc"), Relation, .. CarerState, .. HouseholdStates]) { Short = "Người trực tiếp chăm sóc" },
        ],
        Papers = [new(SubmitPapers.DisabilityCertificate, _ => true), new(SubmitPapers.IdentityPaper), new(SubmitPapers.SignedForm2a)],
        Rules = [s => s.Count("HouseholdSize") is { } size && s.Values.Rows("Members") > size ? [FormProblems.MembersDiffer.At("HouseholdSize", "Số người khuyết tật", "số người trong hộ")] : [], CarerGrown],
    };

    public static FormDefinition Form2b { get; } = new("2b", "Tờ khai nhận chăm sóc, nuôi dưỡng đối tượng bảo trợ xã hội", "Mẫu số 2b, Nghị định số 20/2021/NĐ-CP", Start)
    {
        OwnerWord = "Người được nhận chăm sóc", Declarant = Declarant.Carer,
        Steps =
        [
            new("nguoi-nhan", "Người nhận chăm sóc, nuôi dưỡng là ai?",
            [
                .. PersonBlock.Whole("Carer", " của người nhận chăm sóc"), Relation,
                Ask.Phone("CarerPhone", "Số điện thoại của người nhận chăm sóc"), Ask.Text("CarerAddress", "Địa chỉ của người nhận chăm sóc", 300),
            ]) { Short = "Người nhận chăm sóc" },
            new("gia-canh", "Hoàn cảnh của người nhận chăm sóc?",
            [
                HouseholdSize, Household, Ask.Text("CarerWork", "Việc làm của người nhận chăm sóc"), Ask.Money("CarerIncome", "Thu nhập của hộ một tháng (đồng)"),
                Ask.Choice("CarerDwelling", "Nơi ở", Dwellings, "tình trạng nơi ở"), .. CarerState, Ask.Story("CarerExperience", "Kinh nghiệm, kỹ năng chăm sóc").Optional(),
                Capacity, SpouseFit,
            ]) { Short = "Hoàn cảnh người nhận chăm sóc" },
            new("vo-chong", "Vợ hoặc chồng của người nhận chăm sóc?",
                [.. PersonBlock.Short("Spouse", " của vợ hoặc chồng"), .. PersonBlock.Rest("Spouse", " của vợ hoặc chồng"), Ask.Tick("SpouseAgrees", "Vợ hoặc chồng đồng ý cùng nhận chăm sóc") with { Needed = null }])
            {
                Short = "Vợ, chồng người nhận chăm sóc", When = s => s.Is("CarerMarital", "married"),
            },
            PersonBlock.Who("Người được nhận chăm sóc là ai?", "Người được nhận chăm sóc"),
            PersonBlock.Where("Hồ sơ nộp tại xã nào?", institution: false) with { Words = "Nơi cư trú của người được nhận chăm sóc." },
            new("doi-tuong", "Người được nhận thuộc đối tượng nào?",
                Ask.Choice("CaredCategory", "Đối tượng", Cared, "đối tượng của người được nhận").Bears(),
                Ask.Choice("UrgentKind", "Trường hợp khẩn cấp", Urgent, "trường hợp khẩn cấp").Only("CaredCategory", "emergency").Bears(),
                (Ask.Text("UrgentPaper", "Quyết định của Chủ tịch UBND cấp tỉnh (số, ngày)", 120) with { Needed = s => s.Is("CaredCategory", "emergency") }).Only("UrgentKind", "other").Bears(),
                Ask.Text("CertificateNumber", "Số giấy xác nhận khuyết tật", 40, width: 20).Only("CaredCategory", "disabled").Bears(),
                Ask.Date("Certificate", "Ngày cấp").Only("CaredCategory", "disabled").Bears().Checked(CertificateAfterBirth) with { Asks = "ngày cấp giấy xác nhận khuyết tật" },
                Ask.Tick("Voluntary", "Tôi tự nguyện nhận chăm sóc, nuôi dưỡng và thực hiện đúng quy định") with { Needed = null }) { Short = "Đối tượng" },
        ],
        Papers = [new(SubmitPapers.IdentityPaper), new(SubmitPapers.BirthCertificate, s => s.Is("CaredCategory", "child")), new(SubmitPapers.DisabilityCertificate, s => s.Is("CaredCategory", "disabled")),
            new(SubmitPapers.HarmPaper), new(SubmitPapers.HealthPaper), new(SubmitPapers.SignedForm2b)],
        Rules = [CarerGrown, CategoryFits],
    };

    public static FormDefinition Form03 { get; } = new("03", "Tờ khai của đối tượng được nhận chăm sóc, nuôi dưỡng (không hưởng trợ cấp xã hội hàng tháng)", "Mẫu số 03, Nghị định số 20/2021/NĐ-CP", Start)
    {
        OwnerWord = "Người được nhận chăm sóc",
        Steps =
        [
            PersonBlock.Who("Người được nhận chăm sóc là ai?", "Người được nhận chăm sóc"),
            PersonBlock.Where(),
            new("doi-tuong", "Thuộc đối tượng nào?", Ask.Choice("CaredCategory", "Đối tượng", Cared, "đối tượng của người được nhận").Bears()) { Short = "Đối tượng" },
            ChildState, Parent("Mother", "me", "mẹ"), Parent("Father", "cha", "cha"),
            new("viec-hoc", "Việc học?", MeansBlocks.Study, MeansBlocks.StudyDetail, MeansBlocks.StudyLevel) { Short = "Việc học" },
            MeansBlocks.Disability,
            MeansBlocks.Means,
        ],
        Papers = [new(SubmitPapers.IdentityPaper), new(SubmitPapers.BirthCertificate, s => s.Age() < 16), new(SubmitPapers.DisabilityCertificate, s => s.Is("HasDisability", "yes")),
            new(SubmitPapers.ParentsPaper, s => s.Is("CaredCategory", "child") && s.Is("ChildCase", "parents")), new(SubmitPapers.SignedForm03)],
        Rules = [CategoryFits, s => s.Is("CaredCategory", "child") && s.Is("ChildCase", "parents") ? FamilyBlocks.AbsentParents(s) : []],
    };

    private static FormField Relation => Ask.Text("CarerRelation", "Là gì của người được chăm sóc?", 60, "Ví dụ: mẹ, bà ngoại, hàng xóm.", 20).Checked(RelationWords.Rule("CarerRelation")) with { Asks = "quan hệ với người được chăm sóc" };

    private static FormStep Parent(string prefix, string slug, string who) =>
        FamilyBlocks.Parent(prefix, slug, who) with { When = s => s.Is("CaredCategory", "child") && s.Is("ChildCase", "parents") };

    // Art. 22(1)(a), 23(1)(a): full civil capacity.
    private static IEnumerable<Problem> CarerGrown(FormScope s) => s.Age("CarerBirth") < 18 ? [FormProblems.CarerTooYoung.At("CarerBirth")] : [];

    private static IEnumerable<Problem> CategoryFits(FormScope s) => (s["CaredCategory"], s.Age()) switch
    {
        ("child", >= 16 and { } age) => [FormProblems.TooOldFor.At("Birth", 16, age)],
        ("elder", < 60 and { } age) => [FormProblems.TooYoungFor.At("Birth", 60, age)],
        _ => [],
    };

    private static Problem? CertificateAfterBirth(FormScope s) =>
        s.Day("Certificate") is { } issued && s.Birth() is { } born && issued < born.Assumed ? SubmitProblems.CertificateBeforeBirth.At(s.At("Certificate")) : null;
}
