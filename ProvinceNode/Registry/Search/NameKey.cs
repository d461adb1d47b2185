using System.Globalization;
using System.Text;
using Protos.Values;

namespace ProvinceNode.Registry.Search;

/// <summary>
/// Names as people look for them: hoà is hòa is Hoa, Mỹ is Mĩ, Đức is Duc, H'Hen is HHen. Only for finding; two people may have one key, and law
/// compares by <see cref="VietnameseText.NameKey"/>. What a letter becomes depends only on the letters before it, so the key of what is
/// typed so far begins the key of what it will become. Pure.
/// </summary>
public static class NameKey
{
    /// <summary>Greater than every character of a key: <c>key + End</c> is past all keys that begin with it.</summary>
    public const string End = "~";

    /// <summary>Longest key: as long as a stored name may be.</summary>
    public const int Longest = 120;

    /// <summary>Letters a–z and digits in words, one space between them.</summary>
    public static string Of(string? name)
    {
        var key = new StringBuilder();
        foreach (var c in VietnameseText.Clean(name).ToLowerInvariant().Normalize(NormalizationForm.FormKD))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category == UnicodeCategory.NonSpacingMark || c is '\'' or '’' or '‘' or 'ʼ' or '`' || (category is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter && Latin(c) == '\0'))
            {
                continue;
            }

            if (Latin(c) is var letter and not '\0')
            {
                key.Append(letter == 'y' && IsSoundOfI(key) ? 'i' : letter);
            }
            else if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString(0, Math.Min(key.Length, Longest)).TrimEnd();
    }

    /// <summary>Words of a key.</summary>
    public static string[] Words(string key) => key.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Its words in alphabetical order: one text for every order in which somebody writes them.</summary>
    public static string Sorted(string key) => string.Join(' ', Words(key).Order(StringComparer.Ordinal));

    /// <summary>First and last word in alphabetical order: one text with the middle name and without it, family name first or last.</summary>
    public static string Ends(string key) => Words(key) is { Length: > 1 } words ? Sorted($"{words[0]} {words[^1]}") : key;

    /// <summary>Whether all words of the shorter name stand in the longer one, in the same order, and both begin and end alike: the middle name is missing.</summary>
    public static bool LacksMiddle(string one, string other)
    {
        var (shorter, longer) = one.Length < other.Length ? (Words(one), Words(other)) : (Words(other), Words(one));
        if (shorter.Length < 2 || shorter.Length >= longer.Length || shorter[0] != longer[0] || shorter[^1] != longer[^1])
        {
            return false;
        }

        var at = 0;
        foreach (var word in longer)
        {
            at += at < shorter.Length && shorter[at] == word ? 1 : 0;
        }

        return at == shorter.Length;
    }

    // Đ and its look-alikes decompose to nothing.
    private static char Latin(char c) => c switch
    {
        'đ' or 'ð' => 'd',
        >= 'a' and <= 'z' or >= '0' and <= '9' => c,
        _ => '\0',
    };

    // Lý = Lí, Quý = Quí, Yến = Iến; but Thúy, Hay, Nguyễn have a y of their own.
    private static bool IsSoundOfI(StringBuilder before) => before.Length == 0 || before[^1] switch
    {
        'a' or 'e' or 'o' => false,
        'u' => before.Length > 1 && before[^2] == 'q',
        _ => true,
    };
}
