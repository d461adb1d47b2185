using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Rows;

/// <summary>What becomes of a row.</summary>
public enum RowVerdict
{
    Valid = 1,
    ValidWithWarnings = 2,

    /// <summary>Goes back to its sender with the reasons.</summary>
    Refused = 3,
}

/// <summary>A value with the cell that it came from. Pure.</summary>
/// <param name="Value">
/// By field: text for names, places and papers; <c>BirthDate</c>; 1 or 2 for the sex; codes as text for ethnic group, commune and category; <c>Dong</c>,
/// <c>PayMonth</c>, <c>DateOnly</c>; hundredths for the coefficient; <see cref="PovertyWord"/>; 1–3 for the degree.
/// </param>
/// <param name="Shown">The cell's text as cleaned.</param>
public sealed record ImportedValue(object Value, string Shown, CellPlace Place);

/// <summary>A fault at its cell. Pure.</summary>
/// <param name="Mend">What could stand there instead.</param>
public sealed record RowFault(FaultLevel Level, Problem Problem, CellPlace Place, Field Field, string? Mend = null);

/// <summary>A row of a list as read. Fields that the row says nothing of are absent: they erase nothing. Pure.</summary>
/// <param name="Number">Of the row, as Excel shows it.</param>
/// <param name="Texts">Its cells as a person sees them, to be sent back.</param>
/// <param name="Communes">Units offered where the commune is a question.</param>
public sealed record ImportedRow(
    int Number, IReadOnlyDictionary<Field, ImportedValue> Values, IReadOnlyList<RowFault> Faults, IReadOnlyList<string> Texts, IReadOnlyList<AdministrativeUnit> Communes)
{
    /// <summary>Column → mark of the household's head that holds for this person; his own cells are not among them.</summary>
    public IReadOnlyDictionary<int, string> Marks { get; init; } = new Dictionary<int, string>();

    public RowVerdict Verdict => Faults.Any(f => f.Level == FaultLevel.Error) ? RowVerdict.Refused : Faults.Count > 0 ? RowVerdict.ValidWithWarnings : RowVerdict.Valid;

    /// <summary>A value by field, or the type's default when the row does not tell it.</summary>
    public T? Get<T>(Field field) => Values.TryGetValue(field, out var value) ? (T)value.Value : default;
}

/// <summary>What a reading needs to know besides the file. Pure.</summary>
/// <param name="Province">Two-digit code of today.</param>
/// <param name="UnitDay">Communes are given as units of this day.</param>
/// <param name="Today">Nobody is born later.</param>
/// <param name="Month">The month that the list is about: ages are those of its end.</param>
public sealed record ReadSettings(string Province, DateOnly UnitDay, DateOnly Today, Protos.Values.PayMonth Month)
{
    /// <summary>Code of the commune that sends; empty for a district's or the department's list. Of communes that share a name it means its own.</summary>
    public string Home { get; init; } = "";
}
