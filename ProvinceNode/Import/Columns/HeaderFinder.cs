using System.Text.RegularExpressions;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Columns;

/// <summary>Finds the heading of a sheet among its first rows: titles above, one to four heading rows, merged cells, a row of column numbers below. Pure.</summary>
public static partial class HeaderFinder
{
    /// <summary>Rows with content that are looked at.</summary>
    public const int HeadRows = 60;

    private const int MostRows = 4;
    private const int FewestFields = 3;
    private const int LongestHeading = 120;

    /// <summary>The heading, or null when no row names at least three fields.</summary>
    /// <param name="head">First rows with content, at most <see cref="HeadRows"/>.</param>
    public static SheetHeader? Find(IReadOnlyList<SheetLine> head, IReadOnlyList<MergedRange> merged)
    {
        var font = FontOf(head);
        var texts = head.Select(l => new HeadLine(l, merged, font)).ToList();
        var scores = texts.Select(t => t.Fields).ToList();
        var best = scores.Count == 0 ? 0 : scores.Max();
        if (best < FewestFields)
        {
            return null;
        }

        // The first row that names nearly as much as the best: a repeated heading below is none of ours.
        var first = scores.FindIndex(s => s >= Math.Max(FewestFields, best - 1));
        var last = first;
        while (first > 0 && last - first + 1 < MostRows && texts[first - 1].IsAbove(texts[first], merged))
        {
            first--;
        }

        while (last + 1 < texts.Count && last - first + 1 < MostRows && texts[last + 1].IsBelow(texts[first], texts[last], merged))
        {
            last++;
        }

        var block = texts.GetRange(first, last - first + 1);
        if (last + 1 < texts.Count && IsNumbering(texts[last + 1].Line))
        {
            last++;
        }

        var width = block.Max(b => b.Line.Cells.Count);
        var above = texts.Take(first).SelectMany(t => t.Own.Where(o => o.Length > 0)).ToList();
        return new SheetHeader(block[0].Line.Number, texts[last].Line.Number, [.. Enumerable.Range(0, width).Select(c => Path(block, c))], above);
    }

    /// <summary>A row that numbers the columns: (1) (2) (3), or A B 1 2, with formulas such as 8=6x7.</summary>
    public static bool IsNumbering(SheetLine line)
    {
        var cells = line.Cells.Where(c => !c.IsEmpty).Select(c => c.Text.Trim()).ToList();
        if (cells.Count < 3 || !cells.All(c => ColumnNumber().IsMatch(c)))
        {
            return false;
        }

        var numbers = cells.Select(c => int.TryParse(Digits().Match(c).Value, out var n) ? n : -1).Where(n => n >= 0).ToList();
        return numbers.Count >= 2 && numbers.Zip(numbers.Skip(1)).All(p => p.Second > p.First) && numbers[0] <= 3 && numbers[^1] <= numbers.Count + 5;
    }

    private static LegacyFont FontOf(IReadOnlyList<SheetLine> head)
    {
        var vote = new FontVote();
        foreach (var cell in head.SelectMany(l => l.Cells))
        {
            vote.Add(cell.Text);
        }

        return vote.Winner;
    }

    // Headings of a column, top down, without repetitions and blanks.
    private static List<string> Path(List<HeadLine> block, int column)
    {
        var path = new List<string>();
        for (var i = 0; i < block.Count; i++)
        {
            var text = block[i].Seen(column);
            if (text.Length == 0 && i + 1 < block.Count && block[i].Own.Count > 0)
            {
                text = Inherited(block, i, column);
            }

            if (text.Length is > 0 and <= LongestHeading && !path.Contains(text))
            {
                path.Add(text);
            }
        }

        return path;
    }

