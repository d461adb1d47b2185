using System.Text.Json;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Payments.Files;

/// <summary>A stream of JSON through a window: whatever does not fit whole is begun again in a fuller one. Throws <see cref="JsonException"/> where the text breaks off or is too large.</summary>
internal sealed class JsonWindow(Stream content)
{
    private const int FirstWindow = 1 << 16;
    private const int LargestValue = 1 << 20;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8, CommentHandling = JsonCommentHandling.Disallow };

    private byte[] _window = new byte[FirstWindow];
    private int _start;
    private int _end;
    private bool _final;
    private JsonReaderState _state;

    public void Restart()
    {
        content.Position = 0;
        (_start, _end, _final, _state) = (0, 0, false, new JsonReaderState(Options));
        Fill();
        if (_window.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            _start = 3;
        }
    }

    /// <summary>The next token; the name when it is a property's.</summary>
    public JsonTokenType Token(out string text)
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

    /// <summary>The next element of an array as cells, in one pass over its bytes; null at the end of the array.</summary>
    /// <param name="keys">Names of the properties in UTF-8, in the order of the cells.</param>
    public SheetCell[]? Row(byte[][] keys)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_window.AsSpan(_start, _end - _start), _final, _state);
            if (reader.Read())
            {
                var cells = reader.TokenType == JsonTokenType.EndArray ? null : WireSource.Empty(keys.Length);
                if (cells is null || JsonCells.TryRead(ref reader, keys, cells))
                {
                    Consume(ref reader);
                    return cells;
                }
            }

            More();
        }
    }

    /// <summary>The next value whole; null at the end of the array.</summary>
    public JsonDocument? Value()
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

        var read = content.Read(_window, _end, _window.Length - _end);
        (_end, _final) = (_end + read, read == 0);
    }
}
