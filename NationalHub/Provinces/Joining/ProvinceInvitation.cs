using Microsoft.EntityFrameworkCore;

namespace NationalHub.Provinces.Joining;

/// <summary>An invitation to enrol a province's node: kept by the hash of its secret, good until a moment, and once.</summary>
public sealed class ProvinceInvitation
{
    /// <summary>SHA-256 of the secret, 64 upper-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required string ProvinceCode { get; init; }

    public DateTime IssuedAt { get; init; }

    /// <summary>Operator of the ministry, or the command line.</summary>
    public required string IssuedBy { get; init; }

    public DateTime ExpiresAt { get; init; }

    /// <summary>A later invitation of the province ended this one.</summary>
    public DateTime? WithdrawnAt { get; set; }

    public DateTime? UsedAt { get; set; }

    /// <summary>The certificate that it led to.</summary>
    public string? Thumbprint { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<ProvinceInvitation>(e =>
    {
        e.ToTable("ProvinceInvitations");
        e.HasKey(i => i.Hash);
        e.Property(i => i.Hash).HasMaxLength(64).IsUnicode(false);
        e.Property(i => i.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(i => i.IssuedBy).HasMaxLength(60);
        e.Property(i => i.Thumbprint).HasMaxLength(64).IsUnicode(false);
        e.HasOne<Province>().WithMany().HasForeignKey(i => i.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
        e.HasIndex(i => i.ProvinceCode);
    });
}
