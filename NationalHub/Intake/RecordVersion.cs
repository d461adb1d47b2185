using Microsoft.EntityFrameworkCore;

namespace NationalHub.Intake;

/// <summary>
/// One version of a record as it was received, kept for ever, so that "as known on a day" can be asked.
/// The payload is the whole message: fields that this hub does not know yet survive in it. Erasure empties it.
/// </summary>
public sealed class RecordVersion
{
    public string ProvinceCode { get; set; } = "";

    /// <summary>Number of Protos.Replication.RecordKind.</summary>
    public int Kind { get; set; }

    public string Id { get; set; } = "";

    public long Epoch { get; set; }

    public long Version { get; set; }

    public DateTime RecordedAt { get; set; }

    public DateTime ReceivedAt { get; set; }

    public bool Deleted { get; set; }

    /// <summary>The protobuf Record; empty for a tombstone and for what a tombstone erased.</summary>
    public byte[] Payload { get; set; } = [];

    internal static void Map(ModelBuilder model) => model.Entity<RecordVersion>(e =>
    {
        e.ToTable("RecordVersions");
        e.HasKey(v => new { v.ProvinceCode, v.Kind, v.Id, v.Epoch, v.Version });
        e.Property(v => v.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(v => v.Id).HasMaxLength(36).IsUnicode(false);
    });
}
