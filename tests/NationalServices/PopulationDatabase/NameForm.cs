using System.Globalization;
using System.Text;

namespace NationalServices.PopulationDatabase;

/// <summary>
/// The form in which two Vietnamese names are compared: NFC, upper case, single spaces, tone mark taken out of its place
/// (so hoà = hòa and thuỷ = thủy) but kept (so Hòa is not Hoa, and Hà is not Hạ).
/// </summary>
internal static class NameForm
{
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";

    public static string Of(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(Word));
    }

    public static bool Same(string one, string other) => string.Equals(Of(one), Of(other), StringComparison.Ordinal);

    private static string Word(string word)
    {
        var letters = new StringBuilder(word.Length);
        var tones = new StringBuilder(1);
        // Đ (U+0110), the look-alikes Ð (U+00D0) and Ɖ (U+0189): old fonts and keyboards mix them.
        foreach (var part in word.ToUpperInvariant().Replace('\u00D0', 'Đ').Replace('\u0189', 'Đ').Normalize(NormalizationForm.FormD))
        {
            if (Tones.Contains(part, StringComparison.Ordinal))
            {
                tones.Append(part);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.Format)
            {
                letters.Append(part);
            }
        }

        return letters.Append(tones).ToString();
    }
}
