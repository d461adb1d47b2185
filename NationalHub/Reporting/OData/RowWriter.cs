using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Microsoft.Data.Sqlite;
using Microsoft.OData.Edm;
using SQLitePCL;

namespace NationalHub.Reporting.OData;

/// <summary>
/// Flat rows of one entity set as the library would write them, straight into the response: the library builds and validates an object for each value, which costs several times the reading
/// of the row. What surrounds the rows (context, annotations, count, links) and every other form of answer are still the library's.
/// </summary>
internal sealed class RowWriter : IDisposable
{
    // As the library's writer is set: letters stay letters, what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly (Column Column, JsonEncodedText Name, BareKind? Kind)[] _columns;
    private readonly TimeSpan _offset;
    private readonly Utf8JsonWriter _json;

    private RowWriter(IEnumerable<Column> columns, IBufferWriter<byte> into, TimeSpan offset)
        => (_columns, _offset, _json) = ([.. columns.Select(column => (column, JsonEncodedText.Encode(column.Name, Options.Encoder), BareRows.KindOf(column.Type)))], offset, new Utf8JsonWriter(into, Options));

    /// <summary>Whether an answer is of the form that needs no word of metadata in its rows.</summary>
    public static bool Fits(FeedPlan plan, Negotiation negotiation)
        => plan.IsEntity && plan.Expansions.Count == 0 && negotiation is { Metadata: "minimal" or "none", Ieee754: false };

    /// <param name="into">Stands behind <c>"value":[</c>.</param>
    public static RowWriter Open(FeedPlan plan, IBufferWriter<byte> into, TimeSpan offset) => new(plan.Output, into, offset);

    /// <summary>Bytes of all rows so far.</summary>
    public long Written => _json.BytesCommitted + _json.BytesPending;

    public void Write(object?[] row)
    {
        _json.WriteStartObject();
        for (var i = 0; i < _columns.Length; i++)
        {
            _json.WritePropertyName(_columns[i].Name);
            var column = _columns[i].Column;
            Write(column.Masked ? column.Property?.Mask?.Hide(row[i]) : row[i]);
        }
        _json.WriteEndObject();
    }

    /// <param name="row">Stands on a row of a plan that fits <see cref="BareRows"/>.</param>
    public void Write(SqliteDataReader row)
    {
        var statement = row.Handle!;
        _json.WriteStartObject();
        for (var i = 0; i < _columns.Length; i++)
        {
            var name = _columns[i].Name;
            var kind = _columns[i].Kind;
            var text = kind is BareKind.Text ? raw.sqlite3_column_blob(statement, i) : default;
            if (!text.IsEmpty)
            {
                _json.WriteString(name, text);
            }
            else if (raw.sqlite3_column_type(statement, i) == raw.SQLITE_NULL)
            {
                _json.WriteNull(name);
            }
            else
            {
                Write(row, statement, i, name, kind);
            }
        }
        _json.WriteEndObject();
    }

    public void Flush() => _json.Flush();

    /// <summary>Closes the answer that the library began.</summary>
    public static void Close(IBufferWriter<byte> into, Uri? next, Uri? delta)
    {
        into.Write("]"u8);
        Link(into, "\"@odata.nextLink\":", next);
        Link(into, "\"@odata.deltaLink\":", delta);
        into.Write("}"u8);
    }

    public void Dispose() => _json.Dispose();

    private static void Link(IBufferWriter<byte> into, string name, Uri? link)
    {
        if (link is not null)
        {
            into.Write(System.Text.Encoding.UTF8.GetBytes($",{name}\"{JsonEncodedText.Encode(link.AbsoluteUri, Options.Encoder)}\""));
        }
    }

    private void Write(SqliteDataReader row, sqlite3_stmt statement, int at, JsonEncodedText name, BareKind? kind)
    {
        switch (kind)
        {
            case BareKind.Whole: _json.WriteNumber(name, raw.sqlite3_column_int64(statement, at)); break;
            case BareKind.Truth: _json.WriteBoolean(name, raw.sqlite3_column_int64(statement, at) != 0); break;
            case BareKind.Text: _json.WriteString(name, ""u8); break;
            default:
                _json.WritePropertyName(name);
                Write(EdmTypes.ToWire(row.GetDateTime(at), _offset));
                break;
        }
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null: _json.WriteNullValue(); break;
            case string text: _json.WriteStringValue(text); break;
            case long whole: _json.WriteNumberValue(whole); break;
            case int whole: _json.WriteNumberValue(whole); break;
            case short whole: _json.WriteNumberValue(whole); break;
            case byte whole: _json.WriteNumberValue(whole); break;
            case decimal number: _json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): _json.WriteNumberValue(number); break;
            case bool truth: _json.WriteBooleanValue(truth); break;
            case Guid id: _json.WriteStringValue(id); break;
            case DateOnly day: Write(day); break;
            case DateTime or Enum: Write(EdmTypes.ToWire(value, _offset)); break;
            case DateTimeOffset time: _json.WriteStringValue(XmlConvert.ToString(time)); break;
            case Date day: _json.WriteStringValue(day.ToString()); break;
            default: _json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)?.Replace("Infinity", "INF", StringComparison.Ordinal)); break;
        }
    }

    private void Write(DateOnly day)
    {
        Span<char> text = stackalloc char[10];
        day.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        _json.WriteStringValue(text[..length]);
    }
}
