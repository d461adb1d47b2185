using System.Collections.Frozen;
using Protos.Reference;

namespace ProvinceNode.Organization;

/// <summary>
/// Which commune took over one of the three-tier organisation on 2025-07-01 (Law 72/2025/QH15; resolutions of the National Assembly's committee), from the shipped table; and where that one ended
/// since, by a pack of the hub, the one that goes on with it.
/// </summary>
public static class Succession
{
    private static readonly Lazy<FrozenDictionary<string, List<string>>> Communes = new(() => ReferenceTable.Read("succession-2025-07-01").Rows
        .Where(r => r["old_level"] == "commune").GroupBy(r => r["old_code"], StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.Select(r => r["new_commune_code"]).ToList(), StringComparer.Ordinal));

    /// <summary>Communes that took a part of the old one on 2025-07-01; one of them when it went over whole.</summary>
    public static IReadOnlyList<string> Of(string oldCommune) => Communes.Value.GetValueOrDefault(oldCommune) ?? [];

    /// <summary>
    /// The commune that goes on with what the old one had begun: the whole successor; of a divided commune the part that keeps its code, else the
    /// first named. Who lives in another part moves there by a change of residence. Null: the table does not know the code.
    /// </summary>
    public static string? MainOf(string oldCommune) => MainOn(oldCommune, DateOnly.MaxValue);

    /// <summary>The same as it was on a day since 2025-07-01.</summary>
    public static string? MainOn(string oldCommune, DateOnly day) => Of(oldCommune) is { Count: > 0 } parts && (parts.FirstOrDefault(p => p == oldCommune) ?? parts[0]) is var main
        ? UnitCatalogue.InForce.MainOf(main, day) ?? main : null;
}
