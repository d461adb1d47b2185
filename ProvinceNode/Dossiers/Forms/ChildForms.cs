using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Mẫu 1a (Art. 5(1), (2), (7)), 1b (Art. 5(3), (8)) and 1c (Art. 5(4)) of Decree 20/2021. Pure.</summary>
public static class ChildForms
{
    private static readonly DateOnly Start = new(2021, 7, 1);

    private static readonly KeyValuePair<string, string>[] Cases =
    [
        Ask.Option("parents", "Dưới 16 tuổi; cha, mẹ đã chết, mất tích, ở cơ sở trợ giúp xã hội hoặc đang chấp hành án"),
        Ask.Option("abandoned", "Dưới 16 tuổi, bị bỏ rơi, chưa có người nhận làm con nuôi"),
        Ask.Option("student", "Đang hưởng trợ cấp trẻ em, đã đủ 16 tuổi, còn đi học"),
        Ask.Option("under3", "Dưới 3 tuổi, hộ nghèo hoặc hộ cận nghèo, ở nơi đặc biệt khó khăn"),
    ];

    public static FormDefinition Form1a { get; } = new("1a", "Tờ khai đề nghị trợ giúp xã hội (trẻ em, người đang học)", "Mẫu số 1a, Nghị định số 20/2021/NĐ-CP", Start)
    {
        Steps =
        [
            PersonBlock.Who("Em được đề nghị trợ cấp là ai?"),
            PersonBlock.Where("Em đang ở đâu?"),
            new("hoan-canh", "Hoàn cảnh của em thế nào?",
                Ask.Choice("ChildCase", "Hoàn cảnh", Cases, "hoàn cảnh của em").Bears(),
                Ask.Date("Abandoned", "Ngày phát hiện em bị bỏ rơi").Only("ChildCase", "abandoned").Bears(),
                Ask.YesNo("Adopted", "Đã có người nhận làm con nuôi chưa?", "đã hay chưa có người nhận làm con nuôi").Only("ChildCase", "abandoned", "parents").Bears(),
                Ask.YesNo("WasReceiving", "Có đang hưởng trợ cấp trẻ em (khoản 1 Điều 5) không?", "có hay không đang hưởng trợ cấp trẻ em").Only("ChildCase", "student").Bears(),
                MeansBlocks.SpecialArea.Only("ChildCase", "under3"), MeansBlocks.AreaVillage.Provided(s => s.Is("ChildCase", "under3")), MeansBlocks.ResidenceSince.Only("ChildCase", "under3")) { Short = "Hoàn cảnh" },
            FamilyBlocks.Parent("Mother", "me", "mẹ") with { When = s => !s.Is("ChildCase", "abandoned") },
            FamilyBlocks.Parent("Father", "cha", "cha") with { When = s => !s.Is("ChildCase", "abandoned") },
            new("viec-hoc", "Việc học của em?", MeansBlocks.Study, MeansBlocks.StudyDetail, MeansBlocks.StudyLevel,
                Ask.Month("StudyUntil", "Học đến tháng", "Tháng dự kiến học xong, ví dụ 06/2026.").Optional().Only("Study", "studying").Bears()) { Short = "Việc học" },
            MeansBlocks.Disability,
            MeansBlocks.Means,
        ],
        Papers =
        [
            new(SubmitPapers.BirthCertificate, s => s.Age() < 16), new(SubmitPapers.ParentsPaper, s => s.Is("ChildCase", "parents")),
            new(SubmitPapers.SchoolPaper, s => s.Is("ChildCase", "student")), new(SubmitPapers.DisabilityCertificate, s => s.Is("HasDisability", "yes")),
            new(SubmitPapers.PovertyPaper), new(SubmitPapers.IdentityPaper), new(SubmitPapers.SignedForm1),
        ],
        Rules = [CaseFits, FamilyBlocks.AbsentParents],
        Warnings = [ParentsOfGroup1],
    };

