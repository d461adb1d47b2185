using System.Globalization;
using Protos.Replication;

namespace EndToEnd.Tests.Simulation;

/// <summary>
/// One life of a node, its relay and the hub, drawn from a seed: officials change records while the line is cut, batches come again, both sides die, either is
/// restored from a backup, a copy of the node runs beside it and clocks jump. Afterwards the faults end, and what was promised must hold.
/// </summary>
internal sealed class Schedule
{
    private const int MostRounds = 400;
    private readonly Random _random;
    private readonly SimHub _hub = new();
    private readonly SimNode _node;
    private readonly List<string> _steps = [];
    private readonly List<HubDisk> _hubBackups = [];
    private readonly List<NodeDisk> _nodeBackups = [];
    private SimNode? _copy;
    private DateTime _now = new(2026, 11, 23, 1, 0, 0, DateTimeKind.Utc);
    private int _contents;
    private bool _hubWentBack;

    public Schedule(int seed)
    {
        _random = new Random(seed);
        _node = new SimNode(_hub, _random, "a");
    }

    public string Told => string.Join(' ', _steps);

    /// <exception cref="BrokenPromiseException">Something promised does not hold.</exception>
    public void Live()
    {
        for (var steps = _random.Next(40, 140); steps > 0; steps--)
        {
            _now = _now.AddSeconds(_random.Next(1, 90));
            Step(_random.Next(100));
        }

        Quiet();
        Check();
    }

    private void Step(int drawn)
    {
        var actor = _copy is not null && _random.Next(3) == 0 ? _copy : _node;
        var what = drawn switch { < 34 => "change", < 50 => "send", < 66 => "deliver", < 80 => "answer", < 84 => "connect", < 87 => "cut", _ => Fault() };
        _steps.Add(actor == _node ? what : $"copy:{what}");
        switch (what)
        {
            case "change": Change(actor); break;
            case "send" when actor.Stream == 0: Connect(actor); break;
            case "send": actor.Send(); break;
            case "deliver": Online(actor, () => Deliver(actor)); break;
            case "answer": Online(actor, () => Answer(actor)); break;
            case "connect": Connect(actor); break;
            case "cut": actor.Cut(); break;
            case "again": Again(); break;
            case "clock": actor.ClockWrong = _random.Next(-60, 61); break;
            case "hub-backup": _hubBackups.Add(_hub.Disk); break;
            case "hub-restore": RestoreHub(); break;
            case "backup": _nodeBackups.Add(_node.Disk); break;
            case "restore": RestoreNode(); break;
            case "copied": _copy ??= new SimNode(_hub, _random, "b") { Disk = _node.Disk }; break;
            case "copy-ends": EndCopy(); break;
            case "repair": if (_node.Fenced) { Repair(_random.Next(3) == 0); } break;
        }
    }

    private string Fault() => _random.Next(13) switch
    {
        0 or 1 or 2 => "again", 3 => "clock", 4 => "hub-backup", 5 => "hub-restore", 6 or 7 => "backup", 8 => "restore", 9 => "copied", 10 => "copy-ends", _ => "repair",
    };

    private void Change(SimNode node)
    {
        var alive = node.Disk.Alive.ToList();
        var id = alive.Count == 0 || (alive.Count < 12 && _random.Next(3) == 0) ? NewId() : alive[_random.Next(alive.Count)].Id;
        var content = alive.Count > 0 && _random.Next(12) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"thôn {++_contents}");
        if (content is null && node.Disk.Newest(id) is null)
        {
            return;
        }

