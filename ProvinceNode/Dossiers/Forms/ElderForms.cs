using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Mẫu 1d (Decree 20 Art. 5(5)) in two versions, and Mẫu 01 of Decree 176/2025 (social pension). Pure.</summary>
public static class ElderForms
{
    /// <summary>Points b and c of Art. 5(5) ended with this day (Decree 176/2025).</summary>
    public static readonly DateOnly LastOfPointsBC = new(2025, 6, 30);

    private static readonly KeyValuePair<string, string>[] SupporterStates =
    [
        Ask.Option("none", "Không có người có nghĩa vụ và quyền phụng dưỡng"),
        Ask.Option("assisted", "Có, nhưng những người đó đang hưởng trợ cấp xã hội hằng tháng"),
        Ask.Option("yes", "Có người phụng dưỡng"),
    ];

    /// <summary>Everybody who has the duty to maintain an elderly person.</summary>
    public static FormField Supporters { get; } = (Ask.Group("Supporters", "Người có nghĩa vụ và quyền phụng dưỡng", "Người thứ {0}", "Thêm một người",
        Ask.Name("FullName", "Họ và tên"),
        Ask.Text("Relation", "Là gì của người cao tuổi?", 60, "Ví dụ: con trai, cháu nội.", 20).Bears() with { Asks = "quan hệ với người cao tuổi" },
        Ask.Birth("Birth", "Ngày sinh", "").Optional(),
        // The registry keeps it (Decree 58/2026, annex 81); the form of the decree has no line for it, so nobody has to know it.
        new FormField("CitizenId", "Số định danh", FieldKind.Identity) { Width = 20, Longest = 20, Hint = "Không biết thì để trống." }.Optional(),
        Ask.Text("Address", "Nơi ở", 300).Optional(),
        Ask.Month("Since", "Phụng dưỡng từ tháng", "Ví dụ 01/2020. Không rõ thì để trống: chỉ tính từ tháng nộp hồ sơ.").Optional().Bears(),
        Ask.YesNo("Assisted", "Có đang hưởng trợ cấp xã hội hằng tháng không?", "có hay không đang hưởng trợ cấp xã hội").Bears()) with
    {
        Hint = "Vợ hoặc chồng, con, cháu và người khác có nghĩa vụ phụng dưỡng theo luật.", Asks = "người phụng dưỡng", BearsOnDecision = true,
    }).Only("SupporterState", "assisted", "yes");

    /// <summary>Whether anybody maintains an elderly person (Decree 20 Art. 5(5)(a)).</summary>
    public static FormField SupporterState { get; } = Ask.Choice("SupporterState", "Người phụng dưỡng", SupporterStates, "tình trạng người phụng dưỡng").Bears();

    /// <summary>The same on forms of other groups: who is poor and 60 may belong to point a of Art. 5(5), too, and it is not assumed that nobody maintains him.</summary>
    public static FormStep SupportersOfPoor { get; } = new("phung-duong", "Ai phụng dưỡng người hưởng?", SupporterState.Provided(MayBeAlone), Supporters.Provided(MayBeAlone))
    {
        Short = "Phụng dưỡng", When = MayBeAlone, Words = "Hỏi người từ đủ 60 tuổi thuộc hộ nghèo (điểm a khoản 5 Điều 5 Nghị định số 20/2021/NĐ-CP).",
    };

    private static readonly FormStep Community = new("nguoi-nhan-cham-soc", "Có người nhận chăm sóc tại cộng đồng không?",
        Ask.YesNo("TakenIn", "Không có điều kiện sống ở cộng đồng, đủ điều kiện vào cơ sở trợ giúp xã hội, nhưng có người nhận chăm sóc tại nhà?", "có hay không có người nhận chăm sóc").Bears(),
        Ask.Name("TakerName", "Họ và tên người nhận chăm sóc").Only("TakenIn", "yes"),
        Ask.Text("TakerAddress", "Địa chỉ người nhận chăm sóc", 300).Only("TakenIn", "yes")) { Short = "Người nhận chăm sóc" };

    private static readonly FormPaper[] Papers = [new(SubmitPapers.IdentityPaper), new(SubmitPapers.PovertyPaper), new(SubmitPapers.DisabilityCertificate, s => s.Is("HasDisability", "yes")), new(SubmitPapers.SignedForm1)];

    public static FormDefinition Form1d { get; } = Make(new DateOnly(2021, 7, 1), LastOfPointsBC, [MeansBlocks.SpecialArea, MeansBlocks.AreaVillage, MeansBlocks.ResidenceSince]);

    /// <summary>Since 2025-07-01 only points a and d are left: the special area is not asked.</summary>
    public static FormDefinition Form1dSince2025 { get; } = Make(LastOfPointsBC.AddDays(1), null, []);

