using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Organization;

/// <summary>A commune since 2025-07-01 whose people another one took over before it ends by a pack of the hub. Kept for ever: it says since when the lists of this system pay those people.</summary>
public sealed class TakenCommune
{
    public required string FromPath { get; init; }

    public required string ToPath { get; init; }

    /// <summary>Day on which the first of them went over.</summary>
    public required DateOnly Since { get; init; }

    internal static void Map(EntityTypeBuilder<TakenCommune> taken)
    {
        taken.ToTable("TakenCommunes");
        taken.HasKey(t => new { t.FromPath, t.ToPath });
        taken.Property(t => t.FromPath).HasMaxLength(20).UseOrdinal();
        taken.Property(t => t.ToPath).HasMaxLength(20).UseOrdinal();
        taken.HasIndex(t => t.ToPath);
    }
}
