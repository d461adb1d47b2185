using Microsoft.EntityFrameworkCore;
using Protos.Equality;

namespace NationalHub.Intake.Equality;

/// <summary>A certificate of equality that both sides signed, kept for ever.</summary>
public sealed class EqualityCertificate
{
    public required string ProvinceCode { get; init; }

    public required Guid RunId { get; init; }

    public required string Reason { get; init; }

    /// <summary>By the hub's clock.</summary>
    public required DateTime SignedAt { get; init; }

    public required long Records { get; init; }

    /// <summary>Records on their way, those that the hub refused among them.</summary>
    public required int InFlight { get; init; }

    /// <summary>Records of which the hub refused the newest version: it has nothing of them, or the version before.</summary>
    public required int Refused { get; init; }

    public required int Differing { get; init; }

    /// <summary>Of a trial whose records were removed since: it stays as evidence and says nothing of what the hub holds now.</summary>
    public bool OfTrial { get; set; }

    /// <summary>The sealed file as published, packed by Brotli.</summary>
    public required byte[] Packed { get; init; }

    /// <summary>Nothing differs and nothing was refused.</summary>
    public bool IsEqual => Differing == 0 && Refused == 0;

    public static EqualityCertificate Of(EqualityContent content, DateTime signedAt, byte[] sealedFile) => new()
    {
        ProvinceCode = content.Province, RunId = content.RunId, Reason = content.Reason.Length <= 20 ? content.Reason : content.Reason[..20], SignedAt = signedAt, Records = content.Records,
        InFlight = content.InFlight, Refused = content.Refused, Differing = content.Differing, Packed = EqualityPacking.Pack(sealedFile),
    };

    internal static void Map(ModelBuilder model) => model.Entity<EqualityCertificate>(e =>
    {
        e.ToTable("EqualityCertificates");
        e.HasKey(c => new { c.ProvinceCode, c.RunId });
        e.Property(c => c.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(c => c.Reason).HasMaxLength(20).IsUnicode(false);
        e.Ignore(c => c.IsEqual);
        e.HasIndex(c => new { c.ProvinceCode, c.SignedAt });
    });
}
