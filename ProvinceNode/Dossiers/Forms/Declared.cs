using Protos.Values;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Choices of a declaration in the words of its form, inside a sentence. Pure.</summary>
public static class Declared
{
    /// <summary>E.g. "thiên tai"; empty when it was not asked or not answered. What stands in brackets is left out.</summary>
    public static string Words(Dossier dossier, string field)
    {
        var day = VietnamTime.Day(dossier.SubmittedAt);
        var value = FormFacts.ValuesOf(dossier).On(day)[field];
        var words = value.Length == 0 ? null
            : FormFacts.FormsOf(dossier).SelectMany(f => f.Fields).FirstOrDefault(f => f.Name == field)?.OptionsOn(day).FirstOrDefault(o => o.Key == value).Value;
        return words is null ? "" : PersonRules.Inside(words.Split('(')[0].Trim());
    }

    /// <summary>Text of a field, tidied.</summary>
    public static string Text(Dossier dossier, string field) => FormFacts.ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt)).Text(field);
}
