using Microsoft.EntityFrameworkCore;
using Protos.Reference.Packs;

namespace NationalHub.Reference;

/// <summary>A pack that nodes may fetch: signed, whole, never changed. What was published wrongly is withdrawn, and the next one takes its place.</summary>
public sealed class PublishedPack
{
    public required PackKind Kind { get; init; }

    /// <summary>Grows by one per kind, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Number that it was held against.</summary>
    public required int Previous { get; init; }

    public required DateOnly InForceFrom { get; init; }

    public required string Basis { get; init; }

    /// <summary>SHA-256 of <see cref="File"/>.</summary>
    public required string Sha256 { get; init; }

    /// <summary>As published, see PackSeal.</summary>
    public required byte[] File { get; init; }

    public required string DraftedBy { get; init; }

    /// <summary>Another than who drafted it.</summary>
    public required string ApprovedBy { get; init; }

    public required DateTime PublishedAt { get; init; }

    public DateTime? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }

    public string? WithdrawnWhy { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<PublishedPack>(e =>
    {
        e.ToTable("PublishedPacks");
        e.HasKey(p => new { p.Kind, p.Number });
        e.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(p => p.Number).ValueGeneratedNever();
        e.Property(p => p.Basis).HasMaxLength(PackContent.MostBasis);
        e.Property(p => p.Sha256).HasMaxLength(64).IsUnicode(false);
        e.Property(p => p.DraftedBy).HasMaxLength(60);
        e.Property(p => p.ApprovedBy).HasMaxLength(60);
        e.Property(p => p.WithdrawnBy).HasMaxLength(60);
        e.Property(p => p.WithdrawnWhy).HasMaxLength(500);
    });
}
