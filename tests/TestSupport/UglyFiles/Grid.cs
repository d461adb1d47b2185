namespace TestSupport.UglyFiles;

/// <summary>A cell to be written.</summary>
/// <param name="Value">String, double, DateTime, bool or null.</param>
/// <param name="Format">Number format, e.g. <c>000000000000</c> or <c>dd/mm/yyyy</c>.</param>
/// <param name="Formula">Written beside the value.</param>
public sealed record GridCell(object? Value, string? Format = null, string? Formula = null)
{
    public static implicit operator GridCell(string? text) => new((object?)text);

    public static implicit operator GridCell(double number) => new((object)number);

    public static implicit operator GridCell(int number) => new((object)(double)number);

    public static implicit operator GridCell(DateTime date) => new(date, "dd/mm/yyyy");

    /// <summary>For files that hold text only.</summary>
    public string AsText => Value switch
    {
        double number when Format is { Length: > 0 } f && f.All(c => c == '0') => number.ToString(f, System.Globalization.CultureInfo.InvariantCulture),
        double number => number.ToString("0.##########", Protos.Values.VietnameseFormat.Culture),
        DateTime date => date.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture),
        null => "",
        var other => other.ToString()!,
    };
}

/// <summary>A merged range, from 0, ends included.</summary>
public readonly record struct GridMerge(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>A sheet to be written.</summary>
public sealed class GridSheet
{
    public string Name { get; set; } = "Sheet1";

    public bool Hidden { get; set; }

    public List<GridCell?[]> Rows { get; } = [];

    public List<GridMerge> Merges { get; } = [];

    /// <summary>Adds a row; the place from 0.</summary>
    public int Add(params GridCell?[] cells)
    {
        Rows.Add(cells);
        return Rows.Count - 1;
    }
}
