using Protos.Reference;

namespace ProvinceNode.Organization;

/// <summary>Code lists that a signed pack brought.</summary>
/// <param name="EthnicGroups">Columns code, name; null when the pack says nothing of them.</param>
/// <param name="Identifiers">Columns oldCode …, whose codes begin personal numbers; null when the pack says nothing of them.</param>
/// <param name="IdentityPapers">Columns code, name, order, validFrom, validTo; null when the pack says nothing of them.</param>
public sealed record PackedCodes(DateOnly From, ReferenceTable? EthnicGroups, ReferenceTable? Identifiers, ReferenceTable? IdentityPapers);

/// <summary>
/// The code lists that declarations, imports and the registry share, by day: as shipped, and over them those of the packs that were put in force. One process is one node, so there is one in force at
/// a time, as with <see cref="UnitCatalogue"/>. Codes are never given twice and never go: whoever bears one is named by it for ever.
/// </summary>
public sealed class CodeCatalogue
{
    private static readonly Lazy<CodeCatalogue> Product = new(() => Of("", []));

    private static CodeCatalogue? _inForce;

    // By number of the pack, the shipped list first: a later pack stands before an earlier one on every day that it tells of.
    private readonly List<(DateOnly From, IReadOnlyList<KeyValuePair<string, string>> Groups)> _ethnic = [];

    private readonly List<(DateOnly From, ReferenceTable Papers)> _papers = [];

    private CodeCatalogue(string stamp, IReadOnlySet<string> registrations) => (Stamp, RegistrationCodes) = (stamp, registrations);

    /// <summary>What counts now.</summary>
    public static CodeCatalogue InForce => Volatile.Read(ref _inForce) ?? Product.Value;

    /// <summary>The product's own lists alone.</summary>
    public static CodeCatalogue Shipped => Product.Value;

    /// <summary>Which packs it was made of; empty: none.</summary>
    public string Stamp { get; }

    /// <summary>First three digits of personal numbers that were registered in a province (policy 8.1); those of former provinces stay valid for ever.</summary>
    public IReadOnlySet<string> RegistrationCodes { get; }

    /// <summary>Every ethnic group that ever was, under its latest name, by code.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> EthnicGroups { get; private set; } = [];

    /// <summary>Every name that a group ever bore, with its code: lists of before use the old ones.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> EthnicNames { get; private set; } = [];

    /// <summary>Names of every kind of personal paper that ever was, the longest first: lists write them before a number.</summary>
    public IReadOnlyList<string> IdentityPapers { get; private set; } = [];

    /// <summary>Puts another in the place of the one in force; who asked before goes on with what he has.</summary>
    public static void Use(CodeCatalogue catalogue) => Volatile.Write(ref _inForce, catalogue);

    /// <param name="packs">In the order of their numbers.</param>
    public static CodeCatalogue Of(string stamp, IEnumerable<PackedCodes> packs)
    {
        var all = packs.ToList();
        var registrations = all.Select(p => p.Identifiers).OfType<ReferenceTable>().Prepend(ReferenceTable.Read("province-identifiers")).SelectMany(t => t.Rows).Select(r => "0" + r["oldCode"]).ToHashSet(StringComparer.Ordinal);
        var made = new CodeCatalogue(stamp, registrations);
        made._ethnic.Add((DateOnly.MinValue, Groups(ReferenceTable.Read("ethnic-groups"))));
        made._ethnic.AddRange(all.Where(p => p.EthnicGroups is not null).Select(p => (p.From, Groups(p.EthnicGroups!))));
        made._papers.Add((DateOnly.MinValue, ReferenceTable.Read("identity-papers")));
        made._papers.AddRange(all.Where(p => p.IdentityPapers is not null).Select(p => (p.From, p.IdentityPapers!)));
        made.IdentityPapers = [.. made._papers.SelectMany(p => p.Papers.Rows).Select(r => r["name"]).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(n => n.Length)];
        made.EthnicNames = [.. made._ethnic.SelectMany(e => e.Groups).Distinct()];
        made.EthnicGroups = [.. made._ethnic.SelectMany(e => e.Groups).GroupBy(g => g.Key).Select(g => g.Last()).OrderBy(g => g.Key, StringComparer.Ordinal)];
        return made;
    }

    /// <summary>The ethnic groups to choose from on a day (policy 8.5).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> EthnicGroupsOn(DateOnly day) => _ethnic.FindLast(e => e.From <= day).Groups;

    /// <summary>Kinds of personal and residence papers that are shown on a day (Decree 20 Art. 8(1)(a), Decree 104/2022), in their order; empty before 2023, when others were.</summary>
    public IReadOnlyList<string> IdentityPapersOn(DateOnly day) =>
        [.. _papers.FindLast(e => e.From <= day).Papers.Rows.Where(r => r.Date("validFrom") <= day && (r.Date("validTo") is not { } last || day <= last)).OrderBy(r => r.Int("order")).Select(r => r["name"])];

    /// <summary>Name of a group; null when there never was one of this code.</summary>
    public string? EthnicName(string code) => EthnicGroups.FirstOrDefault(g => g.Key == code).Value;

    private static IReadOnlyList<KeyValuePair<string, string>> Groups(ReferenceTable table) => [.. table.Rows.Select(r => KeyValuePair.Create(r["code"], r["name"]))];
}
