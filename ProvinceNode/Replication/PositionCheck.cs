using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>Compares what the hub has seen of this node with what the node holds.</summary>
public sealed class PositionCheck(NodeDb db)
{
    /// <returns>Whether the hub lost what it had acknowledged, so that everything must be sent again.</returns>
    /// <exception cref="RelayFencedException">The hub knows more than this node.</exception>
    public async Task<bool> DemandAsync(Position hub, CancellationToken cancel)
    {
        var ours = await db.States.AsNoTracking().SingleAsync(cancel);
        var hash = await db.Acts.Where(a => a.Sequence == hub.ActChainLength).Select(a => a.Hash).SingleOrDefaultAsync(cancel);
        var meeting = Meeting.Decide(hub, new NodeMark(ours.Epoch, ours.ActCount, ours.HubPosition, hash));
        return meeting.Fence is { } why ? throw new RelayFencedException(why) : meeting.Replay;
    }

    /// <summary>What the hub acknowledged last; 0 when none is known.</summary>
    public Task<long> AcknowledgedAsync(CancellationToken cancel) => db.States.AsNoTracking().Select(s => s.HubPosition).SingleAsync(cancel);
}
