using System.Reflection;
using System.Text;

namespace Protos.Reference;

/// <summary>
/// A table shipped with the product: official units, the law's numbers, code lists. One header line, then one row a line;
/// the separator (comma or semicolon) is told by the header. The files hold no quotes.
/// </summary>
public sealed class ReferenceTable
{
    private readonly Dictionary<string, int> _columns;

    private ReferenceTable(string[] header, List<string[]> rows)
    {
        _columns = header.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        Rows = rows.Select(cells => new Row(this, cells)).ToList();
    }

    public IReadOnlyList<Row> Rows { get; }

    /// <summary>Reads an embedded table.</summary>
    /// <param name="name">File name without extension, e.g. <c>categories</c>.</param>
    /// <exception cref="FileNotFoundException">No such table is shipped.</exception>
    public static ReferenceTable Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Reference/{name}.csv")
            ?? throw new FileNotFoundException($"Reference table {name} is not shipped.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var header = reader.ReadLine() ?? "";
        var separator = header.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                rows.Add(line.Split(separator));
            }
        }

        return new ReferenceTable(header.Split(separator), rows);
    }

    /// <summary>One row, its cells by column name.</summary>
    public sealed class Row(ReferenceTable table, string[] cells)
    {
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
            this[column] is { Length: > 0 } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;

        /// <summary>A whole number, or null when empty.</summary>
        public int? Int(string column) =>
            this[column] is { Length: > 0 } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

        /// <summary>A decimal such as 2.5 in hundredths (250).</summary>
        public int Hundredths(string column) =>
            (int)(decimal.Parse(this[column], System.Globalization.CultureInfo.InvariantCulture) * 100m);
    }
}
