using System.Collections.Immutable;
using System.Globalization;
using Protos.Replication;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Repair;
using Record = Protos.Replication.Record;

namespace EndToEnd.Tests.Simulation;

/// <summary>A version of the node's own history; the content of an erased one is null.</summary>
internal sealed record OwnState(long Epoch, long Version, long At, string? Content, bool Wrong);

/// <summary>A row of the outbox.</summary>
internal sealed record Waiting(OutboxKey Key, long At, string? RefusedCode);

/// <summary>What a node has on its disk.</summary>
internal sealed record NodeDisk(
    ImmutableDictionary<Guid, ImmutableList<OwnState>> History, ImmutableDictionary<Guid, Waiting> Outbox, ImmutableList<string> Acts, ImmutableDictionary<Guid, (long Epoch, long Version)> Findings,
    long Epoch = 1, long HubPosition = 0, string? Replaying = null)
{
    public static NodeDisk Empty => new(ImmutableDictionary<Guid, ImmutableList<OwnState>>.Empty, ImmutableDictionary<Guid, Waiting>.Empty, [], ImmutableDictionary<Guid, (long, long)>.Empty);

    public OwnState? Newest(Guid id) => History.TryGetValue(id, out var all) ? all.MaxBy(v => (v.Epoch, v.Version)) : null;

    public IEnumerable<(Guid Id, OwnState State)> Alive => History.Keys.Select(id => (id, Newest(id)!)).Where(r => r.Item2.Content is not null);
}

/// <summary>
/// A node with its store in memory. What it decides is decided by the relay's own code: the meeting with the hub, what an answer settles, where a sending again
/// goes on, what a repair takes back.
/// </summary>
internal sealed class SimNode(SimHub hub, Random random, string name)
{
    private static int _streams;
    private InFlight _inFlight = new();
    private Guid? _after;
    private ulong _sequence;
    private int _acts;

    public NodeDisk Disk { get; set; } = NodeDisk.Empty;

    /// <summary>Minutes by which the machine's clock is wrong.</summary>
    public int ClockWrong { get; set; }

    public bool Fenced { get; private set; }

    /// <summary>The stream; 0 when there is none.</summary>
    public int Stream { get; private set; }

    public Queue<PushBatch> ToHub { get; } = [];

    public Queue<PushResult> ToNode { get; } = [];

    public bool IsQuiet => Stream != 0 && ToHub.Count == 0 && ToNode.Count == 0 && Disk.Replaying is null && Disk.Outbox.Values.All(r => r.RefusedCode is not null);

    /// <summary>An official's change: the next version, its outbox row and its act in one transaction.</summary>
    public void Change(Guid id, string? content, bool wrong, DateTime now)
    {
        var newest = Disk.Newest(id);
        Put(id, new(Disk.Epoch, (newest?.Version ?? 0) + 1, Moment(now), content, wrong));
        Act();
    }

    /// <summary>Connects as the relay does: compares, sends again what a restored hub lost, goes on with a killed repair, takes the lease.</summary>
    public void Connect(bool killedInReplay)
    {
        Cut();
        var position = hub.Position((ulong)Disk.HubPosition);
        var length = (int)Math.Min(position.ActChainLength, int.MaxValue);
        var hash = length > 0 && length <= Disk.Acts.Count ? Disk.Acts[length - 1] : null;
        var meeting = Meeting.Decide(position, new NodeMark(Disk.Epoch, Disk.Acts.Count, Disk.HubPosition, hash));
        if (meeting.Fence is not null)
        {
            Fenced = true;
            return;
        }

        if (meeting.Replay)
        {
            var behind = (long)position.Batches < Disk.HubPosition;
            Disk = Disk with { HubPosition = behind ? Meeting.Beyond(Disk.HubPosition) : (long)position.Batches, Replaying = ReplayPlace.Begin.ToString() };
            Act();
            position = behind ? hub.CountOn((ulong)Disk.HubPosition) : position;
        }

        while (Disk.Replaying is not null)
        {
            Replay();
            if (killedInReplay)
            {
                return;
            }
        }

        Enlist();
        if (hub.Writer != 0)
        {
            return;
        }

        Stream = hub.Writer = ++_streams;
        Send(position.Batches);
    }

