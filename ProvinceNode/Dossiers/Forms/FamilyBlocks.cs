using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Parents, children, and people whose ages must fit together. Pure.</summary>
public static class FamilyBlocks
{
    // Nobody is a parent before this age; nearer births are typing errors.
    private const int YoungestParent = 12;

    /// <summary>What keeps a parent from bringing up a child (Decree 20 Art. 5(1)).</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ParentStates { get; } =
    [
        Ask.Option("present", "Còn sống, đang ở nhà hoặc đi làm"), Ask.Option("dead", "Đã chết"), Ask.Option("missing", "Bị Tòa án tuyên bố mất tích"),
        Ask.Option("institution", "Đang ở cơ sở trợ giúp xã hội, nhà xã hội"),
        Ask.Option("serving", "Đang chấp hành án phạt tù, hoặc ở trường giáo dưỡng, cơ sở giáo dục, cai nghiện bắt buộc"), Ask.Option("unknown", "Không có thông tin"),
    ];

    /// <summary>A page about one parent.</summary>
    /// <param name="who">mẹ or cha.</param>
    public static FormStep Parent(string prefix, string slug, string who) => new(slug, $"{Capital(who)} của em thế nào?",
        Ask.Choice(prefix + "Status", $"Tình trạng của {who}", ParentStates, $"tình trạng của {who}").Bears(),
        Ask.Name(prefix + "FullName", $"Họ và tên {who}") with { Needed = s => !s.Is(prefix + "Status", "unknown", "") },
        Ask.Birth(prefix + "Birth", $"Ngày sinh của {who}").Optional().Checked(s => TooYoung(s, prefix, who)),
        new FormField(prefix + "CitizenId", $"Số định danh của {who}", FieldKind.Identity) { Width = 20, Longest = 20, OfSex = prefix == "Mother" ? 2 : 1, Role = who }.Optional(),
        Ask.Date(prefix + "Since", "Từ ngày", "Ngày chết, ngày quyết định của Tòa án, ngày vào cơ sở hoặc ngày bắt đầu chấp hành án.").Optional()
            .Only(prefix + "Status", "dead", "missing", "institution", "serving").Bears().Checked(s => MotherDeadBefore(s, prefix)),
        Ask.Text(prefix + "Paper", "Giấy tờ chứng minh: số, nơi cấp", 300, "Ví dụ: giấy chứng tử số 12, UBND xã Hoa Lộc.").Optional().Only(prefix + "Status", "dead", "missing", "institution", "serving"),
        Ask.Text(prefix + "Address", $"Nơi ở hiện nay của {who}", 300).Optional().Only(prefix + "Status", "present", "institution", "serving")) { Short = Capital(who) };

    /// <summary>Children of a single parent (Art. 5(4)).</summary>
    public static FormField Children { get; } = Ask.Group("Children", "Các con đang nuôi", "Con thứ {0}", "Thêm một con",
        Ask.Name("FullName", "Họ và tên"),
        Ask.Birth("Birth", "Ngày sinh", "").Bears().Checked(ChildFits),
        new FormField("CitizenId", "Số định danh", FieldKind.Identity) { Width = 20, Longest = 20, Hint = "Trên giấy khai sinh hoặc căn cước." }.Optional(),
        Ask.Choice("Study", "Việc học", FormChoices.Study, "việc học của con").Bears(),
        Ask.Text("StudyDetail", "Trường, lớp", 200) with { Needed = s => s.Is("Study", "studying") && s.Age() >= 16 },
        Ask.Select("StudyLevel", "Bậc học", MeansBlocks.StudyLevels, "bậc học đang theo").Only("Study", "studying").Bears() with { Needed = s => s.Age() >= 16 },
        Ask.Month("StudyUntil", "Học đến tháng", "Tháng dự kiến học xong, ví dụ 06/2026.").Optional().Only("Study", "studying").Bears(),
        Ask.Text("Address", "Nơi ở, nếu khác", 200).Optional(),
        Ask.Text("Benefits", "Chế độ đang hưởng", 200, "Ví dụ: trợ cấp khuyết tật.").Optional(),
        Ask.YesNo("Disabled", "Có giấy xác nhận khuyết tật không?", "có hay không có giấy xác nhận khuyết tật")) with { Asks = "người con", BearsOnDecision = true };

    /// <summary>A parent who is not there cannot declare.</summary>
    public static IEnumerable<Problem> AbsentParents(FormScope s)
    {
        foreach (var (prefix, who) in new[] { ("Mother", "Mẹ"), ("Father", "Cha") })
        {
            var number = Protos.Values.CitizenId.Clean(s[prefix + "CitizenId"]);
            if (s.Is(prefix + "Status", "dead", "missing") && number.Length > 0 && s.Is("DeclaredBy", "other") && Protos.Values.CitizenId.Clean(s["ApplicantCitizenId"]) == number)
            {
                yield return FormProblems.DeadYetPresent.At(prefix + "Status", who, "đứng ra khai hồ sơ");
            }

            if (s.Is(prefix + "Status", "dead") && s.Birth(prefix + "Birth") is { } born && s.Day(prefix + "Since") is { } died && died < born.Assumed)
            {
                yield return FormProblems.DeathBeforeBirth.At(prefix + "Since");
            }
        }
    }

    private static Problem? TooYoung(FormScope s, string prefix, string who) =>
        s.Birth() is { } child && s.Birth(prefix + "Birth") is { } parent && child.Assumed.Year - parent.Assumed.Year < YoungestParent
            ? FormProblems.ParentTooYoung.At(prefix + "Birth", Capital(who)) : null;

    // A father may die before the birth, a mother not.
    private static Problem? MotherDeadBefore(FormScope s, string prefix) =>
        prefix == "Mother" && s.Is("MotherStatus", "dead") && s.Birth() is { } child && s.Day("MotherSince") is { } died && died < child.Assumed
            ? FormProblems.BeforeBirth.At("MotherSince", "Ngày mẹ chết") : null;

    private static Problem? ChildFits(FormScope row)
    {
        if (row.Birth() is not { } born)
        {
            return null;
        }

        if (row.Whole.Birth() is { } parent && born.Assumed.Year - parent.Assumed.Year < YoungestParent)
        {
            return FormProblems.ChildOlderThanParent.At(row.At("Birth"));
        }

        return born.AgeInYears(row.Today) < 16 || (!IsPast22(born, row.Today) && row.Is("Study", "studying", "")) ? null : FormProblems.ChildTooOld.At(row.At("Birth"));
    }

    /// <summary>Past "đến 22 tuổi": the month of the 22nd birthday still counts (policy appendix B).</summary>
    public static bool IsPast22(Protos.Values.BirthDate born, DateOnly today) => born.AgeInMonths(Protos.Values.PayMonth.Of(today)) > 22 * 12;

    private static string Capital(string word) => char.ToUpper(word[0], Protos.Values.VietnameseFormat.Culture) + word[1..];
}
