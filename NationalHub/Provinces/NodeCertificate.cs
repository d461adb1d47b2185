using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;

namespace NationalHub.Provinces;

/// <summary>A client certificate issued to a province's node. The province of a call is taken from here, never from a message.</summary>
public sealed class NodeCertificate
{
    /// <summary>SHA-256 of the certificate, 64 upper-case hexadecimal digits.</summary>
    public required string Thumbprint { get; init; }

    public required string ProvinceCode { get; init; }

    public DateTime NotBefore { get; init; }

    public DateTime NotAfter { get; init; }

    public DateTime IssuedAt { get; init; }

    /// <summary>The certificate itself, DER: an answer that was lost is given again.</summary>
    public required byte[] Certificate { get; init; }

    /// <summary>From then on the older ones of the province are over.</summary>
    public DateTime? FirstUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public string? RevocationReason { get; set; }

    internal static NodeCertificate Of(X509Certificate2 certificate, string provinceCode, DateTime now) => new()
    {
        Thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256),
        ProvinceCode = provinceCode,
        Certificate = certificate.RawData,
        NotBefore = certificate.NotBefore.ToUniversalTime(),
        NotAfter = certificate.NotAfter.ToUniversalTime(),
        IssuedAt = now,
    };

    internal static void Map(ModelBuilder model) => model.Entity<NodeCertificate>(e =>
    {
        e.ToTable("NodeCertificates");
        e.HasKey(c => c.Thumbprint);
        e.Property(c => c.Thumbprint).HasMaxLength(64).IsUnicode(false);
        e.Property(c => c.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(c => c.Certificate).HasMaxLength(8192);
        e.Property(c => c.RevocationReason).HasMaxLength(500);
        e.HasOne<Province>().WithMany().HasForeignKey(c => c.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
    });
}
