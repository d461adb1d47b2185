namespace ProvinceNode.Eligibility;

/// <summary>What a province adds to national categories (Decree 20 Art. 4, Decree 176/2025): by resolution, never less than the nation.</summary>
public sealed class SupplementRow
{
    public int Id { get; set; }

    public required string ProvinceCode { get; set; }

    /// <summary>Categories by the beginning of their code: 6.n, CS, HT, or empty for all.</summary>
    public string CategoryPrefix { get; set; } = "";

    /// <summary>Added to the amount, đồng a month.</summary>
    public long AddDong { get; set; }

    /// <summary>The amount is at least this, đồng a month, before <see cref="AddDong"/>; 0 for none.</summary>
    public long AtLeastDong { get; set; }

    /// <summary>The coefficient is at least this; 0 for none.</summary>
    public int CoefficientHundredths { get; set; }

    public required string ResolutionNumber { get; set; }

    public required DateOnly ResolutionOn { get; set; }

    /// <summary>The resolution as printed.</summary>
    public required string Legal { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }
}

/// <summary>A commune or village of ethnic and mountainous areas with special difficulties (QĐ 861/QĐ-TTg, QĐ 612/QĐ-UBDT and their successors).</summary>
public sealed class SpecialAreaRow
{
    public int Id { get; set; }

    /// <summary>Code of the commune as of the row's days.</summary>
    public required string CommuneCode { get; set; }

    /// <summary>One village of it; empty: the whole commune.</summary>
    public string Village { get; set; } = "";

    public required string Legal { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }
}

/// <summary>All rows of the law together, as a rule book is made of.</summary>
public sealed record LawRows
{
    public IReadOnlyList<LevelRow> Levels { get; init; } = [];

    public IReadOnlyList<CategoryRow> Categories { get; init; } = [];

    public IReadOnlyList<RuleSetRow> RuleSets { get; init; } = [];

    public IReadOnlyList<ParameterRow> Parameters { get; init; } = [];

    public IReadOnlyList<SupplementRow> Supplements { get; init; } = [];

    public IReadOnlyList<ExtraGroupRow> ExtraGroups { get; init; } = [];

    public IReadOnlyList<SpecialAreaRow> SpecialAreas { get; init; } = [];
}
