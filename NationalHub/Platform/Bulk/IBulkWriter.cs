using System.Data.Common;
using NationalHub.Intake;
using NationalHub.Reporting;

namespace NationalHub.Platform.Bulk;

/// <summary>The one place where rows are written past EF: thousands at a time, inside the caller's transaction.</summary>
public interface IBulkWriter
{
    /// <summary>Only one batch at a time gains anything: the engine has one writer.</summary>
    bool OneWriter { get; }

    /// <summary>Sent when a connection is opened for bulk: a commit must survive a power cut, and the pages of a large one must fit the cache.</summary>
    string ConnectionSettings { get; }

    /// <summary>
    /// Inserts rows, and replaces those stored with a lower (epoch, version). An erased one is replaced by a later tombstone only.
    /// Each id occurs once in <paramref name="rows"/>.
    /// </summary>
    /// <returns>For each row, whether it is now the stored one because of this call.</returns>
    Task<bool[]> UpsertNewerAsync<T>(HubDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : Replica;

    /// <summary>Adds versions to the history; those already there stay as they are.</summary>
    Task AppendAsync(HubDb db, IReadOnlyList<RecordVersion> versions, CancellationToken cancellation);
}

/// <summary>Columns of a mapped entity in a fixed order, read from the EF model so that they cannot drift from it.</summary>
internal sealed class BulkTable<T>
{
    private readonly (string Name, string StoreType, Func<T, object?> Read)[] _columns;

    public BulkTable(HubDb db)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped.");
        Name = Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(entity)!;
        Key = [.. entity.FindPrimaryKey()!.Properties.Select(p => p.Name)];
        _columns = [.. entity.GetProperties().Select(p =>
            (p.Name, Microsoft.EntityFrameworkCore.RelationalPropertyExtensions.GetColumnType(p), Reader(p)))];
    }

    public string Name { get; }

    public string[] Key { get; }

    public int Count => _columns.Length;

    public IEnumerable<string> Names => _columns.Select(c => c.Name);

    public string StoreType(int column) => _columns[column].StoreType;

    public object Value(T row, int column) => _columns[column].Read(row) ?? DBNull.Value;

    private static Func<T, object?> Reader(Microsoft.EntityFrameworkCore.Metadata.IProperty property)
    {
        var info = property.PropertyInfo!;
        var row = System.Linq.Expressions.Expression.Parameter(typeof(T));
        var read = System.Linq.Expressions.Expression.Convert(System.Linq.Expressions.Expression.Property(row, info), typeof(object));
        return System.Linq.Expressions.Expression.Lambda<Func<T, object?>>(read, row).Compile();
    }
}
