using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Hosting;
using Protos.Values;

namespace NationalHub.Provinces.Joining;

/// <summary>
/// Signs a new certificate for a node that has one in force. The one it has stays until the new one is used (<see cref="NodeJudge"/>);
/// one that was asked for earlier and never used is over.
/// </summary>
public sealed class RenewCertificate(HubDb db, CertificateAuthority authority, SecurityLog log, VietnamTime time)
{
    /// <returns>Null when the request cannot be read or its key is too weak.</returns>
    public async Task<NodeCertificate?> HandleAsync(NodeCaller caller, byte[] request, CancellationToken cancellation)
    {
        if (NodeKey.Read(request) is not { } key)
        {
            return null;
        }

        using var certificate = authority.SignNode(caller.ProvinceCode, key);
        var row = NodeCertificate.Of(certificate, caller.ProvinceCode, time.UtcNow);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false))
        {
            await db.NodeCertificates.Where(c => c.ProvinceCode == caller.ProvinceCode && c.FirstUsedAt == null && c.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, row.IssuedAt).SetProperty(c => c.RevocationReason, "Nút tỉnh không dùng, đã xin chứng thư khác."), cancellation)
                .ConfigureAwait(false);
            db.Add(row);
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }

        await log.RecordAsync(
            new SecurityEvent { Kind = SecurityEventKind.CertificateIssued, ProvinceCode = row.ProvinceCode, Subject = row.Thumbprint, RemoteAddress = caller.RemoteAddress, Detail = "Nút tỉnh tự gia hạn; đã cấp chứng thư mới." },
            cancellation).ConfigureAwait(false);
        return row;
    }
}
