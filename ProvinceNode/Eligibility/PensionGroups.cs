using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Social pension (Law on Social Insurance 2024 Art. 21, Decree 176/2025), from July 2025.</summary>
internal static class PensionGroups
{
    /// <summary>Mẫu số 01 of Decree 176/2025, by the code of the forms' catalogue.</summary>
    public const string Form = "01-176";

    public static GroupRule From75 { get; } = Rule("HT.1", "Người từ đủ 75 tuổi hưởng trợ cấp hưu trí xã hội", "khoản 1 " + Articles.Insurance, 1 << 11, poor: false);

    public static GroupRule From70 { get; } = Rule(
        "HT.2", "Người từ đủ 70 đến dưới 75 tuổi thuộc hộ nghèo, hộ cận nghèo hưởng trợ cấp hưu trí xã hội", "khoản 2 " + Articles.Insurance, 1 << 12, poor: true);

    /// <summary>What is taken off when a lower pension leaves only the difference.</summary>
    public static long Less(GroupRule rule, in CaseMonth c) =>
        rule.Kind == AwardKind.SocialPension && c.Edition.PensionDifference ? c.Income(pensionsOnly: true, out _) : 0;

    private static GroupRule Rule(string group, string name, string article, ulong bit, bool poor)
    {
        List<ClauseRule> clauses =
        [
            new(article, "Là công dân Việt Nam", (in CaseMonth c) => !c.Facts.Foreign, (in CaseMonth c) => c.Facts.Foreign ? "Không phải công dân Việt Nam" : "Công dân Việt Nam"),
            .. poor ? new[] { CommonClauses.PoorOrNear(article) } : [],
            new(article, "Không hưởng lương hưu, trợ cấp bảo hiểm xã hội hàng tháng, hoặc mức đang hưởng thấp hơn trợ cấp hưu trí xã hội", (in CaseMonth c) => LowPension(c), Income),
            new(article, "Có văn bản đề nghị hưởng", (in CaseMonth c) => Requested(c), Request),
        ];
        return new()
        {
            Group = group, Name = name, Article = article, Form = Form, Families = [group], Bit = bit, Kind = AwardKind.SocialPension, Level = LevelKind.SocialPension,
            Clauses = [.. clauses],
        };
    }

    // A benefit of unknown amount is not known to be lower.
    private static bool LowPension(in CaseMonth c) =>
        c.Income(pensionsOnly: true, out var any) is var sum && (!any || (sum > 0 && c.Edition.PensionLevel is { } level && sum < level.Amount));

    /// <summary>Holders of 5.b and 5.c are converted without a request (policy 1.4, transition of July 2025).</summary>
    public static bool Converts(string category) => category is "5.b" or "5.c";

    private static bool Converted(in CaseMonth c) => Converts(c.Current) || c.Current.StartsWith("HT.", StringComparison.Ordinal);

    /// <summary>What takes the place of an ended group begins with the month after it, whenever it is signed.</summary>
    public static bool TakesOver(GroupRule rule, in CaseMonth c) => rule.Kind == AwardKind.SocialPension && Converts(c.Facts.CurrentCategory) && Converted(c);

    private static bool Requested(in CaseMonth c) => Converted(c) || (c.Facts.PensionRequestedOn is { } day && day <= c.Last);

    private static string Request(in CaseMonth c) => Converted(c) ? "Đang hưởng, chuyển sang không cần đề nghị mới"
        : c.Facts.PensionRequestedOn is { } day && day <= c.Last ? $"Đề nghị ngày {VietnameseFormat.Date(day)}" : "Chưa có văn bản đề nghị";

    private static string Income(in CaseMonth c)
    {
        var sum = c.Income(pensionsOnly: true, out var any);
        return !any ? "Không có lương hưu, trợ cấp bảo hiểm xã hội" : sum == 0 ? "Có lương hưu, trợ cấp bảo hiểm xã hội, chưa rõ mức" : $"Đang hưởng {new Dong(sum)}/tháng";
    }
}
