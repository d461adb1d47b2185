using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Registry;

/// <summary>What somebody is to a beneficiary in law.</summary>
public enum LinkRole
{
    /// <summary>Người giám hộ (Decree 58/2026, annex 78, 79).</summary>
    Guardian = 1,

    /// <summary>Người nhận chăm sóc, nuôi dưỡng (Decree 20 Art. 18–23).</summary>
    Carer = 2,

    /// <summary>Người có nghĩa vụ và quyền phụng dưỡng, cấp dưỡng (Decree 58/2026, annex 81).</summary>
    Supporter = 3,

    /// <summary>Người thừa kế, đại diện gia đình who takes what is still owed to the deceased or missing himself (policy 6.7).</summary>
    Heir = 4,
}

/// <summary>Guardian, carer or person with the duty to support, for days of which both ends count. Part of the beneficiary's record.</summary>
public sealed class PersonLink : IShared, IOfPerson, IRecordPart
{
    public Guid Id { get; init; }

    public required Guid BeneficiaryId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>That of the person.</summary>
    public string? SharedPath { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    public required LinkRole Role { get; init; }

    public required string FullName { get; set; }

    /// <summary>1954, 1954-03 or 1954-03-02; empty when not known.</summary>
    public string BirthDate { get; set; } = "";

    /// <summary>12 digits, or 9 of an old card, or empty.</summary>
    public string Number { get; set; } = "";

    /// <summary>To the beneficiary: mẹ, bà ngoại, hàng xóm…</summary>
    public string Relation { get; set; } = "";

    /// <summary>The other one's own record when he is a beneficiary too.</summary>
    public Guid? OtherId { get; set; }

    /// <summary>First day; null when it is not known.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day, included; null while it holds.</summary>
    public DateOnly? To { get; set; }

    /// <summary>What it rests on: code of a dossier, number of a decision, the paper by which a second official confirmed it. Empty: one official entered it.</summary>
    public string Basis { get; set; } = "";

    /// <summary>An heir whom one official alone named: nobody hands him the money of the dead until another confirmed him (reliability: money by two people).</summary>
    public bool WaitsForSecond => Role == LinkRole.Heir && To is null && Basis.Length == 0;

    public Guid RecordId => BeneficiaryId;

    public Protos.Replication.RecordKind RecordKind => Protos.Replication.RecordKind.Beneficiary;

    public bool HoldsOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    internal static void Map(EntityTypeBuilder<PersonLink> link)
    {
        link.ToTable("PersonLinks");
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Ignore(l => l.RecordId);
        link.Ignore(l => l.RecordKind);
        link.Ignore(l => l.WaitsForSecond);
        link.HasIndex(l => l.BeneficiaryId);
        link.Property(l => l.Role).HasConversion<string>().HasMaxLength(20);
        link.Property(l => l.FullName).HasMaxLength(120);
        link.Property(l => l.BirthDate).HasMaxLength(10);
        link.Property(l => l.Number).HasMaxLength(12).UseOrdinal();
        // Whom somebody cares for is asked when he dies or moves.
        link.HasIndex(l => l.Number);
        link.Property(l => l.Relation).HasMaxLength(60);
        link.Property(l => l.Basis).HasMaxLength(200);
    }
}
