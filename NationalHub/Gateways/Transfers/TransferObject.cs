using Microsoft.EntityFrameworkCore;
using Protos.Transfer;

namespace NationalHub.Gateways.Transfers;

/// <summary>
/// A change of residence between two provinces on its way (Decree 20 Art. 8(4)): delivered at least once, effective once. Its contents and the answer are sealed, and forgotten when both
/// sides are done; who, when and the hash of what was posted stay. Its moves are pure: each says whether it changed anything, and what was said before stands.
/// </summary>
public sealed class TransferObject
{
    public const int LongestReason = 1000;

    /// <summary>Bytes of an answer with its decision: twenty of them and the objects go in one reply.</summary>
    public const int MostAnswerBytes = 16 * 1024;

    /// <summary>GUID with hyphens, lower case.</summary>
    public required string Id { get; init; }

    /// <summary>From the certificate of who posted it.</summary>
    public required string FromProvince { get; init; }

    public required string FromCommune { get; set; }

    public required string ToProvince { get; set; }

    public required string ToCommune { get; set; }

    /// <summary>Of the contents: grows when the old place corrects what the new one has not been shown.</summary>
    public long Version { get; set; }

    /// <summary>SHA-256 of the contents as posted, lower-case hexadecimal.</summary>
    public required string Hash { get; set; }

    /// <summary>Protos.Transfer.Transfer, sealed with the id; empty when it is forgotten.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>Protos.Transfer.TransferAnswer, sealed with the id; empty before, and when it is forgotten: a reason may name a person.</summary>
    public byte[] SealedAnswer { get; set; } = [];

    public TransferStage Stage { get; set; }

    public TransferOutcome Outcome { get; set; }

    public required DateTime PostedAt { get; init; }

    /// <summary>Last shown to the new place's node: what was shown longest ago is shown first.</summary>
    public DateTime? OfferedAt { get; set; }

    public DateTime? ReceivedAt { get; set; }

    public DateTime? AnsweredAt { get; set; }

    /// <summary>Settled or recalled.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>Replication epoch of the node that received it.</summary>
    public long ReceiverEpoch { get; set; }

    /// <summary>When its answer was last shown to the old place; null: never.</summary>
    public DateTime? AnswerShownAt { get; set; }

    /// <summary>Two callers at once: the second reads again.</summary>
    public long Revision { get; set; }

    public bool IsClosed => Stage is TransferStage.Settled or TransferStage.Recalled;

    /// <summary>Whether contents of a version take the place of these: only before the new place has been shown them.</summary>
    public bool IsReplacedBy(long version) => version > Version && (Stage is TransferStage.Fetching or TransferStage.Waiting);

    /// <summary>All papers are here: the new place may be shown it.</summary>
    public bool Complete() => Stage == TransferStage.Fetching && To(TransferStage.Waiting);

    /// <summary>Whether the new place's node is shown it: what it has not received, and what it received under an epoch that a restored backup ended.</summary>
    public bool IsFor(string province, long epoch) => ToProvince == province
        && (Stage is TransferStage.Waiting or TransferStage.Offered || (Stage == TransferStage.Received && ReceiverEpoch != epoch));

    /// <summary>The new place is shown it: from now on the old one cannot take it back.</summary>
    public bool Offer(DateTime now)
    {
        if (Stage != TransferStage.Waiting)
        {
            return false;
        }

        OfferedAt = now;
        return To(TransferStage.Offered);
    }

    /// <summary>It is in a reply to the new place's node, for the first time or again.</summary>
    public bool Show(string province, long epoch, DateTime now)
    {
        if (!IsFor(province, epoch))
        {
            return false;
        }

        if (!Offer(now))
        {
            (OfferedAt, Revision) = (now, Revision + 1);
        }

        return true;
    }

    /// <summary>The new place has it as a dossier.</summary>
    public bool Receive(long epoch, DateTime now)
    {
        if (Stage is not (TransferStage.Waiting or TransferStage.Offered) && !(Stage == TransferStage.Received && ReceiverEpoch != epoch))
        {
            return false;
        }

        (OfferedAt, ReceivedAt, ReceiverEpoch) = (OfferedAt ?? now, ReceivedAt ?? now, epoch);
        return To(TransferStage.Received);
    }

    /// <summary>The new place's word; the first counts.</summary>
    public bool Answer(TransferOutcome outcome, byte[] content, DateTime now)
    {
        if (outcome == TransferOutcome.Unspecified || Stage is not (TransferStage.Waiting or TransferStage.Offered or TransferStage.Received))
        {
            return false;
        }

        (Outcome, SealedAnswer, AnsweredAt, OfferedAt, ReceivedAt) = (outcome, content, now, OfferedAt ?? now, ReceivedAt ?? now);
        return To(TransferStage.Answered);
    }

    /// <summary>The old place knows the answer.</summary>
    public bool Settle(DateTime now) => Stage == TransferStage.Answered && Close(TransferStage.Settled, now);

    /// <summary>The old place takes it back.</summary>
    /// <param name="hasNode">False when the new place's node was barred since: nobody there will ever answer what it was only shown.</param>
    public bool Recall(bool hasNode, DateTime now) =>
        (Stage is TransferStage.Fetching or TransferStage.Waiting || (Stage == TransferStage.Offered && !hasNode)) && Close(TransferStage.Recalled, now);

    private bool Close(TransferStage stage, DateTime now)
    {
        (Sealed, SealedAnswer, ClosedAt) = ([], [], now);
        return To(stage);
    }

    private bool To(TransferStage stage)
    {
        (Stage, Revision) = (stage, Revision + 1);
        return true;
    }

    internal static void Map(ModelBuilder model) => model.Entity<TransferObject>(e =>
    {
        e.ToTable("Transfers");
        e.HasKey(t => t.Id);
        e.Property(t => t.Id).HasMaxLength(36).IsUnicode(false);
        e.Property(t => t.FromProvince).HasMaxLength(2).IsUnicode(false);
        e.Property(t => t.FromCommune).HasMaxLength(5).IsUnicode(false);
        e.Property(t => t.ToProvince).HasMaxLength(2).IsUnicode(false);
        e.Property(t => t.ToCommune).HasMaxLength(5).IsUnicode(false);
        e.Property(t => t.Hash).HasMaxLength(64).IsUnicode(false);
        e.Property(t => t.Stage).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(t => t.Outcome).HasConversion<string>().HasMaxLength(30).IsUnicode(false);
        e.Property(t => t.Revision).IsConcurrencyToken();
        e.Ignore(t => t.IsClosed);
        e.HasIndex(t => new { t.ToProvince, t.Stage, t.PostedAt });
        e.HasIndex(t => new { t.FromProvince, t.Stage, t.PostedAt });
    });
}
