using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Replication.Equality;

/// <summary>How far a certificate is.</summary>
public enum EqualityState
{
    /// <summary>Wanted; tried until the hub answers.</summary>
    Asked,

    /// <summary>Signed by both.</summary>
    Done,

    /// <summary>The hub will not make one; somebody must look.</summary>
    Failed,

    /// <summary>A command of the operator makes it in a process of its own: the job leaves it alone.</summary>
    Making,
}

/// <summary>Who wanted it; the names are stored and published.</summary>
public enum EqualityReason
{
    Nightly,
    AskedByNode,
    AskedByHub,
    AfterRepair,
}

/// <summary>A certificate of equality with the hub: wanted, made, signed by both and kept for ever. No row of an office: the whole province's.</summary>
public sealed class EqualityCertificate
{
    public required Guid Id { get; init; }

    public required EqualityReason Reason { get; init; }

    public required DateTime AskedAt { get; init; }

    public EqualityState State { get; set; }

    /// <summary>Last try that did not succeed, and why, in words.</summary>
    public DateTime? TriedAt { get; set; }

    public string Trouble { get; set; } = "";

    public DateTime? FinishedAt { get; set; }

    public long Records { get; set; }

    /// <summary>Records on their way, those that the hub refused among them.</summary>
    public int InFlight { get; set; }

    /// <summary>Records of which the hub refused the newest version: it has nothing of them, or the version before.</summary>
    public int Refused { get; set; }

    public int Differing { get; set; }

    /// <summary>Records that were sent again because the hub's differed.</summary>
    public int Replayed { get; set; }

    /// <summary>The sealed file as published, packed by Brotli; null until it is signed.</summary>
    public byte[]? Packed { get; set; }

    internal static void Map(EntityTypeBuilder<EqualityCertificate> certificate)
    {
        certificate.ToTable("EqualityCertificates");
        certificate.Property(c => c.Id).ValueGeneratedNever();
        certificate.Property(c => c.Reason).HasConversion<string>().HasMaxLength(20);
        certificate.Property(c => c.State).HasConversion<string>().HasMaxLength(10);
        certificate.Property(c => c.Trouble).HasMaxLength(1000);
        certificate.HasIndex(c => new { c.State, c.AskedAt });
    }
}
