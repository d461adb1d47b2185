using System.Globalization;
using Protos.Values;

namespace ProvinceNode.Platform.Sheets;

/// <summary>What a cell holds; a formula counts as the value that was kept with it.</summary>
public enum CellKind
{
    Empty = 0,
    Text = 1,
    Number = 2,
    Date = 3,
    Truth = 4,

    /// <summary>#N/A, #REF! and their like.</summary>
    Error = 5,
}

/// <summary>One cell. Pure.</summary>
/// <param name="Text">As a person sees it: leading zeros of a format kept, Vietnamese separators, dates as dd/MM/yyyy.</param>
/// <param name="Number">The number behind the text, when there is one.</param>
/// <param name="Date">The date behind the text, when there is one.</param>
public readonly record struct SheetCell(CellKind Kind, string Text, double? Number = null, DateTime? Date = null)
{
    /// <summary>Nothing in it, or nothing but blanks.</summary>
    public static SheetCell Empty { get; } = new(CellKind.Empty, "");

    public bool IsEmpty => Kind == CellKind.Empty;

    /// <summary>A cell of text; blank text is an empty cell.</summary>
    public static SheetCell Of(string? text) => string.IsNullOrWhiteSpace(text) ? Empty
        : IsError(text.AsSpan().Trim()) ? new(CellKind.Error, text.Trim()) : new(CellKind.Text, text);

    /// <summary>A cell of a number, shown by its format.</summary>
    public static SheetCell Of(double number, string? format = null) => new(CellKind.Number, NumberFormats.Show(number, format), number);

    /// <summary>A cell of a date.</summary>
    /// <param name="format">A format without day and month shows the year only.</param>
    public static SheetCell Of(DateTime date, string? format = null) => new(CellKind.Date, NumberFormats.Show(date, format), Date: date);

    /// <summary>A cell of yes or no.</summary>
    public static SheetCell Of(bool truth) => new(CellKind.Truth, truth ? "TRUE" : "FALSE");

    public override string ToString() => Text;

    private static bool IsError(ReadOnlySpan<char> text) =>
        text[0] == '#' && text[1..].ToString().ToUpperInvariant().TrimEnd('!', '?') is "N/A" or "REF" or "VALUE" or "NAME" or "DIV/0" or "NUM" or "NULL";
}

/// <summary>A range of merged cells, all numbers from 0 and ends included. Pure.</summary>
public readonly record struct MergedRange(int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    public bool Covers(int row, int column) => row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn;
}

/// <summary>One row of a sheet. Pure.</summary>
/// <param name="Number">From 1, as Excel shows it.</param>
public sealed record SheetLine(int Number, IReadOnlyList<SheetCell> Cells)
{
    public bool IsBlank
    {
        get
        {
            for (var c = 0; c < Cells.Count; c++)
            {
                if (!Cells[c].IsEmpty)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The cell of a column from 0; beyond the row's end it is empty.</summary>
    public SheetCell this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : SheetCell.Empty;
}

/// <summary>A sheet of a file. Pure.</summary>
/// <param name="Index">From 0, in the file's order.</param>
/// <param name="Hidden">Nobody who opens the file sees it: it is read only when asked for.</param>
public sealed record SheetInfo(int Index, string Name, bool Hidden, IReadOnlyList<MergedRange> Merged);

/// <summary>Where a value stands. Pure.</summary>
/// <param name="Row">From 1.</param>
/// <param name="Column">From 0.</param>
public readonly record struct CellPlace(string File, string Sheet, int Row, int Column)
{
    /// <summary>As Excel names it: column letters and row, e.g. <c>AB12</c>.</summary>
    public string Address => ColumnLetters(Column) + Row.ToString(CultureInfo.InvariantCulture);

    /// <summary>Letters of a column from 0: A, …, Z, AA.</summary>
    public static string ColumnLetters(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }

    public override string ToString() => string.Create(VietnameseFormat.Culture, $"{File}, trang {Sheet}, ô {Address}");
}
