using Protos.Equality;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>The newest version of a record as the node recorded it.</summary>
public sealed record RecordedRow(long Epoch, long Version, string Path, byte[] Digest, bool IsTombstone, Record? Message);

/// <summary>A record as the hub says it holds it.</summary>
/// <param name="IsTombstone">It is erased there: nothing is kept of it that could be lost.</param>
public sealed record HubSideRow(long Epoch, long Version, string Path, byte[] Digest, IReadOnlyList<string> WrongColumns, bool IsTombstone = false)
{
    // Name of the hub for a message that it cannot read; a row without any message has no digest.
    private const string UnreadableMessage = "Payload";

    /// <summary>Whether the hub holds a message of it that can be read: somebody sent it once, and it may be the only copy there is.</summary>
    public bool HoldsMessage => !IsTombstone && Digest.Length > 0 && !WrongColumns.Contains(UnreadableMessage);

    public static HubSideRow Of(RecordKind kind, string id, long epoch, long version, string path, byte[] digest, IReadOnlyList<string> wrongColumns) => new(
        epoch, version, path, digest, wrongColumns, wrongColumns.Count == 0 && digest.AsSpan().SequenceEqual(StateDigest.Of((int)kind, id, epoch, version, path, [])));
}

/// <summary>Everything that is known of one record.</summary>
/// <param name="IsStill">No newer version was recorded while the hub was asked.</param>
/// <param name="Waits">It is in the outbox.</param>
/// <param name="IsRefused">It is in the outbox because the hub refused it.</param>
/// <param name="IsFound">A repair after a restore wrote it down for people.</param>
/// <param name="IsUntold">A list or line that the node has and did not tell the hub of, as it knows.</param>
/// <param name="IsDraft">It waits for the approval of its list.</param>
/// <param name="Before">Of a refused record what the node recorded of the version that the hub holds; null when it never recorded that one.</param>
public sealed record RowFacts(
    Guid Id, RecordedRow? Recorded, bool IsStill, bool Waits, bool IsRefused, LiveRecord? Live, HubSideRow? Hub, bool IsFound = false, bool IsUntold = false, bool IsDraft = false, RecordedRow? Before = null);

/// <summary>What is to be said of a record.</summary>
/// <param name="What">Null when the sides agree or it is on its way.</param>
public sealed record RowFinding(RowFacts Facts, DifferenceKind? What, bool IsInFlight, IReadOnlyList<string> Fields)
{
    /// <summary>The hub's copy is wrong and the node's right: sending it again puts it right. What was put in by hand at the hub came of no message, and is erased.</summary>
    public bool IsForReplay => What is DifferenceKind.HubValue or DifferenceKind.HubMissing or DifferenceKind.HubStale || (What == DifferenceKind.HubExtra && !IsHeld);

    /// <summary>
    /// Only the hub has it, and what it has may be the only copy: made after the backup that this node was restored from. Erasing it would take away what the repair promised to keep, so
    /// it is named and waits for an official.
    /// </summary>
    public bool IsHeld => What == DifferenceKind.HubExtra && (Facts.IsFound || Facts.IsUntold || Facts.Live is not null || Facts.Hub is { HoldsMessage: true });

    public string Path => Facts.Recorded?.Path ?? Facts.Live?.Path ?? Facts.Hub!.Path;
}

