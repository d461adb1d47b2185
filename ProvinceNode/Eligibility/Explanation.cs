namespace ProvinceNode.Eligibility;

/// <summary>One clause that was asked: the article, what it wants, the fact it met, and whether it held.</summary>
public sealed record Clause(string Article, string Wants, string Found, bool Holds);

/// <summary>A category that was tried: its clauses, and what it would pay when all hold.</summary>
/// <param name="CategoryCode">Category, or the group when no category of it fits.</param>
/// <param name="MonthlyDong">0 when not eligible.</param>
public sealed record Trial(string CategoryCode, string Label, IReadOnlyList<Clause> Clauses, int CoefficientHundredths, long MonthlyDong)
{
    public bool Eligible => Clauses.Count > 0 && Clauses.All(c => c.Holds);
}

/// <summary>
/// The answer for one person and month: what is paid and why, clause by clause. Stored with the decision, shown to citizen and clerk,
/// and recomputed to the same amount from the same facts and the rules of that day.
/// </summary>
public sealed record Answer(
    int Month, long LevelDong, string LevelLegal, IReadOnlyList<Trial> Trials, string? CategoryCode, int CoefficientHundredths,
    long MonthlyDong, int StartMonth, string StartWhy, string Arithmetic, IReadOnlyList<string> Remarks)
{
    public bool Eligible => CategoryCode is not null;
}
