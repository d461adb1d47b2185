using System.Collections.Frozen;
using Protos.Reference;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>
/// Every administrative unit a province has had in either organization: its own, and those of the provinces merged
/// into it on 2025-07-01. A record may be older than the merger.
/// </summary>
public sealed class ProvinceUnits
{
    private static readonly Lazy<FrozenDictionary<string, ProvinceUnits>> Everything = new(Read);
    private readonly Dictionary<string, (string Name, bool Commune, HashSet<string> Parents)> _units = new(StringComparer.Ordinal);

    private ProvinceUnits(string code, string name) => (Code, Name) = (code, name);

    public string Code { get; }

    public string Name { get; private set; }

    /// <summary>Organization identifier, e.g. H56; empty when the list has none.</summary>
    public string Identifier { get; private set; } = "";

    /// <summary>The provinces of today, by code.</summary>
    public static IReadOnlyList<ProvinceUnits> Today { get; } = [.. ReferenceTable.Read("units-two-tier-from-2025-07-01").Rows
        .Where(r => r["level"] == "province").Select(r => Find(r["code"])!).OrderBy(u => u.Code, StringComparer.Ordinal)];

    /// <summary>Null when no province of that code has existed since 2021.</summary>
    public static ProvinceUnits? Find(string code) => Everything.Value.GetValueOrDefault(code);

    /// <summary>Name of a commune of this province, old or new; null when it has none of that code.</summary>
    public string? CommuneName(string code) => _units.TryGetValue(code, out var unit) && unit.Commune ? unit.Name : null;

    /// <summary>Whether a code names a district or commune of this province, old or new, or the province itself.</summary>
    public bool HasUnit(string code) => code == Code || _units.ContainsKey(code);

    /// <summary>Whether a path starts at this province and each unit stands under the one before.</summary>
    public bool Has(TenantPath path)
    {
        var parts = path.Value.Split('.');
        return parts[0] == Code && parts.Skip(1).Select((unit, i) => (Unit: unit, Above: parts[i]))
            .All(step => _units.TryGetValue(step.Unit, out var unit) && unit.Parents.Contains(step.Above));
    }

    private void Add(string code, string name, bool commune, string parent)
    {
        var parents = _units.TryGetValue(code, out var known) ? known.Parents : new(StringComparer.Ordinal);
        parents.Add(parent);
        _units[code] = (name, commune, parents);
    }

    private static FrozenDictionary<string, ProvinceUnits> Read()
    {
        var all = new Dictionary<string, ProvinceUnits>(StringComparer.Ordinal);
        foreach (var row in ReferenceTable.Read("province-succession-2025-07-01").Rows)
        {
            all.TryAdd(row["old_province_code"], new ProvinceUnits(row["old_province_code"], row["old_province_name"]));
            all[row["new_province_code"]] = all.GetValueOrDefault(row["new_province_code"])
                ?? new ProvinceUnits(row["new_province_code"], row["new_province_name"]);
            all[row["new_province_code"]].Name = row["new_province_name"];
        }

        var successor = ReferenceTable.Read("province-succession-2025-07-01").Rows
            .ToDictionary(r => r["old_province_code"], r => r["new_province_code"], StringComparer.Ordinal);
        AddThreeTier(all, successor);
        foreach (var row in ReferenceTable.Read("units-two-tier-from-2025-07-01").Rows.Where(r => r["level"] == "commune"))
        {
            all[row["parent_code"]].Add(row["code"], row["name"], true, row["parent_code"]);
        }

        foreach (var row in ReferenceTable.Read("province-identifiers").Rows.Where(r => all.ContainsKey(r["oldCode"])))
        {
            all[row["oldCode"]].Identifier = row["identifier"];
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void AddThreeTier(Dictionary<string, ProvinceUnits> all, Dictionary<string, string> successor)
    {
        var rows = ReferenceTable.Read("units-three-tier-until-2025-06-30").Rows;
        var provinceOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(r => r["level"] == "district"))
        {
            provinceOf[row["code"]] = row["parent_code"];
        }

        foreach (var row in rows.Where(r => r["level"] is "district" or "commune"))
        {
            var commune = row["level"] == "commune";
            var old = commune ? provinceOf[row["parent_code"]] : row["parent_code"];
            foreach (var code in new[] { old, successor.GetValueOrDefault(old, old) }.Distinct())
            {
                all[code].Add(row["code"], row["name"], commune, commune ? row["parent_code"] : code);
            }
        }
    }
}
