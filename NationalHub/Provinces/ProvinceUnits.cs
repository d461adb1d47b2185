using System.Collections.Frozen;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>Units of a pack that the hub published.</summary>
/// <param name="Rows">Columns of the table <see cref="PackTables.Units"/>.</param>
/// <param name="Named">Its names count: it is in force and was not withdrawn.</param>
/// <param name="InForceFrom">First day of what it brings.</param>
public sealed record UnitPack(ReferenceTable Rows, bool Named, DateOnly InForceFrom);

/// <summary>A unit as the published packs have it.</summary>
/// <param name="Level">province, commune.</param>
/// <param name="Name">The present one.</param>
/// <param name="ParentCode">Empty for a province.</param>
/// <param name="From">First day of the pack in force that named it first; while none is, of the first that named it.</param>
public sealed record PublishedUnit(string Level, string Code, string Name, string ParentCode, DateOnly From);

/// <summary>A commune with its present name.</summary>
public sealed record RenamedCommune(string ProvinceCode, string Code, string Name);

/// <summary>
/// Every administrative unit a province has had in either organization: its own, and those of the provinces merged
/// into it on 2025-07-01. A record may be older than the merger. What the hub publishes itself comes to what is shipped (<see cref="Learn"/>).
/// </summary>
public sealed class ProvinceUnits
{
    private static readonly Lock Turn = new();
    private static volatile FrozenDictionary<string, ProvinceUnits> _everything = Read();
    private static volatile IReadOnlyList<ProvinceUnits> _today = [.. ReferenceTable.Read("units-two-tier-from-2025-07-01").Rows
        .Where(r => r["level"] == "province").Select(r => Find(r["code"])!).OrderBy(u => u.Code, StringComparer.Ordinal)];

    private static volatile FrozenDictionary<string, PublishedUnit> _published = FrozenDictionary<string, PublishedUnit>.Empty;
    private static volatile FrozenDictionary<string, DateOnly> _ended = FrozenDictionary<string, DateOnly>.Empty;
    private static volatile int _mark;

    // Swapped as a whole: a node's stream holds its province and reads while a pack is learned.
    private volatile Dictionary<string, Unit> _units = new(StringComparer.Ordinal);

    private ProvinceUnits(string code, string name) => (Code, Name) = (code, name);

    public string Code { get; }

    public string Name { get; private set; }

    /// <summary>Organization identifier, e.g. H56; empty when the list has none.</summary>
    public string Identifier { get; private set; } = "";

    /// <summary>The provinces of today, by code.</summary>
    public static IReadOnlyList<ProvinceUnits> Today => _today;

    /// <summary>Units of all published packs, by code: those that are shipped too with what they are called now.</summary>
    public static IReadOnlyDictionary<string, PublishedUnit> Published => _published;

    /// <summary>Last day of the units of the two-tier organisation that a pack in force ended, by code: a pack is whole, so what it has no more ended on the day before it.</summary>
    public static IReadOnlyDictionary<string, DateOnly> Ended => _ended;

    /// <summary>Another number than before: <see cref="Published"/> or <see cref="Ended"/> changed. 0: nothing was learned.</summary>
    public static int Mark => _mark;

    /// <summary>Null when no province of that code has existed since 2021.</summary>
    public static ProvinceUnits? Find(string code) => _everything.GetValueOrDefault(code);

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

    /// <summary>
    /// Takes the units of published packs. Codes are only ever added: records of a unit that ended, or of a pack that was withdrawn after a node had it in force, are still pushed. Names are those
    /// of the newest pack whose names count, else as shipped.
    /// </summary>
    /// <param name="packs">All of them, in the order of their numbers.</param>
    /// <returns>Communes that ever had another name, with the present one: told each time, whatever is known already, so that rows which a failure left behind are mended by the next call.</returns>
    public static IReadOnlyList<RenamedCommune> Learn(IReadOnlyList<UnitPack> packs)
    {
        lock (Turn)
        {
            var all = _everything.ToDictionary(StringComparer.Ordinal);
            foreach (var row in packs.SelectMany(p => p.Rows.Rows).Where(r => r["level"] == "province"))
            {
                all.TryAdd(row["code"], new ProvinceUnits(row["code"], row["name"]));
            }

            var communes = packs.SelectMany(p => p.Rows.Rows.Where(r => r["level"] == "commune").Select(r => (Row: r, p.Named))).ToLookup(r => r.Row["parent_code"], StringComparer.Ordinal);
            var renamed = communes.SelectMany(province => all[province.Key].Take(province)).ToList();
            _everything = all.ToFrozenDictionary(StringComparer.Ordinal);
            Publish(packs, all);
            _today = [.. _today.Concat(packs.SelectMany(p => p.Rows.Rows).Where(r => r["level"] == "province").Select(r => all[r["code"]])).DistinctBy(u => u.Code).OrderBy(u => u.Code, StringComparer.Ordinal)];
            return renamed;
        }
    }

