using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication;

/// <summary>
/// Repair of a node that was restored from a backup or cloned: a new epoch above the hub's, then every record again into the outbox.
/// The epoch is raised in one transaction and the records follow in many; those still of an older epoch are simply the ones left to do,
/// so a killed repair goes on where it stopped.
/// </summary>
public sealed class StartNewEpoch(IServiceScopeFactory scopes, VietnamTime time)
{
    private const int Page = 500;

    /// <returns>The new epoch.</returns>
    public Task<long> RaiseAsync(long hubEpoch, CancellationToken cancel) => RaiseAsync(hubEpoch, null, cancel);

    /// <param name="hubPosition">Position of the hub that the repair compared with: when another copy pushes after it, the repair must look again. Null leaves what is known.</param>
    /// <returns>The new epoch.</returns>
    public async Task<long> RaiseAsync(long hubEpoch, long? hubPosition, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.States.ExecuteUpdateAsync(s => s.SetProperty(x => x.Turn, x => x.Turn + 1), cancel);
        var state = await db.States.AsNoTracking().SingleAsync(cancel);
        var epoch = Math.Max(state.Epoch, hubEpoch) + 1;
        var position = hubPosition ?? state.HubPosition;
        // Everything goes again, tombstones too: the hub may have been restored to before an erasure that it had acknowledged.
        var replaying = ReplayPlace.Begin.ToString();
        await db.States.ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Epoch, epoch).SetProperty(x => x.EpochAt, time.UtcNow).SetProperty(x => x.HubPosition, position).SetProperty(x => x.Replaying, replaying), cancel);
        await db.SaveAsync(SystemAct(state, ActKinds.ReplicationNewEpoch, $"{state.Epoch} → {epoch}"), cancel);
        await transaction.CommitAsync(cancel);
        return epoch;
    }

    /// <summary>Puts every record of an older epoch into the outbox under the present one.</summary>
    /// <returns>Number of records.</returns>
    public async Task<int> EnlistAllAsync(CancellationToken cancel) =>
        await EnlistAsync<Beneficiary>(cancel) + await EnlistAsync<Entitlement>(cancel)
        + await EnlistAsync<Decision>(cancel) + await EnlistAsync<Dossier>(cancel)
        + await EnlistAsync<Household>(cancel) + await EnlistAsync<DisabilityCertificate>(cancel) + await EnlistAsync<LifeEvent>(cancel)
        + await EnlistAsync<PaymentList>(cancel, 1) + await EnlistAsync<PaymentLine>(cancel, 1) + await EnlistTombstonesAsync(cancel);

    // A tombstone that waits from the old epoch may stand below what the hub has of the record: the backup's version was lower. Its record is gone, so no other round finds it.
    private async Task<int> EnlistTombstonesAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var state = await db.States.AsNoTracking().SingleAsync(cancel);
        var rows = await db.Outbox.Where(r => r.Epoch < state.Epoch && db.RecordVersions.Any(
            v => v.Kind == r.Kind && v.RecordId == r.RecordId && v.Epoch == r.Epoch && v.Version == r.Version && v.Message.Length == 0)).ToListAsync(cancel);
        foreach (var row in rows)
        {
            var tombstone = Record.Parser.ParseFrom(row.Message);
            (tombstone.Epoch, tombstone.Version) = ((ulong)state.Epoch, tombstone.Version + 1);
            (row.Epoch, row.Version, row.Message) = (state.Epoch, row.Version + 1, tombstone.ToByteArray());
            db.RecordVersions.Add(RecordVersion.Of(tombstone, row.Message, row.RecordedAt, takenOver: true));
        }

        if (rows.Count > 0 && !await db.SaveAsync(SystemAct(state, ActKinds.ReplicationReEnlist, $"{rows.Count} bản ghi đã xóa"), cancel))
        {
            throw new DbUpdateConcurrencyException("The tombstones met another writer although they had the turn.");
        }

        await transaction.CommitAsync(cancel);
        return rows.Count;
    }

    /// <param name="least">Lowest epoch looked at: 0 is of records that the hub was never told of, which payments have until they are approved or settled.</param>
    private async Task<int> EnlistAsync<T>(CancellationToken cancel, long least = 0)
        where T : class, IReplicated
    {
        for (var done = 0; ;)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
            var state = await db.States.AsNoTracking().SingleAsync(cancel);
            db.Scope.Enter(TenantPath.Parse(state.ProvinceCode));
            var records = await db.Set<T>().IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).Where(r => EF.Property<long>(r, nameof(IReplicated.Epoch)) < state.Epoch && EF.Property<long>(r, nameof(IReplicated.Epoch)) >= least).Take(Page).ToListAsync(cancel);
            if (records.Count == 0)
            {
                return done;
            }

            foreach (var record in records)
            {
                db.Entry(record).Property(nameof(IReplicated.Epoch)).IsModified = true;
            }

            // Somebody changed one of them meanwhile: that record is of the new epoch now, and the next round takes the others.
            var saved = await db.SaveAsync(SystemAct(state, ActKinds.ReplicationReEnlist, $"{typeof(T).Name} × {records.Count}"), cancel);
            done += saved ? records.Count : 0;
        }
    }

    private Act SystemAct(NodeState state, string kind, string reason) =>
        Act.BySystem(TenantPath.Parse(state.ProvinceCode), kind, time.UtcNow, reason);
}
