using Protos.Values;

namespace Protos.Reference.Packs;

/// <summary>Which communes go on with those that ended: what the tables of several packs tell together, and what one of them tells otherwise than those before it. Pure.</summary>
public static class Successions
{
    private const string Header = "old_level,old_code,new_commune_code,share\n";

    private static readonly Lazy<HashSet<string>> ThreeTier = new(() => Communes(ReferenceTable.Shipped("units-three-tier-until-2025-06-30")).Keys.ToHashSet(StringComparer.Ordinal));

    /// <summary>One table in place of several: of each commune that ended, what the last of them says that names it.</summary>
    /// <param name="tables">Texts, the earliest first.</param>
    public static string Told(IEnumerable<string> tables)
    {
        var told = new SortedDictionary<string, List<ReferenceTable.Row>>(StringComparer.Ordinal);
        foreach (var of in tables.SelectMany(t => By(t)))
        {
            told[of.Key] = of.Value;
        }

        return Header + string.Concat(told.SelectMany(t => t.Value).Select(r => $"{r["old_level"]},{r["old_code"]},{r["new_commune_code"]},{r["share"]}\n"));
    }

    /// <summary>
    /// Communes that ended before a pack and that it lets go on elsewhere than was told. Of what ends with the pack the words of its unit tell it; communes of the organisation until 2025-06-30 are told
    /// by the shipped table.
    /// </summary>
    /// <param name="present">Texts in force; the succession as <see cref="Told"/>.</param>
    public static IReadOnlyList<PackChange> Changes(IReadOnlyDictionary<string, string> present, IReadOnlyDictionary<string, string> next, DateOnly inForce)
    {
        if (!next.TryGetValue(PackTables.Succession, out var text) || !next.TryGetValue(PackTables.Units, out var units))
        {
            return [];
        }

        var (before, now) = (Communes(present.GetValueOrDefault(PackTables.Units, "")), Communes(units));
        var (shipped, earlier) = (Communes(ReferenceTable.Shipped(PackTables.Find(PackKind.Units, PackTables.Units)!.Shipped)), By(present.GetValueOrDefault(PackTables.Succession, "")));
        string Name(string code) => now.GetValueOrDefault(code) ?? before.GetValueOrDefault(code) ?? shipped.GetValueOrDefault(code) ?? $"mã {code}";
        string Words(List<ReferenceTable.Row> rows) => rows.Count == 0 ? "chưa ghi" : string.Join(", ", rows.Select(r => $"{Name(r["new_commune_code"])} (mã {r["new_commune_code"]}{(r["share"] == "part" ? ", một phần" : "")})"));
        var changes = new List<PackChange>();
        foreach (var (old, rows) in By(text).Where(t => !now.ContainsKey(t.Key) && !before.ContainsKey(t.Key)))
        {
            // A row to a commune that does not exist says nothing.
            var (after, was) = (rows.FindAll(r => now.ContainsKey(r["new_commune_code"])), earlier.GetValueOrDefault(old) ?? []);
            var counts = shipped.ContainsKey(old) || (was.Count > 0 && !ThreeTier.Value.Contains(old));
            if (after.Count > 0 && counts && !after.Select(Of).SequenceEqual(was.Select(Of)))
            {
                changes.Add(new(PackTables.Find(PackKind.Units, PackTables.Succession)!, was.Count == 0 ? PackChangeKind.Added : PackChangeKind.Changed, was.Count == 0 ? null : was[0], after[0],
                    $"Đơn vị kế tiếp của {Name(old)} (mã {old}, đã chấm dứt) từ {VietnameseFormat.Date(inForce)}: {Words(was)} → {Words(after)}", inForce));
            }
        }

        return changes;
    }

    private static (string Code, string Share) Of(ReferenceTable.Row row) => (row["new_commune_code"], row["share"]);

    private static Dictionary<string, string> Communes(string text) =>
        ReferenceTable.Parse(text).Rows.Where(r => r["level"] == "commune").ToDictionary(r => r["code"], r => r["name"], StringComparer.Ordinal);

    // The main one first, as who reads the table takes it.
    private static Dictionary<string, List<ReferenceTable.Row>> By(string text) => ReferenceTable.Parse(text).Rows.GroupBy(r => r["old_code"], StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.OrderBy(r => r["share"] == "whole" ? 0 : 1).ToList(), StringComparer.Ordinal);
}
