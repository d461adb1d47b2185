using System.Globalization;
using System.Reflection;
using System.Text;

namespace Protos.Reference;

/// <summary>
/// A table shipped with the product, or of a pack of the hub: official units, the law's numbers, code lists. One header line, then one row a line;
/// the separator (comma or semicolon) is told by the header. The files hold no quotes.
/// </summary>
public sealed class ReferenceTable
{
    private readonly Dictionary<string, int> _columns;

    private ReferenceTable(string[] header, List<(string[] Cells, int Line)> rows)
    {
        Columns = header;
        _columns = header.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        Rows = rows.Select(r => new Row(this, r.Cells, r.Line)).ToList();
    }

    public IReadOnlyList<Row> Rows { get; }

    /// <summary>Names of the columns, as the header has them.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads an embedded table.</summary>
    /// <param name="name">File name without extension, e.g. <c>categories</c>.</param>
    /// <exception cref="FileNotFoundException">No such table is shipped.</exception>
    public static ReferenceTable Read(string name) => Parse(Shipped(name));

    /// <summary>The text of an embedded table, lines ended by a line feed.</summary>
    /// <exception cref="FileNotFoundException">No such table is shipped.</exception>
    public static string Shipped(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Reference/{name}.csv")
            ?? throw new FileNotFoundException($"Reference table {name} is not shipped.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Reads the text of a table.</summary>
    /// <exception cref="ArgumentException">Two columns of the header have one name.</exception>
    public static ReferenceTable Parse(string text)
    {
        using var reader = new StringReader(text);
        var header = reader.ReadLine() ?? "";
        var separator = SeparatorOf(header);
        var rows = new List<(string[], int)>();
        for (var line = 2; reader.ReadLine() is { } read; line++)
        {
            if (read.Length > 0)
            {
                rows.Add((read.Split(separator), line));
            }
        }

        return new ReferenceTable(header.Split(separator), rows);
    }

    /// <summary>What separates the cells under a header.</summary>
    public static char SeparatorOf(string header) => header.Contains(';', StringComparison.Ordinal) ? ';' : ',';

    /// <summary>One row, its cells by column name.</summary>
    public sealed class Row(ReferenceTable table, string[] cells, int line)
    {
        /// <summary>Line of the text, the header being the first.</summary>
        public int Line => line;

        /// <summary>How many cells the line has.</summary>
        public int Count => cells.Length;

        /// <summary>Trimmed text of a cell; empty when it is missing at the end of the line.</summary>
        public string this[string column]
        {
            get
            {
                var index = table._columns[column];
                return index < cells.Length ? cells[index].Trim() : "";
            }
        }

        /// <summary>A date cell (yyyy-MM-dd), or null when empty.</summary>
        public DateOnly? Date(string column) =>
            this[column] is { Length: > 0 } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

        /// <summary>A whole number, or null when empty.</summary>
        public int? Int(string column) =>
            this[column] is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

        /// <summary>A decimal such as 2.5 in hundredths (250).</summary>
        public int Hundredths(string column) =>
            (int)(decimal.Parse(this[column], CultureInfo.InvariantCulture) * 100m);
    }
}
