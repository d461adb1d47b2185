using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Search;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>State of a beneficiary's or an entitlement's payment.</summary>
public enum EntitlementStatus
{
    /// <summary>Đang hưởng.</summary>
    Active,

    /// <summary>Tạm dừng.</summary>
    Suspended,

    /// <summary>Thôi hưởng.</summary>
    Ended,
}

/// <summary>
/// Đối tượng: a person who receives or received assistance, with what he receives now. His links, years of poverty and stays are parts of the
/// record: a change of any of them makes one new version.
/// </summary>
public sealed class Beneficiary : IShared, IOfPerson, IReplicated
{
    /// <summary>Name of the query filter that leaves out records which became part of another; switched off by what must carry them along.</summary>
    public const string AbsorbedFilter = "absorbed";

    public Guid Id { get; init; }

    /// <summary>Stable code, e.g. 38-380-14758-000123.</summary>
    public required string Code { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>Care institution that takes care of him, or did last.</summary>
    public string? SharedPath { get; set; }

    Guid IOfPerson.PersonId => Id;

    public long Epoch { get; set; }

    public long Version { get; set; }

    public required string FullName { get; set => (field, SearchName) = (value, NameKey.Of(value)); }

    /// <summary>Key for comparing without accents.</summary>
    public required string FoldedName { get; set; }

    /// <summary>Key by which people find him (<see cref="NameKey"/>); the name itself keeps it, whichever door writes it.</summary>
    public string SearchName { get; private set; } = "";

    public required string BirthDate { get; set => (field, BirthYear) = (value, value.Length >= 4 && int.TryParse(value.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture, out var year) ? year : 0); }

    /// <summary>Kept by the birth date; 0 when there is none.</summary>
    public int BirthYear { get; private set; }

    public required int Sex { get; set; }

    public required string EthnicCode { get; set; }

    /// <summary>12 digits or empty.</summary>
    public required string CitizenId { get; set; }

    public required string OldIdentityNumber { get; set; }

    public required string CommuneCode { get; set; }

    public required string Village { get; set; }

    /// <summary>First day of the residence above; null when it is not known. A correction keeps it, a move changes it.</summary>
    public DateOnly? ResidentSince { get; set; }

    public required string Phone { get; set; }

    /// <summary>Day of death by a signed decision; null for who lives as far as the registry knows. A report alone does not set it.</summary>
    public DateOnly? DiedOn { get; set; }

    /// <summary>What he needs, in words (Decree 58/2026, annex 79).</summary>
    public string Needs { get; set; } = "";

    /// <summary>Assistive device that he lacks (the same).</summary>
    public string AssistiveDevice { get; set; } = "";

    /// <summary>Support beside assistance (annex 78).</summary>
    public string OtherSupport { get; set; } = "";

    /// <summary>Matched, NotMatched, NotFound, Pending, Overridden.</summary>
    public required string IdentityStatus { get; set; }

    /// <summary>Category of the assistance in course; empty when there is none.</summary>
    public string CategoryCode { get; set; } = "";

    public int CoefficientHundredths { get; set; }

    public Dong MonthlyAmount { get; set; }

    /// <summary>yyyyMM; 0 when there is none.</summary>
    public int StartMonth { get; set; }

    public EntitlementStatus Status { get; set; }

    /// <summary>Guardians, carers, supporters, of today and of earlier. Load before reading; a save loads them by itself.</summary>
    public List<PersonLink> Links { get; init; } = [];

    public List<PovertyYear> PovertyYears { get; init; } = [];

    public List<InstitutionStay> Stays { get; init; } = [];

    /// <summary>The record that this one became part of: one person had two. It stays as it was and is shown nowhere by itself; null for a record of its own.</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>Brings the keys up to the present rules of <see cref="NameKey"/>.</summary>
    public void Refold() => (FullName, BirthDate) = (FullName, BirthDate);

    internal static void Map(EntityTypeBuilder<Beneficiary> person)
    {
        person.ToTable("Beneficiaries");
        person.Property(b => b.Id).ValueGeneratedNever();
        person.Property(b => b.Version).IsConcurrencyToken();
        person.Property(b => b.Code).HasMaxLength(30).UseOrdinal();
        person.HasIndex(b => b.Code).IsUnique();
        person.Property(b => b.FullName).HasMaxLength(120);
        person.Property(b => b.FoldedName).HasMaxLength(120);
        person.HasIndex(b => b.FoldedName);
        person.Property(b => b.SearchName).HasMaxLength(NameKey.Longest).UseOrdinal();
        // One index for each way in: the whole province, a commune, a year, a day (see FindPeople).
        // Of the whole province with all that its reading asks (a district reads it too): no row is touched to tell whose it is.
        person.HasIndex(b => new { b.Status, b.SearchName, b.TenantPath, b.SharedPath, b.MergedIntoId, b.Id });
        person.HasIndex(b => new { b.TenantPath, b.Status, b.SearchName });
        person.HasIndex(b => new { b.BirthYear, b.Status, b.SearchName });
        person.HasIndex(b => b.BirthDate);
        person.Property(b => b.BirthDate).HasMaxLength(10);
        person.Property(b => b.EthnicCode).HasMaxLength(2);
        person.Property(b => b.CitizenId).HasMaxLength(12).UseOrdinal();
        person.HasIndex(b => b.CitizenId);
        person.Property(b => b.OldIdentityNumber).HasMaxLength(12).UseOrdinal();
        person.HasIndex(b => b.OldIdentityNumber);
        person.Property(b => b.CommuneCode).HasMaxLength(5);
        person.Property(b => b.Village).HasMaxLength(200);
        person.Property(b => b.Phone).HasMaxLength(20);
        person.Property(b => b.Needs).HasMaxLength(1000);
        person.Property(b => b.AssistiveDevice).HasMaxLength(300);
        person.Property(b => b.OtherSupport).HasMaxLength(1000);
        person.HasMany(b => b.Links).WithOne().HasForeignKey(l => l.BeneficiaryId).OnDelete(DeleteBehavior.Cascade);
        person.HasMany(b => b.PovertyYears).WithOne().HasForeignKey(y => y.BeneficiaryId).OnDelete(DeleteBehavior.Cascade);
        person.HasMany(b => b.Stays).WithOne().HasForeignKey(s => s.BeneficiaryId).OnDelete(DeleteBehavior.Cascade);
        person.Property(b => b.IdentityStatus).HasMaxLength(20);
        person.Property(b => b.CategoryCode).HasMaxLength(20);
        person.Property(b => b.Status).HasConversion<string>().HasMaxLength(20);
        // Only of the few that are absorbed: an index of all the others would draw every search to itself.
        person.HasIndex(b => b.MergedIntoId).HasFilter("\"MergedIntoId\" IS NOT NULL");
        person.HasQueryFilter(AbsorbedFilter, b => b.MergedIntoId == null);
    }
}
