using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Platform;

/// <summary>The single row of what the node is: its province, its replication epoch and the head of its act chain.</summary>
public sealed class NodeState
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; } = 1;

    public string ProvinceCode { get; set; } = "";

    /// <summary>Grows when the node is restored from a backup or cloned.</summary>
    public long Epoch { get; set; } = 1;

    /// <summary>UTC at which the present epoch began; null for the first. What was done between the backup and this moment is lost here, though partners may know it.</summary>
    public DateTime? EpochAt { get; set; }

    /// <summary>Number of acts in the chain.</summary>
    public long ActCount { get; set; }

    public string ActHead { get; set; } = ActChain.Origin;

    /// <summary>Highest position that the hub acknowledged; 0 before it told any. A hub that has less was restored from a backup.</summary>
    public long HubPosition { get; set; }

    /// <summary>Where the sending again of all records stands, "kind:id" of the last one; null when none is under way.</summary>
    public string? Replaying { get; set; }

    /// <summary>Stage of the province as the hub told it last: Invited, Testing, Pilot, Live, or one that a later hub knows; empty: no hub told any.</summary>
    public string HubStage { get; set; } = "";

    /// <summary>Written first in every saving transaction, so that writers of the chain follow one another under every provider.</summary>
    public long Turn { get; set; }

    internal static void Map(EntityTypeBuilder<NodeState> state)
    {
        state.ToTable("NodeState");
        state.Property(s => s.Id).ValueGeneratedNever();
        state.Property(s => s.ProvinceCode).HasMaxLength(2);
        state.Property(s => s.ActHead).HasMaxLength(64);
        state.Property(s => s.Replaying).HasMaxLength(50);
        state.Property(s => s.HubStage).HasMaxLength(20);
    }
}
