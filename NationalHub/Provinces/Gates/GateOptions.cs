namespace NationalHub.Provinces.Gates;

/// <summary>How much a gate asks for. Section <c>Gates</c>.</summary>
public sealed class GateOptions
{
    /// <summary>Roles of which a node must have an account (product 2.1): without one of them a dossier or a list stops somewhere.</summary>
    public string[] Roles { get; set; } =
    [
        "desk", "social-officer", "appraiser", "division-head", "chairman", "records-clerk", "accountant", "cashier",
        "province-officer", "province-leader", "administrator", "portal-owner", "integration-owner",
    ];

    /// <summary>Of the lines of accepted lists so many in a hundred are entered.</summary>
    public int LeastEnteredPercent { get; set; } = 98;

    /// <summary>Least score of the registry's quality, of 100.</summary>
    public int LeastQuality { get; set; } = 80;

    /// <summary>Months in a row, the last whole one among them, in which both sides are compared.</summary>
    public int ParallelMonths { get; set; } = 2;

    /// <summary>Most đồng by which they may differ in a month, commune by commune.</summary>
    public long MostDifferenceDong { get; set; }

    /// <summary>What a node told longer ago is not a measure.</summary>
    public int FreshHours { get; set; } = 24;
}
