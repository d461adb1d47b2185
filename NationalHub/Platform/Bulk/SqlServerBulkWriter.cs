using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NationalHub.Intake;
using NationalHub.Reporting;

namespace NationalHub.Platform.Bulk;

/// <summary>SqlBulkCopy into a temporary table, then one UPDATE and one INSERT.</summary>
internal sealed class SqlServerBulkWriter : IBulkWriter
{
    private readonly ConcurrentDictionary<Type, object> _tables = new();

    public bool OneWriter => false;

    /// <summary>Commits are durable unless the database was set to delayed durability.</summary>
    public string ConnectionSettings => "";

    public async Task<bool[]> UpsertNewerAsync<T>(HubDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : Replica
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var table = Table<T>(db);
        await CopyAsync(db, table, rows, cancellation).ConfigureAwait(false);
        var changed = new bool[rows.Count];
        await using var command = Command(db, SqlServerBulkText.Upsert(table.Name, table.Key, [.. table.Names]));
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            changed[reader.GetInt32(0)] = true;
        }

        return changed;
    }

    public async Task AppendAsync(HubDb db, IReadOnlyList<RecordVersion> versions, CancellationToken cancellation)
    {
        if (versions.Count == 0)
        {
            return;
        }

        var table = Table<RecordVersion>(db);
        await CopyAsync(db, table, versions, cancellation).ConfigureAwait(false);
        await using var command = Command(db, SqlServerBulkText.Append(table.Name, table.Key, [.. table.Names]));
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task CopyAsync<T>(HubDb db, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        string[] names = [.. table.Names];
        await using (var create = Command(db, SqlServerBulkText.Temporary([.. names.Select((n, i) => (n, table.StoreType(i)))])))
        {
            await create.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        using var data = new DataTable();
        data.Columns.Add("Row_", typeof(int));
        for (var i = 0; i < names.Length; i++)
        {
            data.Columns.Add(names[i], typeof(object));
        }

        for (var r = 0; r < rows.Count; r++)
        {
            data.Rows.Add([r, .. Enumerable.Range(0, names.Length).Select(i => table.Value(rows[r], i))]);
        }

        using var copy = new SqlBulkCopy((SqlConnection)db.Database.GetDbConnection(), SqlBulkCopyOptions.Default, Transaction(db))
        {
            DestinationTableName = "#incoming",
            BulkCopyTimeout = 60,
        };
        await copy.WriteToServerAsync(data, cancellation).ConfigureAwait(false);
    }

    private static SqlCommand Command(HubDb db, string text)
    {
        var command = ((SqlConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = text;
        command.Transaction = Transaction(db);
        return command;
    }

    private static SqlTransaction? Transaction(HubDb db) => (SqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();

    private BulkTable<T> Table<T>(HubDb db) => (BulkTable<T>)_tables.GetOrAdd(typeof(T), _ => new BulkTable<T>(db));
}

/// <summary>The statements, apart so that they can be read and tested without a server.</summary>
internal static class SqlServerBulkText
{
    public static string Temporary(IReadOnlyList<(string Name, string StoreType)> columns) =>
        "DROP TABLE IF EXISTS #incoming; CREATE TABLE #incoming ([Row_] int NOT NULL PRIMARY KEY, "
        + string.Join(", ", columns.Select(c => $"[{c.Name}] {c.StoreType} {Collation(c.StoreType)}NULL")) + ");";

    /// <summary>Answers with the row numbers that are now stored. Locks are held to the end of the transaction, so nothing slips between.</summary>
    public static string Upsert(string table, string[] key, string[] columns)
    {
        var set = string.Join(", ", columns.Except(key).Select(c => $"t.[{c}]=i.[{c}]"));
        var list = string.Join(", ", columns.Select(c => $"[{c}]"));
        var from = string.Join(", ", columns.Select(c => $"i.[{c}]"));
        return $"""
            DECLARE @changed TABLE ([Row_] int NOT NULL);
            INSERT INTO @changed SELECT i.[Row_] FROM #incoming i LEFT JOIN [{table}] t WITH (UPDLOCK, HOLDLOCK) ON {On(key)}
              WHERE t.[{key[0]}] IS NULL
                OR ((i.[Deleted] = 1 OR t.[Deleted] = 0) AND (i.[Epoch] > t.[Epoch] OR (i.[Epoch] = t.[Epoch] AND i.[Version] > t.[Version])));
            UPDATE t SET {set} FROM [{table}] t JOIN #incoming i ON {On(key)} JOIN @changed c ON c.[Row_] = i.[Row_];
            INSERT INTO [{table}] ({list}) SELECT {from} FROM #incoming i JOIN @changed c ON c.[Row_] = i.[Row_]
              WHERE NOT EXISTS (SELECT 1 FROM [{table}] t WHERE {On(key)});
            SELECT [Row_] FROM @changed;
            """;
    }

    public static string Append(string table, string[] key, string[] columns)
    {
        var list = string.Join(", ", columns.Select(c => $"[{c}]"));
        var from = string.Join(", ", columns.Select(c => $"i.[{c}]"));
        return $"INSERT INTO [{table}] ({list}) SELECT {from} FROM #incoming i WHERE NOT EXISTS "
            + $"(SELECT 1 FROM [{table}] t WITH (UPDLOCK, HOLDLOCK) WHERE {On(key)});";
    }

    private static string On(string[] key) => string.Join(" AND ", key.Select(k => $"t.[{k}] = i.[{k}]"));

    private static string Collation(string storeType) =>
        storeType.StartsWith("varchar", StringComparison.OrdinalIgnoreCase) ? $"COLLATE {SqlServerHubDb.OrdinalCollation} " : "";
}
