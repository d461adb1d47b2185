using Microsoft.EntityFrameworkCore;
using NationalHub.Reporting;

namespace NationalHub.Gateways.Portal;

/// <summary>How far the portal is behind; the names are stored.</summary>
public enum PortalState
{
    /// <summary>Refused by the portal: a person must look; a newer version from the province is tried by itself.</summary>
    Stuck = 1,

    /// <summary>Tried, not done; tried again by itself.</summary>
    Failed = 2,

    /// <summary>To be sent.</summary>
    Waiting = 3,

    /// <summary>The portal holds what the province last told.</summary>
    Sent = 4,
}

/// <summary>Both sides of one dossier: what the province told, what was sent, what the national portal holds. No personal data.</summary>
public sealed class PortalEntry
{
    public const int LongestReason = 1000;

    public required string ProvinceCode { get; init; }

    /// <summary>Id of the dossier's record.</summary>
    public required string DossierId { get; init; }

    public required string DossierCode { get; set; }

    /// <summary>The province's own status, e.g. UnderReview.</summary>
    public string LocalStatus { get; set; } = "";

    /// <summary>Its status in the portal's list, 1 to 10 (policy 5.3).</summary>
    public int LocalPortalStatus { get; set; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    public long SentEpoch { get; set; }

    /// <summary>Version whose status the portal acknowledged; 0 when it must be told again.</summary>
    public long SentVersion { get; set; }

    /// <summary>Last status the portal acknowledged; 0 when none.</summary>
    public int SentStatus { get; set; }

    /// <summary>Highest step of progress that the portal acknowledged.</summary>
    public int SentStep { get; set; }

    public DateTime? SentStepAt { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>The portal's number of the dossier; empty before it was created there.</summary>
    public string PortalId { get; set; } = "";

    /// <summary>Status the portal said it holds when last asked; 0 when never.</summary>
    public int HeldStatus { get; set; }

    public DateTime? HeldAt { get; set; }

    public PortalState State { get; set; } = PortalState.Waiting;

    /// <summary>Failed tries since it last was right.</summary>
    public int Attempts { get; set; }

    /// <summary>Why it is stuck or failed, in Vietnamese.</summary>
    public string Reason { get; set; } = "";

    public DateTime NextAttemptAt { get; set; }

    /// <summary>Since when it does not go through; null while all is right.</summary>
    public DateTime? FailedSince { get; set; }

    /// <summary>When an operator last had it sent again; those of one press have one moment.</summary>
    public DateTime? AgainAt { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<PortalEntry>(e =>
        {
            e.ToTable("PortalLedger");
            e.HasKey(p => new { p.ProvinceCode, p.DossierId });
            e.Property(p => p.ProvinceCode).HasMaxLength(2).IsUnicode(false);
            e.Property(p => p.DossierId).HasMaxLength(36).IsUnicode(false);
            e.Property(p => p.DossierCode).HasMaxLength(60).IsUnicode(false);
            e.Property(p => p.LocalStatus).HasMaxLength(40).IsUnicode(false);
            e.Property(p => p.PortalId).HasMaxLength(50).IsUnicode(false);
            e.Property(p => p.Reason).HasMaxLength(LongestReason);
            // A version that came while another was being sent must not be marked as sent.
            e.Property(p => p.Epoch).IsConcurrencyToken();
            e.Property(p => p.Version).IsConcurrencyToken();
            e.HasIndex(p => p.DossierCode);
            e.HasIndex(p => new { p.State, p.NextAttemptAt });
            e.HasIndex(p => p.AgainAt);
        });
        // The scan asks for what was received lately.
        model.Entity<Dossier>().HasIndex(d => d.ReceivedAt);
    }
}