    public static FormDefinition Form1b { get; } = new("1b", "Tờ khai đề nghị trợ giúp xã hội (người nhiễm HIV/AIDS)", "Mẫu số 1b, Nghị định số 20/2021/NĐ-CP", Start)
    {
        Steps =
        [
            PersonBlock.Who(),
            PersonBlock.Where(),
            new("xac-nhan-y-te", "Giấy xác nhận của cơ quan y tế ghi thế nào?",
                Ask.Text("HivPaperNumber", "Số giấy xác nhận", 60, width: 20).Bears() with { Restricted = true, Asks = "số giấy xác nhận của cơ quan y tế" },
                Ask.Date("HivPaper", "Ngày cấp").Bears().Checked(HivAfterBirth) with { Restricted = true, Asks = "ngày cấp giấy xác nhận của cơ quan y tế" },
                Ask.Text("HivPaperBy", "Nơi cấp") with { Restricted = true, Asks = "nơi cấp giấy xác nhận của cơ quan y tế" })
            {
                Short = "Xác nhận của cơ quan y tế", Words = "Chỉ người xét duyệt, thẩm định và ký xem được phần này. Không niêm yết, không ghi trên trang tra cứu.",
            },
            new("thu-nhap", "Thu nhập của người hưởng?",
                Ask.YesNo("StableIncome", "Có thu nhập ổn định hằng tháng không?", "có hay không có thu nhập ổn định hằng tháng").Bears()
                    .Hinted("Tiền lương, tiền công, lương hưu, trợ cấp bảo hiểm xã hội, trợ cấp xã hội hằng tháng."),
                Ask.Text("IncomeSource", "Nguồn thu nhập").Only("StableIncome", "yes"),
                Ask.Money("IncomeAmount", "Mức một tháng (đồng)").Only("StableIncome", "yes").Bears()) { Short = "Thu nhập", When = MeansBlocks.IsAdult },
            FamilyBlocks.Parent("Mother", "me", "mẹ") with { When = s => !MeansBlocks.IsAdult(s) },
            FamilyBlocks.Parent("Father", "cha", "cha") with { When = s => !MeansBlocks.IsAdult(s) },
            MeansBlocks.Disability,
            MeansBlocks.Means,
            ElderForms.SupportersOfPoor,
        ],
        Papers =
        [
            new(SubmitPapers.HivPaper, _ => true), new(SubmitPapers.BirthCertificate, s => s.Age() < 16), new(SubmitPapers.PovertyPaper),
            new(SubmitPapers.DisabilityCertificate, s => s.Is("HasDisability", "yes")), new(SubmitPapers.IdentityPaper), new(SubmitPapers.SignedForm1),
        ],
        Rules = [NoIncomeNoPension, FamilyBlocks.AbsentParents, ElderForms.SupportersFit],
        Warnings = [s => s.Is("Poverty", "none", "near") ? [FormProblems.WarnNotPoor.At("Poverty")] : []],
    };

    public static FormDefinition Form1c { get; } = new("1c", "Tờ khai đề nghị trợ giúp xã hội (người đơn thân nghèo đang nuôi con)", "Mẫu số 1c, Nghị định số 20/2021/NĐ-CP", Start)
    {
        Steps =
        [
            PersonBlock.Who("Người đang một mình nuôi con là ai?"),
            PersonBlock.Where(),
            new("hon-nhan", "Tình trạng hôn nhân?",
                Ask.Choice("Marital", "Tình trạng hôn nhân", FormChoices.Marital, "tình trạng hôn nhân").Bears(),
                Ask.Date("SpouseLost", "Ngày vợ hoặc chồng chết, ngày Tòa án tuyên bố mất tích").Only("Marital", "widowed", "missing").Bears(),
                Ask.Text("SpousePaper", "Giấy tờ chứng minh: số, nơi cấp", 300).Only("Marital", "widowed", "missing").Optional()) { Short = "Hôn nhân" },
            new("cac-con", "Đang nuôi những người con nào?", FamilyBlocks.Children)
            {
                Short = "Các con", Words = "Con dưới 16 tuổi, hoặc con từ 16 đến 22 tuổi đang học phổ thông, học nghề, trung cấp, cao đẳng, đại học văn bằng thứ nhất.",
            },
            MeansBlocks.Disability,
            MeansBlocks.Means,
            ElderForms.SupportersOfPoor,
        ],
        Papers =
        [
            new(SubmitPapers.BirthOfChildren, _ => true), new(SubmitPapers.SchoolPaper, s => s.Rows("Children").Any(c => c.Age() >= 16)), new(SubmitPapers.PovertyPaper),
            new(SubmitPapers.DisabilityCertificate, s => s.Is("HasDisability", "yes")), new(SubmitPapers.IdentityPaper), new(SubmitPapers.SignedForm1),
        ],
        Rules = [ElderForms.SupportersFit, s => s.Is("Marital", "married") ? [FormProblems.MarriedSingleParent.At("Marital")] : []],
        Warnings =
        [
            s => s.Is("Poverty", "none") ? [FormProblems.WarnNotPoor.At("Poverty")] : [],
            s => s.Is("Marital", "divorced") ? [FormProblems.WarnDivorced.At("Marital")] : [],
        ],
    };

