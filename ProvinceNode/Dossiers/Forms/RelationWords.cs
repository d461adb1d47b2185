using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>
/// What somebody who takes money is to the beneficiary, in his own words: payers, lists and decisions carry them, so they do not name an illness (Decree 20/2021 Art. 8(1)(b); Law 64/2006/QH11). Pure.
/// </summary>
public static class RelationWords
{
    public const string Label = "Quan hệ";

    /// <summary>What is wrong with such words; null when nothing is.</summary>
    public static Problem? Fault(string? words, string field) => NeutralWords.Reveals(words ?? "") ? PersonEntry.IllnessNamed.At(field, Label) : null;

    /// <summary>The same as the rule of a field of a form.</summary>
    public static Func<FormScope, Problem?> Rule(string field) => scope => Fault(scope[field], field);
}
