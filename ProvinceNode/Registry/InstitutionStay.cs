using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Registry;

/// <summary>Days in a social assistance institution (Decree 20 Art. 24–30; Decree 58/2026, annex 80). Part of the beneficiary's record.</summary>
public sealed class InstitutionStay : IShared, IOfPerson, IRecordPart
{
    public Guid Id { get; init; }

    public required Guid BeneficiaryId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>That of the person.</summary>
    public string? SharedPath { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    public required string Institution { get; set; }

    /// <summary>Decision of admission as the registry keeps it as evidence; null when it is only known by its number.</summary>
    public Guid? DecisionId { get; init; }

    /// <summary>Number or code under which the admission was decided.</summary>
    public string DecisionNumber { get; set; } = "";

    /// <summary>Day of admission; null when it is not known.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day, included; null while he is there.</summary>
    public DateOnly? To { get; set; }

    public string LeaveReason { get; set; } = "";

    public Guid RecordId => BeneficiaryId;

    public Protos.Replication.RecordKind RecordKind => Protos.Replication.RecordKind.Beneficiary;

    internal static void Map(EntityTypeBuilder<InstitutionStay> stay)
    {
        stay.ToTable("InstitutionStays");
        stay.Property(s => s.Id).ValueGeneratedNever();
        stay.Ignore(s => s.RecordId);
        stay.Ignore(s => s.RecordKind);
        stay.HasIndex(s => s.BeneficiaryId);
        stay.Property(s => s.Institution).HasMaxLength(200);
        stay.Property(s => s.DecisionNumber).HasMaxLength(60);
        stay.Property(s => s.LeaveReason).HasMaxLength(300);
    }
}
