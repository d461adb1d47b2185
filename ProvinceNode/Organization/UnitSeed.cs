using System.Text.RegularExpressions;
using Protos.Reference;
using Protos.Values;

namespace ProvinceNode.Organization;

/// <summary>Units and offices of a province in both organisations, from the shipped tables. Pure.</summary>
public sealed partial class UnitSeed
{
    /// <summary>
    /// The codes were born with Decision 124/2004/QĐ-TTg of July 2004. The shipped table is the state before the reform and says nothing of
    /// earlier days, so its units hold from there: every dossier under Decree 20/2021 and every older paper finds its unit.
    /// </summary>
    public static readonly DateOnly ThreeTierFrom = new(2004, 7, 1);

    /// <summary>Last day of the three-tier organisation (Law on Local Government 72/2025/QH15).</summary>
    public static readonly DateOnly ThreeTierTo = new(2025, 6, 30);

    /// <summary>First day of the two-tier organisation.</summary>
    public static readonly DateOnly TwoTierFrom = new(2025, 7, 1);

    private readonly string _province;
    private readonly Dictionary<string, string> _identifiers;
    private readonly List<ReferenceTable.Row> _three;
    private readonly List<ReferenceTable.Row> _two;

    /// <param name="province">Two-digit code since 2025-07-01; a node is one province of today.</param>
    /// <exception cref="InvalidOperationException">There is no such province.</exception>
    public UnitSeed(string province)
    {
        _province = province;
        var old = ReferenceTable.Read("province-succession-2025-07-01").Rows
            .Where(r => r["new_province_code"] == province).Select(r => r["old_province_code"]).ToHashSet(StringComparer.Ordinal);
        _three = Subtree(ReferenceTable.Read("units-three-tier-until-2025-06-30"), old);
        _two = Subtree(ReferenceTable.Read("units-two-tier-from-2025-07-01"), [province]);
        if (_two.Count == 0)
        {
            throw new InvalidOperationException($"Node:ProvinceCode is '{province}'; it must be the two-digit code of a province of today.");
        }

        var identifiers = ReferenceTable.Read("province-identifiers").Rows;
        _identifiers = identifiers.ToDictionary(r => r["oldCode"], r => r["identifier"], StringComparer.Ordinal);

        // A merged province keeps the identifier of the one whose name it bears, not of the one whose code it bears.
        _identifiers["new"] = identifiers.Where(r => r["newCode"] == province)
            .MaxBy(r => r["newName"].EndsWith(' ' + r["oldName"], StringComparison.Ordinal))!["identifier"];
    }

    public IEnumerable<AdministrativeUnit> Units() =>
        _three.Select(r => Unit(r, ThreeTierFrom, ThreeTierTo)).Concat(_two.Select(r => Unit(r, TwoTierFrom, null)));

    /// <summary>
    /// The province once, under its name of today; districts and communes of each organisation. Paths start with the node's province,
    /// also for what came from a province merged into it; identifiers keep the letter and digits of the province of their day.
    /// </summary>
    public IEnumerable<Office> Offices()
    {
        var root = TenantPath.Parse(_province);
        var province = _two.Single(r => r["level"] == "province");
        yield return Make(root, UnitLevel.Province, province["name"], _identifiers["new"], ThreeTierFrom, null);
        foreach (var (commune, number) in Numbered(_two, "commune", _province))
        {
            yield return Make(root.Child(commune["code"]), UnitLevel.Commune, commune["name"], $"{_identifiers["new"]}.{number:000}", TwoTierFrom, null);
        }

        foreach (var old in _three.Where(r => r["level"] == "province"))
        {
            foreach (var (district, number) in Numbered(_three, "district", old["code"]))
            {
                var (path, identifier) = (root.Child(district["code"]), $"{_identifiers[old["code"]]}.{number:00}");
                yield return Make(path, UnitLevel.District, district["name"], identifier, ThreeTierFrom, ThreeTierTo);
                foreach (var (commune, place) in Numbered(_three, "commune", district["code"]))
                {
                    yield return Make(path.Child(commune["code"]), UnitLevel.Commune, commune["name"], $"{identifier}.{place:00}", ThreeTierFrom, ThreeTierTo);
                }
            }
        }
    }

    private static IEnumerable<(ReferenceTable.Row Row, int Number)> Numbered(List<ReferenceTable.Row> rows, string level, string parent) =>
        rows.Where(r => r["level"] == level && r["parent_code"] == parent)
            .OrderBy(r => r["code"], StringComparer.Ordinal).Select((row, i) => (row, i + 1));

    private static List<ReferenceTable.Row> Subtree(ReferenceTable table, HashSet<string> provinces)
    {
        var above = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal) { ["province"] = provinces, ["district"] = [] };
        var result = new List<ReferenceTable.Row>();
        foreach (var level in new[] { "province", "district", "commune" })
        {
            foreach (var row in table.Rows.Where(r => r["level"] == level))
            {
                var inside = level == "province"
                    ? provinces.Contains(row["code"])
                    : provinces.Contains(row["parent_code"]) || above["district"].Contains(row["parent_code"]);
                if (!inside)
                {
                    continue;
                }

                result.Add(row);
                if (level == "district")
                {
                    above["district"].Add(row["code"]);
                }
            }
        }

        return result;
    }

    /// <summary>Names with the tone where official papers have it: hòa and thủy, not hoà and thuỷ; syllables with a final consonant keep theirs (hoàn).</summary>
    internal static string OfficialName(string name) => ToneOnSecondVowel().Replace(VietnameseText.Clean(name), m => m.Value switch
    {
        "oà" => "òa", "oá" => "óa", "oả" => "ỏa", "oã" => "õa", "oạ" => "ọa",
        "oè" => "òe", "oé" => "óe", "oẻ" => "ỏe", "oẽ" => "õe", "oẹ" => "ọe",
        "uỳ" => "ùy", "uý" => "úy", "uỷ" => "ủy", "uỹ" => "ũy", "uỵ" => "ụy",
        _ => m.Value,
    });

    // After q the u belongs to the consonant: quý, quỳ.
    [GeneratedRegex(@"(?<![qQ])(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})")]
    private static partial Regex ToneOnSecondVowel();

    private static AdministrativeUnit Unit(ReferenceTable.Row row, DateOnly from, DateOnly? to) => new()
    {
        Code = row["code"], Level = Enum.Parse<UnitLevel>(row["level"], ignoreCase: true), Name = OfficialName(row["name"]),
        FoldedName = VietnameseText.Fold(row["name"]), ParentCode = row["parent_code"] is { Length: > 0 } parent ? parent : null,
        ValidFrom = from, ValidTo = to,
    };

    private static Office Make(TenantPath path, UnitLevel level, string name, string identifier, DateOnly from, DateOnly? to) => new()
    {
        Id = Guid.CreateVersion7(), TenantPath = path.Value, Level = level, UnitName = OfficialName(name), Identifier = identifier, ValidFrom = from, ValidTo = to,
    };
}