        node.Change(id, content, wrong: content is not null && _random.Next(15) == 0, _now);
    }

    private void Connect(SimNode node)
    {
        if (!node.Fenced)
        {
            node.Connect(killedInReplay: _random.Next(3) == 0);
        }
    }

    private static void Online(SimNode node, Action act)
    {
        if (node.Stream != 0)
        {
            act();
        }
    }

    // One batch reaches the hub and is applied; its answer may be lost with the line.
    private void Deliver(SimNode node)
    {
        if (!node.ToHub.TryDequeue(out var batch))
        {
            return;
        }

        var before = _hub.Disk;
        if (_hub.Apply(batch, _now) is not { } result)
        {
            Promise.Holds(_hub.Disk == before, "6: a stream that compared before another's push was let in");
            node.Cut();
        }
        else if (_random.Next(12) == 0)
        {
            node.Cut();
        }
        else
        {
            node.ToNode.Enqueue(result);
        }
    }

    private static void Answer(SimNode node)
    {
        if (node.ToNode.TryDequeue(out var answer))
        {
            node.Receive(answer);
        }
    }

    // Invariants 2 and 3: whatever was applied once may come again, in any order.
    private void Again()
    {
        if (_hub.Applied.Count == 0 || _hubWentBack)
        {
            return;
        }

        var before = _hub.Disk;
        var batch = _hub.Applied[_random.Next(_hub.Applied.Count)].Clone();
        batch.ClearComparedAt();
        _hub.Apply(batch, _now);
        Promise.Holds(before.Latest.Count == _hub.Disk.Latest.Count && before.Latest.All(r => _hub.Disk.Latest[r.Key] == r.Value), "2: a batch that came again changed the hub");
    }

    // Not between a repair and the first batch of its epoch. To any backup, also of a line that an earlier restore has left behind.
    private void RestoreHub()
    {
        if (_hubBackups.Count > 0 && _node.Disk.Epoch <= _hub.Disk.Position.Epoch)
        {
            (_hub.Disk, _hubWentBack) = (_hubBackups[_random.Next(_hubBackups.Count)], true);
            _node.Cut();
            _copy?.Cut();
        }
    }

    private void RestoreNode()
    {
        if (_nodeBackups.Count > 0)
        {
            _node.Restore(_nodeBackups[_random.Next(_nodeBackups.Count)]);
        }
    }

    private void EndCopy()
    {
        _copy?.Cut();
        _copy = null;
    }

    // Invariant 5: after the command each record of the hub is in the node's history, or an operator was told; what the hub never received is not overwritten.
    private void Repair(bool killed)
    {
        var unseen = _node.Disk.History.Keys.Select(id => (Id: id, State: _node.Disk.Newest(id)!)).Where(r => !Received(r.Id, r.State)).ToList();
        _node.Repair(killed);
        foreach (var (id, state) in unseen)
        {
            Promise.Holds(_node.Disk.Newest(id)!.Content == state.Content, $"5: the repair overwrote {id}, of which the hub knew nothing");
        }

        if (_node.Fenced)
        {
            return;
        }

        foreach (var held in _hub.Newest(RecordKind.Beneficiary))
        {
            var id = Guid.Parse(held.Message.Id);
            var known = _node.Disk.History.TryGetValue(id, out var ours) && ours.Exists(v => (v.Epoch, v.Version, v.At) == (held.Epoch, held.Version, held.At));
            var gone = held.Deleted ? _node.Disk.Newest(id)?.Content is null : _node.Disk.History.ContainsKey(id) && _node.Disk.Newest(id)!.Content is null;
            Promise.Holds(known || gone || _node.Disk.Findings.ContainsKey(id), $"5: {id} of the hub is silently missing after the repair");
        }
    }

    private bool Received(Guid id, OwnState state) =>
        _hub.Disk.History.TryGetValue(id.ToString("D"), out var versions) && versions.Exists(v => (v.Epoch, v.Version, v.At) == (state.Epoch, state.Version, state.At));

    private void Quiet()
    {
        EndCopy();
        for (var round = 0; round < MostRounds && !_node.IsQuiet; round++)
        {
            _steps.Add("quiet");
            if (_node.Fenced)
            {
                Repair(killed: false);
            }
            else if (_node.Stream == 0)
            {
                _node.Connect(killedInReplay: false);
            }
            else
            {
                // Answers that were under way when the faults ended.
                while (_node.ToNode.TryDequeue(out var answer))
                {
                    _node.Receive(answer);
                }

                if (_node.Stream != 0)
                {
                    _node.Send();
                }

                while (_node.Stream != 0 && _node.ToHub.TryDequeue(out var batch))
                {
                    // What was compared before the faults ended is compared again.
                    if (_hub.Apply(batch, _now) is { } result)
                    {
                        _node.Receive(result);
                    }
                    else
                    {
                        _node.Cut();
                    }
                }
            }
        }

        Promise.Holds(_node.IsQuiet, "1: the outbox did not empty after the faults ended");
    }

    // Invariants 1, 4, 8 and 10, once the faults have ended.
    private void Check()
    {
        foreach (var (id, ours) in _node.Disk.Alive)
        {
            var held = _hub.Disk.Latest.GetValueOrDefault(id.ToString("D"));
            var same = held is { Deleted: false } && held.Message.Beneficiary.Village == ours.Content && (held.Epoch, held.Version) == (ours.Epoch, ours.Version);
            Promise.Holds(same || _node.Disk.Outbox.ContainsKey(id), $"1: {id} is not at the hub as the node has it, and nobody is told");
            Promise.Holds(ours.Wrong || !_node.Disk.Outbox.TryGetValue(id, out var row) || row.RefusedCode == "record-erased", $"8: {id} is held back without a reason");
        }

        foreach (var id in _hub.Disk.Latest.Where(r => !r.Value.Deleted).Select(r => Guid.Parse(r.Key)))
        {
            var ours = _node.Disk.Newest(id);
            Promise.Holds(ours is null || ours.Content is not null, $"10: {id} was erased at the node and lives at the hub");
            Promise.Holds(ours is not null || _node.Disk.Findings.ContainsKey(id), $"5: {id} lives only at the hub and nobody is told");
        }
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
