using System.Globalization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.OnPaper;

/// <summary>Orders of lines as officials write them: "1-20, 25". Pure.</summary>
public static class PaperRows
{
    /// <param name="most">The last order of the list.</param>
    /// <returns>Each order once, in order; null when the text is no such thing, is longer than what is kept, or names a line that is not there. Empty for an empty text.</returns>
    public static IReadOnlyList<int>? Parse(string text, int most)
    {
        if (text.Length > PaperPayment.LongestRows)
        {
            return null;
        }

        var named = new bool[most + 1];
        foreach (var part in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split(['-', '–'], StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !Whole(ends[0], most, out var from) || !Whole(ends[^1], most, out var to) || from > to)
            {
                return null;
            }

            named.AsSpan(from, to - from + 1).Fill(true);
        }

        return [.. Enumerable.Range(1, most).Where(row => named[row])];
    }

    /// <summary>What is wrong with a text of orders, or null.</summary>
    public static Problem? Fault(string text, int most, string field) =>
        text.Length > PaperPayment.LongestRows ? CommonProblems.TooLong.At(field, "Số thứ tự các dòng", PaperPayment.LongestRows, text.Length) : Parse(text, most) is null ? PaperProblems.Rows.At(field, most) : null;

    /// <summary>As it is kept and shown: runs are joined.</summary>
    public static string Words(IEnumerable<int> rows)
    {
        var runs = new List<(int From, int To)>();
        foreach (var row in rows.Distinct().Order())
        {
            if (runs.Count > 0 && runs[^1].To == row - 1)
            {
                runs[^1] = (runs[^1].From, row);
            }
            else
            {
                runs.Add((row, row));
            }
        }

        return string.Join(", ", runs.Select(r => r.From == r.To ? $"{r.From}" : $"{r.From}-{r.To}"));
    }

    private static bool Whole(string text, int most, out int row) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out row) && row >= 1 && row <= most;
}
