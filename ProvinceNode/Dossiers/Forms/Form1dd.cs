namespace ProvinceNode.Dossiers.Forms;

/// <summary>Mẫu 1đ: disabled people, Decree 20 Art. 5(6), with the care support of Art. 20(2)(a). Pure.</summary>
public static class Form1dd
{
    public static FormDefinition Definition { get; } = new("1đ", "Tờ khai đề nghị trợ giúp xã hội (người khuyết tật)", "Mẫu số 1đ, Nghị định số 20/2021/NĐ-CP", new DateOnly(2021, 7, 1))
    {
        Steps =
        [
            PersonBlock.Who(),
            PersonBlock.Where(),
            new("khuyet-tat", "Giấy xác nhận khuyết tật ghi thế nào?",
            [
                .. MeansBlocks.Certificate,
                Ask.Choice("SelfCare", "Ăn, mặc, vệ sinh, đi lại trong nhà", FormChoices.SelfCare, "khả năng tự phục vụ"),
                Ask.Text("CarerName", "Họ tên người đang chăm sóc", 120).Optional() with { Asks = "họ tên người chăm sóc" },
                Ask.Text("CarerRelation", "Người chăm sóc là gì của người hưởng?", 60, "Ví dụ: mẹ, con, cháu.", 20).Optional().Checked(RelationWords.Rule("CarerRelation")) with { Asks = "quan hệ của người chăm sóc" },
            ]) { Short = "Khuyết tật" },
            new("hoc-tap-viec-lam", "Việc học và việc làm của người hưởng?", [MeansBlocks.Study, MeansBlocks.StudyDetail, .. MeansBlocks.Work]) { Short = "Học tập, việc làm" },
            new("gia-dinh", "Gia đình của người hưởng?",
                Ask.Choice("Marital", "Tình trạng hôn nhân", FormChoices.Marital, "tình trạng hôn nhân").Provided(MeansBlocks.IsAdult).Bears(),
                Ask.Number("Children", "Số con", 0, 20).Optional().Provided(MeansBlocks.IsAdult),
                Ask.Number("ChildrenUnder36Months", "Số con dưới 36 tháng tuổi đang nuôi", 0, 10).Optional().Provided(MeansBlocks.IsAdult).Bears().Checked(NotMoreThanChildren)
                    with { Asks = "số con dưới 36 tháng tuổi" },
                (Ask.Group("SmallChildren", "Con dưới 36 tháng tuổi", "Con nhỏ thứ {0}", "Thêm một con nhỏ", Ask.Name("FullName", "Họ và tên"), Ask.Birth("Birth", "Ngày sinh", "").Bears().Checked(Under36Months))
                    with { Hint = "Chỉ điền khi đang nuôi con dưới 36 tháng tuổi.", Asks = "con dưới 36 tháng tuổi", MostRows = 10, BearsOnDecision = true })
                    .Only("ChildrenUnder36Months", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10").Provided(MeansBlocks.IsAdult),
                Ask.YesNo("Pregnant", "Có đang mang thai không?", "có hay không đang mang thai").Provided(MayBePregnant).Bears(),
                Ask.Number("PregnancyMonths", "Mang thai tháng thứ mấy?", 1, 10, "Chỉ nhập khi đang mang thai.").Only("Pregnant", "yes").Provided(MayBePregnant)
                    with { Asks = "số tháng mang thai" },
                Ask.YesNo("SpouseHasCareSupport", "Vợ hoặc chồng có đang hưởng hỗ trợ kinh phí chăm sóc vì mang thai, nuôi con dưới 36 tháng tuổi không?", "có hay không đang hưởng hỗ trợ đó")
                    .Optional().Only("Marital", "married").Provided(MeansBlocks.IsAdult).Bears()) { Short = "Gia đình" },
            MeansBlocks.Means,
            ElderForms.SupportersOfPoor,
        ],
        Papers =
        [
            new(SubmitPapers.DisabilityCertificate, _ => true), new(SubmitPapers.IdentityPaper),
            new(SubmitPapers.BirthOfSmallChild, s => s.Count("ChildrenUnder36Months") > 0), new(SubmitPapers.PregnancyPaper, s => s.Is("Pregnant", "yes") && MayBePregnant(s)),
        ],
        AsksOwnCare = s => MeansBlocks.IsAdult(s) && s.Is("DisabilityDegree", "2", "3") && (s.Count("ChildrenUnder36Months") > 0 || (s.Is("Pregnant", "yes") && MayBePregnant(s))),
        Rules = [PregnantMan, AsManyAsCounted, ElderForms.SupportersFit],
        Warnings = [s => s.Is("DisabilityDegree", "1") ? [SubmitProblems.MildDegree.At("DisabilityDegree")] : []],
    };

    private static bool MayBePregnant(FormScope scope) => MeansBlocks.IsAdult(scope) && !scope.Is("Sex", "1");

    // The box is not shown to a man, but an old page or a hurried clerk may still send it.
    private static IEnumerable<Platform.Problem> PregnantMan(FormScope s) =>
        s.Is("Sex", "1") && s.Is("Pregnant", "yes") ? [FormProblems.PregnantMan.At("Pregnant")] : [];

    private static IEnumerable<Platform.Problem> AsManyAsCounted(FormScope s) =>
        MeansBlocks.IsAdult(s) && s.Count("ChildrenUnder36Months") is > 0 and { } counted && s.Values.Rows("SmallChildren") is > 0 and { } listed && counted != listed
            ? [FormProblems.ChildrenDiffer.At("ChildrenUnder36Months", counted, listed)] : [];

    private static Platform.Problem? Under36Months(FormScope row) =>
        row.Birth() is { } born && born.Assumed.AddMonths(36) <= row.Today ? FormProblems.NotUnder36Months.At(row.At("Birth")) : null;

    private static Platform.Problem? NotMoreThanChildren(FormScope s) =>
        s.Count("ChildrenUnder36Months") > (s.Count("Children") ?? 20) ? SubmitProblems.ChildrenFewer.At("ChildrenUnder36Months") : null;
}
