using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>
/// A declaration as it is typed, before anything is believed: one text per box, by name; rows of a repeated group are
/// <c>Children[0].FullName</c>, their number stands in <c>Children.Count</c>. Ticks hold <c>1</c>, choices hold the value of the choice.
/// Forms of one dossier share their values: the same name is the same question. Pure.
/// </summary>
[JsonConverter(typeof(FormValuesJson))]
public sealed class FormValues
{
    /// <summary>Longer than any box may be: cut, so that a draft cannot grow without end.</summary>
    public const int LongestText = 2000;

    /// <summary>Rows of one group; the law's village lists are the longest.</summary>
    public const int MostRows = 100;

    private static readonly JsonSerializerOptions Shape = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Text of a box; empty when nothing was typed.</summary>
    public string this[string name]
    {
        get => _values.GetValueOrDefault(name, "");
        set
        {
            if (string.IsNullOrEmpty(value))
            {
                _values.Remove(name);
            }
            else
            {
                _values[name] = value.Length > LongestText ? value[..LongestText] : value;
            }
        }
    }

    public IReadOnlyCollection<string> Names => _values.Keys;

    public bool IsEmpty => _values.Count == 0;

    public FormScope On(DateOnly today) => new(this, "", today);

    /// <summary>Number of rows of a group.</summary>
    public int Rows(string group) =>
        int.TryParse(this[group + ".Count"], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? Math.Min(rows, MostRows) : 0;

    public void SetRows(string group, int rows) => this[group + ".Count"] = rows <= 0 ? "" : Math.Min(rows, MostRows).ToString(CultureInfo.InvariantCulture);

    public static string Row(string group, int row) => string.Create(CultureInfo.InvariantCulture, $"{group}[{row}].");

    /// <summary>Takes a row out; those below move up.</summary>
    public void RemoveRow(string group, int row)
    {
        var rows = Rows(group);
        if (row < 0 || row >= rows)
        {
            return;
        }

        for (var i = row; i < rows; i++)
        {
            var (here, next) = (Row(group, i), Row(group, i + 1));
            foreach (var name in _values.Keys.Where(n => n.StartsWith(here, StringComparison.Ordinal)).ToList())
            {
                _values.Remove(name);
            }

            foreach (var (name, value) in i + 1 < rows ? _values.Where(v => v.Key.StartsWith(next, StringComparison.Ordinal)).ToList() : [])
            {
                this[here + name[next.Length..]] = value;
            }
        }

        SetRows(group, rows - 1);
    }

    public FormValues Copy()
    {
        var copy = new FormValues();
        foreach (var (name, value) in _values)
        {
            copy._values[name] = value;
        }

        return copy;
    }

    public string ToJson() => JsonSerializer.Serialize(_values, Shape);

    /// <summary>Reads what <see cref="ToJson"/> wrote; what is no text is left out.</summary>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static FormValues Parse(string json)
    {
        var values = new FormValues();
        using var document = JsonDocument.Parse(json);
        foreach (var property in document.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
        {
            values[property.Name] = property.Value.GetString()!;
        }

        return values;
    }

    private sealed class FormValuesJson : JsonConverter<FormValues>
    {
        public override FormValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var values = new FormValues();
            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? [])
            {
                values[name] = value;
            }

            return values;
        }

        public override void Write(Utf8JsonWriter writer, FormValues value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value._values, options);
    }
}
