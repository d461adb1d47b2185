using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProvinceNode.Platform;

/// <summary>
/// Inserts many rows past the change tracker: prepared statements on SQLite, SqlBulkCopy on SQL Server, several times as fast. The one place of the node that
/// does so. It belongs inside the transaction of a verb, which saves its act in it; every row must lie in the scope, and none may be replicated.
/// </summary>
public static class BulkRows
{
    /// <summary>Rows in one copy to SQL Server.</summary>
    private const int Lot = 5000;

    /// <exception cref="TenantViolationException">A row is outside the scope.</exception>
    /// <exception cref="DbUpdateException">The database refused a row, e.g. for a unique key.</exception>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static async Task InsertAsync<T>(this NodeDb db, IReadOnlyList<T> rows, CancellationToken cancel)
        where T : class, ITenantOwned
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (rows.FirstOrDefault(r => !db.Scope.Allows(r.TenantPath)) is { } outside)
        {
            throw new TenantViolationException(typeof(T).Name, outside.TenantPath, db.Scope.Path?.Value ?? "(none)");
        }

        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Rows are inserted within the transaction of their act.");
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = entity.GetProperties().Select(p => new Column(p)).ToList();
        try
        {
            if (transaction is SqlTransaction server)
            {
                await CopyAsync(server, entity.GetTableName()!, columns, rows, cancel);
            }
            else
            {
                await PrepareAsync(transaction, entity.GetTableName()!, columns, rows, cancel);
            }
        }
        catch (System.Data.Common.DbException refused)
        {
            throw new DbUpdateException($"Rows of {typeof(T).Name} were refused.", refused);
        }
    }

    private static async Task PrepareAsync<T>(System.Data.Common.DbTransaction transaction, string table, List<Column> columns, IReadOnlyList<T> rows, CancellationToken cancel)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"$p{i}";
            command.Parameters.Add(parameter);
        }

        await command.PrepareAsync(cancel);
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                command.Parameters[i].Value = columns[i].Read(row!);
            }

            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task CopyAsync<T>(SqlTransaction transaction, string table, List<Column> columns, IReadOnlyList<T> rows, CancellationToken cancel)
    {
        using var copy = new SqlBulkCopy(transaction.Connection, SqlBulkCopyOptions.CheckConstraints, transaction) { DestinationTableName = $"[{table}]", BulkCopyTimeout = 120 };
        columns.ForEach(c => copy.ColumnMappings.Add(c.Name, c.Name));
        foreach (var lot in rows.Chunk(Lot))
        {
            using var data = new DataTable();
            columns.ForEach(c => data.Columns.Add(c.Name, typeof(object)));
            foreach (var row in lot)
            {
                data.Rows.Add([.. columns.Select(c => c.Read(row!) is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : c.Read(row!))]);
            }

            await copy.WriteToServerAsync(data, cancel);
        }
    }

    /// <summary>A column as the model maps it, so that it cannot drift from EF's own writing.</summary>
    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter _getter = property.GetGetter();
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        public object Read(object row)
        {
            var value = _getter.GetClrValue(row);
            var stored = value is null || _convert is null ? value : _convert(value);
            return stored is Enum number ? Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture) : stored ?? DBNull.Value;
        }
    }
}
