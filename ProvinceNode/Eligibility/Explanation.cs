using System.Text.Json.Serialization;

namespace ProvinceNode.Eligibility;

/// <summary>One clause that was asked: the article, what it wants, the fact it met, and whether it held.</summary>
public sealed record Clause(string Article, string Wants, string Found, bool Holds);

/// <summary>What an award is.</summary>
public enum AwardKind
{
    /// <summary>Trợ cấp xã hội hàng tháng (Decree 20 Art. 5–6 and a province's own groups).</summary>
    Assistance = 1,

    /// <summary>Hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng (Art. 20).</summary>
    Care = 2,

    /// <summary>Trợ cấp hưu trí xã hội (Decree 176/2025).</summary>
    SocialPension = 3,

    /// <summary>Trợ cấp nuôi dưỡng trong cơ sở trợ giúp xã hội (Art. 25).</summary>
    Institution = 4,
}

/// <summary>Who is paid.</summary>
public enum ReceiverKind
{
    Self = 1,

    /// <summary>Guardian of a child.</summary>
    Guardian = 2,

    /// <summary>Household that cares directly.</summary>
    Household = 3,

    /// <summary>Household or person who has taken in.</summary>
    Carer = 4,

    /// <summary>Institution.</summary>
    Institution = 5,
}

/// <summary>A category that was asked: its clauses, and what it would pay when all hold.</summary>
public sealed record Trial
{
    /// <summary>Category, or the group when no category of it fits.</summary>
    public required string CategoryCode { get; init; }

    /// <summary>Sub-case of group 1 for statistics, e.g. 1.b; else empty.</summary>
    public string SubCase { get; init; } = "";

    public required string Label { get; init; }

    public required AwardKind Kind { get; init; }

    /// <summary>Declaration form, e.g. 1đ.</summary>
    public string Form { get; init; } = "";

    /// <summary>Speaks of HIV: never shown outside the appraisal.</summary>
    public bool Sensitive { get; init; }

    public required IReadOnlyList<Clause> Clauses { get; init; }

    /// <summary>Whether a declaration asks for this group: its own form; the cared person's form 03 asks for what the carer's 2b does (policy 3.2).</summary>
    public bool AskedBy(string form) => Form.Length > 0 && (Form == form || (form == "03" && Form == "2b"));

    /// <summary>Đồng a month when it holds; else 0.</summary>
    public long MonthlyDong { get; init; }

    public bool Holds => Clauses.Count > 0 && Clauses.All(c => c.Holds);
}

/// <summary>One thing that is paid each month.</summary>
public sealed record Award
{
    public required AwardKind Kind { get; init; }

    public required string CategoryCode { get; init; }

    /// <inheritdoc cref="Trial.SubCase"/>
    public string SubCase { get; init; } = "";

    /// <summary>Vietnamese name of the category.</summary>
    public required string Label { get; init; }

    /// <summary>Printed article of the category.</summary>
    public required string Article { get; init; }

    /// <inheritdoc cref="Trial.Sensitive"/>
    public bool Sensitive { get; init; }

    /// <summary>150 is 1,5; 100 where the law knows no coefficient.</summary>
    public required int CoefficientHundredths { get; init; }

    /// <summary>Number of children for group 4; else 1.</summary>
    public required int Times { get; init; }

    /// <summary>Standard level, or level of the social pension.</summary>
    public required long LevelDong { get; init; }

    public required string LevelLegal { get; init; }

    /// <summary>Đồng a month, with what the province adds.</summary>
    public required long MonthlyDong { get; init; }

    /// <summary>yyyyMM: first month of entitlement when the decision is signed in the month asked about.</summary>
    public required int StartMonth { get; init; }

    /// <summary>Why that month, with the article.</summary>
    public required string StartWhy { get; init; }

    /// <summary>The sum as people read it.</summary>
    public required string Arithmetic { get; init; }

    public required ReceiverKind Receiver { get; init; }
}

/// <summary>Why something that could be paid is not, or why two things are.</summary>
/// <param name="CategoryCode">Category that lost, or that joins another.</param>
/// <param name="Why">In plain Vietnamese.</param>
/// <param name="Article">The rule of choice.</param>
public sealed record Choice(string CategoryCode, string Why, string Article);

/// <summary>
/// The answer for one person and month: what is paid and why, clause by clause. Stored with the decision, shown to citizen and clerk,
/// and recomputed to the same amount from the same facts and the rules of that day.
/// </summary>
public sealed record Answer
{
    /// <summary>yyyyMM asked about; for a new decision the month it is signed.</summary>
    public required int Month { get; init; }

    /// <summary>Day of the decision whose law was applied (<see cref="RuleBook.On"/>): the same day recomputes the same amount. Null: all rows counted.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Rule set of the month, e.g. R2; empty when the law of the month is not in the tables.</summary>
    public string RuleSet { get; init; } = "";

    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>What is paid, the person's own money first.</summary>
    public required IReadOnlyList<Award> Awards { get; init; }

    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Anything is paid in the community. The allowance in an institution is another procedure's.</summary>
    public bool Eligible => Awards.Any(a => a.Kind != AwardKind.Institution);

    /// <summary>The person's own assistance or pension; the group-4 part comes first when there are two.</summary>
    [JsonIgnore]
    public Award? Main => Awards.FirstOrDefault(a => a.Kind is AwardKind.Assistance or AwardKind.SocialPension)
        ?? Awards.FirstOrDefault(a => a.Kind == AwardKind.Care);

    /// <summary>All awards of a month together, whoever receives them.</summary>
    [JsonIgnore]
    public long TotalDong => Awards.Sum(a => a.MonthlyDong);

    /// <summary>Why it is not eligible, in one sentence for people.</summary>
    /// <param name="form">Form of the request, e.g. 1đ: only its groups are spoken of; empty: those whose first clause holds.</param>
    public string WhyNot(string form = "")
    {
        var asked = Trials.Where(t => t.AskedBy(form)).ToList();
        asked = asked.Count > 0 ? asked : Trials.Where(t => !t.Holds && !t.Sensitive && t.Clauses.Count > 0 && t.Clauses[0].Holds).ToList();
        asked = asked.Count > 0 ? asked : Trials.Where(t => !t.Sensitive).ToList();
        var failed = asked.SelectMany(t => t.Clauses).Where(c => !c.Holds).Select(c => $"{c.Wants}: {c.Found} ({c.Article})").Distinct();
        return string.Join("; ", failed.Concat(Choices.Select(c => $"{c.Why} ({c.Article})")).Concat(Remarks)) + ".";
    }
}
