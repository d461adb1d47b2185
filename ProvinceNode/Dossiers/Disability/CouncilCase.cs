using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>What a round ended with. Stored by name.</summary>
public enum CouncilOutcome
{
    /// <summary>Là người khuyết tật: degree and types are set.</summary>
    Disabled,

    /// <summary>Không phải người khuyết tật.</summary>
    NotDisabled,

    /// <summary>Chuyển Hội đồng giám định y khoa.</summary>
    MedicalBoard,
}

/// <summary>One round of the council about one dossier: from asking the school to the conclusion. An upheld complaint or a dossier sent back begins another round.</summary>
public sealed class CouncilCase : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>From 1 within the dossier.</summary>
    public required int Round { get; init; }

    /// <summary>School or class that was asked for its remarks (Mẫu số 04); empty when the person does not study.</summary>
    public string School { get; set; } = "";

    public DateOnly? SchoolAskedOn { get; set; }

    public DateOnly? SchoolAnsweredOn { get; set; }

    public string? SchoolRemarks { get; set; }

    /// <summary>UTC moment of the meeting; null before it is convened.</summary>
    public DateTime? MeetsAt { get; set; }

    public string Place { get; set; } = "";

    /// <summary>Day of the session.</summary>
    public DateOnly? HeldOn { get; set; }

    /// <summary>Number of the minutes within the commune and year, e.g. 03/BB-HĐXĐKT.</summary>
    public string MinutesNumber { get; set; } = "";

    /// <summary>Attendance, evaluation and votes as JSON, frozen with the minutes: see <see cref="CouncilSession"/>.</summary>
    public string? Session { get; set; }

    /// <summary>Null while the round is open.</summary>
    public CouncilOutcome? Outcome { get; set; }

    public DisabilityDegree Degree { get; set; }

    /// <summary>Types 1–6 in order, separated by commas.</summary>
    public string Types { get; set; } = "";

    /// <summary>The case is listed in Mẫu số 02 part IV among those that need no new certificate at six.</summary>
    public bool ListedExtremelySevere { get; set; }

    /// <summary>Why it was sent to the medical board.</summary>
    public string? BoardWhy { get; set; }

    public DateOnly? SentToBoardOn { get; set; }

    /// <summary>The medical board's name, and number and day of its conclusion.</summary>
    public string BoardName { get; set; } = "";

    public string BoardNumber { get; set; } = "";

    public DateOnly? BoardOn { get; set; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<CouncilCase> council)
    {
        council.ToTable("CouncilCases");
        council.Property(c => c.Id).ValueGeneratedNever();
        council.HasIndex(c => new { c.DossierId, c.Round }).IsUnique();
        council.Property(c => c.Version).IsConcurrencyToken();
        council.Property(c => c.School).HasMaxLength(200);
        council.Property(c => c.SchoolRemarks).HasMaxLength(2000);
        council.Property(c => c.Place).HasMaxLength(300);
        council.Property(c => c.MinutesNumber).HasMaxLength(40);
        council.Property(c => c.Outcome).HasConversion<string>().HasMaxLength(20);
        council.Property(c => c.Degree).HasConversion<string>().HasMaxLength(20);
        council.Property(c => c.Types).HasMaxLength(20);
        council.Property(c => c.BoardWhy).HasMaxLength(1000);
        council.Property(c => c.BoardName).HasMaxLength(200);
        council.Property(c => c.BoardNumber).HasMaxLength(40);
    }
}

/// <summary>What the desk found about the certificate that is to be exchanged or issued again (Circular 01/2019 Art. 8, 9): no council sits.</summary>
public sealed class CertificateCheck : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>One of <see cref="ExchangeReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The certificate on the system; null for a paper one of earlier years.</summary>
    public Guid? CertificateId { get; init; }

    public required string OldNumber { get; init; }

    public required DateOnly? OldIssuedOn { get; init; }

    public required DisabilityDegree Degree { get; init; }

    public required string Types { get; init; }

    /// <summary>What the degree rests on, carried over.</summary>
    public required string Basis { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool ListedExtremelySevere { get; init; }

    public required bool Eligible { get; init; }

    public required string Note { get; init; }

    public required DateTime At { get; init; }

    internal static void Map(EntityTypeBuilder<CertificateCheck> check)
    {
        check.ToTable("CertificateChecks");
        check.Property(c => c.Id).ValueGeneratedNever();
        check.HasIndex(c => c.DossierId);
        check.Property(c => c.Reason).HasMaxLength(20);
        check.Property(c => c.OldNumber).HasMaxLength(40);
        check.Property(c => c.Degree).HasConversion<string>().HasMaxLength(20);
        check.Property(c => c.Types).HasMaxLength(20);
        check.Property(c => c.Basis).HasMaxLength(500);
        check.Property(c => c.Note).HasMaxLength(1000);
    }
}
