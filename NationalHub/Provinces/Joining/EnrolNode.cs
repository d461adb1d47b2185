using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Hosting;
using Protos.Values;

namespace NationalHub.Provinces.Joining;

/// <summary>
/// Signs the certificate of a node that shows an invitation and a request made with its own key. Once for an invitation; with the same key again,
/// because the answer was lost, the same certificate.
/// </summary>
public sealed class EnrolNode(HubDb db, CertificateAuthority authority, CertificateLedger ledger, SecurityLog log, VietnamTime time)
{
    private const string Unknown = "Mã mời không đúng. Hãy dán lại đủ cả dòng; nếu vẫn không được, xin Bộ cấp mã mời mới.";
    private const string Withdrawn = "Mã mời này đã được thay bằng mã mới hơn. Hãy dùng mã mới nhất mà Bộ đã cấp.";
    private const string Used = "Mã mời này đã được dùng. Mỗi mã chỉ dùng một lần; hãy xin Bộ cấp mã mới. Nếu tỉnh chưa dùng mã này, hãy báo ngay cho Bộ.";
    private const string Expired = "Mã mời đã hết hạn. Hãy xin Bộ cấp mã mới.";
    private const string BadRequest = "Yêu cầu cấp chứng thư không đọc được hoặc khóa quá yếu. Hãy chạy lại lệnh ghi danh bằng phiên bản mới nhất của nút tỉnh.";

    /// <returns>The certificate, or why there is none.</returns>
    public async Task<EnrolmentAnswer> HandleAsync(byte[] secret, byte[] request, string address, CancellationToken cancellation)
    {
        var hash = Invitation.HashOf(secret);
        var invitation = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(i => i.Hash == hash, cancellation).ConfigureAwait(false);
        var given = invitation?.Thumbprint is { } thumbprint
            ? await db.NodeCertificates.AsNoTracking().FirstOrDefaultAsync(c => c.Thumbprint == thumbprint, cancellation).ConfigureAwait(false)
            : null;
        var key = NodeKey.Read(request);
        if (Decide(invitation, given, key, time.UtcNow) is { } answer)
        {
            return answer.Refused is null ? answer : await RefuseAsync(answer, invitation, hash, address, cancellation).ConfigureAwait(false);
        }

        using var certificate = authority.SignNode(invitation!.ProvinceCode, key!);
        var row = NodeCertificate.Of(certificate, invitation.ProvinceCode, time.UtcNow);
        return await SaveAsync(hash, row, cancellation).ConfigureAwait(false)
            ? new EnrolmentAnswer(row, null)
            : await RefuseAsync(new EnrolmentAnswer(null, Used), invitation, hash, address, cancellation).ConfigureAwait(false);
    }

    /// <summary>Null: a certificate is to be signed.</summary>
    internal static EnrolmentAnswer? Decide(ProvinceInvitation? invitation, NodeCertificate? given, PublicKey? key, DateTime now)
    {
        var refused = (invitation, key) switch
        {
            (null, _) => Unknown,
            (_, null) => BadRequest,
            ({ UsedAt: not null }, _) when given is { RevokedAt: null } && SameKey(given, key) => null,
            ({ UsedAt: not null }, _) => Used,
            ({ WithdrawnAt: not null }, _) => Withdrawn,
            _ when invitation.ExpiresAt <= now => Expired,
            _ => null,
        };
        return refused is not null ? new EnrolmentAnswer(null, refused) : invitation!.UsedAt is null ? null : new EnrolmentAnswer(given, null);
    }

    private static bool SameKey(NodeCertificate given, PublicKey key)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(given.Certificate);
        return certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
    }

    private async Task<bool> SaveAsync(string hash, NodeCertificate row, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var taken = await db.Invitations.Where(i => i.Hash == hash && i.UsedAt == null && i.WithdrawnAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.UsedAt, row.IssuedAt).SetProperty(i => i.Thumbprint, row.Thumbprint), cancellation).ConfigureAwait(false);
        if (taken != 1)
        {
            return false;
        }

        db.Add(row);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        ledger.Issued(row);
        await log.RecordAsync(
            new SecurityEvent { Kind = SecurityEventKind.CertificateIssued, ProvinceCode = row.ProvinceCode, Subject = row.Thumbprint, Detail = "Nút tỉnh đã ghi danh; đã cấp chứng thư theo mã mời." },
            cancellation).ConfigureAwait(false);
        return true;
    }

    // A stranger's guess is told by its beginning only: what was mistyped may be nearly right.
    private async Task<EnrolmentAnswer> RefuseAsync(EnrolmentAnswer answer, ProvinceInvitation? invitation, string hash, string address, CancellationToken cancellation)
    {
        await log.RecordAsync(
            new SecurityEvent { Kind = SecurityEventKind.EnrolmentRefused, ProvinceCode = invitation?.ProvinceCode ?? "", Subject = invitation is null ? "" : hash[..16], RemoteAddress = address, Detail = answer.Refused! },
            cancellation).ConfigureAwait(false);
        return answer;
    }
}

/// <summary>What an enrolment ended in.</summary>
/// <param name="Refused">A Vietnamese sentence; null when there is a certificate.</param>
public sealed record EnrolmentAnswer(NodeCertificate? Certificate, string? Refused);
