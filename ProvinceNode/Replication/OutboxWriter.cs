using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ProvinceNode.Platform;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>
/// Gives each changed record its next version, puts its whole state into the outbox and keeps it as a version of the history, in the transaction that
/// changes it. A record that is deleted leaves a tombstone, and its history loses its content.
/// </summary>
public static class OutboxWriter
{
    // Keys asked for in one query.
    private const int Chunk = 500;

    /// <summary>Called by <see cref="NodeDb.SaveAsync"/> before the changes are written and after it took its turn.</summary>
    /// <param name="epoch">The node's epoch.</param>
    /// <param name="at">Moment of the act, UTC.</param>
    public static async Task EnlistAsync(NodeDb db, long epoch, DateTime at, CancellationToken cancel)
    {
        // Looked at once for all that is asked below: each asking by itself would go through every row of a large save again. The save looks once more.
        db.ChangeTracker.DetectChanges();
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await EnlistDetectedAsync(db, epoch, at, cancel);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private static async Task EnlistDetectedAsync(NodeDb db, long epoch, DateTime at, CancellationToken cancel)
    {
        Forget(db);
        var owners = await RecordParts.OwnersAsync(db, cancel);
        var touched = db.ChangeTracker.Entries<IReplicated>().Where(e => e.Entity.IsForHub && (IsTouched(e) || (e.State == EntityState.Unchanged && owners.Contains(e.Entity)))).ToList();
        var erased = db.ChangeTracker.Entries<IReplicated>().Where(e => e.Entity.IsForHub && e.State == EntityState.Deleted).ToList();
        await RecordParts.LoadAsync(db, touched, cancel);
        var waiting = await WaitingAsync(db, [.. touched.Where(e => e.State != EntityState.Added), .. erased], cancel);
        foreach (var record in touched.Select(e => e.Entity))
        {
            record.Version++;
            record.Epoch = epoch;
            Put(db, waiting, RecordMessages.Of(record, at), at);
        }

        foreach (var record in erased.Select(e => e.Entity))
        {
            var tombstone = RecordMessages.Tombstone(record, epoch, at);
            await EmptyAsync(db, tombstone, record.Id, cancel);
            Put(db, waiting, tombstone, at);
        }
    }

    private static bool IsTouched(EntityEntry<IReplicated> entry) =>
        entry.State is EntityState.Added or EntityState.Modified
        || (entry.State != EntityState.Deleted
            && entry.References.Any(r => r.TargetEntry is { State: EntityState.Modified or EntityState.Added } && r.TargetEntry.Metadata.IsOwned()));

    // Rows of an earlier save of this context: the relay may have removed its own since, and versions are written once.
    private static void Forget(NodeDb db)
    {
        foreach (var stale in db.ChangeTracker.Entries<OutboxRow>().Where(e => e.State == EntityState.Unchanged).ToList())
        {
            stale.State = EntityState.Detached;
        }

        foreach (var written in db.ChangeTracker.Entries<RecordVersion>().Where(e => e.State != EntityState.Added || !e.Entity.TakenOver).ToList())
        {
            written.State = EntityState.Detached;
        }
    }

    private static async Task<Dictionary<(int, Guid), OutboxRow>> WaitingAsync(NodeDb db, List<EntityEntry<IReplicated>> known, CancellationToken cancel)
    {
        var waiting = new Dictionary<(int, Guid), OutboxRow>();
        foreach (var kind in known.GroupBy(e => (int)RecordMessages.KindOf(e.Entity)))
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

    private static async Task EmptyAsync(NodeDb db, Record tombstone, Guid id, CancellationToken cancel)
    {
        var kind = (int)tombstone.Kind;
        (await db.RecordVersions.Where(v => v.Kind == kind && v.RecordId == id).ToListAsync(cancel)).ForEach(v => v.Erase());
    }

    private static void Put(NodeDb db, Dictionary<(int, Guid), OutboxRow> waiting, Record record, DateTime at)
    {
        var message = record.ToByteArray();
        var version = RecordVersion.Of(record, message, at);
        if (!waiting.TryGetValue((version.Kind, version.RecordId), out var row))
        {
            row = new OutboxRow { Kind = version.Kind, RecordId = version.RecordId, TenantPath = record.TenantPath, Message = [] };
            db.Outbox.Add(row);
        }

        (row.Epoch, row.Version, row.TenantPath) = (version.Epoch, version.Version, record.TenantPath);
        (row.Message, row.RecordedAt) = (message, at);
        (row.RefusedCode, row.RefusedReason, row.RefusedAt) = (null, null, null);
        db.RecordVersions.Add(version);
    }
}
