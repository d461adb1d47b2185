using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Names of those who hold a post at an office, as its accounts have them.</summary>
public static class OfficeNames
{
    /// <summary>The one who holds it; null when nobody does or several do: then the paper leaves the place open.</summary>
    /// <param name="role">Account role, one of <see cref="Organization.Roles"/>.</param>
    public static async Task<string?> OnlyAsync(NodeDb db, TenantPath office, string role, CancellationToken cancel)
    {
        var path = office.Value;
        var names = await db.Users.AsNoTracking().Where(u => u.OfficePath == path && !u.Disabled && db.OfficialRoles.Any(r => r.OfficialId == u.Id && r.Role == role))
            .Select(u => u.FullName).Take(2).ToListAsync(cancel);
        return names.Count == 1 ? names[0] : null;
    }
}
