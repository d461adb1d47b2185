using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ProvinceNode.Platform;

/// <summary>Refuses any write of a tenant's row outside the scope, whichever door it came through.</summary>
public static class TenantGuard
{
    /// <exception cref="TenantViolationException">An added, changed, moved or deleted row is outside the scope.</exception>
    public static void Check(ChangeTracker tracker, TenantScope scope)
    {
        foreach (var entry in tracker.Entries<ITenantOwned>())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            Demand(entry, entry.Entity.TenantPath, scope);
            if (entry.State != EntityState.Added)
            {
                Demand(entry, entry.Property<string>(nameof(ITenantOwned.TenantPath)).OriginalValue, scope);
            }
        }
    }

    private static void Demand(EntityEntry<ITenantOwned> entry, string path, TenantScope scope)
    {
        if (!scope.Allows(path))
        {
            throw new TenantViolationException(entry.Metadata.ClrType.Name, path, scope.Path?.Value ?? "(none)");
        }
    }
}
