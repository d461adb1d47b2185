using ProvinceNode.Import.Columns;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Rows;

/// <summary>"nt" and quotation marks stand for the value above, as on paper. Pure: keeps the last value of the columns where people write so.</summary>
internal sealed class DittoMarks(ColumnMap map)
{
    private static readonly HashSet<string> Marks = ["\"", "''", "”", "“", "nt", "-nt-", "như trên", "nhu tren", "--\"--", "-\"-", "//", "\"\"", "- nt -"];

    /// <summary>Where people write so: what many rows have alike, and nobody is told by.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
        [Field.Village, Field.Commune, Field.CommuneCode, Field.District, Field.Province, Field.Address, Field.Ethnic, Field.Category, Field.DecisionNumber, Field.DecisionDate, Field.StartMonth, Field.NumberIssuedBy];

    private readonly HashSet<int> _columns = [.. Fields.Select(f => map[f]).OfType<int>()];
    private readonly Dictionary<int, (SheetCell Cell, SheetLine Line)> _last = [];

    /// <summary>The cell, or the one that a ditto mark stands for.</summary>
    public (SheetCell Cell, SheetLine Line) At(int column, (SheetCell Cell, SheetLine Line) cell)
    {
        if (!_columns.Contains(column) || cell.Cell.IsEmpty)
        {
            return cell;
        }

        if (Marks.Contains(cell.Cell.Text.Trim().ToLowerInvariant()))
        {
            return _last.GetValueOrDefault(column, (SheetCell.Empty, cell.Line));
        }

        _last[column] = cell;
        return cell;
    }
}
