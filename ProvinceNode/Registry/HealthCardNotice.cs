using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>What the social-insurance office is told about a health card.</summary>
public enum HealthCardEvent
{
    /// <summary>Báo tăng: a card is due.</summary>
    Grant,

    /// <summary>Báo giảm: it ends.</summary>
    Stop,
}

/// <summary>
/// A line of the commune's list to the social-insurance office (Decree 20 Art. 9, 25(2); Circular 25/2016 Art. 4): written in the transaction of the
/// decision that began or ended a monthly payment, sent later with the list. It holds no category: groups with HIV must not be told apart.
/// </summary>
public sealed class HealthCardNotice : IShared
{
    /// <summary>Code on the card of who receives social assistance (Decree 146/2018 Art. 3(8)).</summary>
    public const string ObjectCode = "BT";

    public Guid Id { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>The institution whose decision it rests on; null for a commune's or district's.</summary>
    public string? SharedPath { get; set; }

    public required HealthCardEvent Event { get; init; }

    public required Guid BeneficiaryId { get; init; }

    public required string PersonName { get; init; }

    public required string BirthDate { get; init; }

    /// <summary>1 nam, 2 nữ.</summary>
    public required int Sex { get; init; }

    /// <summary>12 or 9 digits, or empty.</summary>
    public string PersonNumber { get; init; } = "";

    public string Village { get; init; } = "";

    /// <summary>yyyyMM from which the card is due, or no longer due.</summary>
    public required int FromMonth { get; init; }

    /// <summary>In neutral words, e.g. Thôi hưởng.</summary>
    public string Reason { get; init; } = "";

    public required Guid DecisionId { get; init; }

    public required DateTime RecordedAt { get; init; }

    /// <summary>UTC at which it last stood in a file that was taken out while it waited; null: in none yet.</summary>
    public DateTime? ListedAt { get; set; }

    /// <summary>UTC; null while it waits.</summary>
    public DateTime? SentAt { get; set; }

    public string SentBy { get; set; } = "";

    internal static void Map(EntityTypeBuilder<HealthCardNotice> notice)
    {
        notice.ToTable("HealthCardNotices");
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.HasIndex(n => n.BeneficiaryId);
        notice.Property(n => n.Event).HasConversion<string>().HasMaxLength(10);
        notice.Property(n => n.PersonName).HasMaxLength(120);
        notice.Property(n => n.BirthDate).HasMaxLength(10);
        notice.Property(n => n.PersonNumber).HasMaxLength(12).UseOrdinal();
        notice.Property(n => n.Village).HasMaxLength(200);
        notice.Property(n => n.Reason).HasMaxLength(120);
        notice.Property(n => n.SentBy).HasMaxLength(120);
    }
}
