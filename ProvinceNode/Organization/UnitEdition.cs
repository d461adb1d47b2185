using Protos.Reference;

namespace ProvinceNode.Organization;

/// <summary>Provinces and communes of the whole country as one table says them, from a day on. Never changes once it is made.</summary>
public sealed class UnitEdition
{
    private readonly HashSet<string> _communes;
    private readonly Dictionary<string, List<string>> _successors;

    /// <param name="from">First day in force.</param>
    /// <param name="table">Columns level, code, name, type, parent_code.</param>
    /// <param name="succession">Which communes go on with those that ended: old_code, new_commune_code, share; null: not told.</param>
    /// <param name="earlier">Editions of the same organisation that packs of lower numbers, or the product, brought; none for the first.</param>
    public UnitEdition(DateOnly from, ReferenceTable table, ReferenceTable? succession = null, IReadOnlyList<UnitEdition>? earlier = null)
    {
        (From, Table) = (from, table);
        _communes = table.Rows.Where(r => r["level"] == "commune").Select(r => r["code"]).ToHashSet(StringComparer.Ordinal);
        // It counts for communes that ended with this edition or before it: a later pack may correct what an earlier one told, of the same day too. The story of 2025 is the shipped table's.
        _successors = (succession?.Rows ?? []).Where(r => earlier?.Any(e => e.Has(r["old_code"])) == true && !Has(r["old_code"]) && Has(r["new_commune_code"]))
            .GroupBy(r => r["old_code"], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(r => r["share"] == "whole" ? 0 : 1).Select(r => r["new_commune_code"]).Distinct(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
    }

    public DateOnly From { get; }

    public ReferenceTable Table { get; }

    /// <summary>Whether there is a commune of this code.</summary>
    public bool Has(string commune) => _communes.Contains(commune);

    /// <summary>Communes that took over one that ended, the main one first; none when it did not end, or this edition does not tell.</summary>
    public IReadOnlyList<string> Successors(string commune) => _successors.GetValueOrDefault(commune) ?? [];
}
