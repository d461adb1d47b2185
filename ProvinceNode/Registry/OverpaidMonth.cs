using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>
/// Tháng đã chi vượt: a month of which lists paid more than decisions leave, because they came after its list was closed. The building of lists tells it; a signed decision takes it back
/// (truy thu, policy 3.6) and is kept with it, so that no month is taken back twice. What no decision took back yet is told anew by every building. A month that another province paid rightly is told by the case of both
/// (<see cref="CaseId"/>), and one that the payer handed out twice by the result that a leader closed so (<see cref="FaultId"/>): what decisions here leave of either is not changed, so no building tells it or takes it away.
/// </summary>
public sealed class OverpaidMonth : ITenantOwned, IOfPerson
{
    /// <summary>Characters of <see cref="Lists"/>.</summary>
    public const int LongestLists = 300;

    public Guid Id { get; init; }

    /// <summary>The commune of the person; what is not decided yet goes where he goes.</summary>
    public required string TenantPath { get; set; }

    /// <summary>The commune whose building told it: its next one tells anew.</summary>
    public required string TellerPath { get; set; }

    public required Guid BeneficiaryId { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    public required EntitlementStrand Strand { get; init; }

    /// <summary>Case of one person in two provinces that told it; null: a building did.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Result of a payer that told it: two lines that he paid both hold the month; null: nothing of that.</summary>
    public Guid? FaultId { get; init; }

    /// <summary>yyyyMM.</summary>
    public required int Month { get; init; }

    /// <summary>Đồng paid above what the decisions leave and earlier recoveries take back.</summary>
    public required Dong Amount { get; init; }

    /// <summary>Who was to take the money of the month.</summary>
    public required string ReceiverName { get; init; }

    public required string ReceiverNumber { get; init; }

    public required string ReceiverRelation { get; init; }

    /// <summary>Lists by which it was paid, in words.</summary>
    public required string Lists { get; init; }

    /// <summary>The payer told that all of it was paid: before that nothing is taken back, for it may come back unpaid.</summary>
    public bool IsPaid { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime ToldAt { get; init; }

    /// <summary>The <see cref="OneOffPayment"/> that takes it back; null while no decision does.</summary>
    public Guid? RecoveryId { get; set; }

    /// <summary>UTC; null while no decision takes it back.</summary>
    public DateTime? DecidedAt { get; set; }

    public Receiver Receiver => new(ReceiverName, ReceiverNumber, ReceiverRelation);

    internal static void Map(EntityTypeBuilder<OverpaidMonth> month)
    {
        month.ToTable("OverpaidMonths");
        month.Property(m => m.Id).ValueGeneratedNever();
        month.Ignore(m => m.Receiver);
        month.HasIndex(m => new { m.BeneficiaryId, m.Strand, m.Month });
        month.HasIndex(m => m.RecoveryId);
        month.HasIndex(m => m.CaseId);
        month.HasIndex(m => m.FaultId);
        // Two decisions at once: the second takes nothing back.
        month.Property(m => m.RecoveryId).IsConcurrencyToken();
        month.Property(m => m.TellerPath).HasMaxLength(20).UseOrdinal();
        month.Property(m => m.ReceiverName).HasMaxLength(120);
        month.Property(m => m.ReceiverNumber).HasMaxLength(12).UseOrdinal();
        month.Property(m => m.ReceiverRelation).HasMaxLength(60);
        month.Property(m => m.Lists).HasMaxLength(LongestLists);
    }
}
