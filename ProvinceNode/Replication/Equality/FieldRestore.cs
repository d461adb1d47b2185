using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>
/// Puts the plain fields of a record back to what its recorded message says: a field of the message and a column of the record that have one name (amounts and days by their
/// endings) hold one value. Whether that made the record whole again is told by turning it into a message once more; what cannot be put back so is refused, not guessed.
/// </summary>
internal static class FieldRestore
{
    private static readonly string[] Endings = ["", "Dong", "AtUnixMs", "UnixMs"];

    // Words that tell of an illness stay in the node: an empty field of the message does not say that the column was empty.
    private static readonly string[] Withheld = ["Needs", "AssistiveDevice", "OtherSupport", "EndReason", "Reference", "Note", "SettledWhy"];

    /// <returns>Whether the record is again what was recorded.</returns>
    public static bool Apply(NodeDb db, IReplicated record, RecordedRow recorded, DateTime recordedAt)
    {
        var (entry, before, now) = (db.Entry(record), RowRule.Body(recorded.Message!)!, RowRule.Body(RecordMessages.Of(record, recordedAt))!);
        foreach (var field in before.Descriptor.Fields.InFieldNumberOrder().Where(f => !f.IsRepeated && !Equals(f.Accessor.GetValue(before), f.Accessor.GetValue(now))))
        {
            if (field.Accessor.GetValue(before) is RecordMessages.NeutralCategory || (field.Accessor.GetValue(before) is "" && Withheld.Contains(field.PropertyName)))
            {
                return false;
            }

            if (Column(entry.Metadata, field) is { } column && Value(column.ClrType, field.Accessor.GetValue(before)) is { } value)
            {
                entry.Property(column.Name).CurrentValue = value is None ? null : value;
            }
        }

        if (record.TenantPath != recorded.Path)
        {
            entry.Property(nameof(IReplicated.TenantPath)).CurrentValue = recorded.Path;
        }

        var restored = RowRule.Body(RecordMessages.Of(record, recordedAt))!;
        return record.TenantPath == recorded.Path && restored.ToByteArray().AsSpan().SequenceEqual(before.ToByteArray());
    }

    private static IProperty? Column(IEntityType type, FieldDescriptor field) =>
        Endings.Where(e => field.PropertyName.EndsWith(e, StringComparison.Ordinal)).Select(e => field.PropertyName[..^e.Length])
            .SelectMany(n => new[] { n, n.EndsWith("At", StringComparison.Ordinal) ? n : n + "At" }).Select(type.FindProperty).FirstOrDefault(p => p is not null);

    private static object? Value(Type type, object told)
    {
        var (kind, empty) = (Nullable.GetUnderlyingType(type) ?? type, Nullable.GetUnderlyingType(type) is not null && told is "" or 0L);
        return (kind, told) switch
        {
            _ when empty => None.Instance,
            _ when kind == told.GetType() => told,
            (_, long dong) when kind == typeof(Dong) => new Dong(dong),
            (_, long ms) when kind == typeof(DateTime) => DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime,
            (_, string text) when kind.IsEnum => Enum.TryParse(kind, text, out var name) ? name : null,
            (_, string text) when kind == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            (_, string text) when kind == typeof(Guid) => Guid.TryParseExact(text, "D", out var id) ? id : null,
            _ => null,
        };
    }

    /// <summary>The column becomes empty.</summary>
    private sealed class None
    {
        public static readonly None Instance = new();
    }
}
