using System.Runtime.CompilerServices;
using ProvinceNode.Organization;
using Protos.Reference;
using Protos.Values;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>A commune in its province, with the names of its day.</summary>
/// <param name="Printed">With the district where there is one: Xã Hoa Lộc, Huyện Hậu Lộc, Tỉnh Thanh Hóa.</param>
public sealed record UnitPlace(string Province, string Commune, string CommuneName, string Printed);

/// <summary>Names of provinces and communes of the whole country on a day, for moves to and from other places: as <see cref="UnitCatalogue"/> says them, with what packs of the hub changed.</summary>
public static class UnitNames
{
    // The first day without districts (Law 72/2025, Decision 19/2025/QĐ-TTg).
    private static readonly DateOnly TwoTier = new(2025, 7, 1);

    // Each table is sorted once; what no catalogue holds any more goes.
    private static readonly ConditionalWeakTable<UnitEdition, Units> Sorted = new();

    /// <summary>A text with the kinds of communes of the day: there are no towns (thị trấn) since 2025-07-01, and special zones instead (Law 72/2025/QH15 Art. 1).</summary>
    public static string OfDay(string text, DateOnly day) => day < TwoTier ? text : text.Replace("phường, thị trấn", "phường, đặc khu", StringComparison.Ordinal);

    /// <summary>Provinces of every day: the forms name them as they were; which day counts is checked with the commune.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ProvincesOn(DateOnly day) => On(day).Provinces;

    public static string ProvinceOn(string code, DateOnly day) => FormChoices.Words(On(day).Provinces, code);

    /// <summary>Whether a commune of this name is in the province that day; the type before the name may be left out, accents may not.</summary>
    public static bool HasCommune(string province, string name, DateOnly day) => Has(On(day), province, name);

    /// <summary>Whether there was one of this name on some day between two, of the organisation of the later one: somebody came from there.</summary>
    public static bool HadCommune(string province, string name, DateOnly from, DateOnly until) => UnitCatalogue.InForce.Between(from, until).Any(e => Has(Of(e), province, name));

    /// <summary>Code and full name of the commune of this name; null when there is none, or several with the type left out.</summary>
    public static (string Code, string Name)? CommuneOn(string province, string name, DateOnly day)
    {
        var key = VietnameseText.NameKey(name.Split(',')[0]);
        return On(day).Named.TryGetValue((province, key), out var units) && units.Count == 1 ? units[0] : null;
    }

    /// <summary>The commune of this code; null when the province has none that day.</summary>
    public static UnitPlace? Place(string province, string commune, DateOnly day) =>
        On(day).Places.TryGetValue(commune, out var place) && place.Province == province ? place : null;

    /// <summary>
    /// The commune of today in which one that was named on an earlier day goes on: itself, or the one that took it over on 2025-07-01 or, by a pack of the hub, since. Null: no such unit.
    /// </summary>
    public static UnitPlace? PlaceSince(string province, string commune, DateOnly namedOn, DateOnly today)
    {
        if (Place(province, commune, namedOn) is not { } place || today < TwoTier)
        {
            return Place(province, commune, today);
        }

        var code = namedOn < TwoTier ? Succession.MainOn(place.Commune, today) : UnitCatalogue.InForce.MainOf(place.Commune, today);
        return code is null ? null : On(today).Places.GetValueOrDefault(code);
    }

    /// <summary>Communes of a province to choose from, in alphabetical order; where names repeat their district tells them apart.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> CommunesOn(string? province, DateOnly day) => On(day).Choices[province ?? ""].ToList();

    private static Units On(DateOnly day) => Of(UnitCatalogue.InForce.On(day));

    private static Units Of(UnitEdition edition) => Sorted.GetValue(edition, e => Read(e.Table.Rows));

    private static bool Has(Units units, string province, string name) => units.Communes.TryGetValue(province, out var names) && names.Contains(VietnameseText.NameKey(name.Split(',')[0]));

    private static Units Read(IReadOnlyList<ReferenceTable.Row> rows)
    {
        var parents = rows.Where(r => r["level"] != "province").Select(r => (Code: r["level"] + r["code"], Parent: r["parent_code"])).DistinctBy(r => r.Code).ToDictionary(r => r.Code, r => r.Parent, StringComparer.Ordinal);
        var communes = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var named = new Dictionary<(string, string), List<(string, string)>>();
        foreach (var row in rows.Where(r => r["level"] == "commune"))
        {
            var province = parents.GetValueOrDefault("district" + row["parent_code"], row["parent_code"]);
            var names = communes.TryGetValue(province, out var known) ? known : communes[province] = new HashSet<string>(StringComparer.Ordinal);
            var (name, type) = (VietnameseText.NameKey(Name(row)), VietnameseText.NameKey(row["type"]));
            names.Add(name);
            var bare = name.StartsWith(type + " ", StringComparison.Ordinal) ? name[(type.Length + 1)..] : name;
            names.Add(bare);
            foreach (var key in new[] { name, bare, $"{type} {bare}" }.Distinct())
            {
                (named.TryGetValue((province, key), out var same) ? same : named[(province, key)] = []).Add((row["code"], Name(row)));
            }
        }

        var provinces = rows.Where(r => r["level"] == "province").Select(r => new KeyValuePair<string, string>(r["code"], Name(r))).ToList();
        return new Units(provinces, communes, named, PlacesOf(rows, provinces.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal)));
    }

    // As offices are named, also where a pack writes hoà.
    private static string Name(ReferenceTable.Row row) => UnitSeed.OfficialName(row["name"]);

    private static Dictionary<string, UnitPlace> PlacesOf(IReadOnlyList<ReferenceTable.Row> rows, Dictionary<string, string> provinces)
    {
        var districts = rows.Where(r => r["level"] == "district").ToDictionary(r => r["code"], r => (Name: Name(r), Province: r["parent_code"]), StringComparer.Ordinal);
        return rows.Where(r => r["level"] == "commune").Select(r =>
        {
            var district = districts.TryGetValue(r["parent_code"], out var above) ? above : (Name: "", Province: r["parent_code"]);
            return new UnitPlace(district.Province, r["code"], Name(r), string.Join(", ", new[] { Name(r), district.Name, provinces[district.Province] }.Where(n => n.Length > 0)));
        }).ToDictionary(p => p.Commune, StringComparer.Ordinal);
    }

    private sealed record Units(IReadOnlyList<KeyValuePair<string, string>> Provinces, Dictionary<string, HashSet<string>> Communes,
        Dictionary<(string Province, string Key), List<(string Code, string Name)>> Named, Dictionary<string, UnitPlace> Places)
    {
        /// <summary>Code and name, with the district, of each province's communes.</summary>
        public ILookup<string, KeyValuePair<string, string>> Choices { get; } = Places.Values.OrderBy(p => VietnameseText.Fold(p.Printed), StringComparer.Ordinal)
            .ToLookup(p => p.Province, p => KeyValuePair.Create(p.Commune, p.Printed[..p.Printed.LastIndexOf(',')]));
    }
}
