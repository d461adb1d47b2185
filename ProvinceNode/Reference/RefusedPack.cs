using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Protos.Reference.Packs;

namespace ProvinceNode.Reference;

/// <summary>A file that the node did not take as a pack, and why. The same file again is counted on its row; the file itself is not kept.</summary>
public sealed class RefusedPack
{
    /// <summary>SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Null when the file does not say it, or is not believed.</summary>
    public PackKind? Kind { get; set; }

    public int? Number { get; set; }

    /// <summary>The first thing that is wrong.</summary>
    public required PackFaultKind Fault { get; set; }

    /// <summary>All that is wrong, in words.</summary>
    public required string Reason { get; set; }

    public required bool Carried { get; set; }

    public required DateTime FirstAt { get; init; }

    public required DateTime LastAt { get; set; }

    public int Times { get; set; } = 1;

    internal static void Map(EntityTypeBuilder<RefusedPack> pack)
    {
        pack.ToTable("RefusedPacks");
        pack.HasKey(p => p.Sha256);
        pack.Property(p => p.Sha256).HasMaxLength(64);
        pack.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20);
        pack.Property(p => p.Fault).HasConversion<string>().HasMaxLength(20);
        pack.Property(p => p.Reason).HasMaxLength(4000);
    }
}
