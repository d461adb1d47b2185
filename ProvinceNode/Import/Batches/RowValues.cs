using System.Globalization;
using System.Text.Json.Serialization;
using Protos.Values;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Batches;

/// <summary>A value as it is kept, with its cell. Pure.</summary>
/// <param name="Text">In the form that <see cref="RowValues"/> reads again.</param>
/// <param name="Row">From 1; 0: no cell, an official wrote it.</param>
/// <param name="Column">From 0.</param>
public sealed record StoredValue(
    [property: JsonPropertyName("f")] Field Field, [property: JsonPropertyName("v")] string Text, [property: JsonPropertyName("s")] string Shown,
    [property: JsonPropertyName("r")] int Row, [property: JsonPropertyName("c")] int Column);

/// <summary>The values of a row by field. What the row does not say is absent and erases nothing. Pure.</summary>
public sealed class RowValues
{
    private readonly Dictionary<Field, StoredValue> _values;

    private RowValues(IEnumerable<StoredValue> values) => _values = values.ToDictionary(v => v.Field);

    public static RowValues Of(ImportedRow row) => new(row.Values.Select(v => new StoredValue(v.Key, Text(v.Value.Value), v.Value.Shown, v.Value.Place.Row, v.Value.Place.Column)));

    public static RowValues Of(ImportRow row) => Of(row.Values);

    /// <param name="json">As written by <see cref="ToJson"/>.</param>
    public static RowValues Of(string json) => new(RowContent.Read<StoredValue>(json));

    public static RowValues Empty() => new([]);

    public string ToJson() => RowContent.Write(_values.Values);

    public bool Has(Field field) => _values.ContainsKey(field);

    public StoredValue? this[Field field] => _values.GetValueOrDefault(field);

    /// <summary>A text or code; empty when the row does not say.</summary>
    public string Text(Field field) => _values.TryGetValue(field, out var value) ? value.Text : "";

    /// <summary>A whole number (sex, degree, hundredths, đồng); null when the row does not say.</summary>
    public long? Number(Field field) => _values.TryGetValue(field, out var value) ? long.Parse(value.Text, CultureInfo.InvariantCulture) : null;

    public BirthDate? Birth => _values.TryGetValue(Field.Birth, out var value) ? BirthDate.Parse(value.Text) : null;

    public PayMonth? Month(Field field) => Number(field) is { } month ? new PayMonth((int)month) : null;

    public DateOnly? Day(Field field) => _values.TryGetValue(field, out var value) ? DateOnly.ParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>Takes a value, typed as the readers give it, or removes it.</summary>
    public void Set(Field field, object? value, string shown)
    {
        if (value is null)
        {
            _values.Remove(field);
        }
        else
        {
            // The cell stays named: the edit is kept beside it.
            var place = _values.GetValueOrDefault(field);
            _values[field] = new StoredValue(field, Text(value), shown, place?.Row ?? 0, place?.Column ?? 0);
        }
    }

    /// <summary>The values by which duplicates are told, as the reader gives them.</summary>
    public IReadOnlyDictionary<Field, ImportedValue> Telling(string file, string sheet)
    {
        var telling = new Dictionary<Field, ImportedValue>();
        foreach (var field in new[] { Field.CitizenNumber, Field.OldNumber, Field.FullName, Field.Birth, Field.Village, Field.Commune })
        {
            if (_values.TryGetValue(field, out var value))
            {
                telling[field] = new(field == Field.Birth ? BirthDate.Parse(value.Text) : value.Text, value.Shown, new CellPlace(file, sheet, value.Row, value.Column));
            }
        }

        return telling;
    }

    /// <summary>A value for the screen.</summary>
    public string Shown(Field field) => _values.TryGetValue(field, out var value) ? Shown(field, value.Text) : "";

    /// <summary>A kept text for the screen.</summary>
    public static string Shown(Field field, string text) => text.Length == 0 ? "" : field switch
    {
        Field.Birth => BirthDate.Parse(text).Printed,
        Field.Sex => text == "2" ? "Nữ" : "Nam",
        Field.Ethnic => WordReaders.EthnicName(text),
        Field.MonthlyAmount or Field.CareAmount or Field.StandardLevel => new Dong(long.Parse(text, CultureInfo.InvariantCulture)).Digits(),
        Field.Coefficient => VietnameseFormat.Coefficient(int.Parse(text, CultureInfo.InvariantCulture)),
        Field.StartMonth => new PayMonth(int.Parse(text, CultureInfo.InvariantCulture)).ToString(),
        Field.NumberIssuedOn or Field.DecisionDate => VietnameseFormat.Date(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Field.Poverty => text switch { "1" => "Hộ nghèo", "2" => "Hộ cận nghèo", _ => "Không" },
        Field.Children => string.Join("; ", ListedChild.Parse(text)),
        Field.DisabilityDegree => text switch { "1" => "Đặc biệt nặng", "2" => "Nặng", _ => "Nhẹ" },
        _ => text,
    };

    private static string Text(object value) => value switch
    {
        string text => text,
        Dong money => money.Amount.ToString(CultureInfo.InvariantCulture),
        PayMonth month => month.Number.ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        PovertyWord poverty => ((int)poverty).ToString(CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
