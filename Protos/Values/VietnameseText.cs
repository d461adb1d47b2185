using System.Globalization;
using System.Text;

namespace Protos.Values;

/// <summary>Comparing and searching Vietnamese text (policy appendix B, "Name matching").</summary>
public static class VietnameseText
{
    private static readonly (string Old, string New)[] TonePlacement =
    [
        ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"),
        ("òe", "oè"), ("óe", "oé"), ("ỏe", "oẻ"), ("õe", "oẽ"), ("ọe", "oẹ"),
        ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
    ];

    private static readonly char[] Folded = FoldAll();

    // Grave, hook, tilde, acute, dot below.
    private const string Tones = "\u0300\u0309\u0303\u0301\u0323";

    /// <summary>NFC with single spaces: how text is stored.</summary>
    public static string Clean(string? text) => text is not null && IsClean(text) ? text
        : string.Join(' ', (text ?? "").Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Whether a text is surely as <see cref="Clean"/> makes it, told without making anything: printable ASCII and whole Latin letters, which have no other
    /// form in NFC, with single spaces between words. False says nothing.
    /// </summary>
    public static bool IsClean(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            if (c is not ((> ' ' and <= '~') or (>= '\u00C0' and <= '\u024F') or (>= '\u1EA0' and <= '\u1EF9')) && !(c == ' ' && before != ' '))
            {
                return false;
            }

            before = c;
        }

        return before != ' ';
    }

    /// <summary>"NGUYỄN VĂN AN" and "nguyễn văn an" as "Nguyễn Văn An"; a name of both cases is left as it was written.</summary>
    public static string Cased(string name)
    {
        if (name.Any(char.IsUpper) && name.Any(char.IsLower))
        {
            return name;
        }

        var letters = name.ToLower(VietnameseFormat.Culture).ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = i == 0 || letters[i - 1] is ' ' or '-' or '\'' or '’' or '.' ? char.ToUpper(letters[i], VietnameseFormat.Culture) : letters[i];
        }

        return new string(letters);
    }

    /// <summary>Key for legal comparison of names: case and tone placement do not matter (hoà = hòa), accents do.</summary>
    public static string NameKey(string? text)
    {
        var key = Clean(text).ToLower(VietnameseFormat.Culture);
        foreach (var (old, @new) in TonePlacement)
        {
            key = key.Replace(@new, old, StringComparison.Ordinal);
        }

        return key;
    }

    /// <summary>Key for search only: lower case without accents, đ as d.</summary>
    public static string Fold(string? text)
    {
        var clean = Clean(text);
        if (clean.All(c => FoldedLetter(c) != '\0'))
        {
            return string.Create(clean.Length, clean, (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = FoldedLetter(from[i]);
                }
            });
        }

        return Decomposed(clean);
    }

    private static char FoldedLetter(char c) => c < Folded.Length ? Folded[c] : '\0';

    // Of the letters that names are written with, each by itself: what does not fold to one letter is 0.
    private static char[] FoldAll() =>
        [.. Enumerable.Range(0, 0x1F00).Select(c => (char)c is (>= ' ' and <= '~') or (>= '\u00C0' and <= '\u024F') or (>= '\u1EA0' and <= '\u1EF9') && Decomposed(((char)c).ToString()) is [var one] ? one : '\0')];

    private static string Decomposed(string clean)
    {
        var folded = new StringBuilder();
        foreach (var c in clean.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(c == 'đ' ? 'd' : c);
            }
        }

        return folded.ToString();
    }

    /// <summary>
    /// Key by which lists of people are ordered, compared by code: the given name (last word) with its tone, then family and middle names (policy appendix B).
    /// Letters in the order of the alphabet (a ă â … d đ …), tones as dictionaries have them: ngang, huyền, hỏi, ngã, sắc, nặng.
    /// </summary>
    public static string SortKey(string? fullName)
    {
        var words = NameKey(fullName).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "" : $"{Weighed(words[^1..])}\t{Weighed(words[..^1])}";
    }

    // Letters first, then one tone for each word: "lân" is no "lan" with a tone, but "lán" is. What follows a letter must be greater than any letter, so that ă comes after az.
    private static string Weighed(string[] words)
    {
        var (letters, tones) = (new StringBuilder(), new StringBuilder());
        foreach (var word in words)
        {
            var tone = 0;
            letters.Append(letters.Length > 0 ? " " : "");
            foreach (var c in word.Normalize(NormalizationForm.FormD))
            {
                tone = Math.Max(tone, Tones.IndexOf(c, StringComparison.Ordinal) + 1);
                letters.Append(c switch
                {
                    'đ' => "d{",
                    '\u0306' => "{", // ă
                    '\u0302' => letters[^1] == 'a' ? "|" : "{", // â after ă; ê, ô
                    '\u031B' => letters[^1] == 'o' ? "|" : "{", // ơ after ô; ư
                    _ => char.IsLetterOrDigit(c) ? c.ToString() : "",
                });
            }

            tones.Append((char)('0' + tone));
        }

        return $"{letters}\t{tones}";
    }
}
