using ProvinceNode.Organization;

namespace ProvinceNode.Registry.Quality;

/// <summary>First three digits of a personal number: where the birth was registered (policy 8.1). Pure.</summary>
public static class RegistrationCodes
{
    // Codes of the 63 old provinces stay valid for ever; codes above 100 are countries (Circular 59/2021/TT-BCA).
    private const int LastProvince = 100;

    public static bool IsKnown(string code) =>
        CodeCatalogue.InForce.RegistrationCodes.Contains(code) || (int.TryParse(code, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > LastProvince);
}
