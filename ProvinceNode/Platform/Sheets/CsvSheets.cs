using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Protos.Values;

namespace ProvinceNode.Platform.Sheets;

/// <summary>The one sheet of a separated text file.</summary>
public sealed class CsvSheets : SheetSource
{
    private const int HeadBytes = 256 << 10;
    private const int MaximumField = 8_000;

    // Columns beyond hold nothing in a list of people.
    private const int MaximumColumns = 200;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly Stream _content;
    private readonly GuardedFile _file;

    public CsvSheets(Stream content, GuardedFile file, char? delimiter)
    {
        (_content, _file) = (content, file);
        Sheets = [new SheetInfo(0, Path.GetFileNameWithoutExtension(file.Name), false, [])];
        var head = new byte[HeadBytes];
        content.Position = 0;
        head = head[..content.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
        Encoding = Encodings.Of(head);
        Delimiter = delimiter ?? DelimiterOf(Encoding.GetString(head));
    }

    public override IReadOnlyList<SheetInfo> Sheets { get; }

    /// <summary>As found.</summary>
    public Encoding Encoding { get; }

    /// <summary>As found or given.</summary>
    public char Delimiter { get; }

    public override IEnumerable<SheetLine> Lines(int sheet) => Bounded(sheet, _file, WorkbookReader.Careful(_file, Read()));

    /// <summary>The separator that cuts most rows into the same number of parts, at least two; separators inside quotes do not count.</summary>
    public static char DelimiterOf(string head)
    {
        var rows = Records(head).Take(200).Where(r => r.Length > 0).ToList();
        if (rows.Count > 0 && rows[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && rows[0].Length == 5)
        {
            return rows[0][4];
        }

        return Delimiters.Select(d => (Delimiter: d, Score: Score(rows, d))).MaxBy(s => s.Score).Delimiter;
    }

    // Rows with the breaks inside quotes kept; a quote that never closes is a letter like any other.
    private static List<string> Records(string head)
    {
        var records = new List<string>();
        foreach (var line in head.Split('\n').Take(2_000).Select(r => r.TrimEnd('\r')))
        {
            if (records.Count > 0 && records[^1].Length < MaximumField && records[^1].Count(c => c == '"') % 2 == 1)
            {
                records[^1] += "\n" + line;
            }
            else
            {
                records.Add(line);
            }
        }

        return records;
    }

    private static double Score(List<string> rows, char delimiter)
    {
        var counts = rows.Select(r => Outside(r, delimiter)).ToList();
        var usual = counts.Where(c => c > 0).GroupBy(c => c).MaxBy(g => g.Count());
        return usual is null ? 0 : (double)usual.Count() / rows.Count * Math.Min(usual.Key, 8);
    }

    private static int Outside(string row, char delimiter)
    {
        var (count, quoted) = (0, false);
        foreach (var c in row)
        {
            quoted ^= c == '"';
            count += c == delimiter && !quoted ? 1 : 0;
        }

        return count;
    }

    private IEnumerable<SheetLine> Read()
    {
        var configuration = new CsvConfiguration(VietnameseFormat.Culture)
        {
            HasHeaderRecord = false, Delimiter = Delimiter.ToString(), BadDataFound = null, MaxFieldSize = MaximumField, IgnoreBlankLines = false, DetectColumnCountChanges = false,
        };
        _content.Position = 0;
        using var text = new BoundedText(new StreamReader(_content, Encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true), _file);
        using var parser = new CsvParser(text, configuration, leaveOpen: true);
        for (var number = 1; parser.Read(); number++)
        {
            text.NextRow();
            if (parser.Count > _file.Limits.LineCells)
            {
                throw BoundedText.TooLong(_file);
            }

            // A person counts rows as Excel shows them: a quoted break makes no new row.
            var cells = (parser.Record ?? []).Take(MaximumColumns).Select(c => SheetCell.Of(c.Trim('\0', '\u001A').Normalize(NormalizationForm.FormC))).ToArray();
            if (number > 1 || cells.Length != 1 || !cells[0].Text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            {
                yield return new SheetLine(number, cells);
            }
        }
    }

    /// <summary>
    /// Text of which no row is longer than the bound: the parser keeps a whole row in memory, be it of quotes that never close or of separators without end. It is handed out in
    /// small pieces, so that what one row took is told to within a piece.
    /// </summary>
    private sealed class BoundedText(StreamReader text, GuardedFile file) : TextReader
    {
        private const int Piece = 4_096;

        private int _taken;

        public static UnreadableSheetException TooLong(GuardedFile file) => new(SheetProblems.LineTooLong.Now(file.Name, file.Limits.LineLetters, file.Limits.LineCells));

        public void NextRow() => _taken = 0;

        public override int Peek() => text.Peek();

        public override int Read() => text.Read();

        public override int Read(char[] buffer, int index, int count)
        {
            var read = text.Read(buffer, index, Math.Min(count, Piece));
            _taken += read;
            return _taken > file.Limits.LineLetters + Piece ? throw TooLong(file) : read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                text.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
