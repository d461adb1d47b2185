using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Equality;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Repair;

/// <summary>What a repair did.</summary>
/// <param name="Taken">Records whose later state was taken back from the hub.</param>
/// <param name="Found">What people must see to.</param>
/// <param name="Sent">Records that are sent again under the new epoch.</param>
public sealed record RepairAnswer(long HubEpoch, long Epoch, int Taken, int Found, int Sent);

/// <summary>
/// The repair of a node that was restored from a backup, as one command: what the hub holds later than the backup is fetched and taken back where the registry
/// can hold it, the rest is written down for people; then a new epoch begins and everything is sent again under it. Each page is a transaction of its own and
/// what was taken is known the next time, so that a killed repair is simply run again.
/// </summary>
public sealed class RepairNode(IServiceScopeFactory scopes, HubClient hub, StartNewEpoch epochs, VietnamTime time)
{
    private const int Chunk = 100;
    private static readonly TimeSpan AskDeadline = TimeSpan.FromMinutes(2);

    // People before what is theirs.
    private static readonly RecordKind[] Kinds =
    [
        RecordKind.Beneficiary, RecordKind.Household, RecordKind.Entitlement, RecordKind.LifeEvent, RecordKind.Certificate, RecordKind.Decision, RecordKind.Dossier,
        RecordKind.PaymentList, RecordKind.PaymentLine,
    ];

    /// <exception cref="RpcException">The hub cannot be asked; run it again.</exception>
    public async Task<RepairAnswer> HandleAsync(CancellationToken cancel)
    {
        var client = hub.Replication();
        var position = await client.GetPositionAsync(new PositionRequest { Brief = true }, deadline: Deadline(), cancellationToken: cancel);
        var (taken, found) = (0, 0);
        foreach (var kind in Kinds)
        {
            for (var after = ""; await PageAsync(client, kind, after, cancel) is { Count: > 0 } page; after = page[^1].Id)
            {
                foreach (var chunk in page.Chunk(Chunk))
                {
                    var (more, matters) = await ChunkAsync(client, kind, chunk, cancel);
                    (taken, found) = (taken + more, found + matters);
                }
            }
        }

        var epoch = await epochs.RaiseAsync((long)position.Epoch, position.HasBatches ? (long)position.Batches : null, cancel);
        return new((long)position.Epoch, epoch, taken, found, await epochs.EnlistAllAsync(cancel));
    }

    private static async Task<IReadOnlyList<HeldRecord>> PageAsync(ReplicationIntake.ReplicationIntakeClient client, RecordKind kind, string after, CancellationToken cancel) =>
        (await client.HeldAsync(new HeldRequest { Kind = kind, After = after }, deadline: Deadline(), cancellationToken: cancel)).Records;

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + AskDeadline;

    private async Task<(int Taken, int Found)> ChunkAsync(ReplicationIntake.ReplicationIntakeClient client, RecordKind kind, HeldRecord[] chunk, CancellationToken cancel)
    {
        var own = await OwnAsync(kind, chunk, cancel);
        var differing = chunk.Where(h => RepairRule.Decide(h, [h], own.GetValueOrDefault(h.Id, [])) != Difference.None).ToDictionary(h => h.Id);
        var states = new List<HeldState>();
        for (var left = differing.Values.Where(h => !h.Deleted).Select(h => h.Id).ToHashSet(); left.Count > 0;)
        {
            var request = new FetchRequest { Kind = kind };
            request.Ids.AddRange(left);
            var reply = await client.FetchAsync(request, deadline: Deadline(), cancellationToken: cancel);
            if (reply.States.Count == 0)
            {
                break;
            }

            states.AddRange(reply.States);
            left.ExceptWith(reply.States.Select(s => s.Record.Id));
        }

        return differing.Count == 0 ? (0, 0) : await SaveAsync(kind, differing, states, cancel);
    }

    private async Task<Dictionary<string, List<OwnVersion>>> OwnAsync(RecordKind kind, HeldRecord[] chunk, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await OwnAsync(scope.ServiceProvider.GetRequiredService<NodeDb>(), kind, [.. chunk.Select(h => Guid.Parse(h.Id))], cancel);
    }

