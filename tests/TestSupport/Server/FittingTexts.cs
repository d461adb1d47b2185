using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TestSupport.Server;

/// <summary>
/// SQL Server refuses a text that is longer than its column (2628) and keeps "?" for a letter that a column without Unicode does not know; SQLite keeps what it is given. A column of a key or an
/// index without a length is nvarchar(450) there.
/// </summary>
/// <param name="refuse">Makes the exception and keeps it.</param>
internal sealed class FittingTexts(Func<string, Exception> refuse) : SaveChangesInterceptor
{
    private const int LongestKey = 450;

    private readonly ConcurrentDictionary<IEntityType, IProperty[]> _texts = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context!);
        return new(result);
    }

    /// <summary>What SQL Server would not store as it is; null when it would.</summary>
    internal static string? Fault(IProperty property, object? value)
    {
        var stored = property.GetTypeMapping().Converter is { } converter && value is not null ? converter.ConvertToProvider(value) : value;
        if (stored is not string text)
        {
            return null;
        }

        var longest = property.GetMaxLength() ?? (property.IsKey() || property.IsForeignKey() || property.IsIndex() ? LongestKey : int.MaxValue);
        var column = $"{property.DeclaringType.ClrType.Name}.{property.Name}";
        return text.Length > longest ? $"{column} holds {longest} characters, SQL Server refuses one of {text.Length}: {text[..Math.Min(60, text.Length)]}"
            : property.IsUnicode() == false && !System.Text.Ascii.IsValid(text) ? $"{column} is a column without Unicode, SQL Server keeps \"?\" of: {text}" : null;
    }

    private void Check(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            var (values, texts) = (entry.CurrentValues, _texts.GetOrAdd(entry.Metadata, TextsOf));
            foreach (var property in texts)
            {
                if (Fault(property, values[property]) is { } fault)
                {
                    throw refuse(fault);
                }
            }
        }
    }

    // Asked of the model once: each save of each test would ask again.
    private static IProperty[] TextsOf(IEntityType type) => [.. type.GetFlattenedProperties().Where(p => (p.GetTypeMapping().Converter?.ProviderClrType ?? p.ClrType) == typeof(string))];
}
