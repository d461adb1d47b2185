using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication;

/// <summary>
/// Sends everything again as it stands, tombstones too, after the hub was restored from a backup: what it still has it knows by (epoch, version), what it
/// lost it takes. The order is that of the history's key, page by page, each in a transaction with the place reached: a killed node goes on where it stopped.
/// </summary>
public sealed class ReplayAll(IServiceScopeFactory scopes, VietnamTime time)
{
    private const int Page = 200;

    /// <summary>Notes that the hub went back to a position and that everything is to be sent again.</summary>
    /// <param name="counted">Position that counts as acknowledged from now on (<see cref="Meeting.Beyond"/>): a hub that has less was restored once more.</param>
    public Task BeginAsync(long hubPosition, long counted, CancellationToken cancel) => InTurnAsync(
        async db =>
        {
            await db.States.ExecuteUpdateAsync(s => s.SetProperty(x => x.HubPosition, counted).SetProperty(x => x.Replaying, ReplayPlace.Begin.ToString()), cancel);
            await HandedResult.ForgetAsync(db, hubPosition, cancel);
            return $"trục quốc gia quay về gói {hubPosition}";
        },
        cancel);

    /// <summary>Goes on with what was begun until everything waits in the outbox.</summary>
    /// <returns>Number of records put there now; 0 when none is under way.</returns>
    public async Task<int> ContinueAsync(CancellationToken cancel)
    {
        for (var total = 0; ;)
        {
            var count = -1;
            await InTurnAsync(
                async db =>
                {
                    if (ReplayPlace.Parse((await db.States.AsNoTracking().SingleAsync(cancel)).Replaying) is not { } place)
                    {
                        return null;
                    }

                    (count, var next) = await PageAsync(db, place, cancel);
                    var text = next?.ToString();
                    await db.States.ExecuteUpdateAsync(s => s.SetProperty(x => x.Replaying, text), cancel);
                    return $"{place} + {count}";
                },
                cancel);
            if (count < 0)
            {
                return total;
            }

            total += count;
        }
    }

    // Puts the newest version of the next records into the outbox, except those that wait there already.
    private static async Task<(int Count, ReplayPlace? Next)> PageAsync(NodeDb db, ReplayPlace place, CancellationToken cancel)
    {
        var after = place.After;
        var ids = await db.RecordVersions.Where(v => v.Kind == place.Kind && v.RecordId > after).Select(v => v.RecordId).Distinct().OrderBy(id => id).Take(Page).ToListAsync(cancel);
        var newest = (await db.RecordVersions.AsNoTracking().Where(v => v.Kind == place.Kind && ids.Contains(v.RecordId)).ToListAsync(cancel))
            .GroupBy(v => v.RecordId).Select(g => g.MaxBy(v => (v.Epoch, v.Version))!).ToList();
        var waiting = await db.Outbox.Where(r => r.Kind == place.Kind && ids.Contains(r.RecordId)).Select(r => r.RecordId).ToHashSetAsync(cancel);
        var rows = newest.Where(v => !waiting.Contains(v.RecordId)).Select(RowOf).ToList();
        db.AddRange(rows);
        return (rows.Count, ids.Count == Page ? place with { After = ids[^1] } : place.NextKind());
    }

    // The newest version of an erased record is its tombstone: it has no message.
    private static OutboxRow RowOf(RecordVersion version) => new()
    {
        Kind = version.Kind, RecordId = version.RecordId, Epoch = version.Epoch, Version = version.Version, TenantPath = version.TenantPath, RecordedAt = version.RecordedAt,
        Message = (version.Read() ?? RecordMessages.Tombstone(version)).ToByteArray(),
    };

    private async Task InTurnAsync(Func<NodeDb, Task<string?>> work, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (await work(db) is not { } reason)
        {
            return;
        }

        var province = TenantPath.Parse((await db.States.AsNoTracking().SingleAsync(cancel)).ProvinceCode);
        if (!await db.SaveAsync(Act.BySystem(province, ActKinds.ReplicationReplay, time.UtcNow, reason), cancel))
        {
            throw new DbUpdateConcurrencyException("The replay met another writer although it had the turn.");
        }

        await transaction.CommitAsync(cancel);
    }
}

/// <summary>How far a sending again has come: everything up to and with this record is in the outbox.</summary>
internal readonly record struct ReplayPlace(int Kind, Guid After)
{
    private static readonly int[] Kinds = [.. Enum.GetValues<RecordKind>().Where(k => k != RecordKind.Unspecified).Select(k => (int)k).Order()];

    public static ReplayPlace Begin => new(Kinds[0], Guid.Empty);

    public static ReplayPlace? Parse(string? text) => text?.Split(':') is [var kind, var id]
        ? new(int.Parse(kind, System.Globalization.CultureInfo.InvariantCulture), Guid.Parse(id)) : null;

    /// <summary>The first place of the next kind; null after the last.</summary>
    public ReplayPlace? NextKind()
    {
        var kind = Kind;
        return Kinds.FirstOrDefault(k => k > kind) is > 0 and var next ? new(next, Guid.Empty) : null;
    }

    public override string ToString() => $"{Kind}:{After:D}";
}
