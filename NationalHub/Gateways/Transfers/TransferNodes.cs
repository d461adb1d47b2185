using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Values;

namespace NationalHub.Gateways.Transfers;

/// <summary>Whether a province's node takes objects from another: it has joined and its certificate holds. What is tried out never meets what is real.</summary>
public sealed class TransferNodes(HubDb db, VietnamTime time)
{
    public async Task<bool> TakesAsync(string receiver, string sender, CancellationToken cancellation)
    {
        List<string> both = [receiver, sender];
        var registered = await db.Provinces.CountAsync(p => both.Contains(p.Code), cancellation).ConfigureAwait(false) == both.Distinct(StringComparer.Ordinal).Count();
        return registered && (await RealProvinces.ReadAsync(db, cancellation).ConfigureAwait(false)).Meet(receiver, sender)
            && await HasNodeAsync(receiver, cancellation).ConfigureAwait(false);
    }

    public async Task<bool> HasNodeAsync(string province, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        return await db.NodeCertificates.AnyAsync(c => c.ProvinceCode == province && c.RevokedAt == null && c.NotAfter > now, cancellation).ConfigureAwait(false);
    }
}
