using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Payments.Files;

/// <summary>A row as it stands in the file, its cells already in the order of the schema's columns.</summary>
internal readonly record struct RawRow(int Number, SheetCell[] Cells);

/// <summary>A file of one form that was opened: its header, and its rows as often as they are asked for. Throws <see cref="WireBrokenException"/> where the file breaks off.</summary>
internal abstract class WireSource
{
    /// <summary>Bounds: half a million results as .xlsx unpack to some 600 MB.</summary>
    public static SheetLimits Limits { get; } = new(256L << 20, 16L << 20, 1L << 30, 250, 8L << 20, 2_000, 1_000_200);

    /// <summary>Cells in the order of the schema's header.</summary>
    public abstract SheetCell[] Header { get; }

    public abstract IEnumerable<RawRow> Rows();

    public static SheetCell[] Empty(int count)
    {
        var cells = new SheetCell[count];
        Array.Fill(cells, SheetCell.Empty);
        return cells;
    }
}

/// <summary>A file cannot be read on: broken, cut off, too long, hostile. The problem says what to do.</summary>
internal sealed class WireBrokenException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}
