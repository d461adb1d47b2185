using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Payments.Files;

/// <summary>
/// A document as XLSX or CSV: rows “words of the field | value” of the header, then a row of headings, then the rows. Columns are found by their headings, in any order;
/// what a person adds beside them is left alone.
/// </summary>
internal sealed class SheetRows : WireSource
{
    // The headings stand near the top, or it is another file.
    private const int MostHeaderRows = 60;

    // A line of text is read whole, cell by cell: one of a hundred million commas would fill the memory.
    private const int LongestLine = 1 << 20;

    private readonly string _name;
    private readonly WireSchema _schema;
    private readonly SheetSource _source;
    private readonly int _sheet;
    private readonly int _headingRow;
    private readonly int[] _columns;

    /// <exception cref="WireBrokenException">No such document, or one that is not let in.</exception>
    public SheetRows(Stream content, string name, WireSchema schema)
    {
        (_name, _schema) = (name, schema);
        var file = FileGuard.Inspect(content, name, Limits);
        if (!file.Succeeded)
        {
            throw new WireBrokenException(file.Problems[0]);
        }

        if (file.Value.Form == FileForm.Text && HasEndlessLine(content))
        {
            throw new WireBrokenException(FileProblems.Broken.Now(name, 0));
        }

        var source = WorkbookReader.Open(content, file.Value);
        _source = source.Succeeded ? source.Value : throw new WireBrokenException(source.Problems[0]);
        _sheet = _source.Sheets.FirstOrDefault(s => !s.Hidden)?.Index ?? throw new WireBrokenException(FileProblems.Foreign.Now(name, schema.Title));
        Header = Empty(schema.Header.Count);
        foreach (var line in Careful().Take(MostHeaderRows))
        {
            if (Headings(line) is { } columns)
            {
                (_headingRow, _columns) = (line.Number, columns);
                return;
            }

            Label(line);
        }

        throw new WireBrokenException(FileProblems.Foreign.Now(name, schema.Title));
    }

    public override SheetCell[] Header { get; }

    public override IEnumerable<RawRow> Rows()
    {
        foreach (var line in Careful().Where(l => l.Number > _headingRow))
        {
            var cells = new SheetCell[_columns.Length];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = line[_columns[i]];
            }

            yield return new RawRow(line.Number, cells);
        }
    }

    // Place of each column of the schema, -1 where the file has none; null when a column that must be there is not.
    private int[]? Headings(SheetLine line)
    {
        var keys = Enumerable.Range(0, line.Cells.Count).Select(c => WordKey.Of(line[c].Text)).ToList();
        var places = _schema.Columns.Select(f => keys.FindIndex(k => k.Length > 0 && (k == f.HeadingKey || k == WordKey.Of(f.Key)))).ToArray();
        return places.Zip(_schema.Columns).All(p => p.First >= 0 || !p.Second.Required) ? places : null;
    }

    private static bool HasEndlessLine(Stream content)
    {
        content.Position = 0;
        var (buffer, length) = (new byte[1 << 16], 0);
        while (content.Read(buffer) is > 0 and var read)
        {
            var first = buffer.AsSpan(0, read).IndexOf((byte)'\n');
            length = first < 0 ? length + read : read - 1 - buffer.AsSpan(0, read).LastIndexOf((byte)'\n');
            if (length > LongestLine)
            {
                return true;
            }
        }

        content.Position = 0;
        return false;
    }

    private void Label(SheetLine line)
    {
        var key = WordKey.Of(line[0].Text);
        for (var i = 0; i < _schema.Header.Count && key.Length > 0; i++)
        {
            if (key == _schema.Header[i].HeadingKey || key == WordKey.Of(_schema.Header[i].Key))
            {
                Header[i] = line.Cells.Skip(1).FirstOrDefault(c => !c.IsEmpty) is { Text: not null } cell ? cell : SheetCell.Empty;
            }
        }
    }

    private IEnumerable<SheetLine> Careful()
    {
        using var each = _source.Lines(_sheet).GetEnumerator();
        for (var last = 0; ; last = each.Current.Number)
        {
            try
            {
                if (!each.MoveNext())
                {
                    yield break;
                }
            }
            catch (UnreadableSheetException)
            {
                throw new WireBrokenException(FileProblems.Broken.Now(_name, last));
            }

            yield return each.Current;
        }
    }
}
