using Protos.Reference;
using Protos.Values;

namespace ProvinceNode.Organization;

/// <summary>A table of units that a signed pack brought.</summary>
/// <param name="Succession">Null when the pack says nothing of it.</param>
public sealed record PackedUnits(DateOnly From, ReferenceTable Units, ReferenceTable? Succession);

/// <summary>
/// The units of the nation by day: the shipped tables, and over them those of the packs that were put in force. One process is one node, so there is one in force at a time; it never changes,
/// another takes its place when a pack is put in force and at the start. Whoever names, offers or judges a place asks it, and no query is made.
/// </summary>
public sealed class UnitCatalogue
{
    private static readonly Lazy<UnitCatalogue> Product = new(() => Of("", []));

    private static UnitCatalogue? _inForce;

    private readonly UnitEdition _before;

    // By number of the pack, the shipped table first: a later pack stands before an earlier one on every day that it tells of.
    private readonly List<UnitEdition> _since;

    private UnitCatalogue(string stamp, UnitEdition before, List<UnitEdition> since) => (Stamp, _before, _since) = (stamp, before, since);

    /// <summary>What counts now.</summary>
    public static UnitCatalogue InForce => Volatile.Read(ref _inForce) ?? Product.Value;

    /// <summary>The product's own tables alone.</summary>
    public static UnitCatalogue Shipped => Product.Value;

    /// <summary>Which packs it was made of; empty: none.</summary>
    public string Stamp { get; }

    /// <summary>Puts another in the place of the one in force; who asked before goes on with what he has.</summary>
    public static void Use(UnitCatalogue catalogue) => Volatile.Write(ref _inForce, catalogue);

    /// <param name="stamp">See <see cref="Stamp"/>.</param>
    /// <param name="packs">In the order of their numbers.</param>
    public static UnitCatalogue Of(string stamp, IEnumerable<PackedUnits> packs)
    {
        var three = new UnitEdition(UnitSeed.ThreeTierFrom, ReferenceTable.Read("units-three-tier-until-2025-06-30"));
        var made = new UnitCatalogue(stamp, three, [new(UnitSeed.TwoTierFrom, ReferenceTable.Read("units-two-tier-from-2025-07-01"))]);
        foreach (var pack in packs)
        {
            // Packs tell of communes of today: there were none before.
            var from = pack.From > UnitSeed.TwoTierFrom ? pack.From : UnitSeed.TwoTierFrom;
            made._since.Add(new(from, pack.Units, pack.Succession, [.. made._since]));
        }

        return made;
    }

    /// <summary>The table in force on a day.</summary>
    public UnitEdition On(DateOnly day) => day < UnitSeed.TwoTierFrom ? _before : _since.FindLast(e => e.From <= day)!;

    /// <summary>Tables of which one held on each day between two, of the organisation of the later one; the latest first.</summary>
    public IReadOnlyList<UnitEdition> Between(DateOnly from, DateOnly until) =>
        until < UnitSeed.TwoTierFrom ? [_before] : [.. Days().Where(d => d <= until).Reverse().Select(On).Distinct().Where(e => e == On(until) || LastDay(e) >= from)];

    /// <summary>
    /// The commune of a day that goes on with one of the two-tier organisation: itself while it exists, else the one that took it over, also over several steps. Null: it ended and no pack told who goes on.
    /// </summary>
    public string? MainOf(string commune, DateOnly day) => Parts(commune, day).Select(p => (string?)p).FirstOrDefault();

    /// <summary>All communes of a day that have a part of one of the two-tier organisation, the main one first.</summary>
    public IReadOnlyList<string> Parts(string commune, DateOnly day)
    {
        var (edition, left) = (On(day), new List<string> { commune });
        for (var steps = 0; steps <= _since.Count && left.Exists(c => !edition.Has(c)); steps++)
        {
            left = [.. left.SelectMany(c => edition.Has(c) ? [c] : Next(c, day)).Distinct(StringComparer.Ordinal)];
        }

        return left.FindAll(edition.Has);
    }

    /// <summary>Communes of a province since 2025-07-01, each with the days on which it had the name.</summary>
    public IReadOnlyList<AdministrativeUnit> Communes(string province)
    {
        var (days, found, open) = (Days(), new List<AdministrativeUnit>(), new Dictionary<string, AdministrativeUnit>(StringComparer.Ordinal));
        foreach (var day in days)
        {
            var now = On(day).Table.Rows.Where(r => r["level"] == "commune" && r["parent_code"] == province).ToDictionary(r => r["code"], r => UnitSeed.OfficialName(r["name"]), StringComparer.Ordinal);
            foreach (var (code, unit) in open.Where(o => now.GetValueOrDefault(o.Key) != o.Value.Name).ToList())
            {
                unit.ValidTo = day.AddDays(-1);
                open.Remove(code);
            }

            foreach (var (code, name) in now.Where(n => !open.ContainsKey(n.Key)))
            {
                open[code] = new AdministrativeUnit { Code = code, Level = UnitLevel.Commune, Name = name, FoldedName = VietnameseText.Fold(name), ParentCode = province, ValidFrom = day };
                found.Add(open[code]);
            }
        }

        return found;
    }

    private IReadOnlyList<string> Next(string commune, DateOnly day) => _since.FindLast(e => e.From <= day && e.Successors(commune).Count > 0)?.Successors(commune) ?? [];

    // First days of the tables since the reform, in order.
    private List<DateOnly> Days() => [.. _since.Select(e => e.From).Distinct().Order()];

    private DateOnly LastDay(UnitEdition edition) => Days().Where(d => d > edition.From && On(d) != edition).Select(d => d.AddDays(-1)).DefaultIfEmpty(DateOnly.MaxValue).First();
}