    private static async Task<Dictionary<string, List<OwnVersion>>> OwnAsync(NodeDb db, RecordKind kind, List<Guid> ids, CancellationToken cancel)
    {
        var number = (int)kind;
        var rows = await db.RecordVersions.AsNoTracking().Where(v => v.Kind == number && ids.Contains(v.RecordId))
            .Select(v => new { v.RecordId, v.Epoch, v.Version, v.RecordedAt, Erased = v.Message.Length == 0 }).ToListAsync(cancel);
        return rows.GroupBy(r => r.RecordId.ToString("D"))
            .ToDictionary(g => g.Key, g => g.Select(r => new OwnVersion(r.Epoch, r.Version, RecordMessages.Unix(r.RecordedAt), r.Erased)).ToList());
    }

    // In the savers' turn everything is compared once more: officials went on working meanwhile.
    private async Task<(int Taken, int Found)> SaveAsync(RecordKind kind, Dictionary<string, HeldRecord> differing, List<HeldState> states, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        var province = TenantPath.Parse((await db.States.AsNoTracking().SingleAsync(cancel)).ProvinceCode);
        db.Scope.Enter(province);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var own = await OwnAsync(db, kind, [.. differing.Keys.Select(Guid.Parse)], cancel);
        var fetched = states.ToDictionary(s => s.Record.Id);
        var (taken, found) = (0, 0);
        foreach (var held in differing.Values)
        {
            var state = fetched.GetValueOrDefault(held.Id);
            var difference = RepairRule.Decide(held, state is null ? [held] : state.Versions, own.GetValueOrDefault(held.Id, []));
            if (difference == Difference.OnlyAtTheHub && state is not null)
            {
                await LostNumbers.CountAsync(db, state.Record, cancel);
            }

            if (difference is Difference.LaterAtTheHub or Difference.OnlyAtTheHub && state is not null && await TakeBack.FromAsync(db, state.Record, time.Today, cancel))
            {
                db.RecordVersions.Add(RecordVersion.Of(state.Record, state.Record.ToByteArray(), Moment(held), takenOver: true));
                taken++;
            }
            else if (difference == Difference.ErasedUnseen)
            {
                db.RecordVersions.Add(RecordVersion.Of(Tombstone(kind, held, province), [], Moment(held), takenOver: true));
                taken++;
            }
            else if (difference != Difference.None && await NoteAsync(db, kind, held, state?.Record, difference, cancel))
            {
                found++;
            }
        }

        if (taken + found > 0 && !await db.SaveAsync(Act.BySystem(province, ActKinds.ReplicationRepair, time.UtcNow, $"{kind}: lấy lại {taken}, ghi nhận {found}"), cancel))
        {
            throw new DbUpdateConcurrencyException("The repair met another writer although it had the turn.");
        }

        await transaction.CommitAsync(cancel);
        return (taken, found);
    }

    private async Task<bool> NoteAsync(NodeDb db, RecordKind kind, HeldRecord held, Record? record, Difference difference, CancellationToken cancel)
    {
        var (number, id, epoch, version) = ((int)kind, Guid.Parse(held.Id), (long)held.Epoch, (long)held.Version);
        if (await db.RepairFindings.AnyAsync(f => f.Kind == number && f.RecordId == id && f.HubEpoch == epoch && f.HubVersion == version, cancel))
        {
            return false;
        }

        // Here too, untold as this node knows: the hub's is later, and the results come again.
        if (difference == Difference.OnlyAtTheHub && (await new LiveRecords(db).UntoldAsync(kind, [id], cancel)).Count > 0)
        {
            difference = Difference.LaterAtTheHub;
        }

        db.Add(new RepairFinding
        {
            Id = Guid.CreateVersion7(), Kind = number, RecordId = id, TenantPath = record?.TenantPath ?? "", Label = TakeBack.Label(record), HubEpoch = epoch, HubVersion = version,
            HubRecordedAt = Moment(held), FoundAt = time.UtcNow,
            Matter = difference switch
            {
                Difference.ChangedOnBothSides => RepairMatter.ChangedOnBothSides, Difference.ErasedMeanwhile => RepairMatter.ErasedMeanwhile,
                Difference.OnlyAtTheHub => RepairMatter.OnlyAtTheHub, _ => RepairMatter.LaterAtTheHub,
            },
        });
        return true;
    }

    // Kept in our history, so that it goes again should the hub ever forget it.
    private static Record Tombstone(RecordKind kind, HeldRecord held, TenantPath province) => new()
    {
        Id = held.Id, Epoch = held.Epoch, Version = held.Version, Kind = kind, TenantPath = province.Value, RecordedAtUnixMs = held.RecordedAtUnixMs, Deleted = true,
    };

    private static DateTime Moment(HeldRecord held) => DateTimeOffset.FromUnixTimeMilliseconds(held.RecordedAtUnixMs).UtcDateTime;
}
