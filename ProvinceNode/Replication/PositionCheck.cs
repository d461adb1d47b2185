using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>Compares what the hub has seen of this node with what the node holds.</summary>
public sealed class PositionCheck(NodeDb db)
{
    private static readonly TimeSpan AskDeadline = TimeSpan.FromSeconds(60);

    /// <returns>Whether the hub lost what it had acknowledged, so that everything must be sent again.</returns>
    /// <exception cref="RelayFencedException">The hub knows more than this node.</exception>
    public Task<bool> DemandAsync(Position hub, CancellationToken cancel) => DemandAsync(hub, null, cancel);

    /// <summary>
    /// Whether records may be compared with the hub's now: asked before anything is concluded from a difference. A node that is fenced knows less than the hub, so everything since its
    /// backup would look like nobody's; and one that sends everything again would look as if the hub lacked it.
    /// </summary>
    /// <returns>Why not, in words for the operator; null when they may.</returns>
    /// <exception cref="Grpc.Core.RpcException">The hub cannot be asked.</exception>
    public async Task<string?> HinderedAsync(ReplicationIntake.ReplicationIntakeClient client, CancellationToken cancel)
    {
        // Read before the hub is asked: what it acknowledges meanwhile is no going back.
        var before = await db.States.AsNoTracking().SingleAsync(cancel);
        var hub = await client.GetPositionAsync(new PositionRequest { Brief = true }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + AskDeadline, cancellationToken: cancel);
        try
        {
            return await DemandAsync(hub, before.HubPosition, cancel) || before.Replaying is not null ? RelayWords.SendsAgain : null;
        }
        catch (RelayFencedException fence)
        {
            return fence.Message;
        }
    }

    private async Task<bool> DemandAsync(Position hub, long? acknowledged, CancellationToken cancel)
    {
        var ours = await db.States.AsNoTracking().SingleAsync(cancel);
        var hash = await db.Acts.Where(a => a.Sequence == hub.ActChainLength).Select(a => a.Hash).SingleOrDefaultAsync(cancel);
        var meeting = Meeting.Decide(hub, new NodeMark(ours.Epoch, ours.ActCount, acknowledged ?? ours.HubPosition, hash));
        return meeting.Fence is { } why ? throw new RelayFencedException(why) : meeting.Replay;
    }

    /// <summary>What the hub acknowledged last; 0 when none is known.</summary>
    public Task<long> AcknowledgedAsync(CancellationToken cancel) => db.States.AsNoTracking().Select(s => s.HubPosition).SingleAsync(cancel);
}
