using System.Buffers;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Benchmarks;

/// <summary>
/// What somebody would write who needs one query: SQL through Microsoft.Data.Sqlite, every value of every row read once and written as JSON into memory that is used again. No network, no
/// rights, no record of who asked. Sorts stay in memory, as those of the hub's own connections do.
/// </summary>
internal sealed class ODataByHand : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 20);

    private ODataByHand(SqliteConnection connection) => _connection = connection;

    public static async Task<ODataByHand> OpenAsync(string file, CancellationToken ct)
    {
        var hand = new ODataByHand(new SqliteConnection($"Data Source={file};Pooling=False"));
        await hand._connection.OpenAsync(ct);
        await hand.OneAsync("PRAGMA temp_store=MEMORY", ct);
        return hand;
    }

    /// <returns>JSON as the door has it, <c>{"value":[…]}</c>, valid until the next reading, and the first two columns of the last row.</returns>
    public async Task<(ReadOnlyMemory<byte> Json, string First, string Second)> ReadAsync(string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var command = _connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        _buffer.ResetWrittenCount();
        var last = new string[2];
        await using var reader = await command.ExecuteReaderAsync(ct);
        await using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            var names = Enumerable.Range(0, reader.FieldCount).Select(i => JsonEncodedText.Encode(reader.GetName(i))).ToArray();
            while (await reader.ReadAsync(ct))
            {
                Write(json, reader, names, last);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return (_buffer.WrittenMemory, last[0] ?? "", last[1] ?? "");
    }

    public async Task<string> OneAsync(string sql, CancellationToken ct)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(ct))?.ToString() ?? "";
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <param name="last">Takes the texts of the first two columns.</param>
    private static void Write(Utf8JsonWriter json, SqliteDataReader reader, JsonEncodedText[] names, string[] last)
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
                    if (i < last.Length)
                    {
                        last[i] = text;
                    }

                    break;
                default:
                    json.WriteNull(names[i]);
                    break;
            }
        }

        json.WriteEndObject();
    }
}
