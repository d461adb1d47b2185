using ProvinceNode.Eligibility;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Emergency assistance of Decree 20 Art. 12–15: mẫu 5a, 5b, 06, and our request for the seriously injured. Pure.</summary>
public static class EmergencyForms
{
    private static readonly DateOnly Start = new(2021, 7, 1);

    private static readonly KeyValuePair<string, string>[] Hunger = [Ask.Option("tet", "Dịp Tết Nguyên đán (1 tháng)"), Ask.Option("lean", "Giáp hạt, thiên tai, hỏa hoạn, mất mùa, bất khả kháng (tối đa 3 tháng)")];

    private static readonly KeyValuePair<string, string>[] Losses =
    [
        Ask.Option("collapsed", "Nhà đổ, sập, trôi, cháy hoàn toàn"), Ask.Option("damaged", "Nhà hư hỏng nặng không thể ở"), Ask.Option("relocation", "Phải di dời nhà ở khẩn cấp theo quyết định của cơ quan có thẩm quyền"),
    ];

    private static readonly KeyValuePair<string, string>[] Circumstances = [Ask.Option("poor", "Hộ nghèo"), Ask.Option("near", "Hộ cận nghèo"), Ask.Option("difficult", "Hộ có hoàn cảnh khó khăn khác")];

    private static readonly KeyValuePair<string, string>[] Causes =
        [Ask.Option("disaster", "Thiên tai"), Ask.Option("fire", "Hỏa hoạn"), Ask.Option("traffic", "Tai nạn giao thông"), Ask.Option("labour", "Tai nạn lao động nghiêm trọng"), Ask.Option("other", "Lý do bất khả kháng khác")];

    private static readonly FormStep Village = PersonBlock.Who("Trưởng thôn, tổ trưởng lập danh sách là ai?", "Người lập danh sách");

    private static readonly FormStep Place = PersonBlock.Where("Danh sách của thôn, tổ dân phố nào?", institution: false);

    // One household is helped once for one event, whoever of it asks (policy 10.2).
    private static readonly FormField Household = Ask.Group("Household", "Những người khác trong hộ", "Người thứ {0}", "Thêm một người",
        Ask.Name("FullName", "Họ và tên"), new FormField("CitizenId", "Số định danh", FieldKind.Identity) { Width = 20, Longest = 20, Hint = "Chưa được cấp số thì để trống." }.Optional()).Optional()
        with { MostRows = 29, LeastRows = 0, Hint = "Ghi vợ, chồng và người lớn cùng hộ: mỗi hộ được hỗ trợ một lần cho một sự việc." };

    // Art. 17(2): in an extremely urgent and grave case the commune's chairman sets the procedure and the vote is left out.
    private static readonly FormField Urgency = Ask.Choice("Urgency", "Mức độ khẩn cấp",
        [Ask.Option("normal", "Khẩn cấp: đã họp thôn, tổ dân phố bình xét"), Ask.Option("special", "Đặc biệt khẩn cấp, nghiêm trọng: Chủ tịch UBND cấp xã quyết định trình tự, bỏ qua bước bình xét")], "mức độ khẩn cấp").Bears() with { Default = "normal" };

    private static readonly FormField Meeting = Ask.Date("Meeting", "Ngày họp thôn, tổ dân phố", "Cuộc họp đã thống nhất danh sách này.");

    private static readonly FormField MetUnlessUrgent = Meeting.Only("Urgency", "normal");

    /// <summary>Whether a declaration says that the vote is left out (Art. 17(2)).</summary>
    public static bool SkipsTheVote(Dossier dossier) => FormFacts.ValuesOf(dossier)["Urgency"] == "special";

    public static FormDefinition Form5a { get; } = new("5a", "Danh sách hộ gia đình và người thiếu đói cần hỗ trợ", "Mẫu số 5a, Nghị định số 20/2021/NĐ-CP", Start)
    {
        OwnerWord = "Người lập danh sách", Declarant = Declarant.Owner, Payment = FormPayment.None,
        Steps =
        [
            Village, Place,
            new("dot-ho-tro", "Đợt hỗ trợ nào?", Ask.Choice("Hunger", "Lý do thiếu đói", Hunger, "lý do thiếu đói").Bears(), Urgency, MetUnlessUrgent) { Short = "Đợt hỗ trợ" },
            new("danh-sach", "Những hộ nào thiếu đói?", Ask.Group("Households", "Danh sách hộ thiếu đói", "Hộ thứ {0}", "Thêm một hộ",
                Ask.Name("Head", "Họ và tên chủ hộ").Bears(), Ask.Number("Size", "Số khẩu", 1, 30), Ask.Number("Hungry", "Số khẩu thiếu đói", 1, 30).Bears().Checked(NotMoreThanSize),
                Ask.Number("Months", "Số tháng", 1, 12).Bears().Checked(MonthsFit), Ask.Number("Rice", "Gạo (kg)", 1, 10_000).Bears().Checked(RiceFits),
                Ask.Number("MonthsNow", "Số tháng xã cấp ngay từ nguồn của xã", 0, 12, "Để trống là cấp đủ; phần còn lại đề nghị cấp trên.").Optional().Bears(), Ask.Text("Why", "Ghi chú", 200).Optional())
                with { Asks = "hộ gia đình", MostRows = FormValues.MostRows, BearsOnDecision = true }) { Short = "Danh sách" },
        ],
        Papers = [new(SubmitPapers.MeetingPaper, s => !s.Is("Urgency", "special"))],
    };

