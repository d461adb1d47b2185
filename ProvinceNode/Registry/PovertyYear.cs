using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Registry;

/// <summary>Hộ nghèo, cận nghèo of one year as its review found it (Decree 07/2021). Part of the beneficiary's record; a year has one.</summary>
public sealed class PovertyYear : IShared, IOfPerson, IRecordPart
{
    public Guid Id { get; init; }

    public required Guid BeneficiaryId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>That of the person.</summary>
    public string? SharedPath { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    public required int Year { get; init; }

    public required PovertyStatus Status { get; set; }

    /// <summary>Decision that recognised the list, or empty.</summary>
    public string DecisionNumber { get; set; } = "";

    public DateOnly? DecisionOn { get; set; }

    /// <summary>Where it is known from: code of a dossier, name of a list.</summary>
    public string Source { get; set; } = "";

    public Guid RecordId => BeneficiaryId;

    public Protos.Replication.RecordKind RecordKind => Protos.Replication.RecordKind.Beneficiary;

    /// <param name="status">Name of a <see cref="PovertyStatus"/>.</param>
    public static string Words(string status) => status switch
    {
        nameof(PovertyStatus.Poor) => "Hộ nghèo",
        nameof(PovertyStatus.NearPoor) => "Hộ cận nghèo",
        _ => "Không nghèo, không cận nghèo",
    };

    /// <summary>Where it is known from, as a sentence goes on after "theo": a dossier by its code, a list or file by its name.</summary>
    public static string Told(string source) => source.StartsWith('“') ? $"tệp {source}" : source.Contains(' ', StringComparison.Ordinal) ? char.ToLower(source[0], Protos.Values.VietnameseFormat.Culture) + source[1..] : $"hồ sơ {source}";

    internal static void Map(EntityTypeBuilder<PovertyYear> year)
    {
        year.ToTable("PovertyYears");
        year.Property(y => y.Id).ValueGeneratedNever();
        year.Ignore(y => y.RecordId);
        year.Ignore(y => y.RecordKind);
        year.HasIndex(y => new { y.BeneficiaryId, y.Year }).IsUnique();
        year.Property(y => y.Status).HasConversion<string>().HasMaxLength(10);
        year.Property(y => y.DecisionNumber).HasMaxLength(60);
        year.Property(y => y.Source).HasMaxLength(200);
    }
}
