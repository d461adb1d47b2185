using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using ProvinceNode.Replication;

namespace ProvinceNode.Registry.Merging;

/// <summary>The columns of a tracked person as the database holds them, to be compared and put back. Its place in the replication is not among them: it only moves forward.</summary>
public static class RowState
{
    private static readonly string[] Counters = [nameof(IReplicated.Epoch), nameof(IReplicated.Version)];

    /// <summary>Column → JSON of its stored value.</summary>
    public static Dictionary<string, string> Of(EntityEntry entry) => entry.Properties.Where(p => !Counters.Contains(p.Metadata.Name) && !p.Metadata.IsPrimaryKey())
        .ToDictionary(p => p.Metadata.Name, p => Text(p.Metadata, p.CurrentValue), StringComparer.Ordinal);

    /// <summary>What differs.</summary>
    public static List<ChangedField> Differences(Dictionary<string, string> before, Dictionary<string, string> after) =>
        [.. before.Where(b => after[b.Key] != b.Value).Select(b => new ChangedField(b.Key, b.Value, after[b.Key])).OrderBy(f => f.Field, StringComparer.Ordinal)];

    /// <summary>Puts a stored value back.</summary>
    public static void Restore(EntityEntry entry, string field, string text)
    {
        var property = entry.Metadata.FindProperty(field)!;
        var converter = Converter(property);
        var stored = JsonSerializer.Deserialize(text, Nullable(converter?.ProviderClrType ?? property.ClrType));
        entry.Property(property).CurrentValue = converter is null || stored is null ? stored : converter.ConvertFromProvider(stored);
    }

    private static string Text(IProperty property, object? value)
    {
        var converter = Converter(property);
        return JsonSerializer.Serialize(converter is null || value is null ? value : converter.ConvertToProvider(value));
    }

    // A text on the wire of its own for each type: dates and ids are kept as themselves, not as one database writes them.
    private static Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter? Converter(IProperty property) => property.GetValueConverter() ?? (property.ClrType.IsEnum ? property.FindTypeMapping()?.Converter : null);

    private static Type Nullable(Type type) => type.IsValueType && System.Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
}
