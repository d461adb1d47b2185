using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Law;

/// <summary>
/// Đề nghị thay đổi quy định của tỉnh: one official proposes with the resolution, another approves; only then the row exists. Money of thousands
/// of people hangs on such a row, so nobody enters it alone.
/// </summary>
public sealed class RuleChange : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>The province.</summary>
    public required string TenantPath { get; set; }

    public required RuleKind Kind { get; init; }

    /// <summary>Fields as typed, as JSON.</summary>
    public required string Values { get; init; }

    /// <summary>The change in one sentence.</summary>
    public required string Words { get; init; }

    public RuleChangeState State { get; set; }

    public required Guid ProposedById { get; init; }

    public required string ProposedByName { get; init; }

    public required DateTime ProposedAt { get; init; }

    public string? DecidedByName { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string Note { get; set; } = "";

    /// <summary>What the change reached of the past when it was proposed, see <see cref="PastEffect"/>; null when nothing.</summary>
    public string? PastEffect { get; init; }

    /// <summary>Why it must reach the past, as the proposer said.</summary>
    public string? PastReason { get; init; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<RuleChange> change)
    {
        change.ToTable("RuleChanges");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        change.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        change.Property(c => c.Words).HasMaxLength(RulePlan.MostWords);
        change.Property(c => c.ProposedByName).HasMaxLength(120);
        change.Property(c => c.DecidedByName).HasMaxLength(120);
        change.Property(c => c.Note).HasMaxLength(1000);
        change.Property(c => c.PastEffect).HasMaxLength(1000);
        change.Property(c => c.PastReason).HasMaxLength(1000);
        change.Property(c => c.Version).IsConcurrencyToken();
        change.HasIndex(c => c.State);
    }
}
