using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>Events and holds lie where the person lies: who moves takes his reports along, so that the commune that pays sees what holds the payment.</summary>
public static class LifeEventPlaces
{
    // Keys asked for in one query.
    private const int Chunk = 500;

    /// <summary>Brings the events of people who change their office. Called by the one door of saving.</summary>
    public static async Task FollowAsync(NodeDb db, CancellationToken cancel)
    {
        var moved = db.ChangeTracker.Entries<Beneficiary>().Where(e => e.State == EntityState.Modified && e.Property(b => b.TenantPath) is { IsModified: true } path && path.OriginalValue != path.CurrentValue)
            .ToDictionary(e => e.Entity.Id, e => e.Entity.TenantPath);
        foreach (var ids in moved.Keys.Chunk(Chunk))
        {
            foreach (var happened in await db.LifeEvents.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(e => ids.Contains(e.BeneficiaryId)).ToListAsync(cancel))
            {
                happened.TenantPath = moved[happened.BeneficiaryId];
            }
        }
    }
}
