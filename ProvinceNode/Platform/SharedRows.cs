using Microsoft.EntityFrameworkCore;

namespace ProvinceNode.Platform;

/// <summary>Keeps the parts of a dossier with whom their dossier is shared, so that no verb can forget it.</summary>
public static class SharedRows
{
    /// <summary>Gives new parts the shared path of their dossier. Called by the one door of saving.</summary>
    public static async Task StampAsync(NodeDb db, CancellationToken cancel)
    {
        var parts = db.ChangeTracker.Entries<IOfDossier>().Where(e => e.State == EntityState.Added && e.Entity.SharedPath is null).Select(e => e.Entity).ToList();
        foreach (var group in parts.GroupBy(p => p.DossierId))
        {
            if (await PathAsync(db, group.Key, cancel) is { } path)
            {
                group.ToList().ForEach(p => p.SharedPath = path);
            }
        }
    }

    // The dossier in hand knows it already; a paper of a list has no dossier.
    private static async Task<string?> PathAsync(NodeDb db, Guid dossier, CancellationToken cancel) =>
        db.Dossiers.Local.FindEntry(dossier) is { } known ? known.Entity.SharedPath
            : await db.Dossiers.AsNoTracking().Where(d => d.Id == dossier).Select(d => d.SharedPath).FirstOrDefaultAsync(cancel);
}