    public static FormDefinition Form01Of176 { get; } = new("01-176", "Văn bản đề nghị trợ cấp hưu trí xã hội", "Mẫu số 01, Nghị định số 176/2025/NĐ-CP", LastOfPointsBC.AddDays(1))
    {
        Steps =
        [
            PersonBlock.Who("Người đề nghị trợ cấp hưu trí xã hội là ai?"),
            PersonBlock.Where("Người đề nghị đang ở đâu?"),
            new("luong-huu", "Lương hưu và trợ cấp đang nhận?",
                Ask.Choice("PensionState", "Có lương hưu hoặc trợ cấp bảo hiểm xã hội hằng tháng không?", FormChoices.YesNo, "có hay không có lương hưu, trợ cấp bảo hiểm xã hội").Bears(),
                Ask.Money("InsuranceAmount", "Mức một tháng (đồng)").Only("PensionState", "yes").Bears(),
                Ask.Month("InsuranceFrom", "Nhận từ tháng").Optional().Only("PensionState", "yes"),
                Ask.Money("AssistanceAmount", "Trợ cấp xã hội hàng tháng đang hưởng (đồng)", "Không có thì để trống.").Optional().Bears(),
                Ask.Money("MeritAmount", "Trợ cấp ưu đãi người có công đang hưởng (đồng)", "Không có thì để trống.").Optional().Bears()) { Short = "Lương hưu, trợ cấp" },
            new("ho-ngheo", "Có thuộc hộ nghèo, hộ cận nghèo không?", MeansBlocks.Poverty, MeansBlocks.PovertySince, MeansBlocks.PovertyCode)
            {
                Short = "Hộ nghèo, hộ cận nghèo", When = s => s.Age() is not >= 75, Words = "Người từ đủ 70 đến dưới 75 tuổi được hưởng khi thuộc hộ nghèo, hộ cận nghèo.",
            },
            new("nguoi-nhan-thay", "Có người nhận tiền thay không?",
                Ask.YesNo("HasReceiver", "Có người nhận tiền thay không?", "có hay không có người nhận tiền thay"),
                Ask.Name("ReceiverName", "Họ và tên người nhận thay").Only("HasReceiver", "yes"),
                new FormField("ReceiverCitizenId", "Số định danh của người nhận thay", FieldKind.Identity) { Width = 20, Longest = 20 }.Only("HasReceiver", "yes"),
                Ask.Text("ReceiverRelation", "Là gì của người hưởng?", 60, width: 20).Only("HasReceiver", "yes").Checked(RelationWords.Rule("ReceiverRelation")) with { Asks = "quan hệ của người nhận thay" })
            {
                Short = "Người nhận thay", Words = "Người nhận thay chỉ nhận được tiền khi có văn bản ủy quyền được Ủy ban nhân dân cấp xã chứng thực, mỗi văn bản không quá 12 tháng. Khi chưa có văn bản, tiền vẫn trả cho chính người hưởng.",
            },
        ],
        Papers = [new(SubmitPapers.IdentityPaper), new(SubmitPapers.PovertyPaper)],
        Rules = [s => AtLeast(s, 70)],
        Warnings =
        [
            s => s.Age() is >= 70 and < 75 && s.Is("Poverty", "none") ? [FormProblems.WarnNotPoor.At("Poverty")] : [],
            s => s.Is("PensionState", "yes") ? [FormProblems.WarnPension.At("PensionState")] : [],
        ],
    };

    private static FormDefinition Make(DateOnly from, DateOnly? to, FormField[] area) =>
        new("1d", "Tờ khai đề nghị trợ giúp xã hội (người cao tuổi)", "Mẫu số 1d, Nghị định số 20/2021/NĐ-CP", from, to)
        {
            Steps =
            [
                PersonBlock.Who("Người cao tuổi là ai?"),
                PersonBlock.Where(),
                new("phung-duong", "Ai phụng dưỡng người cao tuổi?",
                [
                    SupporterState, Supporters, .. area,
                    Ask.Story("History", "Quá trình hoạt động của bản thân").Optional(),
                ]) { Short = "Phụng dưỡng" },
                Community, MeansBlocks.Disability, MeansBlocks.Means,
            ],
            Papers = Papers,
            Rules = [s => AtLeast(s, 60), SupportersFit],
            Warnings =
            [
                s => to is null && s.Is("Poverty", "none", "near") ? [FormProblems.WarnNotPoor.At("Poverty")] : [],
                s => s.Money("InsuranceAmount") > 0 ? [FormProblems.WarnPension.At("InsuranceAmount")] : [],
            ],
        };

    private static bool MayBeAlone(FormScope scope) => scope.Whole.Age() >= 60 && scope.Whole.Is("Poverty", "poor");

    private static IEnumerable<Problem> AtLeast(FormScope s, int years) => s.Age() is { } age && age < years ? [FormProblems.TooYoungFor.At("Birth", years, age)] : [];

    /// <summary>The list must say the same as the choice above it.</summary>
    public static IEnumerable<Problem> SupportersFit(FormScope s) =>
        s.Is("SupporterState", "none") && s.Rows("Supporters").Any(r => r.Has("FullName")) ? [FormProblems.SupportersContradict.At("SupporterState")]
        : s.Is("SupporterState", "assisted") && s.Rows("Supporters").Any(r => r.Is("Assisted", "no")) ? [FormProblems.SupporterNotAssisted.At("SupporterState")] : [];
}
