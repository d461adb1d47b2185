using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Replication;

/// <summary>
/// The newest state of a record that the hub has not acknowledged. One row a record: a newer version replaces an unsent older one,
/// and an acknowledgement removes the row only when it still holds the acknowledged version.
/// </summary>
public sealed class OutboxRow
{
    /// <summary>Number of <see cref="Protos.Replication.RecordKind"/>.</summary>
    public required int Kind { get; init; }

    public required Guid RecordId { get; init; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    public required string TenantPath { get; set; }

    /// <summary>The serialized <see cref="Protos.Replication.Record"/>.</summary>
    public required byte[] Message { get; set; }

    public DateTime RecordedAt { get; set; }

    /// <summary>Why the hub refused this version; it waits for correction or resend and holds nobody up.</summary>
    public string? RefusedCode { get; set; }

    public string? RefusedReason { get; set; }

    public DateTime? RefusedAt { get; set; }

    internal static void Map(EntityTypeBuilder<OutboxRow> row)
    {
        row.ToTable("Outbox");
        row.HasKey(r => new { r.Kind, r.RecordId });
        row.Property(r => r.TenantPath).HasMaxLength(20);
        row.Property(r => r.RefusedCode).HasMaxLength(60);
        row.Property(r => r.RefusedReason).HasMaxLength(1000);
        // The relay walks this index; it carries the key, for an import gives many rows the same moment.
        row.HasIndex(r => new { r.RefusedAt, r.RecordedAt, r.Kind, r.RecordId });
    }
}
