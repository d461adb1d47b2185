namespace ProvinceNode.Payments.Building;

/// <summary>How a building reads.</summary>
public sealed class BuildingOptions
{
    public const string Section = "Payments:Building";

    /// <summary>
    /// Whole months before the one that runs whose lists are read of everybody; what earlier lists say of a person is read only when it may still matter (<see cref="SettledMonths"/>). Results and their corrections come for the
    /// most part within it. Not below 0.
    /// </summary>
    public int MonthsRead { get; set; } = 2;
}
