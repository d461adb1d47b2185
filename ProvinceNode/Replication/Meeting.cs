using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>What the node knows of itself when it meets the hub.</summary>
/// <param name="HashAtHubs">Hash of its own act at the length that the hub saw; null when it has none there.</param>
internal readonly record struct NodeMark(long Epoch, long ActCount, long HubPosition, string? HashAtHubs);

/// <summary>How a node and the hub that meet go on.</summary>
/// <param name="Fence">Why the node must not push, in words for the operator; null when it may.</param>
/// <param name="Replay">The hub lost what it had acknowledged: everything is sent again.</param>
internal sealed record Meeting(string? Fence, bool Replay)
{
    // More than a node ever sent without an answer.
    private const long Unanswered = 10_000;

    /// <summary>
    /// From where a hub that went back counts on: what it counted before it was restored, also the batches that were never answered, is counted by no other batch. A hub that is restored again, to a backup of
    /// before the first restore or after it, is then found out as well.
    /// </summary>
    public static long Beyond(long acknowledged) => acknowledged + Unanswered;

    /// <summary>
    /// Each replicated change is an act, so the act chain tells a restored, cloned or cut database: it is shorter than the hub saw, or differs at the
    /// place the hub saw. A hub that counts fewer batches than it had acknowledged was itself restored. Pure.
    /// </summary>
    public static Meeting Decide(Position hub, NodeMark ours)
    {
        if (hub.Epoch > (ulong)ours.Epoch)
        {
            return new(RelayWords.HigherEpoch(hub.Epoch, ours.Epoch), false);
        }

        // Until the first batch of a new epoch arrives, another copy may push under the old one: the repair did not see that.
        if (hub.Epoch < (ulong)ours.Epoch && hub.Batches > (ulong)ours.HubPosition && ours.HubPosition > 0)
        {
            return new(RelayWords.PushedSince, false);
        }

        // A new epoch is an operator's decision to go on from here; what the hub saw of the old one does not bind it.
        if (hub.Epoch == (ulong)ours.Epoch && hub.ActChainLength > 0)
        {
            if (hub.ActChainLength > ours.ActCount)
            {
                return new(RelayWords.ShorterChain(hub.ActChainLength, ours.ActCount), false);
            }

            if (ours.HashAtHubs != hub.ActChainHead)
            {
                return new(RelayWords.OtherChain(hub.ActChainLength), false);
            }
        }

        // A hub of before it was told has no position. One that knows an older epoch was restored to before ours, or has nothing of it yet: both are sent everything.
        return new(null, hub.HasBatches && (hub.Batches < (ulong)ours.HubPosition || (hub.Epoch > 0 && hub.Epoch < (ulong)ours.Epoch)));
    }
}
