using System.Collections.Immutable;
using NationalHub.Intake;
using NationalHub.Provinces;
using Protos.Replication;
using Record = Protos.Replication.Record;

namespace EndToEnd.Tests.Simulation;

/// <summary>A version as the hub keeps it.</summary>
internal sealed record HeldVersion(long Epoch, long Version, bool Deleted, long At, Record Message);

/// <summary>What a hub has on its disk: copied by a backup, put back by a restore.</summary>
internal sealed record HubDisk(ImmutableDictionary<string, HeldVersion> Latest, ImmutableDictionary<string, ImmutableList<HeldVersion>> History, ProvincePosition Position)
{
    public static HubDisk Empty => new(ImmutableDictionary<string, HeldVersion>.Empty, ImmutableDictionary<string, ImmutableList<HeldVersion>>.Empty, new ProvincePosition { ProvinceCode = "38" });
}

/// <summary>The hub with its store in memory. What it decides is decided by the intake's own code: checks of a batch, epoch rule, position.</summary>
internal sealed class SimHub
{
    private static readonly ProvinceUnits Province = ProvinceUnits.Find("38")!;

    public HubDisk Disk { get; set; } = HubDisk.Empty;

    /// <summary>The stream that holds the lease; 0 when none does.</summary>
    public int Writer { get; set; }

    /// <summary>Everything that was ever applied: a network may bring any of it again.</summary>
    public List<PushBatch> Applied { get; } = [];

    public int OperatorsTold { get; private set; }

    public Position Position(ulong acknowledged)
    {
        var known = Disk.Position;
        OperatorsTold += EpochRule.WentBack(known.Batches, acknowledged) is null ? 0 : 1;
        return new() { ProvinceCode = "38", Epoch = (ulong)known.Epoch, ActChainHead = known.ActChainHead, ActChainLength = known.ActChainLength, Batches = (ulong)known.Batches };
    }

    /// <summary>As a node asks that found the hub restored.</summary>
    public Position CountOn(ulong from)
    {
        Disk = Disk with { Position = Copy(Disk.Position) };
        Disk.Position.Batches = Math.Max(Disk.Position.Batches, (long)from);
        return Position(from);
    }

    /// <summary>Applies a batch as one transaction; null ends the stream.</summary>
    public PushResult? Apply(PushBatch batch, DateTime now)
    {
        var position = Copy(Disk.Position);
        if (!EpochRule.MayBegin(position, batch))
        {
            return null;
        }

        var result = new PushResult { Sequence = batch.Sequence };
        var verdict = EpochRule.Decide(position, batch);
        if (verdict.Fenced)
        {
            (result.Fenced, result.HubEpoch, result.Message) = (true, (ulong)position.Epoch, verdict.Message);
            return result;
        }

        var prepared = PreparedBatch.Of(batch, Province, now);
        result.Refusals.AddRange(prepared.Refusals);
        var refused = prepared.Refusals.Select(r => (r.Id, r.Version)).ToHashSet();
        var (latest, history) = (Disk.Latest, Disk.History);
        foreach (var record in batch.Records.Where(r => !refused.Contains((r.Id, r.Version))))
        {
            Write(record, ref latest, ref history, result);
        }

        position.Advance(batch, now);
        (result.Position, result.HubEpoch) = ((ulong)position.Batches, (ulong)position.Epoch);
        Disk = new(latest, history, position);
        Applied.Add(batch);
        return result;
    }

    public IEnumerable<HeldVersion> Newest(RecordKind kind) => Disk.Latest.Values.Where(v => v.Message.Kind == kind);

    public static HeldRecord Key(HeldVersion v) => new() { Id = v.Message.Id, Epoch = (ulong)v.Epoch, Version = (ulong)v.Version, RecordedAtUnixMs = v.At, Deleted = v.Deleted };

    private static void Write(Record record, ref ImmutableDictionary<string, HeldVersion> latest, ref ImmutableDictionary<string, ImmutableList<HeldVersion>> history, PushResult result)
    {
        var incoming = new HeldVersion((long)record.Epoch, (long)record.Version, record.Deleted, record.RecordedAtUnixMs, record);
        var versions = history.GetValueOrDefault(record.Id, []);
        if (!versions.Exists(v => (v.Epoch, v.Version) == (incoming.Epoch, incoming.Version)))
        {
            history = history.SetItem(record.Id, versions.Add(incoming));
        }

        if (!latest.TryGetValue(record.Id, out var stored)
            || EpochRule.Takes((stored.Epoch, stored.Version, stored.Deleted), (incoming.Epoch, incoming.Version, incoming.Deleted)))
        {
            // Invariants 3 and 10, whatever was sent.
            Promise.Holds(stored is null || ((incoming.Epoch, incoming.Version).CompareTo((stored.Epoch, stored.Version)) > 0 && (incoming.Deleted || !stored.Deleted)), "3, 10: the hub went back or woke an erased record");
            latest = latest.SetItem(record.Id, incoming);
        }
        else if (stored.Deleted && !incoming.Deleted && (incoming.Epoch, incoming.Version).CompareTo((stored.Epoch, stored.Version)) > 0)
        {
            result.Refusals.Add(new Refusal { Id = record.Id, Version = record.Version, Code = RefusalCodes.RecordErased });
        }
    }

    private static ProvincePosition Copy(ProvincePosition p) => new()
    {
        ProvinceCode = p.ProvinceCode, Epoch = p.Epoch, LastPushAt = p.LastPushAt, ActChainHead = p.ActChainHead, ActChainLength = p.ActChainLength, Batches = p.Batches,
    };
}

/// <summary>What must hold; the schedule that broke it is told by its seed.</summary>
internal static class Promise
{
    public static void Holds(bool kept, string promise)
    {
        if (!kept)
        {
            throw new BrokenPromiseException(promise);
        }
    }
}

internal sealed class BrokenPromiseException(string promise) : Exception(promise);