    public static FormDefinition Form5b { get; } = new("5b", "Danh sách hộ gia đình và người thiếu nhu yếu phẩm thiết yếu", "Mẫu số 5b, Nghị định số 20/2021/NĐ-CP", Start)
    {
        OwnerWord = "Người lập danh sách", Declarant = Declarant.Owner, Payment = FormPayment.None,
        Steps =
        [
            Village, Place,
            new("dot-ho-tro", "Đợt hỗ trợ nào?", Ask.Choice("Cause", "Nguyên nhân", Causes, "nguyên nhân").Bears(), Ask.Date("CauseOn", "Ngày xảy ra").Bears(), Urgency, MetUnlessUrgent) { Short = "Đợt hỗ trợ" },
            new("danh-sach", "Những hộ nào cần hỗ trợ?", Ask.Group("Households", "Danh sách hộ thiếu nhu yếu phẩm", "Hộ thứ {0}", "Thêm một hộ",
                Ask.Name("Head", "Họ và tên chủ hộ").Bears(), Ask.Number("Size", "Số khẩu", 1, 30), Ask.Number("Lacking", "Số khẩu cần hỗ trợ", 1, 30).Bears().Checked(LackingNotMore),
                Ask.Text("Needs", "Nhu yếu phẩm cần hỗ trợ", 300, "Lều bạt, nước uống, thực phẩm, chăn màn, xoong nồi, chất đốt, xuồng…").Bears(),
                (Ask.Choice("GivenNow", "Xã cấp ngay được không?", FormChoices.YesNo, "xã cấp ngay được hay không").Optional() with { Hint = "Để trống là cấp ngay; hộ chưa cấp được thì đề nghị cấp trên." }).Bears(), Ask.Text("Why", "Ghi chú", 200).Optional())
                with { Asks = "hộ gia đình", MostRows = FormValues.MostRows, BearsOnDecision = true }) { Short = "Danh sách" },
        ],
        Papers = [new(SubmitPapers.MeetingPaper, s => !s.Is("Urgency", "special"))],
    };

    public static FormDefinition Form06 { get; } = new("06", "Tờ khai đề nghị hỗ trợ làm nhà ở, sửa chữa nhà ở", "Mẫu số 06, Nghị định số 20/2021/NĐ-CP", Start)
    {
        OwnerWord = "Chủ hộ", Payment = FormPayment.Once,
        Steps =
        [
            PersonBlock.Who("Chủ hộ là ai?", "Chủ hộ"),
            PersonBlock.Where("Nhà ở đâu?", institution: false),
            new("thiet-hai", "Nhà bị thiệt hại thế nào?",
                Ask.Choice("Circumstance", "Hoàn cảnh của hộ", Circumstances, "hoàn cảnh của hộ").Bears(), Ask.Number("HouseholdSize", "Số người trong hộ", 1, 30), Household,
                Ask.Choice("Loss", "Thiệt hại", Losses, "mức độ thiệt hại").Bears(), Ask.Choice("Cause", "Nguyên nhân", Causes, "nguyên nhân thiệt hại").Bears(), Ask.Date("CauseOn", "Ngày xảy ra").Bears(),
                Ask.Text("RelocationDecision", "Số, ngày quyết định di dời", 120).Only("Loss", "relocation"),
                Ask.Story("LossStory", "Tình trạng nhà ở hiện nay"), Ask.Story("Wish", "Đề nghị hỗ trợ")) { Short = "Thiệt hại" },
        ],
        Papers = [new(SubmitPapers.HarmPaper), new(SubmitPapers.IdentityPaper)],
    };

    public static FormDefinition Injured { get; } = new("DN-BT", "Văn bản đề nghị hỗ trợ chi phí điều trị người bị thương nặng ngoài nơi cư trú", "Điều 13 Nghị định số 20/2021/NĐ-CP", Start)
    {
        OwnerWord = "Người bị thương", Payment = FormPayment.Once,
        Steps =
        [
            PersonBlock.Who("Người bị thương là ai?", "Người bị thương"),
            PersonBlock.Where("Đang điều trị ở xã nào?", institution: false) with { Words = "Nơi điều trị, nơi người bị thương gặp nạn." },
            new("dieu-tri", "Bị thương và điều trị thế nào?",
                Ask.Choice("Cause", "Nguyên nhân", Causes, "nguyên nhân bị thương").Bears(), Ask.Date("CauseOn", "Ngày bị thương").Bears(), Ask.Text("Hospital", "Bệnh viện, cơ sở điều trị"),
                Ask.Date("AdmittedOn", "Ngày vào viện").Bears().Checked(AfterAccident),
                (Ask.Date("LeftOn", "Ngày ra viện") with { MayBeAhead = true }).Bears().Checked(StaysThreeDays),
                Ask.YesNo("HasRelatives", "Có người thân thích chăm sóc tại nơi điều trị không?", "có hay không có người thân thích chăm sóc").Bears()) { Short = "Điều trị" },
        ],
        Papers = [new(SubmitPapers.HospitalPaper, _ => true), new(SubmitPapers.IdentityPaper)],
    };

