using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;

namespace ProvinceNode.Replication;

/// <summary>Gives each changed record its next version and puts its whole state into the outbox, in the transaction that changes it.</summary>
public static class OutboxWriter
{
    /// <summary>Called by <see cref="NodeDb.SaveAsync"/> before the changes are written.</summary>
    /// <param name="epoch">The node's epoch.</param>
    /// <param name="at">Moment of the act, UTC.</param>
    public static async Task EnlistAsync(NodeDb db, long epoch, DateTime at, CancellationToken cancel)
    {
        db.ChangeTracker.DetectChanges();
        foreach (var entry in db.ChangeTracker.Entries<IReplicated>().Where(IsTouched).ToList())
        {
            var record = entry.Entity;
            record.Version++;
            record.Epoch = epoch;
            if (record is Dossier && entry.State != EntityState.Added)
            {
                await entry.Collection(nameof(Dossier.Steps)).LoadAsync(cancel);
            }

            await PutAsync(db, record, at, cancel);
        }
    }

    private static bool IsTouched(EntityEntry<IReplicated> entry) =>
        entry.State is EntityState.Added or EntityState.Modified
        || entry.References.Any(r => r.TargetEntry is { State: EntityState.Modified or EntityState.Added } && r.TargetEntry.Metadata.IsOwned());

    private static async Task PutAsync(NodeDb db, IReplicated record, DateTime at, CancellationToken cancel)
    {
        var message = RecordMessages.Of(record, at);
        var row = await db.Outbox.FindAsync([(int)message.Kind, record.Id], cancel);
        if (row is null)
        {
            row = new OutboxRow { Kind = (int)message.Kind, RecordId = record.Id, TenantPath = record.TenantPath, Message = [] };
            db.Outbox.Add(row);
        }

        (row.Epoch, row.Version, row.TenantPath) = (record.Epoch, record.Version, record.TenantPath);
        (row.Message, row.RecordedAt) = (message.ToByteArray(), at);
        (row.RefusedCode, row.RefusedReason, row.RefusedAt) = (null, null, null);
    }
}
