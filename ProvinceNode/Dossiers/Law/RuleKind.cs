namespace ProvinceNode.Dossiers.Law;

/// <summary>What a province may decide for itself (Decree 20 Art. 4, Decree 176/2025) and what the law leaves to configuration. Stored by name.</summary>
public enum RuleKind
{
    /// <summary>A higher level on the province's territory.</summary>
    Level,

    /// <summary>More for a category: an added or least amount, or a higher coefficient.</summary>
    Supplement,

    /// <summary>A hardship group of its own.</summary>
    ExtraGroup,

    /// <summary>A specially difficult commune or village.</summary>
    SpecialArea,

    /// <summary>A sheet of specially difficult communes and villages as one proposal.</summary>
    SpecialAreas,

    /// <summary>A single number, or a choice where the law is silent.</summary>
    Parameter,

    /// <summary>Working days of a step.</summary>
    StepDays,

    /// <summary>A level of a new national decree, before a new version of the product brings it.</summary>
    NationalLevel,

    /// <summary>A coefficient or bracket of ages that a new national decree changes (policy U1).</summary>
    Category,

    /// <summary>A group of a new national decree with conditions of its own.</summary>
    NationalGroup,

    /// <summary>A text that papers cite: the province's own resolution, or the right words of a shipped text.</summary>
    LegalBasis,

    /// <summary>Who reviews, appraises, decides, holds the fund in some days (policy 3.12), by a text of the nation or the province.</summary>
    Authority,

    /// <summary>What is done with a shipped row that contradicts one of the province's own, see <see cref="RuleConflict"/>.</summary>
    Shipped,

    /// <summary>Last day of a row of the province's own.</summary>
    End,
}

/// <summary>State of a proposed change.</summary>
public enum RuleChangeState
{
    Proposed,
    Approved,
    Declined,
}

/// <summary>How a field of a change is typed.</summary>
public enum RuleFieldKind
{
    Text,
    Number,
    Date,
    Choice,
}

/// <summary>One field of a kind of change.</summary>
public sealed record RuleField(string Name, string Label, RuleFieldKind Kind, bool Optional = false, string Hint = "")
{
    /// <summary>Most characters of a text.</summary>
    public int Most { get; init; } = 200;

    /// <summary>More than one line of text.</summary>
    public int? Lines { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Choices { get; init; } = [];
}