    /// <summary>Puts the next batch on the wire: a page of the outbox, walked on from where the last one ended.</summary>
    public void Send(ulong? comparedAt = null)
    {
        const int rows = 3;
        var sendable = Disk.Outbox.Where(r => r.Value.RefusedCode is null).OrderBy(r => r.Value.At).ThenBy(r => r.Key).ToList();
        var from = _after is { } after ? sendable.FindIndex(r => r.Key == after) + 1 : 0;
        var page = sendable.Skip(from).Take(rows).ToList();
        _after = page.Count == rows ? page[^1].Key : null;
        var fresh = _inFlight.Fresh(page.ConvertAll(r => new OutboxItem(r.Value.Key, DateTime.UnixEpoch, [])));
        if (fresh.Count == 0 && comparedAt is null)
        {
            return;
        }

        var batch = new PushBatch { Sequence = ++_sequence, Epoch = (ulong)Disk.Epoch, Protocol = 1, ActChainHead = Disk.Acts.LastOrDefault(""), ActChainLength = Disk.Acts.Count };
        batch.Records.AddRange(fresh.Select(i => Message(i.Key.RecordId, Disk.Newest(i.Key.RecordId)!)));
        if (comparedAt is { } position)
        {
            batch.ComparedAt = position;
        }

        _inFlight.Add(batch.Sequence, fresh.ConvertAll(i => i.Key));
        ToHub.Enqueue(batch);
    }

    /// <summary>Settles an answer in one transaction.</summary>
    public void Receive(PushResult answer)
    {
        if (answer.Fenced)
        {
            Fenced = true;
            Cut();
            return;
        }

        var (acknowledged, refused) = _inFlight.Match(answer);
        var outbox = Disk.Outbox.RemoveRange(acknowledged.Where(k => Disk.Outbox.TryGetValue(k.RecordId, out var row) && row.Key == k).Select(k => k.RecordId));
        foreach (var refusal in refused.Where(r => outbox.TryGetValue(r.Key.RecordId, out var row) && row.Key == r.Key))
        {
            outbox = outbox.SetItem(refusal.Key.RecordId, outbox[refusal.Key.RecordId] with { RefusedCode = refusal.Code });
        }

        Disk = Disk with { Outbox = outbox, HubPosition = acknowledged.Count + refused.Count > 0 ? Math.Max(Disk.HubPosition, (long)answer.Position) : Disk.HubPosition };
        _inFlight.Forget([answer.Sequence]);
    }

    /// <summary>The line breaks, or the process dies: what was on its way is gone, the disk stays.</summary>
    public void Cut()
    {
        hub.Writer = Stream != 0 && hub.Writer == Stream ? 0 : hub.Writer;
        (Stream, _inFlight, _after, _sequence) = (0, new(), null, 0);
        ToHub.Clear();
        ToNode.Clear();
    }

    /// <summary>The operator's one command; killed after some records it is run again.</summary>
    public void Repair(bool killed)
    {
        Cut();
        var position = hub.Disk.Position;
        foreach (var held in hub.Newest(RecordKind.Beneficiary).OrderBy(h => h.Message.Id, StringComparer.Ordinal).ToList())
        {
            TakeBack(held);
            if (killed && random.Next(6) == 0)
            {
                return;
            }
        }

        Disk = Disk with { Epoch = Math.Max(Disk.Epoch, position.Epoch) + 1, HubPosition = position.Batches, Replaying = ReplayPlace.Begin.ToString() };
        Act();
        Fenced = false;
        Enlist();
    }

    public void Restore(NodeDisk backup)
    {
        Cut();
        (Disk, Fenced) = (backup, false);
    }

