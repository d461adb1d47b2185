using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NationalHub.Intake;
using NationalHub.Reporting;

namespace NationalHub.Platform.Bulk;

/// <summary>Prepared statements, one execution a row: no faster way into SQLite is known.</summary>
internal sealed class SqliteBulkWriter : IBulkWriter
{
    private readonly ConcurrentDictionary<Type, object> _tables = new();

    public bool OneWriter => true;

    public string ConnectionSettings => "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8000";

    public Task<bool[]> UpsertNewerAsync<T>(HubDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : Replica
    {
        if (rows.Count == 0)
        {
            return Task.FromResult(Array.Empty<bool>());
        }

        var table = Table<T>(db);
        var set = string.Join(", ", table.Names.Except(table.Key).Select(c => $"\"{c}\"=excluded.\"{c}\""));
        var newer = $"(excluded.\"Deleted\" OR NOT \"{table.Name}\".\"Deleted\") AND (excluded.\"Epoch\", excluded.\"Version\") > (\"{table.Name}\".\"Epoch\", \"{table.Name}\".\"Version\")";
        var changed = Run(db, table, rows, $"ON CONFLICT ({Quoted(table.Key)}) DO UPDATE SET {set} WHERE {newer}", cancellation);
        return Task.FromResult(changed);
    }

    public Task AppendAsync(HubDb db, IReadOnlyList<RecordVersion> versions, CancellationToken cancellation)
    {
        if (versions.Count > 0)
        {
            Run(db, Table<RecordVersion>(db), versions, "ON CONFLICT DO NOTHING", cancellation);
        }

        return Task.CompletedTask;
    }

    private static bool[] Run<T>(HubDb db, BulkTable<T> table, IReadOnlyList<T> rows, string onConflict, CancellationToken cancellation)
    {
        using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        var parameters = string.Join(", ", Enumerable.Range(0, table.Count).Select(i => $"$p{i}"));
        command.CommandText = $"INSERT INTO \"{table.Name}\" ({Quoted(table.Names)}) VALUES ({parameters}) {onConflict}";
        for (var i = 0; i < table.Count; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
        }

        command.Prepare();
        var changed = new bool[rows.Count];
        for (var r = 0; r < rows.Count; r++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < table.Count; i++)
            {
                command.Parameters[i].Value = table.Value(rows[r], i);
            }

            changed[r] = command.ExecuteNonQuery() > 0;
        }

        return changed;
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));

    private BulkTable<T> Table<T>(HubDb db) => (BulkTable<T>)_tables.GetOrAdd(typeof(T), _ => new BulkTable<T>(db));
}
