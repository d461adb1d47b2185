using System.Diagnostics;
using Microsoft.Data.Sqlite;
using TestSupport;

namespace Benchmarks;

/// <summary>The raw limit of a run that writes rows: the same rows, as the run left them, written by prepared statements into a copy of the file of before, with as many commits.</summary>
internal static class PlainRows
{
    /// <summary>Keeps the node's file as it is now.</summary>
    public static async Task<string> CopyAsync(NodeHost host, CancellationToken ct)
    {
        var file = Path.Combine(host.Folder, $"before-{Guid.NewGuid():N}.db");
        await using var connection = await OpenAsync(Path.Combine(host.Folder, "node.db"), ct);
        await ExecuteAsync(connection, $"VACUUM INTO '{file}'", ct);
        return file;
    }

    /// <summary>Writes them; reading them beforehand is not measured.</summary>
    /// <param name="before">As <see cref="CopyAsync"/> gave it.</param>
    /// <param name="tables">A table, or a table and a condition on its rows.</param>
    public static async Task<(double Seconds, int Rows)> WriteAsync(NodeHost host, string before, IReadOnlyList<(string Table, string Where)> tables, int commits, CancellationToken ct)
    {
        var work = new List<(string Sql, List<object[]> Rows)>();
        await using (var after = await OpenAsync(Path.Combine(host.Folder, "node.db"), ct))
        {
            foreach (var (table, where) in tables)
            {
                work.Add(await ReadAsync(after, table, where, ct));
            }
        }

        await using var connection = await OpenAsync(before, ct);
        await ExecuteAsync(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF", ct);
        var started = Stopwatch.GetTimestamp();
        for (var commit = 0; commit < commits; commit++)
        {
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(ct);
            foreach (var (sql, rows) in work)
            {
                var (from, until) = ((int)((long)rows.Count * commit / commits), (int)((long)rows.Count * (commit + 1) / commits));
                Insert(connection, transaction, sql, rows.GetRange(from, until - from));
            }

            await transaction.CommitAsync(ct);
        }

        return (Stopwatch.GetElapsedTime(started).TotalSeconds, work.Sum(w => w.Rows.Count));
    }

    private static async Task<(string Sql, List<object[]> Rows)> ReadAsync(SqliteConnection connection, string table, string where, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"{(where.Length > 0 ? " WHERE " + where : "")}";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<object[]>();
        while (await reader.ReadAsync(ct))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return ($"INSERT OR REPLACE INTO \"{table}\" ({string.Join(", ", names.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", names.Select((_, i) => $"$p{i}"))})", rows);
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, string sql, List<object[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        command.Parameters.AddRange(Enumerable.Range(0, rows[0].Length).Select(i => new SqliteParameter { ParameterName = $"$p{i}" }));
        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters[i].Value = row[i];
            }

            command.ExecuteNonQuery();
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string file, CancellationToken ct)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
