using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;

namespace ProvinceNode.Replication;

/// <summary>Gives each changed record its next version and puts its whole state into the outbox, in the transaction that changes it.</summary>
public static class OutboxWriter
{
    // Keys asked for in one query.
    private const int Chunk = 500;

    /// <summary>Called by <see cref="NodeDb.SaveAsync"/> before the changes are written and after it took its turn.</summary>
    /// <param name="epoch">The node's epoch.</param>
    /// <param name="at">Moment of the act, UTC.</param>
    public static async Task EnlistAsync(NodeDb db, long epoch, DateTime at, CancellationToken cancel)
    {
        db.ChangeTracker.DetectChanges();
        var touched = db.ChangeTracker.Entries<IReplicated>().Where(IsTouched).ToList();
        var waiting = await WaitingAsync(db, touched, cancel);
        foreach (var entry in touched)
        {
            var record = entry.Entity;
            record.Version++;
            record.Epoch = epoch;
            if (record is Dossier && entry.State != EntityState.Added)
            {
                await entry.Collection(nameof(Dossier.Steps)).LoadAsync(cancel);
            }

            Put(db, waiting, record, at);
        }
    }

    private static bool IsTouched(EntityEntry<IReplicated> entry) =>
        entry.State is EntityState.Added or EntityState.Modified
        || entry.References.Any(r => r.TargetEntry is { State: EntityState.Modified or EntityState.Added } && r.TargetEntry.Metadata.IsOwned());

    // Rows of an earlier save of this context are forgotten first: the relay may have removed them since.
    private static async Task<Dictionary<(int, Guid), OutboxRow>> WaitingAsync(
        NodeDb db, List<EntityEntry<IReplicated>> touched, CancellationToken cancel)
    {
        foreach (var stale in db.ChangeTracker.Entries<OutboxRow>().Where(e => e.State == EntityState.Unchanged).ToList())
        {
            stale.State = EntityState.Detached;
        }

        var waiting = new Dictionary<(int, Guid), OutboxRow>();
        foreach (var kind in touched.Where(e => e.State != EntityState.Added).GroupBy(e => (int)RecordMessages.KindOf(e.Entity)))
        {
            foreach (var ids in kind.Select(e => e.Entity.Id).Chunk(Chunk))
            {
                foreach (var row in await db.Outbox.Where(r => r.Kind == kind.Key && ids.Contains(r.RecordId)).ToListAsync(cancel))
                {
                    waiting[(row.Kind, row.RecordId)] = row;
                }
            }
        }

        return waiting;
    }

    private static void Put(NodeDb db, Dictionary<(int, Guid), OutboxRow> waiting, IReplicated record, DateTime at)
    {
        var message = RecordMessages.Of(record, at);
        if (!waiting.TryGetValue(((int)message.Kind, record.Id), out var row))
        {
            row = new OutboxRow { Kind = (int)message.Kind, RecordId = record.Id, TenantPath = record.TenantPath, Message = [] };
            db.Outbox.Add(row);
        }

        (row.Epoch, row.Version, row.TenantPath) = (record.Epoch, record.Version, record.TenantPath);
        (row.Message, row.RecordedAt) = (message.ToByteArray(), at);
        (row.RefusedCode, row.RefusedReason, row.RefusedAt) = (null, null, null);
    }
}
