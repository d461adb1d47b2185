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
        var province = One(rows.Select(r => r.ProvinceCode));
        await CopyAsync(db, table, rows, cancellation).ConfigureAwait(false);
        var changed = new bool[rows.Count];
        await using var command = Command(db, SqlServerBulkText.Upsert(table.Name, table.Key, [.. table.Names]), province);
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
        var province = One(versions.Select(v => v.ProvinceCode));
        await CopyAsync(db, table, versions, cancellation).ConfigureAwait(false);
        await using var command = Command(db, SqlServerBulkText.Append(table.Name, table.Key, [.. table.Names]), province);
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

    // The statements lock the range of one province.
    private static string One(IEnumerable<string> provinces)
    {
        var all = provinces.Distinct(StringComparer.Ordinal).ToList();
        return all.Count == 1 ? all[0] : throw new InvalidOperationException("A batch is of one province.");
    }

    private static SqlCommand Command(HubDb db, string text, string? province = null)
    {
        var command = ((SqlConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = text;
        command.Transaction = Transaction(db);
        if (province is not null)
        {
            command.Parameters.Add(new SqlParameter("@province", SqlDbType.VarChar, 2) { Value = province });
        }

        return command;
    }

    private static SqlTransaction? Transaction(HubDb db) => (SqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();

    private BulkTable<T> Table<T>(HubDb db) => (BulkTable<T>)_tables.GetOrAdd(typeof(T), _ => new BulkTable<T>(db));
}

/// <summary>The statements, apart so that they can be read and tested without a server.</summary>
internal static class SqlServerBulkText
{
    private const string RowByRow = "OPTION (LOOP JOIN, FORCE ORDER)";

    public static string Temporary(IReadOnlyList<(string Name, string StoreType)> columns) =>
        "DROP TABLE IF EXISTS #incoming; CREATE TABLE #incoming ([Row_] int NOT NULL PRIMARY KEY, "
        + string.Join(", ", columns.Select(c => $"[{c.Name}] {c.StoreType} {Collation(c.StoreType)}NULL")) + ");";

    /// <summary>Answers with the row numbers that are now stored. Locks are held to the end of the transaction, so nothing slips between; row by row from what came in, never by a scan, which would lock other provinces' rows.</summary>
    public static string Upsert(string table, string[] key, string[] columns)
    {
        var set = string.Join(", ", columns.Except(key).Select(c => $"t.[{c}]=i.[{c}]"));
        var list = string.Join(", ", columns.Select(c => $"[{c}]"));
        var from = string.Join(", ", columns.Select(c => $"i.[{c}]"));
        return $"""
            DECLARE @changed TABLE ([Row_] int NOT NULL PRIMARY KEY);
            INSERT INTO @changed SELECT i.[Row_] FROM #incoming i LEFT JOIN [{table}] t WITH (UPDLOCK, HOLDLOCK, FORCESEEK) ON {On(key)}
              WHERE t.[{key[0]}] IS NULL
                OR ((i.[Deleted] = 1 OR t.[Deleted] = 0) AND (i.[Epoch] > t.[Epoch] OR (i.[Epoch] = t.[Epoch] AND i.[Version] > t.[Version])))
              {RowByRow};
            UPDATE t SET {set} FROM @changed c JOIN #incoming i ON c.[Row_] = i.[Row_] JOIN [{table}] t ON {On(key)} {RowByRow};
            INSERT INTO [{table}] ({list}) SELECT {from} FROM @changed c JOIN #incoming i ON c.[Row_] = i.[Row_]
              WHERE NOT EXISTS (SELECT 1 FROM [{table}] t WHERE {On(key)}) {RowByRow};
            SELECT [Row_] FROM @changed;
            """;
    }

    public static string Append(string table, string[] key, string[] columns)
    {
        var list = string.Join(", ", columns.Select(c => $"[{c}]"));
        var from = string.Join(", ", columns.Select(c => $"i.[{c}]"));
        return $"INSERT INTO [{table}] ({list}) SELECT {from} FROM #incoming i WHERE NOT EXISTS "
            + $"(SELECT 1 FROM [{table}] t WITH (UPDLOCK, HOLDLOCK, FORCESEEK) WHERE {On(key)}) {RowByRow};";
    }

    private static string On(string[] key) => $"t.[{nameof(Replica.ProvinceCode)}] = @province AND " + string.Join(" AND ", key.Select(k => $"t.[{k}] = i.[{k}]"));

    private static string Collation(string storeType) =>
        storeType.StartsWith("varchar", StringComparison.OrdinalIgnoreCase) ? $"COLLATE {SqlServerHubDb.OrdinalCollation} " : "";
}
