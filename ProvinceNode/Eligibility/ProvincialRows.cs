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

/// <summary>A hardship group of a province's own (Decree 20 Art. 4), with simple conditions: those set must all hold.</summary>
public sealed class ExtraGroupRow
{
    public int Id { get; set; }

    public required string ProvinceCode { get; set; }

    /// <summary>P, the province's code, a dot and more: P38.1.</summary>
    public required string Code { get; set; }

    /// <summary>Vietnamese name.</summary>
    public required string Label { get; set; }

    public int? AgeFromMonths { get; set; }

    public int? AgeUntilMonths { get; set; }

    /// <summary>Poor: only poor households; NearPoor: poor and near-poor; None: any.</summary>
    public PovertyStatus Poverty { get; set; }

    /// <summary>Least degree of disability; None: any.</summary>
    public DisabilityDegree Degree { get; set; }

    /// <summary>Only in specially difficult communes and villages.</summary>
    public bool SpecialArea { get; set; }

    /// <summary>Only without pension or social-insurance benefit.</summary>
    public bool WithoutPension { get; set; }

    /// <summary>Of the standard level; 0 when <see cref="AmountDong"/> is given.</summary>
    public int CoefficientHundredths { get; set; }

    /// <summary>Đồng a month, when not by coefficient.</summary>
    public long AmountDong { get; set; }

    /// <summary>Declaration form.</summary>
    public required string Form { get; set; }

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
