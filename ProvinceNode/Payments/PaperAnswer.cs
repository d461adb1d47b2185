using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>Where a written answer stands. Stored by name.</summary>
public enum PaperAnswerState
{
    /// <summary>Recorded; a second official looks at the paper.</summary>
    Recorded = 1,

    Confirmed,

    Declined,
}

/// <summary>
/// Văn bản trả lời của tổ chức chi trả: what the payer wrote about a sending that nobody could ask about over its channel. One official records it, another confirms it; only then the sending is
/// settled by it (reliability, payments 3: asked before anything is sent again).
/// </summary>
public sealed class PaperAnswer : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid SendingId { get; init; }

    public required Guid ListId { get; init; }

    /// <summary>The commune of the list.</summary>
    public required string TenantPath { get; set; }

    /// <summary>True: he has the list and pays it; false: he never got it, and will not pay by this sending.</summary>
    public required bool Received { get; init; }

    /// <summary>Number and day of the paper, and who signed it for the payer.</summary>
    public required string Number { get; init; }

    public required DateOnly SignedOn { get; init; }

    public required string SignedBy { get; init; }

    /// <summary>Lines and đồng that the paper names; they are those of the list. Nothing when he never got it.</summary>
    public required int Lines { get; init; }

    public required Dong Amount { get; init; }

    /// <summary>The scan: SHA-256 of its bytes and its name.</summary>
    public required string ContentHash { get; init; }

    public required string FileName { get; init; }

    public required Guid RecordedById { get; init; }

    public required string RecordedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public PaperAnswerState State { get; set; } = PaperAnswerState.Recorded;

    public string SettledByName { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime? SettledAt { get; set; }

    public string SettledWhy { get; set; } = "";

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<PaperAnswer> answer)
    {
        answer.ToTable("PaymentPaperAnswers");
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.Property(a => a.Version).IsConcurrencyToken();
        answer.HasIndex(a => a.ListId);
        // One at a time: two papers that say different things are looked at one after the other.
        answer.HasIndex(a => a.SendingId).IsUnique().HasFilter("[State] = 'Recorded'");
        answer.HasOne<PaymentSending>().WithMany().HasForeignKey(a => a.SendingId).OnDelete(DeleteBehavior.Restrict);
        answer.Property(a => a.Number).HasMaxLength(60);
        answer.Property(a => a.SignedBy).HasMaxLength(120);
        answer.Property(a => a.ContentHash).HasMaxLength(64).UseOrdinal();
        answer.Property(a => a.FileName).HasMaxLength(200);
        answer.Property(a => a.RecordedByName).HasMaxLength(120);
        answer.Property(a => a.State).HasConversion<string>().HasMaxLength(10);
        answer.Property(a => a.SettledByName).HasMaxLength(120);
        answer.Property(a => a.SettledWhy).HasMaxLength(300);
    }
}
