using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>Where the ZIP of a month stands. Stored by name.</summary>
public enum ArchiveState
{
    /// <summary>Asked for; a job makes it.</summary>
    Asked = 1,

    /// <summary>Kept whole under its hash.</summary>
    Ready,

    /// <summary>Given up after some tries; it may be asked for again.</summary>
    Failed,
}

/// <summary>The papers and sheets of a month in one file: one for each month, made anew when its lists changed. The file lies among the papers under its hash, and goes with their sweep.</summary>
public sealed class PaymentArchive : ITenantOwned
{
    /// <summary>The month.</summary>
    public required Guid PeriodId { get; init; }

    /// <summary>The fund holder.</summary>
    public required string TenantPath { get; set; }

    public ArchiveState State { get; set; } = ArchiveState.Asked;

    public required Guid AskedById { get; set; }

    public required string AskedByName { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime AskedAt { get; set; }

    /// <summary>How often it was begun: a node that stops in the middle begins anew, but not for ever.</summary>
    public int Tries { get; set; }

    /// <summary>UTC; null before it is ready.</summary>
    public DateTime? MadeAt { get; set; }

    /// <summary>Tells the lists and results that it was made from; empty before.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>SHA-256 of the file, and its length; empty before.</summary>
    public string FileHash { get; set; } = "";

    public long Bytes { get; set; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<PaymentArchive> archive)
    {
        archive.ToTable("PaymentArchives");
        archive.HasKey(a => a.PeriodId);
        archive.Property(a => a.PeriodId).ValueGeneratedNever();
        archive.Property(a => a.Version).IsConcurrencyToken();
        archive.HasIndex(a => a.State);
        archive.HasOne<PaymentPeriod>().WithMany().HasForeignKey(a => a.PeriodId).OnDelete(DeleteBehavior.Restrict);
        archive.Property(a => a.State).HasConversion<string>().HasMaxLength(10);
        archive.Property(a => a.AskedByName).HasMaxLength(120);
        archive.Property(a => a.Stamp).HasMaxLength(64);
        archive.Property(a => a.FileHash).HasMaxLength(64);
    }
}
