using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Villages of a commune on the list of specially difficult places on a day; empty when it has none, or is on it as a whole.</summary>
public static class SpecialVillages
{
    public static async Task<IReadOnlyList<string>> OnAsync(NodeDb db, string commune, DateOnly day, CancellationToken cancel) => commune.Length == 0 ? []
        : await db.Set<SpecialAreaRow>().AsNoTracking().Where(a => a.CommuneCode == commune && a.Village != "" && a.ValidFrom <= day && (a.ValidTo == null || a.ValidTo >= day))
            .Select(a => a.Village).Distinct().OrderBy(v => v).ToListAsync(cancel);
}
