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
        var provinces = await db.Provinces.AsNoTracking().Where(p => p.Code == receiver || p.Code == sender).ToListAsync(cancellation).ConfigureAwait(false);
        return provinces.Find(p => p.Code == receiver) is { } to && provinces.Find(p => p.Code == sender) is { } from && IsReal(to) == IsReal(from)
            && await HasNodeAsync(receiver, cancellation).ConfigureAwait(false);
    }

    public async Task<bool> HasNodeAsync(string province, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        return await db.NodeCertificates.AnyAsync(c => c.ProvinceCode == province && c.RevokedAt == null && c.NotAfter > now, cancellation).ConfigureAwait(false);
    }

    private static bool IsReal(Province province) => province.Stage is ProvinceStage.Pilot or ProvinceStage.Live;
}
