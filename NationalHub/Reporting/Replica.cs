using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NationalHub.Reporting;

/// <summary>
/// The latest state of one record of a province, by (epoch, version). A tombstone stays as a row without content,
/// so that a late message cannot bring the record back.
/// </summary>
public abstract class Replica
{
    /// <summary>Taken from the node's certificate.</summary>
    public string ProvinceCode { get; set; } = "";

    /// <summary>Lower-case GUID with hyphens, given by the node.</summary>
    public string Id { get; set; } = "";

    public string TenantPath { get; set; } = "";

    /// <summary>When the node recorded this version.</summary>
    public DateTime RecordedAt { get; set; }

    /// <summary>When the hub received this version.</summary>
    public DateTime ReceivedAt { get; set; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    public bool Deleted { get; set; }

    internal static void MapReplica<T>(EntityTypeBuilder<T> entity, string table)
        where T : Replica
    {
        entity.ToTable(table);
        entity.HasKey(r => new { r.ProvinceCode, r.Id });
        entity.Property(r => r.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        entity.Property(r => r.Id).HasMaxLength(36).IsUnicode(false);
        entity.Property(r => r.TenantPath).HasMaxLength(20).IsUnicode(false);
        // What changed since: read by who follows a set, and by what erases from earlier days.
        entity.HasIndex(r => r.ReceivedAt);
        entity.HasQueryFilter("erased", r => !r.Deleted);
    }
}
