using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>Withdraws one or all certificates of a province's node. A stream that is open now ends at its next batch.</summary>
public sealed class RevokeCertificate(HubDb db, SecurityLog log, VietnamTime time)
{
    /// <param name="thumbprint">Null: all that are in force.</param>
    /// <returns>How many were withdrawn.</returns>
    public async Task<int> HandleAsync(string provinceCode, string? thumbprint, string why, CancellationToken cancellation)
    {
        var found = await db.NodeCertificates
            .Where(c => c.ProvinceCode == provinceCode && c.RevokedAt == null && (thumbprint == null || c.Thumbprint == thumbprint))
            .ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var certificate in found)
        {
            certificate.RevokedAt = time.UtcNow;
            certificate.RevocationReason = why;
        }

        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        foreach (var certificate in found)
        {
            await log.RecordAsync(
                new SecurityEvent { Kind = SecurityEventKind.CertificateWithdrawn, ProvinceCode = provinceCode, Subject = certificate.Thumbprint, Detail = $"Đã thu hồi chứng thư: {why}" },
                cancellation).ConfigureAwait(false);
        }

        return found.Count;
    }
}