/// <summary>
/// Compares one record exactly. The node's version was read before its outbox and the outbox before the hub: what is not in the outbox was acknowledged, so the hub must have it, and
/// what changed meanwhile is on its way. Pure.
/// </summary>
public static class RowRule
{
    public static RowFinding Decide(RowFacts facts)
    {
        if (!facts.IsStill)
        {
            return new(facts, null, true, []);
        }

        if (AtNode(facts) is { } node)
        {
            return new(facts, node, false, node == DifferenceKind.NodeValue ? Fields(facts.Recorded!, facts.Live!) : []);
        }

        if (facts.Waits)
        {
            return facts.IsRefused && IsWrongBehind(facts) ? new(facts, DifferenceKind.HubValue, false, facts.Hub!.WrongColumns) : new(facts, null, true, []);
        }

        if (AtHub(facts) is not { } hub)
        {
            return new(facts, null, false, []);
        }

        IReadOnlyList<string> wrong = facts.Hub?.WrongColumns ?? [];
        return new(facts, hub, false, hub == DifferenceKind.HubExtra && facts.IsUntold ? [facts.IsDraft ? EqualityWords.UntoldDraft : EqualityWords.Untold, .. wrong] : wrong);
    }

    private static DifferenceKind? AtNode(RowFacts facts) => (facts.Recorded, facts.Live) switch
    {
        (null, null) => null,
        (_, { IsUntold: true }) => null,
        (null or { IsTombstone: true }, { } live) => facts.Recorded is not null && IsOf(facts.Hub, live.Digest) ? DifferenceKind.NodeVersion : DifferenceKind.NodeExtra,
        ({ IsTombstone: true }, null) => null,
        ({ }, null) => DifferenceKind.NodeMissing,
        ({ } recorded, { } live) when recorded.Digest.AsSpan().SequenceEqual(live.Digest) => null,
        (_, { } live) => IsOf(facts.Hub, live.Digest) ? DifferenceKind.NodeVersion : DifferenceKind.NodeValue,
    };

    private static DifferenceKind? AtHub(RowFacts facts)
    {
        if (facts.Recorded is not { } ours)
        {
            return facts.Hub is null ? null : DifferenceKind.HubExtra;
        }

        if (facts.Hub is not { } theirs)
        {
            return DifferenceKind.HubMissing;
        }

        return (theirs.Epoch, theirs.Version).CompareTo((ours.Epoch, ours.Version)) switch
        {
            < 0 => DifferenceKind.HubStale,
            > 0 => DifferenceKind.HubValue,
            _ => IsOf(theirs, ours.Digest) && theirs.WrongColumns.Count == 0 ? null : DifferenceKind.HubValue,
        };
    }

    // Nothing will soon be written over it: what the hub took before the version that it refused must be what was sent then. A version that was never recorded here (made before a restore), or that
    // was emptied here by an erasure since, is no measure.
    private static bool IsWrongBehind(RowFacts facts) => facts is { Recorded: { } ours, Hub: { IsTombstone: false } theirs }
        && (theirs.WrongColumns.Count > 0 || (theirs.Epoch, theirs.Version).CompareTo((ours.Epoch, ours.Version)) > 0 || (facts.Before is { IsTombstone: false } before && !IsOf(theirs, before.Digest)));

    private static bool IsOf(HubSideRow? hub, byte[] digest) => hub is not null && hub.Digest.AsSpan().SequenceEqual(digest);

    // Names of the message's fields that differ: whatever field is added is told.
    private static List<string> Fields(RecordedRow recorded, LiveRecord live)
    {
        var names = new List<string>();
        if ((recorded.Epoch, recorded.Version) != (live.Epoch, live.Version))
        {
            names.Add("version");
        }

        if (recorded.Path != live.Path)
        {
            names.Add("tenant_path");
        }

        if (recorded.Message is not null && Body(recorded.Message) is { } before && Body(live.Message) is { } now && before.Descriptor == now.Descriptor)
        {
            names.AddRange(before.Descriptor.Fields.InFieldNumberOrder().Where(f => !Equals(f.Accessor.GetValue(before), f.Accessor.GetValue(now))).Select(f => f.Name));
        }

        return names;
    }

    /// <summary>The state within a record, whatever its kind.</summary>
    public static Google.Protobuf.IMessage? Body(Record record) =>
        Record.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(record) is { } field ? (Google.Protobuf.IMessage)field.Accessor.GetValue(record) : null;
}
