using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>How an official settled a running entitlement that the law does not explain, for one edition of the law. It stands in the annex of the next list decision.</summary>
public sealed class LevelSettlement : ITenantOwned
{
    public Guid Id { get; init; }

    public required string TenantPath { get; set; }

    public required Guid EntitlementId { get; init; }

    /// <summary>See <see cref="LevelTerms.Edition"/>.</summary>
    public required int Edition { get; init; }

    public required LevelChoice Choice { get; set; }

    /// <summary>Đồng a month of <see cref="LevelChoice.Enter"/>; else 0.</summary>
    public long ChosenDong { get; set; }

    /// <summary>yyyyMM of <see cref="LevelChoice.Enter"/>; else 0.</summary>
    public int ChosenFrom { get; set; }

    public required string Reason { get; set; }

    public required Guid OfficialId { get; set; }

    public required string OfficialName { get; set; }

    public required DateTime RecordedAt { get; set; }

    internal static void Map(EntityTypeBuilder<LevelSettlement> settlement)
    {
        settlement.ToTable("LevelSettlements");
        settlement.Property(s => s.Id).ValueGeneratedNever();
        settlement.HasIndex(s => new { s.EntitlementId, s.Edition }).IsUnique();
        settlement.Property(s => s.Choice).HasConversion<string>().HasMaxLength(10);
        settlement.Property(s => s.Reason).HasMaxLength(500);
        settlement.Property(s => s.OfficialName).HasMaxLength(120);
    }
}
