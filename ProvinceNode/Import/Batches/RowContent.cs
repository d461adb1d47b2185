using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Batches;

/// <summary>A fault as it is kept. Pure.</summary>
/// <param name="Judged">Found by looking beyond the file (law, registry, other imports): found anew whenever the row changes.</param>
/// <param name="Row">From 1.</param>
/// <param name="Column">From 0; -1 for the row as a whole.</param>
public sealed record StoredFault(
    [property: JsonPropertyName("l")] FaultLevel Level, [property: JsonPropertyName("k")] string Code, [property: JsonPropertyName("m")] string Message,
    [property: JsonPropertyName("r")] int Row, [property: JsonPropertyName("c")] int Column, [property: JsonPropertyName("f")] Field Field,
    [property: JsonPropertyName("g")] string? Mend = null, [property: JsonPropertyName("j")] bool Judged = false)
{
    /// <summary>Cell as Excel names it; empty for the row as a whole.</summary>
    [JsonIgnore]
    public string Address => Column < 0 ? "" : CellPlace.ColumnLetters(Column) + Row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static StoredFault Of(RowFault fault) => new(fault.Level, fault.Problem.Code, fault.Problem.Message, fault.Place.Row, fault.Place.Column, fault.Field, fault.Mend);

    public RowFault As(string file, string sheet) => new(Level, new Problem(Code, null, Message), new CellPlace(file, sheet, Row, Math.Max(0, Column)), Field, Mend);
}

/// <summary>A value that an official wrote over a cell. Pure.</summary>
/// <param name="From">What the value was, as shown.</param>
/// <param name="At">UTC.</param>
public sealed record RowEdit(
    [property: JsonPropertyName("f")] Field Field, [property: JsonPropertyName("a")] string From, [property: JsonPropertyName("b")] string To,
    [property: JsonPropertyName("w")] string By, [property: JsonPropertyName("t")] DateTime At);

/// <summary>A question about a row that an official answered. Pure.</summary>
/// <param name="About">A field whose value differs from the registry's, <c>person</c> or <c>amount</c>.</param>
/// <param name="Answer"><c>file</c> or <c>registry</c>; the id of a person, or <c>other</c>; <c>law</c> or <c>file</c>.</param>
public sealed record RowChoice([property: JsonPropertyName("q")] string About, [property: JsonPropertyName("a")] string Answer)
{
    public const string Person = "person";
    public const string Amount = "amount";
    public const string Other = "other";
    public const string TakeFile = "file";
    public const string KeepRegistry = "registry";
    public const string TakeLaw = "law";
}

/// <summary>What entering changed of a person that the registry knew: name of the property, value before and after. Pure.</summary>
public sealed record RowChange([property: JsonPropertyName("p")] string Property, [property: JsonPropertyName("a")] string Before, [property: JsonPropertyName("b")] string After);

/// <summary>A mark of the household's head that holds for a member. Pure.</summary>
/// <param name="Column">From 0.</param>
public sealed record RowMark([property: JsonPropertyName("c")] int Column, [property: JsonPropertyName("m")] string Text);

/// <summary>Reads and writes the JSON of rows. Pure.</summary>
public static class RowContent
{
    // Vietnamese letters stay letters: the text is a third as long as with escapes, and nobody puts it into a page as it is.
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static string Write<T>(IReadOnlyCollection<T> list) => list.Count == 0 ? "" : JsonSerializer.Serialize(list, Options);

    public static List<T> Read<T>(string json) => json.Length == 0 ? [] : JsonSerializer.Deserialize<List<T>>(json, Options)!;

    public static IReadOnlyList<string> CellsOf(this ImportRow row) => Read<string>(row.Cells);

    /// <summary>The cells with the marks that hold for the row though they stand in the head's.</summary>
    public static IReadOnlyList<string> MarkedCells(this ImportRow row)
    {
        var cells = Read<string>(row.Cells);
        foreach (var mark in Read<RowMark>(row.Marks))
        {
            cells.AddRange(Enumerable.Repeat("", Math.Max(0, mark.Column + 1 - cells.Count)));
            cells[mark.Column] = mark.Text;
        }

        return cells;
    }

    public static List<StoredFault> FaultsOf(this ImportRow row) => Read<StoredFault>(row.Faults);

    public static List<RowEdit> EditsOf(this ImportRow row) => Read<RowEdit>(row.Edits);

    public static List<RowChoice> ChoicesOf(this ImportRow row) => Read<RowChoice>(row.Choices);

    /// <summary>What was chosen about something; empty when nobody chose.</summary>
    public static string Chosen(this ImportRow row, string about) => row.ChoicesOf().FirstOrDefault(c => c.About == about)?.Answer ?? "";

    /// <summary>Takes faults and the verdict that follows from them.</summary>
    public static void Take(this ImportRow row, IReadOnlyList<StoredFault> faults)
    {
        row.Faults = Write(faults);
        row.Verdict = faults.Any(f => f.Level == FaultLevel.Error) ? RowVerdict.Refused : faults.Count > 0 ? RowVerdict.ValidWithWarnings : RowVerdict.Valid;
    }

    /// <summary>The row as its sender gets it back: his cells, with what was mended since in the mended cell.</summary>
    public static ImportedRow Returned(this ImportRow row, ColumnMap map, string file, string sheet)
    {
        var texts = row.CellsOf().ToList();
        foreach (var edit in row.EditsOf())
        {
            if (map[edit.Field] is { } column)
            {
                texts.AddRange(Enumerable.Repeat("", Math.Max(0, column + 1 - texts.Count)));
                texts[column] = edit.To;
            }
        }

        return new ImportedRow(row.Number, new Dictionary<Field, ImportedValue>(), [.. row.FaultsOf().Select(f => f.As(file, sheet))], texts, []);
    }
}
