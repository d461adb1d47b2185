using System.Text;
using Protos.Values;

namespace ProvinceNode.Platform.Text;

/// <summary>A cleaned text and what was done to it.</summary>
/// <param name="FromFont">The old font it was converted from.</param>
/// <param name="LookAlikes">Letters of other scripts were replaced by the Latin ones that look the same.</param>
/// <param name="Otherwise">Another reading that is as good, when the column has both Unicode and an old font.</param>
public readonly record struct CleanText(string Value, LegacyFont FromFont, bool LookAlikes, string? Otherwise = null);

/// <summary>Makes stored text of what cells hold: Unicode NFC, single spaces, nothing invisible. Pure.</summary>
public static class TextCleaner
{
    private const string Invisible = "\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF\u00AD\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    // Cyrillic and Greek letters that keyboards and copies from scanned papers bring into Vietnamese words.
    private const string Foreign = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    private const string Latin = "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo";

    /// <summary>Cleans a text.</summary>
    /// <param name="font">What the column was typed in; a cell that is Unicode already is left so.</param>
    /// <param name="mixed">The column has Unicode cells too.</param>
    public static CleanText Clean(string? text, LegacyFont font = LegacyFont.None, bool mixed = false)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new("", LegacyFont.None, false);
        }

        if (IsClean(text))
        {
            return new(text, LegacyFont.None, false);
        }

        // The soft hyphen is a letter of TCVN3, so conversion comes before invisible characters go.
        var (typed, doubt) = LegacyFonts.MayBeLegacy(text) ? FontOf(text, font, mixed) : (LegacyFont.None, false);
        var (clean, swapped) = Plain(LegacyFonts.ToUnicode(text, typed));
        return new(clean, typed, swapped, doubt ? Plain(text).Text : null);
    }

    /// <summary>Whether a text is Unicode beyond doubt, or plain ASCII, and nothing is to be done to it: most cells.</summary>
    public static bool IsClean(string text) => VietnameseText.IsClean(text) && text[0] is not ('\'' or '`') && !LegacyFonts.MayBeLegacy(text);

    /// <summary>Whether a cell can only have been typed in the font: it reads as Vietnamese there and nowhere else.</summary>
    public static bool IsSurely(string text, LegacyFont font) => LegacyFonts.MayBeLegacy(text) && Share(text) == 0 && Share(LegacyFonts.ToUnicode(text, font)) == 1;

    // What one cell was typed in: as the column, unless the cell itself speaks clearly against it.
    private static (LegacyFont Font, bool Doubt) FontOf(string text, LegacyFont font, bool mixed)
    {
        var plain = Share(text);
        if (font == LegacyFont.None)
        {
            var other = plain > 0.5 ? LegacyFont.None
                : Share(LegacyFonts.ToUnicode(text, LegacyFont.Tcvn3)) == 1 ? LegacyFont.Tcvn3
                : Share(LegacyFonts.ToUnicode(text, LegacyFont.Vni)) == 1 ? LegacyFont.Vni : LegacyFont.None;
            return (other, false);
        }

        var read = LegacyFonts.ToUnicode(text, font);
        return !mixed || plain < 1 || read == text ? (font, false) : Share(read) < 1 ? (LegacyFont.None, false) : (font, true);
    }

    private static double Share(string text) => Syllables.Share(text.Split([' ', ',', '.', '(', ')', '/', '-', '\n', ':', ';'], StringSplitOptions.RemoveEmptyEntries));

    private static (string Text, bool Swapped) Plain(string unicode)
    {
        var (result, swapped) = (new StringBuilder(unicode.Length), false);
        foreach (var c in unicode)
        {
            if (Invisible.Contains(c, StringComparison.Ordinal))
            {
                continue;
            }

            var place = c > '\u036F' ? Foreign.IndexOf(c, StringComparison.Ordinal) : -1;
            swapped |= place >= 0;
            result.Append(place >= 0 ? Latin[place] : char.IsControl(c) ? ' ' : c);
        }

        return (Unquote(VietnameseText.Clean(result.ToString())), swapped);
    }

    /// <summary>Digits of a number as typed, with O for 0 and l, I for 1 mended; other characters stay.</summary>
    /// <param name="mended">Whether letters were taken for digits.</param>
    public static string Digits(string text, out bool mended)
    {
        mended = false;
        if (!text.Any(char.IsDigit))
        {
            return text;
        }

        var result = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            result[i] = text[i] switch { 'O' or 'o' or 'Ο' => '0', 'l' or 'I' or '|' => '1', var c => FullWidth(c) };
            mended |= result[i] != text[i] && text[i] < '\uFF00';
        }

        return new string(result);
    }

    private static char FullWidth(char c) => c is >= '\uFF10' and <= '\uFF19' ? (char)(c - '\uFF10' + '0') : c;

    // The apostrophe with which people force Excel to keep a text.
    private static string Unquote(string text) => text.Length > 1 && text[0] is '\'' or '’' or '`' or '‘' ? text[1..].TrimStart() : text;
}
