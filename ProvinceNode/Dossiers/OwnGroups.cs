using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Groups of the province or of a later decree that can be asked for on a day with the form of their own; empty where there is none.</summary>
public static class OwnGroups
{
    public static async Task<IReadOnlyList<string>> OnAsync(NodeDb db, DateOnly day, CancellationToken cancel) => OwnGroupForm.Answers(
        await db.Set<ExtraGroupRow>().AsNoTracking().Where(e => e.Form == ExtraGroupRow.OwnForm && e.ValidFrom <= day && (e.ValidTo == null || e.ValidTo >= day) && (e.InForceFrom == null || e.InForceFrom <= day)).ToListAsync(cancel));
}
