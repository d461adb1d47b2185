using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>
/// Compares what the hub has seen of this node with what the node holds. Each replicated change is an act, so the act chain tells a
/// restored, cloned or cut database: it is shorter than the hub saw, or differs at the place the hub saw.
/// </summary>
public sealed class PositionCheck(NodeDb db)
{
    /// <exception cref="RelayFencedException">The hub knows more than this node.</exception>
    public async Task DemandAsync(Position hub, CancellationToken cancel)
    {
        var ours = await db.States.AsNoTracking().SingleAsync(cancel);
        if (hub.Epoch > (ulong)ours.Epoch)
        {
            throw new RelayFencedException(RelayWords.HigherEpoch(hub.Epoch, ours.Epoch));
        }

        // A new epoch is an operator's decision to go on from here; what the hub saw of the old one does not bind it.
        if (hub.Epoch < (ulong)ours.Epoch || hub.ActChainLength == 0)
        {
            return;
        }

        if (hub.ActChainLength > ours.ActCount)
        {
            throw new RelayFencedException(RelayWords.ShorterChain(hub.ActChainLength, ours.ActCount));
        }

        var hash = await db.Acts.Where(a => a.Sequence == hub.ActChainLength).Select(a => a.Hash).SingleOrDefaultAsync(cancel);
        if (hash != hub.ActChainHead)
        {
            throw new RelayFencedException(RelayWords.OtherChain(hub.ActChainLength));
        }
    }
}
