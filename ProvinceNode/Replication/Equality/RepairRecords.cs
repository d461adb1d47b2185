using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Equality;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>
/// Puts right what needs nobody's judgement: the hub's wrong copies are sent again at their version, rows of the hub that came of no message are erased there, and a stored version that was
/// changed becomes again what both the record and the hub say. The node's record is the truth; where the node contradicts itself, or the hub may hold the only copy, an official decides.
/// </summary>
public sealed class RepairRecords(NodeDb db, LatestVersions latest, VietnamTime time)
{
    /// <summary>Within the scope of the province.</summary>
    /// <returns>Number of records put into the outbox.</returns>
    public async Task<int> HandleAsync(RecordKind kind, List<RowFinding> findings, CancellationToken cancel)
    {
        var wrong = findings.FindAll(f => f.IsForReplay);
        var sent = 0;
        if (wrong.Count > 0)
        {
            await db.InTurnAsync(async () => (sent = await ReplayAsync(kind, wrong, cancel)) > 0, cancel);
        }

        foreach (var changed in findings.FindAll(f => f.What == DifferenceKind.NodeVersion))
        {
            await db.InTurnAsync(() => MendAsync(kind, changed, cancel), cancel);
        }

        return sent;
    }

    /// <summary>A record that only the hub has is erased there, under the act of an official. Within the scope of the province.</summary>
    /// <returns>False when the record came to be known here meanwhile.</returns>
    public Task<bool> EraseAsync(RecordKind kind, RowFinding finding, Act act, CancellationToken cancel) => db.InTurnAsync(
        async () =>
        {
            var (number, id) = ((int)kind, finding.Facts.Id);
            if (await db.RecordVersions.AnyAsync(v => v.Kind == number && v.RecordId == id, cancel) || await db.Outbox.AnyAsync(o => o.Kind == number && o.RecordId == id, cancel)
                || (await LiveRecords.LoadAsync(db, kind, [id], cancel)).Any(r => !LiveRecords.IsGivenUp(r)))
            {
                return false;
            }

            var state = await db.States.AsNoTracking().SingleAsync(cancel);
            db.Outbox.Add(Over(finding, Erase(kind, finding, state.Epoch, time.UtcNow), time.UtcNow));
            return await db.SaveAsync(act, cancel);
        },
        cancel);

    private async Task<int> ReplayAsync(RecordKind kind, List<RowFinding> findings, CancellationToken cancel)
    {
        var (number, ids, now) = ((int)kind, findings.ConvertAll(f => f.Facts.Id), time.UtcNow);
        var waiting = await db.Outbox.AsNoTracking().Where(o => o.Kind == number && ids.Contains(o.RecordId)).Select(o => o.RecordId).ToListAsync(cancel);
        var versions = await latest.FindAsync(kind, ids, cancel);
        var state = await db.States.AsNoTracking().SingleAsync(cancel);
        var sent = 0;
        foreach (var finding in findings.Where(f => !waiting.Contains(f.Facts.Id)))
        {
            var record = versions.GetValueOrDefault(finding.Facts.Id) is { } version ? Again(kind, version) : Erase(kind, finding, state.Epoch, now);
            db.Outbox.Add(Over(finding, record, now));
            sent++;
        }

        return sent == 0 || await db.SaveAsync(Act.BySystem(TenantPath.Parse(state.ProvinceCode), ActKinds.EqualityReplay, now, $"{RecordMessages.KindName(number)} × {sent}"), cancel) ? sent : 0;
    }

    // What the hub holds now gives way to it.
    private static OutboxRow Over(RowFinding finding, Record record, DateTime now)
    {
        record.Replay = new ReplayState { OverEpoch = (ulong)(finding.Facts.Hub?.Epoch ?? 0), OverVersion = (ulong)(finding.Facts.Hub?.Version ?? 0) };
        return new()
        {
            Kind = (int)record.Kind, RecordId = finding.Facts.Id, Epoch = (long)record.Epoch, Version = (long)record.Version, TenantPath = record.TenantPath, Message = record.ToByteArray(), RecordedAt = now,
        };
    }

    private static Record Again(RecordKind kind, RecordVersion version) => version.Read() ?? new Record
    {
        Id = version.RecordId.ToString("D"), Kind = kind, Epoch = (ulong)version.Epoch, Version = (ulong)version.Version, TenantPath = version.TenantPath,
        RecordedAtUnixMs = RecordMessages.Unix(version.RecordedAt), Deleted = true,
    };

    // The node has nothing of it: it becomes a tombstone on both sides, above the version that the hub claims.
    private Record Erase(RecordKind kind, RowFinding finding, long epoch, DateTime now)
    {
        var hub = finding.Facts.Hub!;
        var record = new Record
        {
            Id = finding.Facts.Id.ToString("D"), Kind = kind, Epoch = (ulong)epoch, Version = (ulong)(hub.Epoch == epoch && hub.Version is > 0 and < long.MaxValue ? hub.Version + 1 : 1),
            TenantPath = hub.Path, RecordedAtUnixMs = RecordMessages.Unix(now), Deleted = true,
        };
        db.RecordVersions.Add(RecordVersion.Of(record, [], now, takenOver: true));
        return record;
    }

    private async Task<bool> MendAsync(RecordKind kind, RowFinding finding, CancellationToken cancel)
    {
        var (number, live) = ((int)kind, finding.Facts.Live!);
        var whole = RecordVersion.Of(live.Message, live.Message.ToByteArray(), time.UtcNow);
        var mended = await db.RecordVersions.Where(v => v.Kind == number && v.RecordId == live.Id && v.Epoch == live.Epoch && v.Version == live.Version)
            .ExecuteUpdateAsync(s => s.SetProperty(v => v.Message, whole.Message).SetProperty(v => v.Packed, whole.Packed).SetProperty(v => v.TenantPath, live.Path), cancel);
        var province = TenantPath.Parse((await db.States.AsNoTracking().SingleAsync(cancel)).ProvinceCode);
        return mended == 1 && await db.SaveAsync(Act.BySystem(province, ActKinds.EqualityMend, time.UtcNow).On(RecordMessages.KindName(number), live.Id), cancel);
    }
}