    private static void Publish(IReadOnlyList<UnitPack> packs, Dictionary<string, ProvinceUnits> all)
    {
        var now = _published.ToDictionary(StringComparer.Ordinal);
        foreach (var of in packs.SelectMany(p => p.Rows.Rows.Select(r => (Row: r, Pack: p))).GroupBy(r => r.Row["code"], StringComparer.Ordinal))
        {
            var row = of.LastOrDefault(r => r.Pack.Named, of.First()).Row;
            var parent = row["level"] == "commune" ? row["parent_code"] : "";
            now[of.Key] = new(row["level"], of.Key, (parent.Length > 0 ? all[parent].CommuneName(of.Key) : all[of.Key].Name) ?? row["name"], parent, (of.FirstOrDefault(r => r.Pack.Named) is { Pack: not null } first ? first : of.First()).Pack.InForceFrom);
        }

        var ended = _ended.ToDictionary(StringComparer.Ordinal);
        foreach (var (code, until) in Ends([.. ReferenceTable.Read("units-two-tier-from-2025-07-01").Rows.Select(r => r["code"])], packs))
        {
            ended.Remove(code);
            if (until is { } day)
            {
                ended[code] = day;
            }
        }

        if (now.Count != _published.Count || now.Any(u => _published.GetValueOrDefault(u.Key) != u.Value) || ended.Count != _ended.Count || ended.Any(e => !_ended.TryGetValue(e.Key, out var was) || was != e.Value))
        {
            (_published, _ended) = (now.ToFrozenDictionary(StringComparer.Ordinal), ended.ToFrozenDictionary(StringComparer.Ordinal));
            _mark++;
        }
    }

    /// <summary>Until when each unit of these tables was one; null: it still is, or never was in force.</summary>
    /// <param name="shipped">Codes of the table before the first pack.</param>
    /// <param name="packs">In the order of their numbers; only those in force end or bring back anything.</param>
    internal static IReadOnlyDictionary<string, DateOnly?> Ends(IReadOnlyCollection<string> shipped, IReadOnlyList<UnitPack> packs)
    {
        var ends = shipped.Concat(packs.SelectMany(p => p.Rows.Rows.Select(r => r["code"]))).Distinct(StringComparer.Ordinal).ToDictionary(c => c, _ => (DateOnly?)null, StringComparer.Ordinal);
        var before = shipped.ToHashSet(StringComparer.Ordinal);
        foreach (var pack in packs.Where(p => p.Named))
        {
            var now = pack.Rows.Rows.Select(r => r["code"]).ToHashSet(StringComparer.Ordinal);
            foreach (var code in before.Except(now))
            {
                ends[code] = pack.InForceFrom.AddDays(-1);
            }

            foreach (var code in now)
            {
                ends[code] = null;
            }

            before = now;
        }

        return ends;
    }

    private List<RenamedCommune> Take(IEnumerable<(ReferenceTable.Row Row, bool Named)> told)
    {
        var communes = told.ToList();
        var now = _units.ToDictionary(u => u.Key, u => u.Value with { Name = u.Value.First }, StringComparer.Ordinal);
        foreach (var (row, named) in communes)
        {
            var known = now.GetValueOrDefault(row["code"]) ?? new Unit(row["name"], row["name"], true, []);
            now[row["code"]] = known with { Name = named ? row["name"] : known.Name, Parents = [.. known.Parents.Union([Code])] };
        }

        _units = now;
        return [.. communes.GroupBy(c => c.Row["code"], StringComparer.Ordinal).Where(c => now[c.Key].Commune && c.Any(pack => pack.Row["name"] != now[c.Key].First)).Select(c => new RenamedCommune(Code, c.Key, now[c.Key].Name))];
    }

    // While what is shipped is read, before anybody else sees it.
    private void Add(string code, string name, bool commune, string parent) =>
        _units[code] = new(name, name, commune, [.. (_units.GetValueOrDefault(code)?.Parents ?? []).Union([parent])]);

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

    /// <param name="First">The name as shipped, or of the pack that brought the unit.</param>
    /// <param name="Parents">Units under which it stands or stood.</param>
    private sealed record Unit(string Name, string First, bool Commune, IReadOnlyList<string> Parents);
}
