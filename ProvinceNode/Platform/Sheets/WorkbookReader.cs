using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace ProvinceNode.Platform.Sheets;

/// <summary>Opens a guarded file of any form as sheets. Reads the stream it is given; opens nothing.</summary>
public static class WorkbookReader
{
    /// <summary>The sheets of a file, or the problem that keeps it shut.</summary>
    /// <param name="content">Seekable; stays open and must stay so while sheets are read.</param>
    /// <param name="delimiter">Of a text file, when the sender's is known; else told by the text.</param>
    public static Outcome<SheetSource> Open(Stream content, GuardedFile file, char? delimiter = null)
    {
        try
        {
            return file.Form switch
            {
                FileForm.Html => HtmlSheets.Read(content, file),
                FileForm.XmlSpreadsheet => new XmlSheets(content, file),
                FileForm.Text => new CsvSheets(content, file, delimiter),
                _ => new BookSheets(content, file),
            };
        }
        catch (InvalidPasswordException)
        {
            return SheetProblems.Password.Now(file.Name);
        }
        catch (Exception e) when (Breaks(e))
        {
            return SheetProblems.Broken.Now(file.Name);
        }
    }

    /// <summary>Whether an exception is one that readers of files throw at broken or hostile content.</summary>
    internal static bool Breaks(Exception e) => e is ExcelReaderException or System.Xml.XmlException or IOException or InvalidDataException or FormatException
        or ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or NullReferenceException or KeyNotFoundException or NotSupportedException
        or InvalidCastException or CsvHelper.CsvHelperException;

    /// <summary>Rows of a library's reader, its exceptions turned into the one that carries a problem.</summary>
    internal static IEnumerable<SheetLine> Careful(GuardedFile file, IEnumerable<SheetLine> lines)
    {
        using var each = lines.GetEnumerator();
        while (true)
        {
            try
            {
                if (!each.MoveNext())
                {
                    yield break;
                }
            }
            catch (Exception e) when (Breaks(e))
            {
                throw new UnreadableSheetException(SheetProblems.Broken.Now(file.Name));
            }

            yield return each.Current;
        }
    }
}

/// <summary>Sheets of an .xlsx or .xls.</summary>
internal sealed class BookSheets : SheetSource
{
    // Columns beyond hold nothing in a list of people; a formatted row of 16,384 columns must cost nothing.
    private const int MaximumColumns = 200;

    private readonly Stream _content;
    private readonly GuardedFile _file;
    private readonly Dictionary<int, IReadOnlyDictionary<(int Row, int Column), string>> _errors = [];

    // Between two readings. To open one goes through every sheet once for its size and merged cells, and reads all shared texts; to begin anew costs nothing.
    private IExcelDataReader? _idle;

    public BookSheets(Stream content, GuardedFile file)
    {
        (_content, _file) = (content, file);
        var sheets = new List<SheetInfo>();
        var reader = Reader();
        do
        {
            var merged = (reader.MergeCells ?? []).Select(m => new MergedRange(m.FromRow, m.ToRow, m.FromColumn, m.ToColumn)).ToList();
            sheets.Add(new SheetInfo(sheets.Count, reader.Name, !string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase), merged));
        }
        while (reader.NextResult());
        (Sheets, _idle) = (sheets, reader);
    }

    public override IReadOnlyList<SheetInfo> Sheets { get; }

    public override IEnumerable<SheetLine> Lines(int sheet) => Bounded(sheet, _file, WorkbookReader.Careful(_file, Read(sheet)));

    private IEnumerable<SheetLine> Read(int sheet)
    {
        var errors = ErrorsOf(sheet);
        var reader = Interlocked.Exchange(ref _idle, null) ?? Reader();
        try
        {
            reader.Reset();
            for (var i = 0; i < sheet; i++)
            {
                reader.NextResult();
            }

            var (number, width) = (0, Math.Min(reader.FieldCount, MaximumColumns));
            while (reader.Read())
            {
                number++;
                if (Cells(reader, width, number, errors) is { } cells)
                {
                    yield return new SheetLine(number, cells);
                }
            }
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _idle, reader, null) is not null)
            {
                reader.Dispose();
            }
        }
    }

    // Looked for once a sheet, before a reader shares the stream.
    private IReadOnlyDictionary<(int Row, int Column), string> ErrorsOf(int sheet)
    {
        if (!_errors.TryGetValue(sheet, out var errors))
        {
            _errors[sheet] = errors = _file.Form == FileForm.Workbook ? ErrorCells.Of(_content, Sheets[sheet].Name) : new Dictionary<(int Row, int Column), string>();
        }

        return errors;
    }

    private static SheetCell[]? Cells(IExcelDataReader reader, int width, int row, IReadOnlyDictionary<(int Row, int Column), string> errors)
    {
        SheetCell[]? cells = null;
        for (var c = 0; c < width; c++)
        {
            if (reader.GetValue(c) is { } value && Cell(reader, c, value) is { IsEmpty: false } cell)
            {
                cells ??= new SheetCell[width];
                cells[c] = cell;
            }
            else if (errors.Count > 0 && errors.TryGetValue((row, c), out var error))
            {
                cells ??= new SheetCell[width];
                cells[c] = new SheetCell(CellKind.Error, error);
            }
        }

        if (cells is not null)
        {
            for (var c = 0; c < width; c++)
            {
                cells[c] = cells[c].Text is null ? SheetCell.Empty : cells[c];
            }
        }

        return cells;
    }

    private static SheetCell Cell(IExcelDataReader reader, int column, object value) => value switch
    {
        string text => SheetCell.Of(text),
        double number => SheetCell.Of(number, reader.GetNumberFormatString(column)),
        int number => SheetCell.Of(number, reader.GetNumberFormatString(column)),
        DateTime date => SheetCell.Of(date, reader.GetNumberFormatString(column)),
        bool truth => SheetCell.Of(truth),
        TimeSpan time => SheetCell.Of(time.TotalDays),
        _ => SheetCell.Of(value.ToString()),
    };

    private IExcelDataReader Reader()
    {
        // Asked for first: the library's configuration wants the code page to be registered already.
        var western = Encodings.Western;
        _content.Position = 0;
        return ExcelReaderFactory.CreateReader(_content, new ExcelReaderConfiguration { FallbackEncoding = western, LeaveOpen = true });
    }
}
