using System.Text;
using System.Text.Json;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Payments.Files;

/// <summary>
/// A document as JSON: <c>{"format":"…","header":{…},"rows":[{…},…]}</c>, the header before the rows. Read through a window: one row is in memory at a time,
/// whatever the length of the file.
/// </summary>
internal sealed class JsonRows : WireSource
{
    private readonly string _name;
    private readonly WireSchema _schema;
    private readonly byte[][] _keys;
    private readonly JsonWindow _window;

    /// <exception cref="WireBrokenException">No such document.</exception>
    public JsonRows(Stream content, string name, WireSchema schema)
    {
        (_window, _name, _schema) = (new JsonWindow(content), name, schema);
        _keys = [.. schema.Columns.Select(c => Encoding.UTF8.GetBytes(c.Key))];
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

    // Of the header, by the keys of its fields.
    private static SheetCell[] Cells(JsonElement element, IReadOnlyList<WireField> fields)
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
        JsonValueKind.String => JsonCells.Meant(value.GetString()),
        JsonValueKind.Number => new SheetCell(CellKind.Number, value.GetRawText(), value.GetDouble()),
        _ => new SheetCell(CellKind.Text, value.GetRawText()),
    };

    private SheetCell[] ReadHeader()
    {
        _window.Restart();
        Expect(_window.Token(out _) == JsonTokenType.StartObject);
        var header = Empty(_schema.Header.Count);
        var known = false;
        while (true)
        {
            Expect(_window.Token(out var key) == JsonTokenType.PropertyName);
            if (key == "rows")
            {
                Expect(known && _window.Token(out _) == JsonTokenType.StartArray);
                return header;
            }

            using var value = _window.Value();
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
        if (_window.Row(_keys) is { } cells)
        {
            return cells;
        }

        while (_window.Token(out _) is var token and not JsonTokenType.EndObject)
        {
            if (token != JsonTokenType.PropertyName)
            {
                throw new JsonException("Not the end.");
            }

            _window.Value()?.Dispose();
        }

        return null;
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
