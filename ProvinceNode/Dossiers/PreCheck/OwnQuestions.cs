using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers.PreCheck;

/// <summary>Questions that only groups of the province or of a later decree want answered; none where there are none. Pure.</summary>
public static class OwnQuestions
{
    public const string Alone = "song-mot-minh";
    public const string Allowance = "tro-cap-khac";
    private const string Prefix = "nhom-";

    private static readonly IReadOnlyList<Choosable> NoYes = [new("0", "Không"), new("1", "Có")];

    /// <summary>The key of a group's question.</summary>
    public static string KeyOf(string group) => Prefix + group;

    public static IEnumerable<Question> Of(IReadOnlyList<ExtraGroupRow> groups)
    {
        foreach (var group in groups)
        {
            if (group.Support != SupportCondition.Any)
            {
                yield return Questions.MaintainedBy with { Applies = a => Fits(group, a) };
            }

            if (group.LivesAlone)
            {
                yield return new Question(Alone, "Người đó có sống một mình không?", "", NoYes, a => Fits(group, a));
            }

            if (group.WithoutAllowance)
            {
                yield return new Question(Allowance, "Người đó có đang hưởng trợ cấp ưu đãi người có công hoặc trợ cấp hàng tháng khác không?", "", NoYes, a => Fits(group, a));
            }

            if (group.Attested.Length > 0)
            {
                yield return new Question(KeyOf(group.Code), $"Có đúng với người đó không: “{group.Attested}”?", $"Điều kiện của nhóm “{group.Label}” theo {group.Legal}. Xã sẽ xác minh khi nộp hồ sơ.", NoYes, a => Fits(group, a));
            }
        }
    }

    /// <summary>What the visitor says of such groups: he is told what he would get when the commune attests it.</summary>
    public static IReadOnlyList<AttestedFacts> Claims(IReadOnlyDictionary<string, string> answers) =>
        [.. answers.Where(a => a.Value == "1" && a.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(a => new AttestedFacts(a.Key[Prefix.Length..], Confirmed: true))];

    private static bool Fits(ExtraGroupRow group, int months) => months >= (group.AgeFromMonths ?? 0) && (group.AgeUntilMonths is not { } until || months < until);
}
