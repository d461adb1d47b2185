using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>Somebody whose record changes its office in the save that goes on.</summary>
public sealed record MovedPerson(Guid Id, string From, string To);

/// <summary>
/// Events and holds lie where the person lies: who moves takes his reports along, so that the commune that pays sees what holds the payment. So does what is still to be taken back from him:
/// a recovery lessens what he receives, and the old place pays him nothing any more.
/// </summary>
public static class LifeEventPlaces
{
    // Keys asked for in one query.
    private const int Chunk = 500;

    /// <summary>Brings the events and recoveries of people who change their office. Called by the one door of saving.</summary>
    public static async Task FollowAsync(NodeDb db, IReadOnlyList<MovedPerson> people, CancellationToken cancel)
    {
        var moved = people.ToDictionary(p => p.Id);
        foreach (var ids in moved.Keys.Chunk(Chunk))
        {
            foreach (var happened in await db.LifeEvents.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(e => ids.Contains(e.BeneficiaryId)).ToListAsync(cancel))
            {
                happened.TenantPath = moved[happened.BeneficiaryId].To;
            }

            var recoveries = await db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter])
                .Where(p => p.Kind == OneOffKind.Recovery && p.CancelledById == null && p.BeneficiaryId != null && ids.Contains(p.BeneficiaryId.Value)).ToListAsync(cancel);
            foreach (var month in await db.OverpaidMonths.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(m => m.RecoveryId == null && ids.Contains(m.BeneficiaryId)).ToListAsync(cancel))
            {
                month.TenantPath = moved[month.BeneficiaryId].To;
            }

            // Taken whole it is history of who took it.
            foreach (var recovery in recoveries.Where(r => r.MovedDong.Amount < r.Amount.Amount && r.TenantPath == moved[r.BeneficiaryId!.Value].From))
            {
                recovery.TenantPath = moved[recovery.BeneficiaryId!.Value].To;
            }
        }
    }

    /// <summary>People whose record changes its office in this save.</summary>
    public static IReadOnlyList<MovedPerson> MovedIn(NodeDb db) =>
        [.. db.ChangeTracker.Entries<Beneficiary>().Where(e => e.State == EntityState.Modified && e.Property(b => b.TenantPath) is { IsModified: true } path && path.OriginalValue != path.CurrentValue)
            .Select(e => new MovedPerson(e.Entity.Id, e.Property(b => b.TenantPath).OriginalValue, e.Entity.TenantPath))];
}