    private void TakeBack(HeldVersion held)
    {
        var id = Guid.Parse(held.Message.Id);
        var ours = Disk.History.GetValueOrDefault(id, []).Select(v => new OwnVersion(v.Epoch, v.Version, v.At, v.Content is null)).ToList();
        var difference = RepairRule.Decide(SimHub.Key(held), hub.Disk.History[held.Message.Id].Select(SimHub.Key), ours);
        if (difference is Difference.LaterAtTheHub or Difference.OnlyAtTheHub)
        {
            var content = held.Message.Beneficiary.Village;
            Disk = Disk with { History = Disk.History.SetItem(id, Disk.History.GetValueOrDefault(id, []).Add(new(held.Epoch, held.Version, held.At, content, false))) };
            Put(id, new(Disk.Epoch, Math.Max(held.Version, Disk.Newest(id)!.Version) + 1, held.At + 1, content, false));
            Act();
        }
        else if (difference == Difference.ErasedUnseen)
        {
            Disk = Disk with { History = Disk.History.SetItem(id, [new(held.Epoch, held.Version, held.At, null, false)]) };
        }
        else if (difference != Difference.None)
        {
            Disk = Disk with { Findings = Disk.Findings.SetItem(id, (held.Epoch, held.Version)) };
        }
    }

    private void Replay()
    {
        const int page = 4;
        var place = ReplayPlace.Parse(Disk.Replaying)!.Value;
        var ids = place.Kind == (int)RecordKind.Beneficiary ? Disk.History.Keys.Where(id => id > place.After).Order().Take(page).ToList() : [];
        foreach (var id in ids.Where(id => !Disk.Outbox.ContainsKey(id)))
        {
            var newest = Disk.Newest(id)!;
            Disk = Disk with { Outbox = Disk.Outbox.SetItem(id, new(Key(id, newest), newest.At, null)) };
        }

        Disk = Disk with { Replaying = (ids.Count == page ? place with { After = ids[^1] } : place.NextKind())?.ToString() };
        Act();
    }

    // What is of an older epoch goes out again under the present one; of erased records the tombstone that waits.
    private void Enlist()
    {
        foreach (var id in Disk.History.Keys)
        {
            var newest = Disk.Newest(id)!;
            if (newest.Epoch < Disk.Epoch && (newest.Content is not null || Disk.Outbox.ContainsKey(id)))
            {
                Put(id, newest with { Epoch = Disk.Epoch, Version = newest.Version + 1 });
            }
        }
    }

    private void Put(Guid id, OwnState state) => Disk = Disk with
    {
        History = Disk.History.SetItem(id, Disk.History.GetValueOrDefault(id, []).Add(state)),
        Outbox = Disk.Outbox.SetItem(id, new(Key(id, state), state.At, null)),
    };

    private void Act() => Disk = Disk with { Acts = Disk.Acts.Add(string.Create(CultureInfo.InvariantCulture, $"{name}{++_acts}-{random.Next():x}")) };

    private long Moment(DateTime now) => new DateTimeOffset(now.AddMinutes(ClockWrong)).ToUnixTimeMilliseconds() + Disk.Acts.Count;

    private static OutboxKey Key(Guid id, OwnState state) => new((int)RecordKind.Beneficiary, id, state.Epoch, state.Version);

    private static Record Message(Guid id, OwnState state)
    {
        var record = new Record
        {
            Id = id.ToString("D"), Epoch = (ulong)state.Epoch, Version = (ulong)state.Version, Kind = RecordKind.Beneficiary, TenantPath = "38.380.14758", RecordedAtUnixMs = state.At,
            Deleted = state.Content is null,
        };
        if (state.Content is { } content)
        {
            record.Beneficiary = new()
            {
                Code = "38-1", FullName = "Nguyễn Thị Thủy", BirthDate = "1954", Sex = 2, EthnicCode = "01", CommuneCode = state.Wrong ? "99999" : "14758", Village = content,
                CategoryCode = "6.dbn.adult", MonthlyAmountDong = 540_000, CoefficientHundredths = 150, StartMonth = 202610, Status = "Active", IdentityStatus = "Matched",
            };
        }

        return record;
    }
}
