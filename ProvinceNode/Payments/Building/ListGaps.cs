using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Building;

/// <summary>A first list that was given up and that nothing has made anew.</summary>
/// <param name="ListId">The discarded list.</param>
public sealed record ListGap(Guid ListId, string TenantPath, string UnitName, ListType Type, PayMethod Method);

/// <summary>
/// Lists of a month that are missing because a draft was discarded: its commune may have other lists, and the month may look built. A later building that went over the commune closes the gap,
/// also when it found nobody for the list any more.
/// </summary>
public static class ListGaps
{
    public static async Task<List<ListGap>> FindAsync(NodeDb db, Guid period, CancellationToken cancel)
    {
        var given = await db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == period && l.Status == ListStatus.Discarded && l.Type != ListType.Supplementary)
            .Select(l => new { l.Id, l.TenantPath, l.UnitName, l.Type, l.Method, l.RunId, l.DiscardedAt }).ToListAsync(cancel);
        if (given.Count == 0)
        {
            return [];
        }

        var runs = await db.PaymentRuns.AsNoTracking().Where(r => r.PeriodId == period).ToListAsync(cancel);
        return given.Where(l => !runs.Exists(r => r.Id != l.RunId && r.StartedAt >= l.DiscardedAt && r.WentOver(l.TenantPath)))
            .Select(l => new ListGap(l.Id, l.TenantPath, l.UnitName, l.Type, l.Method)).DistinctBy(g => (g.TenantPath, g.Type, g.Method)).ToList();
    }
}
