using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Payments.Files;

/// <summary>Writes a document in one of its forms, row by row. Values are canonical texts; in sheets amounts are numbers and nothing is a formula.</summary>
public static class WireWriter
{
    private const int FlushBytes = 1 << 16;
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\"\r\n\t|");
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Ending of the file's name, with its dot.</summary>
    public static string Ending(WireForm form) => form switch { WireForm.Json => ".json", WireForm.Xlsx => ".xlsx", _ => ".csv" };

    /// <param name="output">Stays open.</param>
    /// <param name="header">In the order of the schema's header.</param>
    /// <param name="rows">In the order of the schema's columns.</param>
    public static void Write(Stream output, WireForm form, WireSchema schema, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        switch (form)
        {
            case WireForm.Json:
                WriteJson(output, schema, header, rows);
                break;
            case WireForm.Xlsx:
                WorkbookWriter.Write(output, schema.Title, Sheet(schema, header, rows), schema.Header.Count + 3);
                break;
            default:
                WriteCsv(output, Sheet(schema, header, rows));
                break;
        }
    }

    /// <summary>The fields of one object; absent ones are left out.</summary>
    public static void WriteFields(Utf8JsonWriter json, IReadOnlyList<WireField> fields, IReadOnlyList<string> values)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (values[i].Length == 0)
            {
                continue;
            }

            json.WritePropertyName(fields[i].Key);
            if (fields[i].Kind is WireKind.Amount or WireKind.Count)
            {
                json.WriteRawValue(values[i]);
            }
            else
            {
                json.WriteStringValue(values[i]);
            }
        }
    }

    private static void WriteJson(Stream output, WireSchema schema, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var json = new Utf8JsonWriter(output, Json);
        json.WriteStartObject();
        json.WriteString("format", schema.Format);
        json.WriteStartObject("header");
        WriteFields(json, schema.Header, header);
        json.WriteEndObject();
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            WriteFields(json, schema.Columns, row);
            json.WriteEndObject();
            if (json.BytesPending > FlushBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<IReadOnlyList<OutCell>> Sheet(WireSchema schema, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        yield return [new OutCell(schema.Title, Heading: true)];
        for (var i = 0; i < schema.Header.Count; i++)
        {
            yield return [new OutCell(schema.Header[i].Heading), Cell(schema.Header[i], header[i])];
        }

        yield return [];
        yield return [.. schema.Columns.Select(c => new OutCell(c.Heading, Heading: true))];
        foreach (var row in rows)
        {
            var cells = new OutCell[row.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = Cell(schema.Columns[i], row[i]);
            }

            yield return cells;
        }
    }

    private static OutCell Cell(WireField field, string value) =>
        value.Length > 0 && field.Kind is WireKind.Amount or WireKind.Count ? OutCell.Of(decimal.Parse(value, CultureInfo.InvariantCulture)) : new OutCell(value);

    private static void WriteCsv(Stream output, IEnumerable<IReadOnlyList<OutCell>> rows)
    {
        // With a byte-order mark, so that spreadsheet programs read Vietnamese letters.
        using var text = new StreamWriter(output, new UTF8Encoding(true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        foreach (var row in rows)
        {
            for (var c = 0; c < row.Count; c++)
            {
                text.Write(c > 0 ? "," : "");
                text.Write(row[c].Number is { } number ? number.ToString(CultureInfo.InvariantCulture) : Quoted(SheetText.Quoted(row[c].Text)));
            }

            text.WriteLine();
        }
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
