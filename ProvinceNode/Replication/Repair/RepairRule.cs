using Protos.Replication;

namespace ProvinceNode.Replication.Repair;

/// <summary>A version as the node's own history has it.</summary>
/// <param name="Erased">It has no content: a tombstone, or what one emptied.</param>
public readonly record struct OwnVersion(long Epoch, long Version, long AtUnixMs, bool Erased);

/// <summary>How a record at the hub stands to the node's own after a restore.</summary>
public enum Difference
{
    /// <summary>Ours is the same or goes on from the hub's.</summary>
    None = 0,

    /// <summary>The hub has later versions of what is here.</summary>
    LaterAtTheHub,

    /// <summary>It was made after the backup.</summary>
    OnlyAtTheHub,

    /// <summary>Changed after the backup, and here since it was restored.</summary>
    ChangedOnBothSides,

    /// <summary>Erased after the backup; the backup brought it back.</summary>
    ErasedMeanwhile,

    /// <summary>Made and erased after the backup: only the tombstone is known.</summary>
    ErasedUnseen,
}

/// <summary>
/// Compares a record that the hub holds with the history of a restored node. A version number alone does not tell: since the restore the node may have given the
/// same number to another change, which was recorded at another moment. Pure.
/// </summary>
public static class RepairRule
{
    /// <param name="hub">The newest version at the hub.</param>
    /// <param name="hubs">All versions that the hub received, or only the newest when they are not known yet.</param>
    /// <param name="ours">All versions of the node's own history.</param>
    public static Difference Decide(HeldRecord hub, IEnumerable<HeldRecord> hubs, IReadOnlyCollection<OwnVersion> ours)
    {
        if (ours.Count == 0)
        {
            return hub.Deleted ? Difference.ErasedUnseen : Difference.OnlyAtTheHub;
        }

        var newest = ours.MaxBy(v => (v.Epoch, v.Version));
        if (newest.Erased)
        {
            return Difference.None;
        }

        if (hub.Deleted)
        {
            return Difference.ErasedMeanwhile;
        }

        if (ours.Any(v => Same(v, hub)))
        {
            return Difference.None;
        }

        // What the hub received shows that its state went on from ours. Else ours may be work done here since the restore: clocks jump, so no moment decides it.
        return hubs.Any(h => Same(newest, h)) && (newest.Epoch, newest.Version).CompareTo(((long)hub.Epoch, (long)hub.Version)) < 0
            ? Difference.LaterAtTheHub
            : Difference.ChangedOnBothSides;
    }

    private static bool Same(OwnVersion ours, HeldRecord hub) => ours.Epoch == (long)hub.Epoch && ours.Version == (long)hub.Version && ours.AtUnixMs == hub.RecordedAtUnixMs;
}
