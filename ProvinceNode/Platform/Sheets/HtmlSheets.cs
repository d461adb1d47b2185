using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ProvinceNode.Platform.Sheets;

/// <summary>
/// Tables of an HTML page that programs export under the name .xls. Tags are read one after the other without a tree: a page of a million
/// nested elements costs no stack. Scripts, styles and addresses in it are text that is thrown away.
/// </summary>
internal sealed partial class HtmlSheets : SheetSource
{
    private const int MaximumColumns = 200;
    private const int MaximumSpan = 10_000;

    private readonly GuardedFile _file;
    private readonly List<HtmlTable> _tables;

    private HtmlSheets(GuardedFile file, List<HtmlTable> tables)
    {
        (_file, _tables) = (file, tables);
        Sheets = tables.Select((t, i) => new SheetInfo(i, $"Bảng {i + 1}", false, t.Merged)).ToList();
    }

    public override IReadOnlyList<SheetInfo> Sheets { get; }

    public override IEnumerable<SheetLine> Lines(int sheet) => Bounded(sheet, _file, _tables[sheet].Lines);

    public static HtmlSheets Read(Stream content, GuardedFile file)
    {
        content.Position = 0;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return new HtmlSheets(file, Tables(Encodings.Of(bytes).GetString(bytes)));
    }

    private static List<HtmlTable> Tables(string html)
    {
        var (tables, depth) = (new List<HtmlTable>(), 0);
        HtmlTable? table = null;
        var at = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            if (tag.Index < at)
            {
                continue; // inside a script or style
            }

            if (depth > 0)
            {
                table?.Add(html[at..tag.Index]);
            }

            at = tag.Index + tag.Length;
            var (name, opens) = (tag.Groups["name"].Value.ToLowerInvariant(), tag.Groups["close"].Length == 0);
            if (name is "script" or "style" && opens)
            {
                var end = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
                at = end < 0 ? html.Length : end;
            }
            else if (name == "table")
            {
                depth = Math.Max(0, depth + (opens ? 1 : -1));
                if (opens && depth == 1)
                {
                    tables.Add(table = new HtmlTable());
                }
            }
            else if (depth == 1)
            {
                Cell(table!, name, opens, tag.Value);
            }
        }

        foreach (var each in tables)
        {
            each.EndCell();
        }

        return tables.Where(t => t.Lines.Count > 0).ToList();
    }

    private static void Cell(HtmlTable table, string name, bool opens, string tag)
    {
        switch (name)
        {
            case "tr" when opens:
                table.NewRow();
                break;
            case "td" or "th" when opens:
                table.NewCell(Span(RowSpan().Match(tag)), Span(ColumnSpan().Match(tag)));
                break;
            case "td" or "th" or "tr":
                table.EndCell();
                break;
            case "br" or "p" or "div" when opens:
                table.Add("\n");
                break;
        }
    }

    private static int Span(Match match) => match.Success && int.TryParse(match.Groups[1].ValueSpan, out var span) ? Math.Clamp(span, 1, MaximumSpan) : 1;

    [GeneratedRegex(@"<!--.*?-->|<!\[[^\]]*\]>|<(?<close>/?)(?<name>[A-Za-z][A-Za-z0-9:]*)(?:[^>""']|""[^""]*""|'[^']*')*>|<[!?][^>]*>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\browspan\s*=\s*[""']?(\d{1,6})", RegexOptions.IgnoreCase)]
    private static partial Regex RowSpan();

    [GeneratedRegex(@"\bcolspan\s*=\s*[""']?(\d{1,6})", RegexOptions.IgnoreCase)]
    private static partial Regex ColumnSpan();

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Blanks();

    private sealed class HtmlTable
    {
        private readonly StringBuilder _text = new();
        private readonly int[] _taken = new int[MaximumColumns]; // rows that a column is still covered from above
        private List<SheetCell>? _row;
        private (int Column, bool Open) _cell;

        public List<SheetLine> Lines { get; } = [];

        public List<MergedRange> Merged { get; } = [];

        public void NewRow()
        {
            EndCell();
            for (var c = 0; c < MaximumColumns; c++)
            {
                _taken[c] = Math.Max(0, _taken[c] - 1);
            }

            _row = [];
            Lines.Add(new SheetLine(Lines.Count + 1, _row));
        }

        public void NewCell(int rows, int columns)
        {
            EndCell();
            if (_row is null)
            {
                NewRow();
            }

            var column = _row!.Count;
            while (column < MaximumColumns && _taken[column] > 0)
            {
                column++;
            }

            if (column >= MaximumColumns)
            {
                return;
            }

            while (_row.Count < column)
            {
                _row.Add(SheetCell.Empty);
            }

            columns = Math.Min(columns, MaximumColumns - column);
            for (var c = column; c < column + columns; c++)
            {
                _taken[c] = Math.Max(_taken[c], rows);
                _row.Add(SheetCell.Empty);
            }

            if (rows > 1 || columns > 1)
            {
                Merged.Add(new MergedRange(Lines.Count - 1, Lines.Count - 2 + rows, column, column + columns - 1));
            }

            _cell = (column, true);
        }

        public void Add(string text)
        {
            if (_cell.Open)
            {
                _text.Append(text == "\n" ? "\n" : Blanks().Replace(WebUtility.HtmlDecode(text), " "));
            }
        }

        public void EndCell()
        {
            if (_cell.Open)
            {
                _row![_cell.Column] = SheetCell.Of(_text.ToString().Trim());
            }

            _text.Clear();
            _cell = default;
        }
    }
}
