namespace ProvinceNode.Dossiers;

/// <summary>What the rules must know beside the form.</summary>
/// <param name="IsCommune">Whether a unit code is a commune of this node in force today.</param>
/// <param name="Papers">Codes of the papers sent along.</param>
/// <param name="InPerson">A clerk keys it in and saw the originals.</param>
public sealed record SubmitSurroundings(DateOnly Today, Func<string, bool> IsCommune, IReadOnlySet<string> Papers, bool InPerson)
{
    /// <summary>Groups of the province or a later decree that can be asked for, see <see cref="Forms.OwnGroupForm"/>; null where that is not judged.</summary>
    public IReadOnlyList<string>? OwnGroups { get; init; }

    /// <summary>The law's single numbers of today by name, e.g. kilograms of rice; a number that is missing limits nothing.</summary>
    public IReadOnlyDictionary<string, long> Numbers { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);
}
