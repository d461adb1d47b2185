using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers.Explain;

/// <summary>One line of the output: an answer, or the faults of the line.</summary>
public sealed record ExplainAnswer
{
    /// <summary>Line of the input, from 1.</summary>
    public required int Line { get; init; }

    public string Id { get; init; } = "";

    public IReadOnlyList<ExplainFault>? Errors { get; init; }

    public string? Month { get; init; }

    /// <summary>Day of the decision asked about; null: all rules that are known.</summary>
    public DateOnly? DecidedOn { get; init; }

    public string? RuleSet { get; init; }

    /// <summary>Whether anything is paid in the community.</summary>
    public bool? Eligible { get; init; }

    /// <summary>Đồng a month of all awards.</summary>
    public long? TotalDong { get; init; }

    public IReadOnlyList<Award>? Awards { get; init; }

    public IReadOnlyList<Choice>? Choices { get; init; }

    public IReadOnlyList<Trial>? Trials { get; init; }

    public IReadOnlyList<string>? Remarks { get; init; }

    /// <summary>Runs of months with one amount.</summary>
    public IReadOnlyList<ExplainRun>? Timeline { get; init; }

    /// <summary>What will change, with its month.</summary>
    public IReadOnlyList<ExplainChange>? Changes { get; init; }
}

/// <summary>Months from the first to the last, each at the same amount.</summary>
/// <param name="Categories">Categories paid, e.g. 4+6.n.adult.</param>
/// <param name="Note">Not empty: the months are not computed, and this says why.</param>
public sealed record ExplainRun(string From, string Until, long MonthlyDong, string Categories, long TotalDong, string Note);

/// <summary>Something that time will do, and its effect.</summary>
/// <param name="From">yyyy-MM from which the amount is another; null when none changes by itself.</param>
public sealed record ExplainChange(string Month, string What, string Effect, string? From, long BeforeDong, long AfterDong);
