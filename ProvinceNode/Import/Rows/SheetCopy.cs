using ProvinceNode.Import.Columns;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Rows;

/// <summary>
/// Lines of a sheet without some people, every other line in its place: row and column of a cell are those of the original. A cell that is merged over several rows is
/// written into each of them, so that nothing of the others goes with a line that is left out. Pure: keeps the cells that still reach down.
/// </summary>
public static class SheetCopy
{
    /// <summary>Stands in place of a line that is left out, and of a cell of another's line that tells who was erased.</summary>
    public const string LeftOut = "(đã xóa dữ liệu)";

    /// <summary>Stands in place of a sheet of which nothing was entered.</summary>
    public const string Unread = "Trang này không được đọc nên không có trong bản sao.";

    // A mark of the household that is merged over its members holds for each of them.
    private const string Poverty = "ngheo";

    /// <param name="without">Numbers of the rows that are left out.</param>
    /// <param name="blanked">Rows from 1 and columns from 0 of cells that are left out of other lines.</param>
    /// <param name="quoted">The source is such a copy itself: its texts are as they were quoted.</param>
    /// <exception cref="UnreadableSheetException">The sheet breaks off, though it was read to its end once: no copy may take its place.</exception>
    public static IEnumerable<IReadOnlyList<OutCell>> Of(SheetSource source, int sheet, SheetHeader header, ColumnMap map, IReadOnlySet<int> without, IReadOnlySet<(int Row, int Column)> blanked, bool quoted)
    {
        var (merged, next, shared) = (new MergedValues(source.Sheets[sheet].Merged), 1, Shared(header, map));
        foreach (var line in source.Lines(sheet))
        {
            for (; next < line.Number; next++)
            {
                yield return [];
            }

            next++;
            merged.Pass(line);
            yield return without.Contains(line.Number) ? [new OutCell(LeftOut)] : [.. Enumerable.Range(0, Math.Max(line.Cells.Count, header.Paths.Count)).Select(c => blanked.Contains((line.Number, c)) ? new OutCell(LeftOut) : Cell(merged.At(line, c), c))];
        }

        OutCell Cell((SheetCell Cell, SheetLine Line) at, int column) => without.Contains(at.Line.Number) && !shared.Contains(column) ? default
            : new(quoted ? SheetText.Unquoted(at.Cell.Text) : at.Cell.Text);
    }

    // Columns whose cells, merged over several people, tell nobody: place, group, decision, marks of the household.
    private static HashSet<int> Shared(SheetHeader header, ColumnMap map) =>
    [
        .. DittoMarks.Fields.Append(Field.Poverty).Select(f => map[f]).OfType<int>(),
        .. Enumerable.Range(0, header.Paths.Count).Where(c => Platform.Text.WordKey.Of(header.Title(c)).Contains(Poverty, StringComparison.Ordinal)),
    ];
}
