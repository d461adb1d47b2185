using System.Text.RegularExpressions;

namespace ProvinceNode.Documents.Drafts;

/// <summary>
/// What an editor of a draft may not touch: amounts, months, coefficients, dates, numbers, clauses and the names of the dossier. They come from the
/// decision's facts; another amount needs other facts, not another sentence. Pure.
/// </summary>
public static partial class DraftFacts
{
    /// <summary>Facts in a text in the order in which they stand.</summary>
    /// <param name="known">Names, addresses and codes of the dossier.</param>
    public static IReadOnlyList<string> In(string text, IEnumerable<string> known)
    {
        var found = Shapes().Matches(text).Select(m => (m.Index, m.Length, m.Value)).ToList();
        foreach (var name in known.Where(k => k.Length > 1).OrderByDescending(k => k.Length))
        {
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            {
                if (!found.Any(f => at < f.Index + f.Length && f.Index < at + name.Length))
                {
                    found.Add((at, name.Length, name));
                }
            }
        }

        return found.OrderBy(f => f.Index).Select(f => f.Value).ToList();
    }

    /// <summary>The first fact of a text that its edit lost, moved or added; null when all stand as they were.</summary>
    public static string? Touched(string was, string now, IEnumerable<string> known)
    {
        var names = known.ToList();
        var (before, after) = (In(was, names), In(now, names));
        var next = 0;
        foreach (var fact in after)
        {
            if (next < before.Count && fact == before[next])
            {
                next++;
            }
            else if (IsDecided(fact))
            {
                // A fact that stands further on was not added: the one before it was lost or moved.
                return before.Skip(next).Contains(fact) ? before[next] : fact;
            }
        }

        return next < before.Count ? before[next] : null;
    }

    // A date or a clause may be added to a sentence; money, months, coefficients and personal numbers may not.
    private static bool IsDecided(string fact) => Decided().IsMatch(fact);

    [GeneratedRegex(@"\d{1,3}(\.\d{3})+( đồng)?|\d+ đồng|Bằng chữ: [^)]+|tháng \d{2}/\d{4}|\b\d{2}/\d{2}/\d{4}\b|ngày \d{2} tháng \d{1,2} năm \d{4}|hệ số \d+,\d+( × \d+)?|\b\d{12}\b|\b\d{9}\b|(điểm \p{L} )?khoản \d+ Điều \d+|(?<!\p{L})\p{Lu}{2,}( \p{Lu}{2,})+", RegexOptions.CultureInvariant)]
    private static partial Regex Shapes();

    [GeneratedRegex(@"đồng|^\d{1,3}(\.\d{3})+|Bằng chữ|^tháng|^hệ số|^\d{9,12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Decided();
}
