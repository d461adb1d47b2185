using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Hosting;
using Protos.Values;

namespace NationalHub.Provinces.Joining;

/// <summary>
/// Signs a new certificate for a node that has one in force. The one it has stays until the new one is used (<see cref="NodeJudge"/>);
/// one that was asked for earlier and never used is over.
/// </summary>
public sealed class RenewCertificate(HubDb db, CertificateAuthority authority, CertificateLedger ledger, SecurityLog log, VietnamTime time)
{
    /// <returns>Null when the request cannot be read or its key is too weak.</returns>
    /// <exception cref="RpcException">PERMISSION_DENIED: the caller's certificate was withdrawn meanwhile.</exception>
    public async Task<NodeCertificate?> HandleAsync(NodeCaller caller, byte[] request, CancellationToken cancellation)
    {
        if (NodeKey.Read(request) is not { } key)
        {
            return null;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await RevokeCertificate.LockAsync(db, caller.ProvinceCode, cancellation).ConfigureAwait(false);
        if (!await db.NodeCertificates.AnyAsync(c => c.Thumbprint == caller.Thumbprint && c.RevokedAt == null, cancellation).ConfigureAwait(false))
        {
            // Withdrawn since the call began: what is withdrawn renews nothing.
            throw new RpcException(new Status(StatusCode.PermissionDenied, "Chứng thư của nút tỉnh đã bị thu hồi. Liên hệ Bộ để được cấp lại."));
        }

        var standing = await db.Standings.AsNoTracking().FirstOrDefaultAsync(s => s.ProvinceCode == caller.ProvinceCode, cancellation).ConfigureAwait(false);
        using var certificate = authority.SignNode(caller.ProvinceCode, key, standing?.Trusted);
        var row = NodeCertificate.Of(certificate, caller.ProvinceCode, time.UtcNow);
        await db.NodeCertificates.Where(c => c.ProvinceCode == caller.ProvinceCode && c.FirstUsedAt == null && c.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, row.IssuedAt).SetProperty(c => c.RevocationReason, "Nút tỉnh không dùng, đã xin chứng thư khác."), cancellation)
            .ConfigureAwait(false);
        db.Add(row);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        ledger.Issued(row);

        await log.RecordAsync(
            new SecurityEvent { Kind = SecurityEventKind.CertificateIssued, ProvinceCode = row.ProvinceCode, Subject = row.Thumbprint, RemoteAddress = caller.RemoteAddress, Detail = "Nút tỉnh tự gia hạn; đã cấp chứng thư mới." },
            cancellation).ConfigureAwait(false);
        return row;
    }
}
