using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Villages of a commune on the list of specially difficult places on a day; empty when it has none, or is on it as a whole.</summary>
public static class SpecialVillages
{
    public static async Task<IReadOnlyList<string>> OnAsync(NodeDb db, string commune, DateOnly day, CancellationToken cancel) => commune.Length == 0 ? []
        : RuleBook.VillagesOn(await db.Set<SpecialAreaRow>().AsNoTracking().Where(a => a.CommuneCode == commune).ToListAsync(cancel), day);
}
