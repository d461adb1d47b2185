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

    public DateTime? RevokedAt { get; set; }

    public string? RevocationReason { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<NodeCertificate>(e =>
    {
        e.ToTable("NodeCertificates");
        e.HasKey(c => c.Thumbprint);
        e.Property(c => c.Thumbprint).HasMaxLength(64).IsUnicode(false);
        e.Property(c => c.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(c => c.RevocationReason).HasMaxLength(500);
        e.HasOne<Province>().WithMany().HasForeignKey(c => c.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
    });
}
