using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace ProvinceNode.Platform.Text;

/// <summary>Font encodings in which Vietnamese was typed before Unicode; a computer sees Western letters (Windows-1252).</summary>
public enum LegacyFont
{
    /// <summary>Unicode, nothing to convert.</summary>
    None = 0,

    /// <summary>TCVN 5712:1993 VN3, fonts .VnTime (and .VnTimeH, which shows capitals for lower-case codes).</summary>
    Tcvn3 = 1,

    /// <summary>VNI-Windows, fonts VNI-Times: a base letter and a mark after it.</summary>
    Vni = 2,
}

/// <summary>Converts text typed in the old fonts to Unicode. Pure.</summary>
public static class LegacyFonts
{
    // TCVN 5712:1993, table VN3, as seen through Windows-1252. Accented capitals have no code of their own.
    private const string Tcvn3Codes = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00ADõö÷øùúûüýþ¡¢£¤¥¦§";
    private const string Tcvn3Letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ";

    // VNI marks after a base letter; the same for lower case and capitals.
    private const string VniMarks = "ùøûõïêéèúüëâáàåãä";

    // ă, đ, ơ, ế … and combining marks.
    private static readonly SearchValues<char> OnlyUnicode = SearchValues.Create(new string([.. Range('\u0100', '\u01FF'), .. Range('\u0300', '\u036F'), .. Range('\u1E00', '\u1EFF')]));

    private static readonly FrozenDictionary<char, char> Tcvn3 = Tcvn3Codes.Zip(Tcvn3Letters).ToFrozenDictionary(p => p.First, p => p.Second);

    private static readonly FrozenDictionary<string, char> VniPairs = VniTable().ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<char, char> VniSingles = "æÆóÓòÒôÔöÖîÎñÑ".Zip("ỉỈĩĨịỊơƠưƯỵỴđĐ").ToFrozenDictionary(p => p.First, p => p.Second);

    /// <summary>The text in Unicode NFC. Text that is Unicode already must not be given with a font: see <see cref="FontVote"/>.</summary>
    public static string ToUnicode(string text, LegacyFont font) => font switch
    {
        LegacyFont.Tcvn3 => FromTcvn3(text),
        LegacyFont.Vni => FromVni(text),
        _ => text.Normalize(NormalizationForm.FormC),
    };

    /// <summary>Whether a text has letters that only Unicode has (ă, đ, ơ, ư, ế …) or combining marks: it was not typed in an old font.</summary>
    public static bool IsUnicode(string text) => !Ascii.IsValid(text) && text.AsSpan().ContainsAny(OnlyUnicode);

    /// <summary>Whether a text has codes that an old font could mean; plain ASCII has none.</summary>
    public static bool MayBeLegacy(string text) => text.AsSpan().ContainsAnyInRange('\u00A1', '\u00FF') && !IsUnicode(text);

    private static string FromTcvn3(string text)
    {
        var result = text.ToCharArray();
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Tcvn3.GetValueOrDefault(result[i], result[i]);
        }

        // The font has no accented capitals: text (or a word) whose plain letters are all capitals was seen in capitals.
        if (text.Any(char.IsAsciiLetterUpper) && !text.Any(char.IsAsciiLetterLower))
        {
            return new string(result).ToUpperInvariant();
        }

        for (var (from, at) = (0, 0); at <= result.Length; at++)
        {
            if (at == result.Length || !char.IsLetter(result[at]))
            {
                var word = text.AsSpan(from, at - from);
                if (CapitalsOf(word) >= 2)
                {
                    new string(result, from, at - from).ToUpperInvariant().CopyTo(0, result, from, at - from);
                }

                from = at + 1;
            }
        }

        return new string(result);
    }

    // Plain capitals of a word; none when it has a plain small letter.
    private static int CapitalsOf(ReadOnlySpan<char> word)
    {
        var count = 0;
        foreach (var c in word)
        {
            if (char.IsAsciiLetterLower(c))
            {
                return 0;
            }

            count += char.IsAsciiLetterUpper(c) ? 1 : 0;
        }

        return count;
    }

    private static string FromVni(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && VniPairs.TryGetValue(text.Substring(at, 2), out var pair))
            {
                result.Append(pair);
                at++;
            }
            else
            {
                result.Append(VniSingles.GetValueOrDefault(text[at], text[at]));
            }
        }

        return result.ToString();
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);

    private static Dictionary<string, char> VniTable()
    {
        // Base letter to its accented forms, in the order of the marks; a blank is a form that the letter has not.
        var forms = new Dictionary<char, string>
        {
            ['a'] = "áàảãạăắằẳẵặâấầẩẫậ", ['e'] = "éèẻẽẹ      êếềểễệ", ['o'] = "óòỏõọ      ôốồổỗộ", ['u'] = "úùủũụ", ['y'] = "ýỳỷỹ", ['ô'] = "ớờởỡợ", ['ö'] = "ứừửữự",
        };
        var table = new Dictionary<string, char>(StringComparer.Ordinal);
        foreach (var (letter, accented) in forms)
        {
            for (var i = 0; i < accented.Length; i++)
            {
                if (accented[i] == ' ')
                {
                    continue;
                }

                var (capital, form) = (char.ToUpperInvariant(letter), char.ToUpperInvariant(accented[i]));
                table[$"{letter}{VniMarks[i]}"] = accented[i];
                table[$"{capital}{char.ToUpperInvariant(VniMarks[i])}"] = form;
                table[$"{capital}{VniMarks[i]}"] = form;
            }
        }

        return table;
    }
}
