using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Gateways.Portal;

/// <summary>How many dossiers are in each state of the ledger.</summary>
internal static class PortalCounts
{
    public static async Task<Dictionary<PortalState, int>> OfAsync(HubDb db, CancellationToken cancellation)
    {
        var counts = Enum.GetValues<PortalState>().ToDictionary(s => s, _ => 0);
        foreach (var group in await db.PortalLedger.GroupBy(e => e.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(cancellation).ConfigureAwait(false))
        {
            counts[group.State] = group.Count;
        }

        return counts;
    }

    /// <summary>Door for monitoring: counts only.</summary>
    public static async Task<IResult> JsonAsync(HubDb db, CancellationToken cancellation)
    {
        var counts = await OfAsync(db, cancellation).ConfigureAwait(false);
        var oldest = await db.PortalLedger.Where(e => e.State != PortalState.Sent).MinAsync(e => (DateTime?)e.NextAttemptAt, cancellation).ConfigureAwait(false);
        return Results.Json(new
        {
            stuck = counts[PortalState.Stuck],
            failed = counts[PortalState.Failed],
            waiting = counts[PortalState.Waiting],
            sent = counts[PortalState.Sent],
            total = counts.Values.Sum(),
            nextAttemptAt = oldest,
        });
    }
}
