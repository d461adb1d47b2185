using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ProvinceNode.Registry.Quality;

/// <summary>
/// Whether a name looks like one: letters only, no letters of other scripts, no traces of an old font (TCVN3, VNI). Names of every people of the country pass: H'Hen Niê, Y Ñuê Byă.
/// It never says what the name should be. Pure.
/// </summary>
public static partial class NameLooks
{
    // Letters that Western code pages show for the bytes of TCVN3 and VNI, and no name of the country has.
    private const string Stray = "äëïöüåøûîæçßþðœ×÷";

    public static bool IsWrong(string name) =>
        name.Length == 0 || !name.IsNormalized(NormalizationForm.FormC) || !name.Contains(' ', StringComparison.Ordinal) || name.Any(c => !IsOfName(c)) || HasStrangeCase(name) || VniTraces().IsMatch(name.ToLowerInvariant());

    private static bool IsOfName(char c) => c is ' ' or '\'' or '’' or '-' or '.'
        || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark
        || (char.IsLetter(c) && c is < '\u0370' or (>= '\u1E00' and <= '\u1EFF') && !Stray.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal));

    // "NguyÔn": a capital inside a word that has small letters before it.
    private static bool HasStrangeCase(string name) =>
        name.Split(' ', '-', '\'', '’', '.').Any(w => w.Length > 1 && w.Any(char.IsLower) && w.Skip(1).Any(char.IsUpper));

    // "Nguyeãn Vaên": VNI writes the tone as a letter of its own after the vowel; no syllable has these two together.
    [GeneratedRegex("e[ãáàâ]|a[êéèùû]|oâ")]
    private static partial Regex VniTraces();
}
