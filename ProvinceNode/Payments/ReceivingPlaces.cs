using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments;

/// <summary>
/// How somebody is paid lies where he lies: accounts, requests for another way and authorisations go along when he moves, so that the commune that pays him sees them, takes them back and asks
/// about no account twice.
/// </summary>
public static class ReceivingPlaces
{
    // Keys asked for in one query.
    private const int Chunk = 500;

    /// <summary>Brings the rows of people who change their office. Called by the one door of saving.</summary>
    public static async Task FollowAsync(NodeDb db, IReadOnlyList<MovedPerson> people, CancellationToken cancel)
    {
        foreach (var chunk in people.Chunk(Chunk))
        {
            var moved = chunk.ToDictionary(p => p.Id);
            await RowsAsync<ReceivingAccount>(db, moved, cancel);
            await RowsAsync<MethodChange>(db, moved, cancel);
            await RowsAsync<ProxyAuthorisation>(db, moved, cancel);
        }
    }

    private static async Task RowsAsync<T>(NodeDb db, Dictionary<Guid, MovedPerson> moved, CancellationToken cancel)
        where T : class, ITenantOwned, IOfPerson
    {
        var ids = moved.Keys.ToList();
        foreach (var row in await db.Set<T>().IgnoreQueryFilters([NodeDb.TenantFilter]).Where(r => ids.Contains(EF.Property<Guid>(r, nameof(ProxyAuthorisation.BeneficiaryId)))).ToListAsync(cancel))
        {
            var person = moved[row.PersonId];
            // Also what an earlier move left behind, where the scope reaches it.
            if (row.TenantPath == person.From || db.Scope.Allows(row.TenantPath))
            {
                db.Entry(row).Property(nameof(ITenantOwned.TenantPath)).CurrentValue = person.To;
            }
        }
    }
}
