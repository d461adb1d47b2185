using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>Which side of a move a half is.</summary>
public enum TransferSide
{
    Out,
    In,
}

/// <summary>Where a half of a transfer stands.</summary>
public enum TransferStatus
{
    /// <summary>Decided (out) or received and not decided (in).</summary>
    Open,

    /// <summary>The other place has it.</summary>
    Sent,

    /// <summary>The new place pays.</summary>
    Taken,

    /// <summary>The new place returned it with a reason; the old place goes on.</summary>
    Returned,

    /// <summary>Goes to another province: waits for its answer, through the hub's mailbox (<see cref="TransferPassage"/>) or on paper.</summary>
    Outside,
}

/// <summary>How far the half of a move between two provinces has come through the hub's mailbox. Stored by name.</summary>
public enum TransferPassage
{
    /// <summary>Nothing of it has left the node.</summary>
    None,

    /// <summary>Being posted; whether the hub has it is not known.</summary>
    Sending,

    /// <summary>In the hub's mailbox.</summary>
    AtHub,

    /// <summary>The new place's node has it.</summary>
    There,

    /// <summary>The other province takes none through the mailbox: it goes on paper.</summary>
    Paper,

    /// <summary>The hub does not take it, e.g. because of its size: it goes on paper.</summary>
    Refused,

    /// <summary>An answer came on paper: it is being taken back from the mailbox.</summary>
    Recalling,

    /// <summary>Taken back from the mailbox.</summary>
    Recalled,

    /// <summary>In half: it is a dossier here, and the hub is still to be told.</summary>
    Arrived,

    /// <summary>Answered; the other side has not confirmed it yet.</summary>
    Answered,

    /// <summary>Both sides know.</summary>
    Settled,
}

/// <summary>
/// One half of a change of residence (Decree 20 Art. 8(4)): the old place stops with a month, the new one pays from the month after it.
/// Both halves bear one <see cref="TransferId"/>; the stop month in both makes exactly one payer a month.
/// </summary>
public sealed class TransferHalf : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid TransferId { get; init; }

    public required TransferSide Side { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>Empty for who came from another province until the decision enters him in this registry.</summary>
    public required Guid BeneficiaryId { get; set; }

    /// <summary>The other place: two-digit province and five-digit commune, of the organisation in force.</summary>
    public required string OtherProvince { get; set; }

    public required string OtherCommune { get; set; }

    /// <summary>Name of the other place as of the day of the decision.</summary>
    public required string OtherName { get; init; }

    /// <summary>yyyyMM: last month that the old place pays.</summary>
    public required int StopMonth { get; init; }

    public TransferStatus Status { get; set; }

    /// <summary>Decision of this half; empty until the new place decides.</summary>
    public Guid? DecisionId { get; set; }

    /// <summary>Why it was returned.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What travels as JSON: what was paid and on which facts. The registry does not read it.</summary>
    public required string Packet { get; init; }

    public required DateTime RecordedAt { get; init; }

    public DateTime? ClosedAt { get; set; }

    public TransferPassage Passage { get; set; }

    /// <summary>Since when, UTC; null while nothing has left the node.</summary>
    public DateTime? PassageAt { get; set; }

    /// <summary>What the officer should know of it, in Vietnamese; empty: nothing.</summary>
    public string PassageNote { get; set; } = "";

    /// <summary>Version of what was posted last; grows when its destination is corrected.</summary>
    public long PostVersion { get; set; }

    /// <summary>Province and commune to which it was posted last, e.g. 08.00688.</summary>
    public string PostedTo { get; set; } = "";

    /// <summary>What the new place answered on paper while the object was still in the mailbox: it counts when the hub has given the object back. Null: nothing.</summary>
    public bool? PaperTaken { get; set; }

    public string PaperReason { get; set; } = "";

    /// <summary>In half: replication epoch under which the hub last confirmed that the object is this node's to decide. Another than the node's: a backup was restored since, and nobody decides before the hub was asked.</summary>
    public long HubEpoch { get; set; }

    /// <summary>In half: outcome that the hub had already, answered before a backup was restored; empty: none.</summary>
    public string HubWord { get; set; } = "";

    /// <summary>Whether the two places are of different provinces.</summary>
    public bool CrossesProvinces => !TenantPath.StartsWith(OtherProvince + ".", StringComparison.Ordinal);

    internal static void Map(EntityTypeBuilder<TransferHalf> half)
    {
        half.ToTable("TransferHalves");
        half.Property(h => h.Id).ValueGeneratedNever();
        half.HasIndex(h => new { h.TransferId, h.Side }).IsUnique();
        half.HasIndex(h => h.Status);
        half.Property(h => h.Side).HasConversion<string>().HasMaxLength(5);
        half.Property(h => h.Status).HasConversion<string>().HasMaxLength(20);
        half.Property(h => h.OtherProvince).HasMaxLength(2);
        half.Property(h => h.OtherCommune).HasMaxLength(5);
        half.Property(h => h.OtherName).HasMaxLength(200);
        half.Property(h => h.Reason).HasMaxLength(1000);
        half.Ignore(h => h.CrossesProvinces);
        half.Property(h => h.Passage).HasConversion<string>().HasMaxLength(20);
        half.HasIndex(h => h.Passage);
        half.Property(h => h.PassageNote).HasMaxLength(1000);
        half.Property(h => h.PostedTo).HasMaxLength(8);
        half.Property(h => h.PaperReason).HasMaxLength(1000);
        half.Property(h => h.HubWord).HasMaxLength(20);
    }
}
