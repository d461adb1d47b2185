using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Organization;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Rows;

/// <summary>A row while it is being read: its cells by field, and what came of them so far. Pure.</summary>
internal sealed class RowDraft(SheetLine line, ColumnMap map, SheetProfile profile, Func<int, (SheetCell Cell, SheetLine Line)> cells, Func<int, int, CellPlace> places)
{
    // Asked for again and again; what is told of a cell is told when it is first read.
    private readonly Dictionary<int, (SheetCell Cell, SheetLine Line)> _raw = [];
    private readonly Dictionary<int, (SheetCell Cell, CleanText Clean)> _read = [];

    public Dictionary<Field, ImportedValue> Values { get; } = [];

    public List<RowFault> Faults { get; } = [];

    public IReadOnlyList<AdministrativeUnit> Communes { get; set; } = [];

    public SheetLine Line => line;

    private static CleanText Nothing { get; } = new("", LegacyFont.None, false);

    /// <summary>The cell of a field; empty when there is no such column or the cell holds an error of Excel.</summary>
    public SheetCell Cell(Field field) => map[field] is { } column ? Read(field, column).Cell : SheetCell.Empty;

    /// <summary>A field's text in Unicode, with what was done to it.</summary>
    public CleanText Clean(Field field) => map[field] is { } column ? Read(field, column).Clean : Nothing;

    /// <summary>A field's text; empty when the cell is.</summary>
    public string Text(Field field) => Clean(field).Value;

    /// <summary>Where a field stands; the row's first cell when it has no column.</summary>
    public CellPlace Place(Field field) => map[field] is { } column ? places(Raw(column).Line.Number, column) : places(line.Number, 0);

    /// <summary>How a field's column writes births.</summary>
    public BirthColumn Births(Field field) => map[field] is { } column ? profile.BirthsOf(column) : new();

    /// <summary>A column's heading.</summary>
    public string Title(Field field) => map.Columns.First(c => c.Field == field).Title;

    /// <summary>Takes a reading: its value, and its faults at the field's cell.</summary>
    public void Take<T>(Field field, Reading<T> reading, Field? at = null)
    {
        if (reading.HasValue && reading.Value is { } value)
        {
            Values[field] = new(value, Text(at ?? field), Place(at ?? field));
        }

        Faults.AddRange(reading.Faults.Select(f => new RowFault(f.Level, f.Problem, Place(at ?? field), at ?? field, f.Mend)));
    }

    /// <summary>Takes a text as it is, up to its longest.</summary>
    public void TakeText(Field field, int longest)
    {
        var text = Text(field);
        if (text.Length > longest)
        {
            Take(field, Reading.Wrong<string>(ValueProblems.TextLong, text[..longest], text.Length, longest));
        }
        else if (text.Length > 0)
        {
            Take(field, Reading.Of(text));
        }
    }

    /// <summary>Adds a fault at a field's cell.</summary>
    public void Fault(FaultLevel level, Platform.ProblemKind kind, Field field, string? mend = null, params object[] parts) =>
        Faults.Add(new(level, kind.Now(parts), Place(field), field, mend));

    private (SheetCell Cell, SheetLine Line) Raw(int column) => _raw.TryGetValue(column, out var known) ? known : _raw[column] = cells(column);

    private (SheetCell Cell, CleanText Clean) Read(Field field, int column)
    {
        if (_read.TryGetValue(column, out var known))
        {
            return known;
        }

        var (cell, from) = Raw(column);
        if (cell.Kind is CellKind.Empty or CellKind.Error)
        {
            _read[column] = known = (SheetCell.Empty, Nothing);
            if (cell.Kind == CellKind.Error)
            {
                Fault(FaultLevel.Error, ValueProblems.CellError, field, null, cell.Text);
            }

            return known;
        }

        var clean = profile.Clean(column, cell, from);
        var read = cell.Kind == CellKind.Text ? SheetCell.Of(clean.Value) : cell;
        _read[column] = known = (read, read.IsEmpty ? Nothing : clean);
        // A cell that reads well in two fonts goes back: only the sender knows.
        if (clean.Otherwise is { } other && other != clean.Value)
        {
            Fault(FaultLevel.Error, ValueProblems.FontMixed, field, other, clean.Value, other);
        }

        return known;
    }
}
