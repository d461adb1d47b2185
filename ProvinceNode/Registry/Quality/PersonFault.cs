using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Quality;

/// <summary>A fault that a person's data have, as last measured: kept so that a page opens at once. Tells nothing of the person but that.</summary>
public sealed class PersonFault : IShared
{
    public required Guid BeneficiaryId { get; init; }

    /// <summary>Of the table of <see cref="QualityRules"/>.</summary>
    public required string Code { get; init; }

    /// <summary>That of the person.</summary>
    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    /// <summary>Day on which it was first measured.</summary>
    public required DateOnly Since { get; init; }

    internal static void Map(EntityTypeBuilder<PersonFault> fault)
    {
        fault.ToTable("PersonFaults");
        fault.HasKey(f => new { f.BeneficiaryId, f.Code });
        fault.Property(f => f.Code).HasMaxLength(30).UseOrdinal();
        fault.HasIndex(f => new { f.TenantPath, f.Code });
    }
}

/// <summary>A person whose record, or what his record is measured by, changed since it was measured. One row for each change, so that nobody waits for another.</summary>
public sealed class ChangedPerson
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    internal static void Map(EntityTypeBuilder<ChangedPerson> changed)
    {
        changed.ToTable("ChangedPeople");
        changed.Property(c => c.Id).ValueGeneratedNever();
    }
}
