using Microsoft.EntityFrameworkCore;
using NationalHub.Provinces;

namespace NationalHub.Intake.Refusals;

/// <summary>
/// A record of which the hub refused the newest version that it saw: it has nothing of it, or the version before. Neither its content nor words of it are kept, so that no personal data lie here. The row goes
/// when that version or a later one is applied.
/// </summary>
public sealed class RefusedRecord
{
    public required string ProvinceCode { get; init; }

    /// <summary>Lower-case GUID with hyphens; empty for all records together whose id is none.</summary>
    public required string Id { get; init; }

    /// <summary>Number of Protos.Replication.RecordKind; 0: a kind that this hub does not know.</summary>
    public required int Kind { get; init; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    /// <summary>The first reason of the last refusal; see <see cref="RefusalCodes"/>.</summary>
    public required string Code { get; set; }

    /// <summary>UTC of the first refusal, of whichever version, since a version was applied.</summary>
    public DateTime FirstAt { get; init; }

    public DateTime LastAt { get; set; }

    public int Times { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<RefusedRecord>(e =>
    {
        e.ToTable("RefusedRecords");
        e.HasKey(r => new { r.ProvinceCode, r.Id, r.Kind });
        e.Property(r => r.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(r => r.Id).HasMaxLength(36).IsUnicode(false);
        e.Property(r => r.Code).HasMaxLength(40).IsUnicode(false);
        e.HasOne<Province>().WithMany().HasForeignKey(r => r.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
        // The page, newest first, and what is left out when the list is full.
        e.HasIndex(r => new { r.ProvinceCode, r.LastAt });
    });
}
