using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>
/// Giấy ủy quyền nhận thay: who collects for a beneficiary, by a written authorisation that the commune certified (policy 6.5). It ends by itself, by default
/// after twelve months; whoever is already proxy of five persons not related to him takes a further one only with a note that says why.
/// </summary>
public sealed class ProxyAuthorisation : ITenantOwned, IOfPerson
{
    /// <summary>Months for which an authorisation holds unless it says less.</summary>
    public const int Months = 12;

    /// <summary>Unrelated persons whom one may collect for without a note.</summary>
    public const int MostUnrelated = 5;

    public Guid Id { get; init; }

    /// <summary>The commune of the beneficiary.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Who gave it, or for whom his guardian did.</summary>
    public required Guid BeneficiaryId { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    public required string ProxyName { get; init; }

    /// <summary>12 digits, or the old number.</summary>
    public required string ProxyNumber { get; init; }

    /// <summary>To the beneficiary, in words.</summary>
    public required string Relation { get; init; }

    /// <summary>Related by blood, marriage or care; the limit counts the others.</summary>
    public required bool Related { get; init; }

    /// <summary>Number and day of the certification, and who certified. An empty number: only a declaration names the proxy, nobody brought the paper yet (<see cref="IsNamed"/>).</summary>
    public required string CertificateNumber { get; init; }

    public required DateOnly CertifiedOn { get; init; }

    public required string CertifiedBy { get; init; }

    /// <summary>First and last day, both included.</summary>
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>Day from which it was taken back; null while it stands.</summary>
    public DateOnly? RevokedOn { get; set; }

    public string RevokedWhy { get; set; } = "";

    /// <summary>Why the limit is exceeded; else empty.</summary>
    public string Note { get; init; } = "";

    public required Guid RecordedById { get; init; }

    public required string RecordedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>The second official, who held it against the paper; null while it waits for one. Until then nobody collects by it.</summary>
    public Guid? ConfirmedById { get; set; }

    public string ConfirmedByName { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime? ConfirmedAt { get; set; }

    public long Version { get; set; }

    /// <summary>Recorded from its paper, and neither confirmed nor turned down.</summary>
    public bool IsWaiting => ConfirmedAt is null && RevokedOn is null && CertificateNumber.Length > 0;

    /// <summary>A declaration names who is to collect and the certified paper is awaited: nothing follows from it, nobody can confirm it, and it lapses with <see cref="To"/>.</summary>
    public bool IsNamed => CertificateNumber.Length == 0 && RevokedOn is null;

    /// <summary>Whether it counts on a day.</summary>
    public bool HoldsOn(DateOnly day) => ConfirmedAt is not null && CertificateNumber.Length > 0 && From <= day && day <= To && (RevokedOn is not { } revoked || day < revoked);

    internal static void Map(EntityTypeBuilder<ProxyAuthorisation> proxy)
    {
        proxy.ToTable("ProxyAuthorisations");
        proxy.Property(p => p.Id).ValueGeneratedNever();
        proxy.Property(p => p.Version).IsConcurrencyToken();
        proxy.HasIndex(p => new { p.BeneficiaryId, p.To });
        proxy.HasIndex(p => p.ProxyNumber);
        proxy.Property(p => p.ProxyName).HasMaxLength(120);
        proxy.Property(p => p.ProxyNumber).HasMaxLength(12).UseOrdinal();
        proxy.Property(p => p.Relation).HasMaxLength(60);
        proxy.Property(p => p.CertificateNumber).HasMaxLength(60);
        proxy.Property(p => p.CertifiedBy).HasMaxLength(200);
        proxy.Property(p => p.RevokedWhy).HasMaxLength(500);
        proxy.Property(p => p.Note).HasMaxLength(500);
        proxy.Property(p => p.RecordedByName).HasMaxLength(120);
        proxy.Property(p => p.ConfirmedByName).HasMaxLength(120);
        proxy.Ignore(p => p.IsWaiting);
        proxy.Ignore(p => p.IsNamed);
    }
}
