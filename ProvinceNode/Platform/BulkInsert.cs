using System.Data;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProvinceNode.Platform;

/// <summary>
/// The one place of the node where rows are written past EF: thousands of new rows of one table at a time, inside the transaction that saves their act. Columns
/// and conversions are read from the model, so they cannot drift from it. The tenant guard holds here as in every save.
/// </summary>
public static class BulkInsert
{
    /// <summary>Inserts new rows; their references must stand in the database already.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction: rows would stand without their act.</exception>
    /// <exception cref="TenantViolationException">A row is outside the scope.</exception>
    public static async Task AddAsync<T>(NodeDb db, IReadOnlyList<T> rows, CancellationToken cancel)
        where T : class, ITenantOwned
    {
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Rows are written in the transaction that saves their act.");
        if (rows.FirstOrDefault(r => !db.Scope.Allows(r.TenantPath)) is { } foreign)
        {
            throw new TenantViolationException(typeof(T).Name, foreign.TenantPath, db.Scope.Path?.Value ?? "(none)");
        }

        var table = BulkColumns<T>.Of(db.Model);
        if (db.Database.IsSqlite())
        {
            InsertPrepared((SqliteTransaction)transaction, table, rows, cancel);
        }
        else
        {
            await CopyAsync((SqlTransaction)transaction, table, rows, cancel);
        }
    }

    /// <summary>The statement for SQLite: prepared once, executed once a row (<see cref="SqliteRow"/>); there are no round trips to save.</summary>
    internal static string Statement<T>(BulkColumns<T> table) =>
        $"INSERT INTO \"{table.Name}\" ({string.Join(", ", table.Names.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", table.Names.Select(_ => "?"))})";

    /// <summary>The rows as SqlBulkCopy takes them.</summary>
    internal static DataTable Data<T>(BulkColumns<T> table, IReadOnlyList<T> rows)
    {
        var data = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var (name, type) in table.Names.Zip(table.Types))
        {
            data.Columns.Add(name, type);
        }

        foreach (var row in rows)
        {
            data.Rows.Add([.. Enumerable.Range(0, table.Count).Select(i => table.Value(row, i))]);
        }

        return data;
    }

    private static void InsertPrepared<T>(SqliteTransaction transaction, BulkColumns<T> table, IReadOnlyList<T> rows, CancellationToken cancel)
    {
        using var statement = new SqliteRow(transaction.Connection!, Statement(table));
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            table.Put(row, statement);
            statement.Insert();
        }
    }

    private static async Task CopyAsync<T>(SqlTransaction transaction, BulkColumns<T> table, IReadOnlyList<T> rows, CancellationToken cancel)
    {
        using var data = Data(table, rows);
        // Checked as ordinary inserts are: a reference that does not stand is refused.
        using var copy = new SqlBulkCopy(transaction.Connection, SqlBulkCopyOptions.CheckConstraints, transaction) { DestinationTableName = $"[{table.Name}]" };
        foreach (var name in table.Names)
        {
            copy.ColumnMappings.Add(name, name);
        }

        await copy.WriteToServerAsync(data, cancel);
    }
}

/// <summary>Columns of a mapped type with their conversions, read from the model.</summary>
internal sealed class BulkColumns<T>
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<IModel, BulkColumns<T>> Known = [];

    private readonly (string Name, Type Type, Func<T, object?> Read)[] _columns;
    private readonly Lazy<Action<T, SqliteRow>> _put;

    private BulkColumns(IModel model)
    {
        var type = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped.");
        Name = type.GetTableName()!;
        _put = new(() => SqliteRow.Putter<T>(type.GetProperties()));
        _columns = [.. type.GetProperties().Select(p => (p.GetColumnName(), Stored(p), Reader(p)))];
    }

    public string Name { get; }

    public int Count => _columns.Length;

    public IEnumerable<string> Names => _columns.Select(c => c.Name);

    /// <summary>Types as stored, without the null.</summary>
    public IEnumerable<Type> Types => _columns.Select(c => c.Type);

    public static BulkColumns<T> Of(IModel model) => Known.GetValue(model, m => new(m));

    public object Value(T row, int column) => _columns[column].Read(row) ?? DBNull.Value;

    /// <summary>Into a statement of SQLite.</summary>
    public void Put(T row, SqliteRow statement) => _put.Value(row, statement);

    private static Type Stored(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static Func<T, object?> Reader(IProperty property)
    {
        var row = Expression.Parameter(typeof(T));
        var read = Expression.Lambda<Func<T, object?>>(Expression.Convert(Expression.Property(row, property.PropertyInfo!), typeof(object)), row).Compile();
        return property.GetTypeMapping().Converter is { } converter ? r => read(r) is { } value ? converter.ConvertToProvider(value) : null : read;
    }
}
