using Microsoft.EntityFrameworkCore;

namespace NationalHub.Provinces;

/// <summary>What an operator of the ministry must see; the names are stored.</summary>
public enum SecurityEventKind
{
    CertificateUntrusted = 1,
    CertificateUnknown = 2,
    CertificateRevoked = 3,
    CertificateExpired = 4,
    EpochLower = 5,
    EpochRaised = 6,
    ActChainShortened = 7,
    SecondWriter = 8,
    CertificateIssued = 9,
    CertificateWithdrawn = 10,
    InvitationIssued = 20,
    EnrolmentRefused = 21,
    SignInRefused = 11,
    AccountLocked = 12,
    KeyRefused = 13,
    EqualityBroken = 14,
    HubWentBack = 15,
    TransferForeign = 16,

    /// <summary>A node began to use its new certificate: the ordinary course of things.</summary>
    CertificateReplaced = 17,

    /// <summary>The operator began to change the hub's authority.</summary>
    AuthorityMade = 18,

    /// <summary>The operator ended the old one.</summary>
    AuthorityWithdrawn = 19,

    /// <summary>An operator's session began.</summary>
    SignedIn = 22,

    /// <summary>An operator set up his second factor.</summary>
    FactorSetUp = 23,

    /// <summary>An operator's second factor was taken away from the command line.</summary>
    FactorReset = 24,

    /// <summary>A recovery code stood in for a phone.</summary>
    RecoveryCodeUsed = 25,

    /// <summary>An operator asked for something outside his roles.</summary>
    RightRefused = 26,

    /// <summary>An operator's account was made, closed, opened, or given other roles or another password.</summary>
    AccountChanged = 27,

    /// <summary>The key of somebody who reads over OData was made or closed.</summary>
    AnalystChanged = 28,

    /// <summary>A copy of the hub's data, with its keys, was made.</summary>
    BackedUp = 29,

    /// <summary>An operator had a province's records of its trial removed.</summary>
    TrialRemoved = 30,
}

/// <summary>
/// A refusal or a notice for the ministry's operator. Repeats within an hour are counted on one row,
/// so that a knocking stranger cannot fill the table.
/// </summary>
public sealed class SecurityEvent
{
    public long Id { get; init; }

    public required SecurityEventKind Kind { get; init; }

    /// <summary>Empty when the caller is nobody we know.</summary>
    public string ProvinceCode { get; init; } = "";

    /// <summary>What it was about: a certificate's thumbprint, an account's name. Never a person's data.</summary>
    public string Subject { get; init; } = "";

    public string RemoteAddress { get; init; } = "";

    /// <summary>A Vietnamese sentence for the operator.</summary>
    public string Detail { get; set; } = "";

    public DateTime FirstAt { get; init; }

    public DateTime LastAt { get; set; }

    public int Times { get; set; } = 1;

    internal static void Map(ModelBuilder model) => model.Entity<SecurityEvent>(e =>
    {
        e.ToTable("SecurityEvents");
        e.Property(s => s.Kind).HasConversion<string>().HasMaxLength(30).IsUnicode(false);
        e.Property(s => s.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(s => s.Subject).HasMaxLength(100);
        e.Property(s => s.RemoteAddress).HasMaxLength(64).IsUnicode(false);
        e.Property(s => s.Detail).HasMaxLength(500);
        e.HasIndex(s => s.LastAt);
        e.HasIndex(s => new { s.Kind, s.Subject });
    });
}
