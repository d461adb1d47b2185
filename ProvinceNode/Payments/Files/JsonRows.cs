using System.Text.Json;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Payments.Files;

/// <summary>
/// A document as JSON: <c>{"format":"…","header":{…},"rows":[{…},…]}</c>, the header before the rows. Read through a window: one row is in memory at a time,
/// whatever the length of the file.
/// </summary>
internal sealed class JsonRows : WireSource
{
    private const int FirstWindow = 1 << 16;
    private const int LargestValue = 1 << 20;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8, CommentHandling = JsonCommentHandling.Disallow };

    private readonly Stream _content;
    private readonly string _name;
    private readonly WireSchema _schema;
    private byte[] _window = new byte[FirstWindow];
    private int _start;
    private int _end;
    private bool _final;
    private JsonReaderState _state;

    /// <exception cref="WireBrokenException">No such document.</exception>
    public JsonRows(Stream content, string name, WireSchema schema)
    {
        (_content, _name, _schema) = (content, name, schema);
        Header = Guarded(ReadHeader, 0);
    }

    public override SheetCell[] Header { get; }

    public override IEnumerable<RawRow> Rows()
    {
        // Up to the opening bracket of the rows again, then row by row.
        Guarded(ReadHeader, 0);
        for (var number = 1; ; number++)
        {
            var cells = Guarded(NextRow, number - 1);
            if (cells is null)
            {
                yield break;
            }

            yield return new RawRow(number, cells);
        }
    }

    /// <summary>The cells of one object, by the keys of fields.</summary>
    public static SheetCell[] Cells(JsonElement element, IReadOnlyList<WireField> fields)
    {
        var cells = Empty(fields.Count);
        for (var i = 0; i < fields.Count && element.ValueKind == JsonValueKind.Object; i++)
        {
            if (element.TryGetProperty(fields[i].Key, out var value))
            {
                cells[i] = Cell(value);
            }
        }

        return cells;
    }

    private static SheetCell Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => SheetCell.Empty,
        // A text of JSON is meant as it stands: the apostrophe is what reading takes away.
        JsonValueKind.String => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? new SheetCell(CellKind.Text, "'" + text) : SheetCell.Empty,
        JsonValueKind.Number => new SheetCell(CellKind.Number, value.GetRawText(), value.GetDouble()),
        _ => new SheetCell(CellKind.Text, value.GetRawText()),
    };

    private SheetCell[] ReadHeader()
    {
        Restart();
        Expect(Token(out _) == JsonTokenType.StartObject);
        var header = Empty(_schema.Header.Count);
        var known = false;
        while (true)
        {
            Expect(Token(out var key) == JsonTokenType.PropertyName);
            if (key == "rows")
            {
                Expect(known && Token(out _) == JsonTokenType.StartArray);
                return header;
            }

            using var value = Value();
            Expect(value is not null);
            if (key == "format")
            {
                known = value!.RootElement.ValueKind == JsonValueKind.String && value.RootElement.GetString() == _schema.Format;
                Expect(known);
            }
            else if (key == "header")
            {
                header = Cells(value!.RootElement, _schema.Header);
            }
        }
    }

    // Null after the last row; then the rest must be there too, else the file was cut.
    private SheetCell[]? NextRow()
    {
        using var value = Value();
        if (value is not null)
        {
            return Cells(value.RootElement, _schema.Columns);
        }

        while (Token(out _) is var token and not JsonTokenType.EndObject)
        {
            if (token != JsonTokenType.PropertyName)
            {
                throw new JsonException("Not the end.");
            }

            Value()?.Dispose();
        }

        return null;
    }

    private void Restart()
    {
        _content.Position = 0;
        (_start, _end, _final, _state) = (0, 0, false, new JsonReaderState(Options));
        Fill();
        if (_window.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            _start = 3;
        }
    }

    private JsonTokenType Token(out string text)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_window.AsSpan(_start, _end - _start), _final, _state);
            if (reader.Read())
            {
                text = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()! : "";
                Consume(ref reader);
                return reader.TokenType;
            }

            More();
        }
    }

    /// <summary>The next value whole; null at the end of the array.</summary>
    private JsonDocument? Value()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_window.AsSpan(_start, _end - _start), _final, _state);
            if (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    Consume(ref reader);
                    return null;
                }

                if (JsonDocument.TryParseValue(ref reader, out var document))
                {
                    Consume(ref reader);
                    return document;
                }
            }

            More();
        }
    }

    private void Consume(ref Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void More()
    {
        if (_final)
        {
            throw new JsonException("Cut off.");
        }

        Fill();
    }

    private void Fill()
    {
        _window.AsSpan(_start, _end - _start).CopyTo(_window);
        (_start, _end) = (0, _end - _start);
        if (_end == _window.Length)
        {
            if (_window.Length >= LargestValue)
            {
                throw new JsonException("A value of more than a megabyte.");
            }

            Array.Resize(ref _window, _window.Length * 2);
        }

        var read = _content.Read(_window, _end, _window.Length - _end);
        (_end, _final) = (_end + read, read == 0);
    }

    private void Expect(bool expected)
    {
        if (!expected)
        {
            throw new WireBrokenException(FileProblems.Foreign.Now(_name, _schema.Title));
        }
    }

    private T Guarded<T>(Func<T> read, int row)
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            throw new WireBrokenException(FileProblems.Broken.Now(_name, row));
        }
        catch (InvalidOperationException)
        {
            // Half a letter or bytes that are no UTF-8.
            throw new WireBrokenException(FileProblems.Broken.Now(_name, row));
        }
        catch (IOException)
        {
            throw new WireBrokenException(FileProblems.Broken.Now(_name, row));
        }
    }
}
