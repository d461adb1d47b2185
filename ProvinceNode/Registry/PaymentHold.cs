using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>
/// Tạm giữ chi trả: months that no list pays while a report of death or absence is verified (policy 3.6). It ends no entitlement: each held month stays
/// due, and when the hold is lifted because the report was wrong, the money follows.
/// </summary>
public sealed class PaymentHold : ITenantOwned, IOfPerson, IRecordPart
{
    public Guid Id { get; init; }

    /// <summary>The report by which it is held.</summary>
    public required Guid EventId { get; init; }

    public required Guid BeneficiaryId { get; init; }

    /// <summary>One entitlement, any of its versions by the id of the first held; null: all that the person receives.</summary>
    public Guid? EntitlementId { get; init; }

    public required string TenantPath { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    /// <summary>yyyyMM of the first list that does not pay.</summary>
    public required int FromMonth { get; init; }

    /// <summary>yyyyMM of the last one; 0 while it holds. Before <see cref="FromMonth"/>: it was lifted before any list met it.</summary>
    public int LastMonth { get; set; }

    public required string Why { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>UTC at which it was lifted, by whom and why; null while it holds.</summary>
    public DateTime? LiftedAt { get; set; }

    public string LiftedBy { get; set; } = "";

    public string LiftedWhy { get; set; } = "";

    /// <summary>Id of the dossier whose decision lifted it, whichever report it is of: who undoes the decision asks which months no list paid. Null when none did.</summary>
    public Guid? LiftedDossierId { get; set; }

    public Guid RecordId => EventId;

    public Protos.Replication.RecordKind RecordKind => Protos.Replication.RecordKind.LifeEvent;

    /// <summary>Whether the list of a month leaves the payment out.</summary>
    public bool Covers(PayMonth month) => FromMonth <= month.Number && (LiftedAt is null || month.Number <= LastMonth);

    /// <summary>Lifts it: lists after the given month pay again.</summary>
    /// <param name="last">Last month that no list paid for its sake.</param>
    /// <param name="dossier">See <see cref="LiftedDossierId"/>.</param>
    public void Lift(PayMonth last, DateTime atUtc, string by, string why, Guid? dossier = null) => (LastMonth, LiftedAt, LiftedBy, LiftedWhy, LiftedDossierId) = (last.Number, atUtc, by, why, dossier);

    internal static void Map(EntityTypeBuilder<PaymentHold> hold)
    {
        hold.ToTable("PaymentHolds");
        hold.Property(h => h.Id).ValueGeneratedNever();
        hold.Ignore(h => h.RecordId);
        hold.Ignore(h => h.RecordKind);
        hold.HasIndex(h => h.EventId);
        hold.HasIndex(h => h.LiftedDossierId);
        hold.HasIndex(h => h.BeneficiaryId);
        hold.HasIndex(h => new { h.LiftedAt, h.FromMonth });
        hold.Property(h => h.Why).HasMaxLength(300);
        hold.Property(h => h.LiftedBy).HasMaxLength(120);
        hold.Property(h => h.LiftedWhy).HasMaxLength(LifeEvent.LongestNote);
    }
}
