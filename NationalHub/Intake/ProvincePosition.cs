using Microsoft.EntityFrameworkCore;
using NationalHub.Provinces;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>Where the hub stands with a province, and who may write for it now.</summary>
public sealed class ProvincePosition
{
    public required string ProvinceCode { get; init; }

    /// <summary>Highest epoch seen; a lower one is refused (a restored or cloned node).</summary>
    public long Epoch { get; set; }

    public DateTime? LastPushAt { get; set; }

    /// <summary>Moment that the rows of the last batch bear; see <see cref="ReceivingMoment"/>.</summary>
    public DateTime? ReceivedAt { get; set; }

    /// <summary>Head of the node's act chain: the hub witnesses that its tail is not cut.</summary>
    public string ActChainHead { get; set; } = "";

    public long ActChainLength { get; set; }

    public string NodeVersion { get; set; } = "";

    /// <summary>Batches applied. A node that was acknowledged more than this knows that the hub was restored from a backup.</summary>
    public long Batches { get; set; }

    /// <summary>Records that waited at the node when it counted last, sendable and refused.</summary>
    public long Waiting { get; set; }

    public long Refused { get; set; }

    /// <summary>Rows of <see cref="Refusals.RefusedRecord"/>: while it is 0 a batch without refusals asks nothing about them.</summary>
    public int RefusedListed { get; set; }

    /// <summary>The stream that holds the lease; empty when none does.</summary>
    public string Writer { get; set; } = "";

    public DateTime? WriterUntil { get; set; }

    /// <summary>When the hub's operator asked for a certificate of equality that is not made yet.</summary>
    public DateTime? EqualityAskedAt { get; set; }

    /// <summary>
    /// After a batch was applied. A shortened act chain does not replace the longer one that was witnessed: the node is told of it by its
    /// position. A raised epoch is the operator's word that the node goes on from a shorter chain: from then on that chain is witnessed.
    /// </summary>
    internal void Advance(PushBatch batch, DateTime now)
    {
        var raised = (long)batch.Epoch > Epoch;
        (Epoch, LastPushAt, NodeVersion, Batches) = ((long)batch.Epoch, now, Cut(batch.NodeVersion, 60), Batches + 1);
        (Waiting, Refused) = (batch.Waiting, batch.Refused);
        if (raised || batch.ActChainLength >= ActChainLength)
        {
            (ActChainHead, ActChainLength) = (Cut(batch.ActChainHead, 128), batch.ActChainLength);
        }
    }

    internal static void Map(ModelBuilder model) => model.Entity<ProvincePosition>(e =>
    {
        e.ToTable("ProvincePositions");
        e.HasKey(p => p.ProvinceCode);
        e.Property(p => p.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(p => p.ActChainHead).HasMaxLength(128).IsUnicode(false);
        e.Property(p => p.NodeVersion).HasMaxLength(60);
        e.Property(p => p.Writer).HasMaxLength(36).IsUnicode(false);
        e.HasOne<Province>().WithMany().HasForeignKey(p => p.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
    });

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
