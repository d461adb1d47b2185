using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>Where a province's node stands while the hub's authority is changed.</summary>
public enum AuthorityUse
{
    /// <summary>Its certificate is of the new authority.</summary>
    Done = 1,

    /// <summary>It trusts the new one; its next renewal, within the hour, is signed by it.</summary>
    Renewing,

    /// <summary>It has not said that it knows the new one.</summary>
    Learning,

    /// <summary>Invited with the old one, not enrolled yet.</summary>
    Invited,
}

/// <summary>A province and how far its node is.</summary>
/// <param name="LastHeard">When its node last told of itself; null: never.</param>
public sealed record AuthorityUser(string Code, string Name, AuthorityUse Use, DateTime? LastHeard);

/// <summary>
/// The hub's authority is changed in three steps: the operator makes a new one; nodes learn it over the link that they trust, say so and renew under it; when nobody needs the old one any more the operator withdraws it.
/// Until then the old one vouches for the hub's door, so that no node is locked out.
/// </summary>
public sealed class AuthorityChange(HubDb db, CertificateAuthority authority, SecurityLog log, VietnamTime time)
{
    /// <summary>Makes the new authority.</summary>
    /// <param name="by">Who does it.</param>
    /// <exception cref="ArgumentException">A change is on its way already.</exception>
    public async Task<string> BeginAsync(string by, CancellationToken cancellation)
    {
        var thumbprint = CertificateAuthority.Thumbprint(authority.MakeNext());
        await log.RecordAsync(new SecurityEvent { Kind = SecurityEventKind.AuthorityMade, Subject = thumbprint, Detail = $"{by} lập cơ quan cấp chứng thư mới; cơ quan cũ còn giá trị đến khi không còn nút nào dùng." }, cancellation).ConfigureAwait(false);
        return thumbprint;
    }

    /// <summary>Ends the old authority.</summary>
    /// <param name="why">Why it is ended although nodes need it: they must enrol again. Null: only when nobody does.</param>
    /// <returns>Who still needs it, and stops the withdrawal; empty when it was withdrawn.</returns>
    /// <exception cref="ArgumentException">No change is on its way.</exception>
    public async Task<IReadOnlyList<AuthorityUser>> EndAsync(string by, string? why, CancellationToken cancellation)
    {
        var left = (await UsersAsync(cancellation).ConfigureAwait(false)).Where(u => u.Use != AuthorityUse.Done).ToList();
        if (left.Count > 0 && authority.Next is not null && string.IsNullOrWhiteSpace(why))
        {
            return left;
        }

        var old = CertificateAuthority.Thumbprint(authority.Authority);
        authority.Change();
        var detail = $"{by} thu hồi cơ quan cấp chứng thư cũ.{(left.Count > 0 ? $" {left.Count} tỉnh chưa chuyển phải ghi danh lại. Lý do: {why!.Trim()}" : "")}";
        await log.RecordAsync(new SecurityEvent { Kind = SecurityEventKind.AuthorityWithdrawn, Subject = old, Detail = detail.Length <= 500 ? detail : detail[..500] }, cancellation).ConfigureAwait(false);
        return [];
    }

    /// <summary>Every province that has a certificate in force or an open invitation, those that need the old authority first; empty while nothing is changed.</summary>
    public async Task<IReadOnlyList<AuthorityUser>> UsersAsync(CancellationToken cancellation)
    {
        if (authority.Next is not { } next)
        {
            return [];
        }

        var now = time.UtcNow;
        var names = await db.Provinces.AsNoTracking().ToDictionaryAsync(p => p.Code, p => p.Name, cancellation).ConfigureAwait(false);
        var certificates = await db.NodeCertificates.AsNoTracking().Where(c => c.RevokedAt == null && c.NotAfter > now).ToListAsync(cancellation).ConfigureAwait(false);
        var standings = await db.Standings.AsNoTracking().ToDictionaryAsync(s => s.ProvinceCode, cancellation).ConfigureAwait(false);
        var invited = await db.Invitations.AsNoTracking().Where(i => i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now).Select(i => i.ProvinceCode).ToListAsync(cancellation).ConfigureAwait(false);
        var thumbprint = CertificateAuthority.Thumbprint(next);
        var users = certificates.GroupBy(c => c.ProvinceCode).Select(g => (Code: g.Key, Use: UseOf([.. g], next, standings.GetValueOrDefault(g.Key)?.Trusts(thumbprint) == true)))
            .Concat(invited.Distinct().Where(code => certificates.TrueForAll(c => c.ProvinceCode != code)).Select(code => (Code: code, Use: AuthorityUse.Invited)));
        return [.. users.Select(u => new AuthorityUser(u.Code, names.GetValueOrDefault(u.Code, u.Code), u.Use, standings.GetValueOrDefault(u.Code)?.ReceivedAt)).OrderByDescending(u => u.Use).ThenBy(u => u.Code, StringComparer.Ordinal)];
    }

    /// <summary>By the certificate that is in use: the first use of a new one ends those before. Pure but for reading certificates.</summary>
    private static AuthorityUse UseOf(List<NodeCertificate> certificates, X509Certificate2 next, bool knows)
    {
        var used = certificates.Where(c => c.FirstUsedAt is not null).MaxBy(c => c.IssuedAt);
        return used is not null && IsBy(used, next) && knows ? AuthorityUse.Done : knows ? AuthorityUse.Renewing : AuthorityUse.Learning;
    }

    private static bool IsBy(NodeCertificate row, X509Certificate2 issuer)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(row.Certificate);
        return certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData);
    }
}
