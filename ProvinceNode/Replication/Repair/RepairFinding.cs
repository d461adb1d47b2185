using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Replication.Repair;

/// <summary>What a repair could not put right by itself.</summary>
public enum RepairMatter
{
    /// <summary>Changed at the hub's side of the backup and here since: ours goes on, the hub's is in its history.</summary>
    ChangedOnBothSides = 1,

    /// <summary>Erased after the backup, and here again: the hub does not take it back.</summary>
    ErasedMeanwhile = 2,

    /// <summary>The hub holds a later state that says less than a record needs (papers, answers, signatures): ours goes on.</summary>
    LaterAtTheHub = 3,

    /// <summary>Made after the backup; the hub holds what was sent of it, here it is gone.</summary>
    OnlyAtTheHub = 4,
}

/// <summary>
/// Something that was lost with the time between a backup and its restoring and that only people can bring back: which record, what the hub holds of it. No
/// personal data: a code or number by which the paper is found.
/// </summary>
public sealed class RepairFinding
{
    public Guid Id { get; init; }

    /// <summary>Number of <see cref="Protos.Replication.RecordKind"/>.</summary>
    public required int Kind { get; init; }

    public required Guid RecordId { get; init; }

    public required string TenantPath { get; init; }

    public required RepairMatter Matter { get; init; }

    /// <summary>Code or number of the record, when it has one.</summary>
    public string Label { get; init; } = "";

    public required long HubEpoch { get; init; }

    public required long HubVersion { get; init; }

    /// <summary>When the version at the hub was recorded here, UTC.</summary>
    public required DateTime HubRecordedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime FoundAt { get; init; }

    /// <summary>When an official saw to it, UTC; null while it waits.</summary>
    public DateTime? SettledAt { get; set; }

    public string SettledBy { get; set; } = "";

    /// <summary>What was done.</summary>
    public string SettledWhy { get; set; } = "";

    internal static void Map(EntityTypeBuilder<RepairFinding> finding)
    {
        finding.ToTable("RepairFindings");
        finding.Property(f => f.Id).ValueGeneratedNever();
        // A repair that was killed finds the same again.
        finding.HasIndex(f => new { f.Kind, f.RecordId, f.HubEpoch, f.HubVersion }).IsUnique();
        finding.HasIndex(f => f.SettledAt);
        finding.Property(f => f.TenantPath).HasMaxLength(20);
        finding.Property(f => f.Matter).HasConversion<string>().HasMaxLength(20);
        finding.Property(f => f.Label).HasMaxLength(60);
        finding.Property(f => f.SettledBy).HasMaxLength(120);
        finding.Property(f => f.SettledWhy).HasMaxLength(300);
    }
}
