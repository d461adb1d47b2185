using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Recovering;

/// <summary>Where a receipt stands. Stored by name.</summary>
public enum ReceiptState
{
    /// <summary>A second official looks at the paper.</summary>
    Recorded = 1,

    Confirmed,

    Declined,
}

/// <summary>Who paid back. Stored by name.</summary>
public enum Repayer
{
    /// <summary>Who had taken the money.</summary>
    Receiver = 1,

    /// <summary>Heirs, out of what the deceased left: booked only, nothing is taken from them by a list (policy 3.6).</summary>
    Estate,
}

/// <summary>Phiếu thu: what was paid back of a recovery outside the lists, by a receipt on paper that two officials saw. Lists take so much less.</summary>
public sealed class RecoveryReceipt : ITenantOwned
{
    public const int LongestNumber = 60;
    public const int LongestName = 120;

    public Guid Id { get; init; }

    /// <summary>The commune that had the recovery when it was recorded.</summary>
    public required string TenantPath { get; set; }

    /// <summary>The recovery.</summary>
    public required Guid PaymentId { get; init; }

    public required string Number { get; init; }

    public required DateOnly PaidOn { get; init; }

    public required Dong Amount { get; init; }

    public required Repayer By { get; init; }

    public required string PaidByName { get; init; }

    public required Guid RecordedById { get; init; }

    public required string RecordedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public ReceiptState State { get; set; } = ReceiptState.Recorded;

    public string SettledByName { get; set; } = "";

    /// <summary>UTC; null while nobody looked.</summary>
    public DateTime? SettledAt { get; set; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<RecoveryReceipt> receipt)
    {
        receipt.ToTable("RecoveryReceipts");
        receipt.Property(r => r.Id).ValueGeneratedNever();
        receipt.Property(r => r.Version).IsConcurrencyToken();
        receipt.HasIndex(r => r.PaymentId);
        // A paper is booked once.
        receipt.HasIndex(r => new { r.PaymentId, r.Number, r.PaidOn }).IsUnique().HasFilter("[State] IN ('Recorded', 'Confirmed')");
        receipt.Property(r => r.Number).HasMaxLength(LongestNumber).UseOrdinal();
        receipt.Property(r => r.By).HasConversion<string>().HasMaxLength(10);
        receipt.Property(r => r.PaidByName).HasMaxLength(LongestName);
        receipt.Property(r => r.RecordedByName).HasMaxLength(120);
        receipt.Property(r => r.State).HasConversion<string>().HasMaxLength(10);
        receipt.Property(r => r.SettledByName).HasMaxLength(120);
    }
}
