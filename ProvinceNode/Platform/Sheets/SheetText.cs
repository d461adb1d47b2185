using System.Xml;

namespace ProvinceNode.Platform.Sheets;

/// <summary>Texts in cells that a spreadsheet program must not run (reliability, "Hostile input"). Pure.</summary>
public static class SheetText
{
    private const int Longest = 32_000;

    /// <summary>A text that no spreadsheet program takes for a formula: what begins with =, +, -, @ or a control character gets an apostrophe before it.</summary>
    public static string Harmless(string text) => Guarded(Clean(text));

    /// <summary>As <see cref="Harmless"/>, and a text that begins with an apostrophe gets another one, so that <see cref="Unquoted"/> gives back what was written.</summary>
    public static string Quoted(string text) => Clean(text) is var clean && clean is ['\'', ..] ? "'" + clean : Guarded(clean);

    /// <summary>The text behind the apostrophe of <see cref="Quoted"/>, or of a person who made Excel keep a text.</summary>
    public static string Unquoted(string text) => text is ['\'', ..] ? text[1..] : text;

    private static string Guarded(string clean) =>
        clean.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || clean is ['\t' or '\r' or '\n', ..] ? "'" + clean : clean;

    // What no file of XML may hold goes, whatever the text begins with: a workbook with it opens nowhere.
    private static string Clean(string text)
    {
        var clean = IsPlain(text) ? text : new string([.. text.Where((c, i) => XmlConvert.IsXmlChar(c)
            || (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) || (char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1])))]);
        return clean.Length > Longest ? clean[..Longest] : clean;
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or >= '\uD800')
            {
                return false;
            }
        }

        return true;
    }
}
