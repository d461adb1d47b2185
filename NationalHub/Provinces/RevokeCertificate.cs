using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>Withdraws one or all certificates of a province's node. A stream that is open now ends at its next batch.</summary>
public sealed class RevokeCertificate(HubDb db, CertificateLedger ledger, SecurityLog log, VietnamTime time)
{
    /// <param name="thumbprint">Null: all that are in force.</param>
    /// <returns>How many were withdrawn.</returns>
    public async Task<int> HandleAsync(string provinceCode, string? thumbprint, string why, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        List<string> found;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false))
        {
            await LockAsync(db, provinceCode, cancellation).ConfigureAwait(false);
            var inForce = db.NodeCertificates.Where(c => c.ProvinceCode == provinceCode && c.RevokedAt == null && (thumbprint == null || c.Thumbprint == thumbprint));
            found = await inForce.Select(c => c.Thumbprint).ToListAsync(cancellation).ConfigureAwait(false);
            await inForce.ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, now).SetProperty(c => c.RevocationReason, why), cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }

        foreach (var certificate in found)
        {
            ledger.Withdrawn(certificate, now, why);
            await log.RecordAsync(
                new SecurityEvent { Kind = SecurityEventKind.CertificateWithdrawn, ProvinceCode = provinceCode, Subject = certificate, Detail = $"Đã thu hồi chứng thư: {why}" },
                cancellation).ConfigureAwait(false);
        }

        return found.Count;
    }

    /// <summary>One change at a time of the certificates of a province: a renewal and a withdrawal never cross. Call first in a transaction; it holds until its end.</summary>
    internal static Task<int> LockAsync(HubDb db, string provinceCode, CancellationToken cancellation) =>
        db.Provinces.Where(p => p.Code == provinceCode).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, p => p.Name), cancellation);
}
