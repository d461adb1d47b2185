using System.Text;
using System.Text.Json;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Payments.Files;

/// <summary>Cells of one JSON object. Pure.</summary>
internal static class JsonCells
{
    /// <summary>Fills the cells from the object at which the reader stands; false when the window ends before it does.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, byte[][] keys, SheetCell[] cells)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TrySkip();
        }

        var next = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            var place = PlaceOf(ref reader, keys, next);
            if (!reader.Read())
            {
                return false;
            }

            if (place >= 0)
            {
                (cells[place], next) = (Cell(ref reader), place + 1);
            }

            if (!reader.TrySkip())
            {
                return false;
            }
        }

        return false;
    }

    // Mostly the one after the last: files are written in the order of the schema.
    private static int PlaceOf(ref Utf8JsonReader reader, byte[][] keys, int hint)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var place = (hint + i) % keys.Length;
            if (reader.ValueTextEquals(keys[place]))
            {
                return place;
            }
        }

        return -1;
    }

    private static SheetCell Cell(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Meant(reader.GetString()),
        JsonTokenType.Number => new SheetCell(CellKind.Number, Encoding.UTF8.GetString(reader.ValueSpan), reader.TryGetDouble(out var number) ? number : double.MaxValue),
        JsonTokenType.Null => SheetCell.Empty,
        JsonTokenType.True => new SheetCell(CellKind.Text, "true"),
        JsonTokenType.False => new SheetCell(CellKind.Text, "false"),
        _ => new SheetCell(CellKind.Text, "{…}"),
    };

    /// <summary>A text of JSON is meant as it stands: the apostrophe is what reading takes away.</summary>
    public static SheetCell Meant(string? text) => string.IsNullOrWhiteSpace(text) ? SheetCell.Empty : new SheetCell(CellKind.Text, "'" + text);
}
