namespace NationalHub.Provinces.Gates;

/// <summary>How much a gate asks for. Section <c>Gates</c>.</summary>
public sealed class GateOptions
{
    /// <summary>Roles of which a node must have an account (product 2.1): without one of them a dossier or a list stops somewhere. In how many offices, its authority map says.</summary>
    public string[] Roles { get; set; } =
    [
        "desk", "social-officer", "appraiser", "division-head", "chairman", "records-clerk", "accountant", "cashier",
        "province-officer", "province-leader", "administrator", "portal-owner", "integration-owner",
    ];

    /// <summary>Of the lines of accepted lists, those that were left out included, so many in a hundred are entered.</summary>
    public int LeastEnteredPercent { get; set; } = 98;

    /// <summary>Of the communes so many in a hundred have somebody in the registry who receives.</summary>
    public int LeastCommunesPercent { get; set; } = 95;

    /// <summary>Least score of the registry's quality, of 100.</summary>
    public int LeastQuality { get; set; } = 80;

    /// <summary>Month of the year from which the next year's holidays are asked for too (the Prime Minister's notice comes in autumn); 13: never.</summary>
    public int NextYearFromMonth { get; set; } = 11;

    /// <summary>Most records that may wait at the node, or be on their way in the certificate of equality.</summary>
    public int MostWaiting { get; set; } = 500;

    /// <summary>A certificate of equality of longer ago proves nothing of today; they are made each night.</summary>
    public int CertificateHours { get; set; } = 36;

    /// <summary>Months in a row, the last whole one among them, in which both sides are compared.</summary>
    public int ParallelMonths { get; set; } = 2;

    /// <summary>Most đồng by which they may differ in a month, commune by commune.</summary>
    public long MostDifferenceDong { get; set; }

    /// <summary>Most people by which they may differ in a month, commune by commune; who stands on two lists of a month counts twice on both sides.</summary>
    public long MostDifferencePeople { get; set; }

    /// <summary>What a node told longer ago is not a measure.</summary>
    public int FreshHours { get; set; } = 24;
}
