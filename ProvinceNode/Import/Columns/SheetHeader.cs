using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Columns;

/// <summary>The heading of a sheet. Pure.</summary>
/// <param name="FirstRow">Number of its first row, as Excel shows it.</param>
/// <param name="LastRow">Number of its last row; a row "(1) (2) (3)" below belongs to it.</param>
/// <param name="Paths">For each column its headings from the top row down; empty for a column without.</param>
/// <param name="Above">Texts of the rows above: titles, office, commune, month, unit of money.</param>
public sealed record SheetHeader(int FirstRow, int LastRow, IReadOnlyList<IReadOnlyList<string>> Paths, IReadOnlyList<string> Above)
{
    /// <summary>A column's heading for the screen.</summary>
    public string Title(int column) => column < Paths.Count ? string.Join(" / ", Paths[column]) : "";

    /// <summary>The sheet says somewhere that money is in thousands of đồng.</summary>
    public bool InThousands => Above.Concat(Paths.SelectMany(p => p)).Select(WordKey.Of)
        .Any(k => k.Contains("nghin dong", StringComparison.Ordinal) || k.Contains("ngan dong", StringComparison.Ordinal) || k.Contains("1000d", StringComparison.Ordinal)
            || k.Contains("1000 d", StringComparison.Ordinal) || k.Contains("1 000 d", StringComparison.Ordinal));
}
