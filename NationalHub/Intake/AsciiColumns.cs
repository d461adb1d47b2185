using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NationalHub.Platform;
using NationalHub.Reporting;

namespace NationalHub.Intake;

/// <summary>Codes stand in columns without Unicode, where SQL Server would keep "?" for a Vietnamese letter: such a value is refused, whatever the store is. The columns are those of the model.</summary>
internal static class AsciiColumns
{
    private static readonly Lazy<IModel> Model = new(() =>
    {
        using var db = new SqliteHubDbDesign().CreateDbContext([]);
        return db.Model;
    });

    private static readonly ConcurrentDictionary<Type, (string Name, Func<Replica, string?> Read)[]> Known = new();

    /// <summary>The first value that does not fit; null when all do.</summary>
    public static Fault? Fault(Replica row)
    {
        foreach (var (name, read) in Known.GetOrAdd(row.GetType(), Columns))
        {
            if (read(row) is { } value && !Ascii.IsValid(value))
            {
                return new(RefusalCodes.TextBad, $"Trường {name} là mã, chỉ gồm chữ không dấu, chữ số và dấu thường.");
            }
        }

        return null;
    }

    private static (string, Func<Replica, string?>)[] Columns(Type type) =>
        [.. Model.Value.FindEntityType(type)!.GetProperties().Where(p => p.ClrType == typeof(string) && p.IsUnicode() == false).Select(p => (p.Name, Reader(type, p)))];

    private static Func<Replica, string?> Reader(Type type, IProperty property)
    {
        var row = Expression.Parameter(typeof(Replica));
        return Expression.Lambda<Func<Replica, string?>>(Expression.Property(Expression.Convert(row, type), property.PropertyInfo!), row).Compile();
    }
}
