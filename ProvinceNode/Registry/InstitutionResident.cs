using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>
/// Somebody's stay in a care institution from the day of admission, at the State's cost or by contract (Decree 20 Art. 24–30). Its limits are told by
/// why he was taken in, his birth and his studies; it ends by a decision only.
/// </summary>
public sealed class InstitutionResident : IShared
{
    public Guid Id { get; init; }

    /// <summary>Commune that he came from.</summary>
    public required string TenantPath { get; set; }

    /// <summary>The institution.</summary>
    public string? SharedPath { get; set; }

    /// <summary>Null for who lives there by contract and was never a beneficiary.</summary>
    public Guid? BeneficiaryId { get; init; }

    public required string PersonName { get; init; }

    /// <summary>12 or 9 digits, or empty.</summary>
    public string PersonNumber { get; init; } = "";

    /// <summary>1954, 1954-03 or 1954-03-02.</summary>
    public required string BirthDate { get; init; }

    public required string Institution { get; init; }

    /// <summary>Why he was taken in: a name of the rules' admission cases, or empty when it was not asked.</summary>
    public string Case { get; init; } = "";

    public required DateOnly From { get; init; }

    /// <summary>Last day of the contract, for who lives there by one.</summary>
    public DateOnly? ContractUntil { get; init; }

    /// <summary>Last day of studies, as told at the admission or since.</summary>
    public DateOnly? StudyUntil { get; set; }

    /// <summary>Number and day of the decision of the body above that urgent protection goes on (Decree 20 Art. 24(4)), as told at the admission or since; empty while there is none.</summary>
    public string ExtendedBy { get; set; } = "";

    /// <summary>Last day there; null while he stays.</summary>
    public DateOnly? LeftOn { get; set; }

    public required Guid DecisionId { get; init; }

    public Guid? LeftDecisionId { get; set; }

    public required DateTime RecordedAt { get; init; }

    internal static void Map(EntityTypeBuilder<InstitutionResident> stay)
    {
        stay.ToTable("InstitutionResidents");
        stay.Property(s => s.Id).ValueGeneratedNever();
        stay.HasIndex(s => s.BeneficiaryId);
        stay.HasIndex(s => s.PersonNumber);
        stay.Property(s => s.PersonName).HasMaxLength(120);
        stay.Property(s => s.PersonNumber).HasMaxLength(12).UseOrdinal();
        stay.Property(s => s.BirthDate).HasMaxLength(10);
        stay.Property(s => s.Institution).HasMaxLength(200);
        stay.Property(s => s.Case).HasMaxLength(20);
        stay.Property(s => s.ExtendedBy).HasMaxLength(120);
    }
}
