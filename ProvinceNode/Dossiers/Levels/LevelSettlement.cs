using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

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

    /// <summary>Those of some rows for the edition in force, by their rows.</summary>
    internal static async Task<Dictionary<Guid, LevelSettlement>> OfAsync(NodeDb db, IReadOnlyList<Entitlement> rows, LevelTerms terms, CancellationToken cancel)
    {
        var (ids, edition) = (rows.Where(r => r.Status == EntitlementStatus.Active || r.EndDecisionId is not null).Select(r => r.Id).ToList(), terms.Edition);
        return ids.Count == 0 ? [] : await db.Set<LevelSettlement>().AsNoTracking().Where(s => ids.Contains(s.EntitlementId) && s.Edition == edition).ToDictionaryAsync(s => s.EntitlementId, cancel);
    }

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
