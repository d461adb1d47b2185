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
            if (entry.State is EntityState.Unchanged or EntityState.Detached || OnlyNamesAnother(entry))
            {
                continue;
            }

            Demand(entry, entry.Entity.TenantPath, (entry.Entity as IShared)?.SharedPath, scope);
            if (entry.State != EntityState.Added)
            {
                var shared = entry.Entity is IShared ? entry.Property<string?>(nameof(IShared.SharedPath)).OriginalValue : null;
                Demand(entry, entry.Property<string>(nameof(ITenantOwned.TenantPath)).OriginalValue, shared, scope);
            }
        }
    }

    private static void Demand(EntityEntry<ITenantOwned> entry, string path, string? shared, TenantScope scope)
    {
        if (!scope.Allows(path) && !scope.Allows(shared) && !IsHeld(entry.Entity, scope))
        {
            throw new TenantViolationException(entry.Metadata.ClrType.Name, path, scope.Path?.Value ?? "(none)");
        }
    }

    private static bool OnlyNamesAnother(EntityEntry entry) => entry.Entity is IEvidenceOfPerson && entry.State == EntityState.Modified
        && entry.Properties.Where(p => p.IsModified).All(p => p.Metadata.Name == nameof(IEvidenceOfPerson.BeneficiaryId));

    private static bool IsHeld(ITenantOwned row, TenantScope scope) => scope.Held != Guid.Empty && row is IOfPerson of && of.PersonId == scope.Held;
}
