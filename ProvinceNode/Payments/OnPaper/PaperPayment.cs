using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.OnPaper;

/// <summary>Where a list on paper stands. Stored by name.</summary>
public enum PaperPaymentState
{
    /// <summary>Recorded; a second official holds it against the signed paper.</summary>
    Recorded = 1,

    /// <summary>Its lines are paid by it.</summary>
    Confirmed,

    Declined,

    /// <summary>Confirmed, and somebody says that lines of it are wrong: a second official looks at it again.</summary>
    Doubted,

    /// <summary>None of its lines is paid by it any more.</summary>
    Withdrawn,
}

/// <summary>
/// Danh sách giấy: lines of a list of a closed month that were paid in cash by a signed list on paper, because the system was not there or the link to the payer was down. One official records it with
/// the scan, another confirms it; only then its lines are paid. What was wrong is taken back the same way.
/// </summary>
public sealed class PaperPayment : ITenantOwned
{
    public const int LongestNumber = 60;
    public const int LongestRows = 4000;

    public Guid Id { get; init; }

    public required Guid ListId { get; init; }

    /// <summary>The commune of the list.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Number of the list on paper.</summary>
    public required string Number { get; init; }

    /// <summary>Day on which the money was handed out.</summary>
    public required DateOnly PaidOn { get; init; }

    /// <summary>Orders of the lines that were paid, see <see cref="PaperRows"/>.</summary>
    public required string Rows { get; init; }

    /// <summary>Number and sum of them.</summary>
    public required int Lines { get; init; }

    public required Dong Amount { get; init; }

    /// <summary>No payer ever had the list: its other lines were not collected, and are carried by the next list.</summary>
    public required bool Whole { get; init; }

    /// <summary>The scan: SHA-256 of its bytes and its name.</summary>
    public required string ContentHash { get; init; }

    public required string FileName { get; init; }

    public required Guid RecordedById { get; init; }

    public required string RecordedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public PaperPaymentState State { get; set; } = PaperPaymentState.Recorded;

    public string SettledByName { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime? SettledAt { get; set; }

    public string SettledWhy { get; set; } = "";

    /// <summary>Lines that somebody says were not paid by it, why and who; empty when nobody does.</summary>
    public string DoubtedRows { get; set; } = "";

    public string DoubtedWhy { get; set; } = "";

    public Guid? DoubtedById { get; set; }

    public string DoubtedByName { get; set; } = "";

    /// <summary>Lines that are not paid by it any more, by the latest correction and those before.</summary>
    public string WithdrawnRows { get; set; } = "";

    public string WithdrawnByName { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime? WithdrawnAt { get; set; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<PaperPayment> paper)
    {
        paper.ToTable("PaymentPapers");
        paper.Property(p => p.Id).ValueGeneratedNever();
        paper.Property(p => p.Version).IsConcurrencyToken();
        paper.HasIndex(p => new { p.ListId, p.RecordedAt });
        // One at a time: two papers that name the same line are looked at one after the other.
        paper.HasIndex(p => p.ListId).IsUnique().HasFilter("[State] IN ('Recorded', 'Doubted')");
        paper.HasOne<PaymentList>().WithMany().HasForeignKey(p => p.ListId).OnDelete(DeleteBehavior.Restrict);
        paper.Property(p => p.Number).HasMaxLength(LongestNumber);
        paper.Property(p => p.Rows).HasMaxLength(LongestRows);
        paper.Property(p => p.ContentHash).HasMaxLength(64).UseOrdinal();
        paper.Property(p => p.FileName).HasMaxLength(200);
        paper.Property(p => p.RecordedByName).HasMaxLength(120);
        paper.Property(p => p.State).HasConversion<string>().HasMaxLength(10);
        paper.Property(p => p.SettledByName).HasMaxLength(120);
        paper.Property(p => p.SettledWhy).HasMaxLength(300);
        paper.Property(p => p.DoubtedRows).HasMaxLength(LongestRows);
        paper.Property(p => p.DoubtedWhy).HasMaxLength(300);
        paper.Property(p => p.DoubtedByName).HasMaxLength(120);
        paper.Property(p => p.WithdrawnRows).HasMaxLength(LongestRows);
        paper.Property(p => p.WithdrawnByName).HasMaxLength(120);
    }
}