    private static IEnumerable<Problem> CaseFits(FormScope s)
    {
        var (age, months) = (s.Age(), s.Birth() is { } b ? (s.Today.Year - b.Assumed.Year) * 12 + s.Today.Month - b.Assumed.Month - (s.Today.Day < b.Assumed.Day ? 1 : 0) : 0);
        switch (s["ChildCase"])
        {
            case "parents" or "abandoned" when age >= 16:
                yield return FormProblems.NotUnder16.At("Birth");
                break;
            case "student" when age is < 16:
                yield return FormProblems.TooYoungFor.At("Birth", 16, age);
                break;
            case "student" when s.Birth() is { } born && FamilyBlocks.IsPast22(born, s.Today):
                yield return FormProblems.Over22.At("Birth");
                break;
            case "under3" when months >= 36:
                yield return FormProblems.NotUnder3.At("Birth");
                break;
        }

        if (s.Is("ChildCase", "student") && s.Is("Study", "none", "left"))
        {
            yield return FormProblems.StudyNeeded.At("Study");
        }

        if (s.Is("ChildCase", "student") && s.Is("WasReceiving", "no"))
        {
            yield return FormProblems.ReceivingNeeded.At("WasReceiving");
        }

        if (s.Is("ChildCase", "under3") && s.Is("Poverty", "none"))
        {
            yield return FormProblems.PovertyNeeded.At("Poverty", "hộ nghèo, hộ cận nghèo");
        }

        if (s.Is("ChildCase", "parents") && s.Is("MotherStatus", "present") && s.Is("FatherStatus", "present"))
        {
            yield return FormProblems.ParentsBothFine.At("ChildCase", "cả cha và mẹ còn sống, ở nhà");
        }
    }

    // Points a–l want both parents away; one at home is no ground, yet everyone may file.
    private static IEnumerable<Problem> ParentsOfGroup1(FormScope s) =>
        s.Is("ChildCase", "parents") && (s.Is("MotherStatus", "present", "unknown") || s.Is("FatherStatus", "present", "unknown")) ? [FormProblems.WarnParents.At("ChildCase")] : [];

    private static Problem? HivAfterBirth(FormScope s) =>
        s.Day("HivPaper") is { } issued && s.Birth() is { } born && issued < born.Assumed ? FormProblems.BeforeBirth.At("HivPaper", "Ngày cấp giấy xác nhận") : null;

    private static IEnumerable<Problem> NoIncomeNoPension(FormScope s) =>
        s.Is("StableIncome", "no") && s.Money("InsuranceAmount") > 0 ? [FormProblems.IncomeAndPension.At("StableIncome", "lương hưu hoặc trợ cấp bảo hiểm xã hội")]
        : s.Is("StableIncome", "no") && s.Money("AssistanceAmount") > 0 ? [FormProblems.IncomeAndPension.At("StableIncome", "trợ cấp xã hội hằng tháng")] : [];
}