    // A file without merged cells keeps a common heading in its first column only: what stands left of it, when both have a heading below.
    private static string Inherited(List<HeadLine> block, int row, int column)
    {
        if (block[row].Line.Number > 0 && block[row + 1].Seen(column).Length == 0)
        {
            return "";
        }

        for (var left = column - 1; left >= 0 && block[row + 1].Seen(left).Length > 0; left--)
        {
            if (block[row].Seen(left) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return "";
    }

    [GeneratedRegex(@"^\(?\s*(\d{1,2}|[A-Ea-e])\s*(\)?\s*=\s*[\d()x+\-*×/ ]+)?\)?\s*$")]
    private static partial Regex ColumnNumber();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}

/// <summary>A row that may belong to the heading. Pure.</summary>
internal sealed partial class HeadLine
{
    private readonly Dictionary<int, string> _merged = [];

    public HeadLine(SheetLine line, IReadOnlyList<MergedRange> merged, LegacyFont font)
    {
        Line = line;
        font = line.Cells.Any(c => LegacyFonts.IsUnicode(c.Text)) ? LegacyFont.None : font;
        Own = [.. line.Cells.Select(c => c.Kind == CellKind.Text ? TextCleaner.Clean(c.Text, font).Value : "")];
        Others = line.Cells.Count(c => !c.IsEmpty && c.Kind != CellKind.Text);
        foreach (var range in merged.Where(m => m.FirstRow == line.Number - 1 && m.LastColumn > m.FirstColumn))
        {
            for (var c = range.FirstColumn; c <= Math.Min(range.LastColumn, 200); c++)
            {
                _merged[c] = Own.ElementAtOrDefault(range.FirstColumn) ?? "";
            }
        }

        Filled = Own.Count(o => o.Length > 0);
        Fields = Others > Filled ? 0 : Own.Where(o => o.Length is > 0 and <= 120 && !Sentence().IsMatch(o))
            .Select(o => FieldWords.Read([o])).Where(f => f.Weight > 0 && f.Field != Field.None).Select(f => f.Field).Distinct().Count();
    }

    public SheetLine Line { get; }

    /// <summary>Cleaned texts of the row's own cells.</summary>
    public IReadOnlyList<string> Own { get; }

    /// <summary>Different fields that the row names.</summary>
    public int Fields { get; }

    private int Filled { get; }

    private int Others { get; }

    /// <summary>The heading over a column: its own or that of the merged cell over it.</summary>
    public string Seen(int column) => Own.ElementAtOrDefault(column) is { Length: > 0 } own ? own : _merged.GetValueOrDefault(column, "");

    /// <summary>Whether this row carries common headings of the row below.</summary>
    public bool IsAbove(HeadLine below, IReadOnlyList<MergedRange> merged) =>
        below.Line.Number - Line.Number == 1 && Filled >= 2 && Fields >= 1 && Others == 0 && Own.All(o => o.Length <= 80)
        && (merged.Any(m => m.FirstRow == Line.Number - 1 && m.LastRow >= below.Line.Number - 1) || Fields >= 2 || _merged.Count > 0);

    /// <summary>Whether this row goes on with the heading: parts of merged headings, or words such as "Nam", "Nữ", "Ngày cấp".</summary>
    public bool IsBelow(HeadLine first, HeadLine last, IReadOnlyList<MergedRange> merged)
    {
        if (Line.Number - last.Line.Number > 1 || Others > 0 || Filled == 0 || HeaderFinder.IsNumbering(Line) || Own.Any(o => LongNumber().IsMatch(o)))
        {
            return false;
        }

        var reached = merged.Any(m => m.FirstRow >= first.Line.Number - 1 && m.FirstRow < Line.Number - 1 && m.LastRow >= Line.Number - 1 && m.FirstColumn == m.LastColumn);
        var words = Own.Where(o => o.Length > 0).ToList();
        var known = words.Count(o => o.Length <= 60 && (SubHeading().IsMatch(WordKey.Of(o)) || FieldWords.Read([o]).Weight > 0));

        // A village's own line ("Thôn 3") is one word that names a field; part of a heading it is only under merged cells.
        return (known == words.Count && (words.Count > 1 || reached || SubHeading().IsMatch(WordKey.Of(words[0])))) || (reached && known * 2 >= words.Count);
    }

    // A village heading ("Thôn 1") names a field, but has a number or stands alone; titles are sentences.
    [GeneratedRegex(@"^(danh sách|bảng|biểu|cộng hòa|cộng hoà|độc lập|ủy ban|uỷ ban|ubnd|kèm theo|\(kèm|mẫu số)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\d{5,}")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"^(nam|nu|nam gioi|nu gioi|ngay|thang|so|so tien|loai|tu|den|muc|ten|dong|nghin dong)$")]
    private static partial Regex SubHeading();
}
