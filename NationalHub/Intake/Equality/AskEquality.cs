using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Intake.Equality;

/// <summary>Leaves word that a certificate is wanted: the hub never calls a node, so the node reads it in the answer to its next batch or heartbeat.</summary>
public sealed class AskEquality(HubDb db, VietnamTime time)
{
    /// <returns>False when the province never pushed.</returns>
    public async Task<bool> HandleAsync(string province, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        return await db.Positions.Where(p => p.ProvinceCode == province)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.EqualityAskedAt, p => p.EqualityAskedAt ?? now), cancellation).ConfigureAwait(false) == 1;
    }
}
