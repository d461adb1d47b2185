using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Registry;

/// <summary>Hộ gia đình: who lives together, since when; a record of its own, for it outlives each of its members.</summary>
public sealed class Household : ITenantOwned, IReplicated
{
    /// <summary>Begins with the moment it was made (version 7): the first or last is told here, in memory, for SQL Server orders such numbers from behind.</summary>
    public Guid Id { get; init; }

    public required string TenantPath { get; set; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    /// <summary>Code of the poverty software or of the household book; free text, may be empty.</summary>
    public string Code { get; set; } = "";

    public required string HeadName { get; set; }

    public required string CommuneCode { get; set; }

    public string Village { get; set; } = "";

    public List<HouseholdMember> Members { get; init; } = [];

    /// <summary>Disabled people who live in it on a day (Decree 58/2026, annex 82): members with a certificate.</summary>
    public int DisabledOn(DateOnly day) => Members.Count(m => m.CertificateNumber.Length > 0 && m.LivesOn(day));

    internal static void Map(EntityTypeBuilder<Household> household)
    {
        household.ToTable("Households");
        household.Property(h => h.Id).ValueGeneratedNever();
        household.Property(h => h.Version).IsConcurrencyToken();
        household.Property(h => h.Code).HasMaxLength(40).UseOrdinal();
        household.HasIndex(h => h.Code);
        household.Property(h => h.HeadName).HasMaxLength(120);
        household.Property(h => h.CommuneCode).HasMaxLength(5);
        household.Property(h => h.Village).HasMaxLength(200);
        household.HasMany(h => h.Members).WithOne().HasForeignKey(m => m.HouseholdId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Somebody who lives or lived in a household.</summary>
public sealed class HouseholdMember : ITenantOwned, IRecordPart
{
    public Guid Id { get; init; }

    public required Guid HouseholdId { get; init; }

    public required string TenantPath { get; set; }

    public required string FullName { get; set; }

    public string BirthDate { get; set; } = "";

    /// <summary>1 nam, 2 nữ; 0 when not told.</summary>
    public int Sex { get; set; }

    /// <summary>12 digits, or 9 of an old card, or empty.</summary>
    public string Number { get; set; } = "";

    /// <summary>To the head; "chủ hộ" for himself.</summary>
    public string Relation { get; set; } = "";

    /// <summary>His own record when he is a beneficiary.</summary>
    public Guid? BeneficiaryId { get; set; }

    /// <summary>Of his standing disability certificate; empty when there is none.</summary>
    public string CertificateNumber { get; set; } = "";

    public DateOnly? From { get; set; }

    /// <summary>Last day, included; null while he lives there.</summary>
    public DateOnly? To { get; set; }

    public Guid RecordId => HouseholdId;

    public Protos.Replication.RecordKind RecordKind => Protos.Replication.RecordKind.Household;

    public bool LivesOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    internal static void Map(EntityTypeBuilder<HouseholdMember> member)
    {
        member.ToTable("HouseholdMembers");
        member.Property(m => m.Id).ValueGeneratedNever();
        member.Ignore(m => m.RecordId);
        member.Ignore(m => m.RecordKind);
        member.HasIndex(m => m.HouseholdId);
        member.HasIndex(m => m.BeneficiaryId);
        member.Property(m => m.FullName).HasMaxLength(120);
        member.Property(m => m.BirthDate).HasMaxLength(10);
        member.Property(m => m.Number).HasMaxLength(12).UseOrdinal();
        member.HasIndex(m => m.Number);
        member.Property(m => m.Relation).HasMaxLength(60);
        member.Property(m => m.CertificateNumber).HasMaxLength(30);
    }
}
