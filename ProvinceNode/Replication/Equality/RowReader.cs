using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Equality;
using Protos.Replication;

namespace ProvinceNode.Replication.Equality;

/// <summary>Gathers what is known of some records on both sides, in the order that <see cref="RowRule"/> needs, and decides on each.</summary>
public sealed class RowReader(NodeDb db, LatestVersions latest, LiveRecords live)
{
    public async Task<List<RowFinding>> DecideAsync(EqualityIntake.EqualityIntakeClient hub, RecordKind kind, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var number = (int)kind;
        var recorded = await latest.FindAsync(kind, ids, cancel);
        var waiting = await db.Outbox.AsNoTracking().Where(o => o.Kind == number && ids.Contains(o.RecordId)).ToDictionaryAsync(o => o.RecordId, o => o.RefusedAt != null, cancel);
        var records = await live.FindAsync(kind, ids, recorded, cancel);
        var untold = await live.UntoldAsync(kind, ids, cancel);
        var found = await db.RepairFindings.AsNoTracking().Where(f => f.Kind == number && ids.Contains(f.RecordId)).Select(f => f.RecordId).ToHashSetAsync(cancel);
        var theirs = await AskAsync(hub, kind, ids, cancel);
        var refused = theirs.Where(h => waiting.GetValueOrDefault(h.Key)).ToDictionary(h => h.Key, h => (h.Value.Epoch, h.Value.Version));
        var before = await latest.AtAsync(kind, refused, cancel);
        var after = await latest.FindAsync(kind, ids, cancel);
        return [.. ids.Select(id => RowRule.Decide(new RowFacts(
            id, Recorded(recorded.GetValueOrDefault(id)), IsSame(recorded.GetValueOrDefault(id), after.GetValueOrDefault(id)), waiting.ContainsKey(id), waiting.GetValueOrDefault(id),
            records.GetValueOrDefault(id), theirs.GetValueOrDefault(id), found.Contains(id), untold.ContainsKey(id), untold.GetValueOrDefault(id),
            Recorded(before.GetValueOrDefault(id)))))];
    }

    private static HubSideRow Of(RecordKind kind, RowDigest row) =>
        HubSideRow.Of(kind, row.Id, (long)row.Epoch, (long)row.Version, row.TenantPath, row.Digest.ToByteArray(), [.. row.WrongColumns]);

    internal static RecordedRow? Recorded(RecordVersion? version) => version is null ? null
        : new(version.Epoch, version.Version, version.TenantPath, LatestVersions.Digest(version), version.Message.Length == 0, Message(version));

    private static async Task<Dictionary<Guid, HubSideRow>> AskAsync(EqualityIntake.EqualityIntakeClient hub, RecordKind kind, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var request = new FindRequest { Kind = kind };
        request.Ids.AddRange(ids.Select(i => i.ToString("D")));
        return (await hub.FindAsync(request, cancellationToken: cancel)).Rows.ToDictionary(r => Guid.ParseExact(r.Id, "D"), r => Of(kind, r));
    }

    private static bool IsSame(RecordVersion? before, RecordVersion? after) => (before?.Epoch, before?.Version) == (after?.Epoch, after?.Version);

    private static Record? Message(RecordVersion version)
    {
        try
        {
            return version.Message.Length == 0 ? null : Record.Parser.ParseFrom(version.Bytes());
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
