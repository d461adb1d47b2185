namespace ProvinceNode.Dossiers;

/// <summary>Days that the law gives to a step of a procedure in one organisation (policy A.4).</summary>
public sealed class StepRule
{
    public int Id { get; set; }

    public required string Procedure { get; set; }

    /// <summary>3T, 2T or ANY.</summary>
    public required string Regime { get; set; }

    /// <summary>E.g. S2_REVIEW.</summary>
    public required string Step { get; set; }

    public required string Actor { get; set; }

    public required int Days { get; set; }

    /// <summary>True for working days, false for plain days ("ngày").</summary>
    public required bool WorkingDays { get; set; }

    /// <summary>The text that a province's days rest on; empty for shipped rows, whose texts are those of the procedure.</summary>
    public string Legal { get; set; } = "";

    /// <summary>First and last day on which a dossier is received that has these days; the last is null while they go on.</summary>
    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    /// <summary>Set by the province's legal officer: a new version of the product leaves it as it is.</summary>
    public bool ByProvince { get; set; }
}

/// <summary>A day off, or a weekend day worked instead (policy 5.6). A province edits them.</summary>
public sealed class DayOff
{
    public required DateOnly Date { get; set; }

    /// <summary>True when the day is worked although it is a weekend.</summary>
    public bool Worked { get; set; }

    public required string Name { get; set; }
}
