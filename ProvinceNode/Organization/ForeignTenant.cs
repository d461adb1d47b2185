using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization;

/// <summary>Answers for an id that is not in the official's scope: always "not found", and an act when it belongs to another tenant.</summary>
public sealed class ForeignTenant(NodeDb db, CurrentOfficial current, VietnamTime time)
{
    /// <typeparam name="T">Entity whose key was asked for.</typeparam>
    public async Task<NotFoundResult> NotFoundAsync<T>(Guid id, CancellationToken cancel)
        where T : class, ITenantOwned
    {
        var elsewhere = await db.Set<T>().IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(e => EF.Property<Guid>(e, "Id") == id, cancel);
        if (elsewhere && current.Official is { } official)
        {
            var act = Act.By(official, ActKinds.ForeignTenant, time.UtcNow).On(typeof(T).Name.ToLowerInvariant(), id);
            await db.SaveAsync(act, cancel);
        }

        return new NotFoundResult();
    }
}
