using Microsoft.EntityFrameworkCore;
using NationalHub.Provinces;
using Protos.Reference.Packs;

namespace NationalHub.Reference;

/// <summary>What a province's node last told of the packs of a kind.</summary>
public sealed class ProvincePack
{
    public required string ProvinceCode { get; init; }

    public required PackKind Kind { get; init; }

    /// <summary>Highest number held; 0: none.</summary>
    public int Held { get; set; }

    /// <summary>Highest number in force; 0: none.</summary>
    public int Active { get; set; }

    /// <summary>Why the newest is not taken or not in force; empty when nothing stands against it.</summary>
    public string Trouble { get; set; } = "";

    public DateTime ToldAt { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<ProvincePack>(e =>
    {
        e.ToTable("ProvincePacks");
        e.HasKey(p => new { p.ProvinceCode, p.Kind });
        e.Property(p => p.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(p => p.Trouble).HasMaxLength(500);
        e.HasOne<Province>().WithMany().HasForeignKey(p => p.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
    });
}