    /// <summary>Art. 13(1): at home, on the list of the village, which met on it unless it was extremely urgent (Art. 17(2)), or on the hospital's letter.</summary>
    public static FormDefinition InjuredAtHome { get; } = new("DN-BT1", "Đề nghị hỗ trợ người bị thương nặng tại nơi cư trú", "khoản 1 Điều 13 Nghị định số 20/2021/NĐ-CP", Start)
    {
        OwnerWord = "Người bị thương", Payment = FormPayment.Once,
        Steps =
        [
            PersonBlock.Who("Người bị thương là ai?", "Người bị thương"),
            PersonBlock.Where("Người bị thương ở đâu?", institution: false),
            new("dieu-tri", "Bị thương và điều trị thế nào?",
                Ask.Choice("Cause", "Nguyên nhân", Causes, "nguyên nhân bị thương").Bears(), Ask.Date("CauseOn", "Ngày bị thương").Bears(), Ask.Text("Hospital", "Bệnh viện, cơ sở điều trị"),
                Ask.Date("AdmittedOn", "Ngày vào viện").Bears().Checked(AfterAccident), (Ask.Date("LeftOn", "Ngày ra viện") with { MayBeAhead = true }).Bears().Checked(StaysThreeDays)) { Short = "Điều trị" },
            new("can-cu", "Đề nghị theo giấy tờ nào?",
                Ask.Choice("Evidence", "Căn cứ", [Ask.Option("list", "Danh sách của trưởng thôn, tổ trưởng tổ dân phố"), Ask.Option("hospital", "Giấy tờ, văn bản của bệnh viện")], "căn cứ đề nghị").Bears()) { Short = "Căn cứ" },
            new("danh-sach", "Thôn, tổ dân phố đã lập danh sách thế nào?", Ask.Name("Lister", "Trưởng thôn, tổ trưởng lập danh sách"), Urgency, MetUnlessUrgent) { Short = "Danh sách của thôn", When = s => s.Is("Evidence", "list") },
        ],
        Papers = [new(SubmitPapers.HospitalPaper, s => s.Is("Evidence", "hospital")), new(SubmitPapers.MeetingPaper, s => s.Is("Evidence", "list") && !s.Is("Urgency", "special")), new(SubmitPapers.IdentityPaper)],
    };

    private static Problem? NotMoreThanSize(FormScope row) => row.Count("Hungry") > row.Count("Size") ? FormProblems.MembersDiffer.At(row.At("Hungry"), "Số khẩu thiếu đói", "số khẩu") : null;

    private static Problem? LackingNotMore(FormScope row) => row.Count("Lacking") > row.Count("Size") ? FormProblems.MembersDiffer.At(row.At("Lacking"), "Số khẩu cần hỗ trợ", "số khẩu") : null;

    // Art. 12(1): kilograms a person and month, of the law's rows.
    private static Problem? RiceFits(FormScope row) =>
        row.Count("Rice") is { } rice && row.Count("Hungry") is { } people && row.Count("Months") is { } months && row.Law(LawParameters.RiceKilograms) is { } each && rice > each * people * months
            ? FormProblems.RiceTooMuch.At(row.At("Rice"), each * people * months, people, months, each) : null;

    // Art. 12(1): months of one round, fewer at Tết.
    private static Problem? MonthsFit(FormScope row)
    {
        var tet = row.Whole.Is("Hunger", "tet");
        return row.Law(tet ? LawParameters.RiceMonthsTet : LawParameters.RiceMonthsHunger) is { } most && row.Count("Months") > most
            ? SubmitProblems.Count.At(row.At("Months"), tet ? "Số tháng hỗ trợ dịp Tết" : "Số tháng hỗ trợ", 1, most) : null;
    }

    private static Problem? AfterAccident(FormScope s) =>
        s.Day("AdmittedOn") < s.Day("CauseOn") ? FormProblems.LeavesBeforeArrival.At("AdmittedOn", "Ngày vào viện", "ngày bị thương") : null;

    // Art. 2(2): emergency and treatment of three days and more.
    private static Problem? StaysThreeDays(FormScope s)
    {
        if (s.Day("LeftOn") is not { } left || s.Day("AdmittedOn") is not { } came)
        {
            return null;
        }

        return left < came ? FormProblems.LeavesBeforeArrival.At("LeftOn", "Ngày ra viện", "ngày vào viện") : left.DayNumber - came.DayNumber < 3 ? FormProblems.StaysTooShort.At("LeftOn") : null;
    }
}
