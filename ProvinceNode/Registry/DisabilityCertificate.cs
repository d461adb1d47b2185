using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Whether a certificate still stands.</summary>
public enum CertificateState
{
    /// <summary>Đang có giá trị.</summary>
    Active,

    /// <summary>Đã được thay bằng giấy khác.</summary>
    Replaced,

    /// <summary>Đã thu hồi.</summary>
    Withdrawn,
}

/// <summary>Giấy xác nhận khuyết tật (Circular 01/2019 Art. 7, Mẫu số 06): the degree that other procedures rest on. Never changed: a later one takes its place.</summary>
public sealed class DisabilityCertificate : ITenantOwned, IReplicated, IFrozen
{
    /// <summary>Age from which a certificate given to a small child must be determined anew (Circular 01/2019 Art. 8(2)(c)).</summary>
    public const int SchoolAge = 6;

    public Guid Id { get; init; }

    /// <summary>E.g. 38.380.14758.000123: path of the commune and its own count without gaps.</summary>
    public required string Number { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>Dossier whose result it is.</summary>
    public required Guid DossierId { get; init; }

    public required string FullName { get; init; }

    /// <summary>Search key without accents.</summary>
    public required string FoldedName { get; init; }

    public required string BirthDate { get; init; }

    /// <summary>1 nam, 2 nữ.</summary>
    public required int Sex { get; init; }

    /// <summary>12 digits or empty.</summary>
    public required string CitizenId { get; init; }

    public required string OldIdentityNumber { get; init; }

    public required string Residence { get; init; }

    /// <summary>Types 1–6 in order, separated by commas, e.g. 1,4.</summary>
    public required string Types { get; init; }

    public required DisabilityDegree Degree { get; init; }

    /// <summary>What the degree rests on: the council's minutes or the medical board's conclusion, in words.</summary>
    public required string Basis { get; init; }

    /// <summary>Day from which it holds: the chairman's signature.</summary>
    public required DateOnly IssuedOn { get; init; }

    public required string IssuerName { get; init; }

    public required string SignerName { get; init; }

    /// <summary>Last day, or null without end.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Extremely severe in a way of Mẫu số 02 part IV (points 1.1, 1.2, 1.5, 1.6, 1.7) that does not need determining again at six.</summary>
    public bool ListedExtremelySevere { get; init; }

    public CertificateState State { get; set; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    /// <summary>What happened to it, oldest first.</summary>
    public List<CertificateChange> History { get; init; } = [];

    /// <summary>What the chairman signed never changes; it stops standing once, and its place among the offices may change with the units.</summary>
    public bool IsFrozen(string property, Func<string, object?> stored) => property switch
    {
        nameof(TenantPath) or nameof(Epoch) or nameof(Version) => false,
        nameof(State) => (CertificateState)stored(nameof(State))! != CertificateState.Active,
        _ => true,
    };

    /// <summary>Whether it stands and has not run out on a day.</summary>
    public bool HoldsOn(DateOnly day) => State == CertificateState.Active && IssuedOn <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>Last day of a certificate: the day before the sixth birthday of a small child, unless the case is listed; else none.</summary>
    public static DateOnly? LastDay(BirthDate birth, DateOnly issuedOn, bool listedExtremelySevere) =>
        !listedExtremelySevere && birth.AgeInYears(issuedOn) < SchoolAge ? birth.Assumed.AddYears(SchoolAge).AddDays(-1) : null;

    internal static void Map(EntityTypeBuilder<DisabilityCertificate> certificate)
    {
        certificate.ToTable("DisabilityCertificates");
        certificate.Property(c => c.Id).ValueGeneratedNever();
        certificate.Property(c => c.Version).IsConcurrencyToken();
        certificate.Property(c => c.Number).HasMaxLength(30).UseOrdinal();
        certificate.HasIndex(c => c.Number).IsUnique();
        certificate.HasIndex(c => c.DossierId);
        certificate.Property(c => c.FullName).HasMaxLength(120);
        certificate.Property(c => c.FoldedName).HasMaxLength(120);
        certificate.Property(c => c.BirthDate).HasMaxLength(10);
        certificate.Property(c => c.CitizenId).HasMaxLength(12).UseOrdinal();
        certificate.HasIndex(c => c.CitizenId);
        certificate.Property(c => c.OldIdentityNumber).HasMaxLength(12).UseOrdinal();
        certificate.HasIndex(c => c.OldIdentityNumber);
        certificate.Property(c => c.Residence).HasMaxLength(400);
        certificate.Property(c => c.Types).HasMaxLength(20);
        certificate.Property(c => c.Degree).HasConversion<string>().HasMaxLength(20);
        certificate.Property(c => c.Basis).HasMaxLength(500);
        certificate.Property(c => c.IssuerName).HasMaxLength(200);
        certificate.Property(c => c.SignerName).HasMaxLength(120);
        certificate.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        certificate.HasMany(c => c.History).WithOne().HasForeignKey(h => h.CertificateId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>One thing that happened to a certificate. Never overwritten.</summary>
public sealed class CertificateChange : ITenantOwned, IRecordPart
{
    public Guid Id { get; init; }

    public required Guid CertificateId { get; init; }

    public required string TenantPath { get; set; }

    public required CertificateState To { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Name as it was on the day.</summary>
    public required string ActorName { get; init; }

    public required string Why { get; init; }

    /// <summary>Number of the certificate in its place, or empty.</summary>
    public string OtherNumber { get; init; } = "";

    public Guid RecordId => CertificateId;

    public Protos.Replication.RecordKind RecordKind => Protos.Replication.RecordKind.Certificate;

    internal static void Map(EntityTypeBuilder<CertificateChange> change)
    {
        change.ToTable("CertificateChanges");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Ignore(c => c.RecordId);
        change.Ignore(c => c.RecordKind);
        change.Property(c => c.To).HasConversion<string>().HasMaxLength(20);
        change.Property(c => c.ActorName).HasMaxLength(120);
        change.Property(c => c.Why).HasMaxLength(1000);
        change.Property(c => c.OtherNumber).HasMaxLength(40);
    }
}
