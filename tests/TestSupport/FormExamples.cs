using ProvinceNode.Dossiers.Forms;

namespace TestSupport;

/// <summary>A complete declaration of every situation, true to the law on a day, for tests to change.</summary>
public static class FormExamples
{
    /// <summary>Fills the values in; what another form of the dossier filled in stays.</summary>
    public static void Fill(Situation situation, FormValues values, DateOnly today, string commune)
    {
        foreach (var (name, value) in Of(situation, today, commune))
        {
            values[name] = values[name].Length > 0 ? values[name] : value;
        }
    }

    private static IEnumerable<(string Name, string Value)> Of(Situation situation, DateOnly today, string commune) => [];
}
