using System.Buffers;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Benchmarks;

/// <summary>What somebody would write who needs one query: SQL through Microsoft.Data.Sqlite, its rows written as JSON into memory. No network, no rights, no record of who asked.</summary>
internal sealed class ByHand : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 20);

    private ByHand(SqliteConnection connection) => _connection = connection;

    public static async Task<ByHand> OpenAsync(string file, CancellationToken ct)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(ct);
        return new ByHand(connection);
    }

    /// <returns>JSON as the door has it, <c>{"value":[…]}</c>, and the first two columns of the last row.</returns>
    public async Task<(ReadOnlyMemory<byte> Json, string First, string Second)> ReadAsync(string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var command = _connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        _buffer.ResetWrittenCount();
        var (first, second) = ("", "");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            var names = Enumerable.Range(0, reader.FieldCount).Select(i => JsonEncodedText.Encode(reader.GetName(i))).ToArray();
            while (await reader.ReadAsync(ct))
            {
                Write(json, reader, names);
                (first, second) = (reader.GetValue(0) as string ?? "", reader.GetValue(1) as string ?? "");
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return (_buffer.WrittenMemory, first, second);
    }

    public async Task<string> OneAsync(string sql, CancellationToken ct)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(ct))?.ToString() ?? "";
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static void Write(Utf8JsonWriter json, SqliteDataReader reader, JsonEncodedText[] names)
    {
        json.WriteStartObject();
        for (var i = 0; i < names.Length; i++)
        {
            switch (reader.GetValue(i))
            {
                case long number:
                    json.WriteNumber(names[i], number);
                    break;
                case string text:
                    json.WriteString(names[i], text);
                    break;
                default:
                    json.WriteNull(names[i]);
                    break;
            }
        }

        json.WriteEndObject();
    }
}
