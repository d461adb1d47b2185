using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Rows;

/// <summary>A cell merged over several rows holds for each of them ("Thôn 1" beside five people). Pure: keeps the cells that still reach down.</summary>
internal sealed class MergedValues
{
    private readonly Dictionary<int, List<MergedRange>> _starts;
    private readonly Dictionary<int, (MergedRange Range, SheetLine Line)> _open = [];

    public MergedValues(IReadOnlyList<MergedRange> merged) =>
        _starts = merged.Where(m => m.LastRow > m.FirstRow).GroupBy(m => m.FirstRow).ToDictionary(g => g.Key, g => g.ToList());

    /// <summary>The row's cell, or the merged one above that reaches it, with the row it stands in.</summary>
    public (SheetCell Cell, SheetLine Line) At(SheetLine line, int column)
    {
        if (_open.TryGetValue(column, out var open) && open.Range.LastRow >= line.Number - 1 && line[column].IsEmpty)
        {
            return (open.Line[column], open.Line);
        }

        return (line[column], line);
    }

    /// <summary>Takes note of merged cells that begin in the row. Rows come from top to bottom.</summary>
    public void Pass(SheetLine line)
    {
        foreach (var range in _starts.GetValueOrDefault(line.Number - 1) ?? [])
        {
            _open[range.FirstColumn] = (range, line);
        }
    }
}
