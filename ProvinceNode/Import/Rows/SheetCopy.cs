using ProvinceNode.Import.Columns;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Rows;

/// <summary>
/// Lines of a sheet without some people, every other line in its place: row and column of a cell are those of the original. A cell that is merged over several rows is
/// written into each of them, so that nothing of the others goes with a line that is left out. Pure: keeps the cells that still reach down.
/// </summary>
public static class SheetCopy
{
    /// <summary>Stands in place of a line that is left out.</summary>
    public const string LeftOut = "(đã xóa dữ liệu)";

    /// <summary>Stands below what was read, or in place of what was not.</summary>
    public const string Unread = "Phần còn lại của trang này không đọc được nên không có trong bản sao.";

    // A mark of the household that is merged over its members holds for each of them.
    private const string Poverty = "ngheo";

    /// <param name="without">Numbers of the rows that are left out.</param>
    /// <param name="quoted">The source is such a copy itself: its texts are as they were quoted.</param>
    public static IEnumerable<IReadOnlyList<OutCell>> Of(SheetSource source, int sheet, SheetHeader header, ColumnMap map, IReadOnlySet<int> without, bool quoted)
    {
        var (merged, next, shared) = (new MergedValues(source.Sheets[sheet].Merged), 1, Shared(header, map));
        using var lines = source.Lines(sheet).GetEnumerator();
        while (true)
        {
            var broken = false;
            try
            {
                if (!lines.MoveNext())
                {
                    yield break;
                }
            }
            catch (UnreadableSheetException)
            {
                broken = true;
            }

            if (broken)
            {
                yield return [new OutCell(Unread)];
                yield break;
            }

            var line = lines.Current;
            for (; next < line.Number; next++)
            {
                yield return [];
            }

            next++;
            merged.Pass(line);
            yield return without.Contains(line.Number) ? [new OutCell(LeftOut)] : [.. Enumerable.Range(0, Math.Max(line.Cells.Count, header.Paths.Count)).Select(c => Cell(merged.At(line, c), c))];
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
