using System.Text;

namespace TestSupport.UglyFiles;

/// <summary>Types text as people did before Unicode. The tables are written apart from those of the product, so that each proves the other.</summary>
public static class OldFonts
{
    // Tones in the order: level, grave (huyền), hook (hỏi), tilde (ngã), acute (sắc), dot (nặng).
    private const string Marks = " \u0300\u0309\u0303\u0301\u0323";

    private static readonly Dictionary<string, string> Tcvn3Rows = new()
    {
        ["a"] = "aµ¶·¸¹", ["ă"] = "¨»¼½¾Æ", ["â"] = "©ÇÈÉÊË", ["e"] = "eÌÎÏÐÑ", ["ê"] = "ªÒÓÔÕÖ", ["i"] = "i×ØÜÝÞ",
        ["o"] = "oßáâãä", ["ô"] = "«åæçèé", ["ơ"] = "¬êëìíî", ["u"] = "uïñòóô", ["ư"] = "\u00ADõö÷øù", ["y"] = "yúûüýþ", ["đ"] = "®",
    };

    private static readonly Dictionary<string, string> VniBases = new()
    {
        ["a"] = "a", ["ă"] = "aê", ["â"] = "aâ", ["e"] = "e", ["ê"] = "eâ", ["o"] = "o", ["ô"] = "oâ", ["ơ"] = "ô", ["u"] = "u", ["ư"] = "ö", ["y"] = "y",
    };

    // The mark letter on a plain vowel, on ă and on â, ê, ô.
    private const string VniPlain = " øûõùï";
    private const string VniBreve = " èúüéë";
    private const string VniHat = " àåãáä";

    /// <summary>In a .VnTime font; accented capitals become small letters, as the font has no others.</summary>
    public static string Tcvn3(string text) => Letter(text, (vowel, tone, capital) =>
        capital && tone == 0 && "ĂÂÊÔƠƯĐ".IndexOf(char.ToUpperInvariant(vowel), StringComparison.Ordinal) is >= 0 and var place ? "¡¢£¤¥¦§"[place].ToString()
        : Tcvn3Rows.TryGetValue(vowel.ToString(), out var row) && (tone > 0 || vowel > '\u007F') ? row[tone].ToString()
        : (capital ? char.ToUpperInvariant(vowel) : vowel).ToString());

    /// <summary>In a VNI font.</summary>
    public static string Vni(string text) => Letter(text, (vowel, tone, capital) =>
    {
        var typed = vowel switch
        {
            'i' => new[] { "i", "ì", "æ", "ó", "í", "ò" }[tone],
            'đ' => "ñ",
            'y' when tone == 5 => "î",
            'ă' when tone > 0 => "a" + VniBreve[tone],
            'â' or 'ê' or 'ô' when tone > 0 => VniBases[vowel.ToString()][..1] + VniHat[tone],
            _ when VniBases.TryGetValue(vowel.ToString(), out var bare) => bare + (tone > 0 ? VniPlain[tone].ToString() : ""),
            _ => vowel.ToString(),
        };
        return capital ? typed.ToUpperInvariant() : typed;
    });

    private static string Letter(string text, Func<char, int, bool, string> type)
    {
        var result = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            var parts = char.ToLowerInvariant(c).ToString().Normalize(NormalizationForm.FormD);
            var tone = parts.Select(p => Marks.IndexOf(p, StringComparison.Ordinal)).Max();
            var vowel = tone <= 0 ? char.ToLowerInvariant(c) : parts.Replace(Marks[tone].ToString(), "", StringComparison.Ordinal).Normalize(NormalizationForm.FormC)[0];
            result.Append(char.IsLetter(c) ? type(vowel, Math.Max(tone, 0), char.IsUpper(c)) : c);
        }

        return result.ToString();
    }
}
