using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Protos.Reference.Packs;

namespace ProvinceNode.Reference;

/// <summary>How far a pack is; the names are stored.</summary>
public enum ReferencePackState
{
    /// <summary>Verified and kept; an official of the province looks at what it changes.</summary>
    Waiting,

    /// <summary>Approved; it is put in force on its day.</summary>
    Approved,

    /// <summary>In force.</summary>
    Active,

    /// <summary>A later one was put in force, or the hub withdrew it before it was: then <see cref="ReferencePack.Trouble"/> says so.</summary>
    Past,
}

/// <summary>Gói tham chiếu: a signed pack of the hub, kept whole as it came. No row of an office: the whole province's.</summary>
public sealed class ReferencePack
{
    public required Guid Id { get; init; }

    public required PackKind Kind { get; init; }

    public required int Number { get; init; }

    public required DateOnly InForceFrom { get; init; }

    public required string Basis { get; init; }

    public required DateTime IssuedAt { get; init; }

    /// <summary>SHA-256 of <see cref="File"/>.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The published file, see PackSeal.</summary>
    public required byte[] File { get; init; }

    public required DateTime ReceivedAt { get; init; }

    /// <summary>Over the line, or carried as a file.</summary>
    public required bool Carried { get; init; }

    public ReferencePackState State { get; set; }

    public Guid? ApprovedById { get; set; }

    public string? ApprovedByName { get; set; }

    public DateTime? ApprovedAt { get; set; }

    /// <summary>Most characters of <see cref="PastEffect"/>.</summary>
    internal const int MostPast = 2000;

    /// <summary>Begins what it reached of the past beyond what was approved, see <see cref="PastEffect"/>.</summary>
    public const string WhenActivated = "Khi đưa vào áp dụng ngày ";

    /// <summary>What it reached of the past when it was approved, and why that was right; what it reached otherwise when it was put in force stands after it. Null when nothing.</summary>
    public string? PastEffect { get; set; }

    public string? PastReason { get; set; }

    public DateTime? ActivatedAt { get; set; }

    /// <summary>UTC at which a leader had the communes that it makes opened before it is in force (Taking.OpenUnits); null: nobody had.</summary>
    public DateTime? OpenedAt { get; set; }

    /// <summary>Why it is not in force although its day has come, or why it never will be; empty when nothing stands against it.</summary>
    public string Trouble { get; set; } = "";

    public long Version { get; set; }

    /// <summary>It was put in force later than its day or than the approver saw it, and reached more of the past: somebody is to look at that.</summary>
    public bool ReachedMore => PastEffect?.Contains(WhenActivated, StringComparison.Ordinal) == true;

    internal static void Map(EntityTypeBuilder<ReferencePack> pack)
    {
        pack.ToTable("ReferencePacks");
        pack.Property(p => p.Id).ValueGeneratedNever();
        pack.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20);
        pack.Property(p => p.State).HasConversion<string>().HasMaxLength(20);
        pack.Property(p => p.Basis).HasMaxLength(PackContent.MostBasis);
        pack.Property(p => p.Sha256).HasMaxLength(64);
        pack.Property(p => p.ApprovedByName).HasMaxLength(120);
        pack.Ignore(p => p.ReachedMore);
        pack.Property(p => p.PastEffect).HasMaxLength(MostPast);
        pack.Property(p => p.PastReason).HasMaxLength(1000);
        pack.Property(p => p.Trouble).HasMaxLength(2000);
        pack.Property(p => p.Version).IsConcurrencyToken();
        pack.HasIndex(p => new { p.Kind, p.Number }).IsUnique();
    }
}
