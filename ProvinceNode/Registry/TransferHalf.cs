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

    /// <summary>Goes to another province: the record waits for the exchange between provinces.</summary>
    Outside,
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

    public required Guid BeneficiaryId { get; init; }

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
    }
}
