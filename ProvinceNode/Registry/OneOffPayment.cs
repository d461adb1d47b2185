using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>What is paid or taken back once.</summary>
public enum OneOffKind
{
    /// <summary>Truy lĩnh.</summary>
    Arrears,

    /// <summary>Truy thu: deducted or collected, never without the consent that the law wants (policy 3.6).</summary>
    Recovery,

    /// <summary>Hỗ trợ chi phí mai táng.</summary>
    Funeral,

    /// <summary>Chi phí điều trị người bị thương nặng.</summary>
    Treatment,

    /// <summary>Làm nhà ở, sửa chữa nhà ở.</summary>
    Housing,

    /// <summary>Chăm sóc, nuôi dưỡng khẩn cấp.</summary>
    EmergencyCare,
}

/// <summary>A payment made once, waiting for a list: what a decision grants beside or without a monthly entitlement.</summary>
public sealed class OneOffPayment : ITenantOwned, IOfPerson
{
    /// <summary>Characters of <see cref="ReceiverRelation"/>.</summary>
    public const int MostRelation = 60;

    public Guid Id { get; init; }

    /// <summary>The commune that pays it; what is still to be taken back goes where the person goes.</summary>
    public required string TenantPath { get; set; }

    /// <inheritdoc cref="Entitlement.FormerPath"/>
    public string FormerPath { get; set; } = "";

    /// <summary>Null when the person was never a beneficiary (emergency aid, a pension applicant who died undecided).</summary>
    public Guid? BeneficiaryId { get; init; }

    Guid IOfPerson.PersonId => BeneficiaryId ?? Guid.Empty;

    /// <summary>The latest version of the entitlement whose months it makes good or takes back; null for what is not monthly.</summary>
    public Guid? EntitlementId { get; init; }

    public required OneOffKind Kind { get; init; }

    public required string PersonName { get; init; }

    public string PersonNumber { get; init; } = "";

    /// <summary>1954, 1954-03 or 1954-03-02; empty when it is not an emergency's.</summary>
    public string PersonBirth { get; init; } = "";

    /// <summary>Numbers of the household that an emergency helped, the person's among them, parted by ";".</summary>
    public string HouseholdNumbers { get; init; } = "";

    /// <summary>Day of the event that it is paid for, or the first day of care; null for what is counted by months.</summary>
    public DateOnly? EventOn { get; init; }

    /// <summary>Last day of care; null for everything else.</summary>
    public DateOnly? EventUntil { get; init; }

    public required string ReceiverName { get; init; }

    public string ReceiverNumber { get; init; } = "";

    public string ReceiverRelation { get; init; } = "";

    /// <summary>Always positive; a <see cref="OneOffKind.Recovery"/> is owed to the State.</summary>
    public required Dong Amount { get; init; }

    /// <summary>yyyyMM of the months it makes good; 0 for what is not counted by months.</summary>
    public int FromMonth { get; init; }

    public int ToMonth { get; init; }

    /// <summary>yyyyMM of the first list that may carry it.</summary>
    public required int DueMonth { get; init; }

    /// <summary>yyyyMM of the first list that carried it; 0 while it waits.</summary>
    public int ListedMonth { get; set; }

    /// <summary>Đồng that lists have paid of it, or taken of a recovery, by the payer's results: nothing while it waits or came back.</summary>
    public Dong MovedDong { get; set; }

    /// <summary>An approved list holds it, or a part of a recovery, and nobody told yet what became of it.</summary>
    public bool IsOnList { get; set; }

    public required Guid DecisionId { get; init; }

    /// <summary>Decision that undid the one it rests on before any list carried it: no list pays or takes it. Null while it stands.</summary>
    public Guid? CancelledById { get; set; }

    /// <summary>UTC at which that was recorded.</summary>
    public DateTime? CancelledAt { get; set; }

    /// <summary>The undone payment that this gives back or takes back: what lists moved of that one by all that the payer told, also after the undoing. Null for everything else.</summary>
    public Guid? ReversesId { get; init; }

    /// <summary>The sum as people read it: a clause a month, whatever their number.</summary>
    public required string Arithmetic { get; init; }

    public required DateTime RecordedAt { get; init; }

    internal static void Map(EntityTypeBuilder<OneOffPayment> payment)
    {
        payment.ToTable("OneOffPayments");
        payment.Property(p => p.Id).ValueGeneratedNever();
        payment.HasIndex(p => p.BeneficiaryId);
        payment.HasIndex(p => p.DecisionId);
        // Few undo another.
        payment.HasIndex(p => p.ReversesId).HasFilter("[ReversesId] IS NOT NULL");
        payment.Property(p => p.FormerPath).HasMaxLength(20).UseOrdinal();
        payment.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20);
        payment.Property(p => p.PersonName).HasMaxLength(120);
        payment.Property(p => p.PersonNumber).HasMaxLength(12).UseOrdinal();
        payment.Property(p => p.PersonBirth).HasMaxLength(10);
        payment.Property(p => p.HouseholdNumbers).HasMaxLength(420).UseOrdinal();
        payment.HasIndex(p => new { p.Kind, p.EventOn });
        payment.Property(p => p.ReceiverName).HasMaxLength(120);
        payment.Property(p => p.ReceiverNumber).HasMaxLength(12).UseOrdinal();
        payment.Property(p => p.ReceiverRelation).HasMaxLength(MostRelation);
    }
}
