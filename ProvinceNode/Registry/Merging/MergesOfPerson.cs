using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Duplicates;

namespace ProvinceNode.Registry.Merging;

/// <summary>What a person's page tells of records that became part of it and of pairs that wait for a judgment.</summary>
public sealed record MergesShown(Guid PersonId, IReadOnlyList<MergeRecord> Merges, IReadOnlyList<DuplicatePair> Open, bool MayJudge);

/// <summary>The part of a person's page about merges; empty when there is nothing to tell.</summary>
public sealed class MergesOfPersonViewComponent(NodeDb db, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel)
    {
        var merges = await db.Set<MergeRecord>().AsNoTracking().Where(m => m.SurvivorId == id).OrderByDescending(m => m.MergedAt).ToListAsync(cancel);
        var open = await db.Set<DuplicatePair>().AsNoTracking().Where(p => p.State == PairState.Open && (p.FirstId == id || p.SecondId == id)).OrderByDescending(p => p.Score).ToListAsync(cancel);
        return merges.Count + open.Count == 0 ? Content("") : View("/Registry/Merging/_Merges.cshtml", new MergesShown(id, merges, open, current.Required.May(Actions.RegistryMerge)));
    }
}
