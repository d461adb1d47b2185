using Protos.Reference;

namespace ProvinceNode.Registry.Quality;

/// <summary>First three digits of a personal number: where the birth was registered (policy 8.1). Pure.</summary>
public static class RegistrationCodes
{
    // Codes of the 63 old provinces stay valid for ever; codes above 100 are countries (Circular 59/2021/TT-BCA).
    private const int LastProvince = 100;

    private static readonly Lazy<HashSet<string>> Provinces = new(() => ReferenceTable.Read("province-identifiers").Rows.Select(r => "0" + r["oldCode"]).ToHashSet(StringComparer.Ordinal));

    public static bool IsKnown(string code) =>
        Provinces.Value.Contains(code) || (int.TryParse(code, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > LastProvince);
}
