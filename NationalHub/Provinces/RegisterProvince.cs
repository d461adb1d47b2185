using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>Registers a province (once) and issues a certificate for its node (each time).</summary>
public sealed class RegisterProvince(HubDb db, CertificateAuthority authority, SecurityLog log, VietnamTime time)
{
    /// <summary>Files that the node needs, by name.</summary>
    public const string Bundle = "node.pfx";
    public const string CertificateFile = "node.crt";
    public const string KeyFile = "node.key";
    public const string AuthorityFile = "hub-ca.crt";

    /// <param name="code">Code of the national list of administrative units.</param>
    /// <param name="folder">Receives node.pfx (no password, owner-readable), node.crt, node.key and hub-ca.crt.</param>
    /// <exception cref="ArgumentException">There is no such province.</exception>
    public async Task<NodeCertificate> HandleAsync(string code, string folder, CancellationToken cancellation)
    {
        var units = ProvinceUnits.Find(code)
            ?? throw new ArgumentException($"Không có tỉnh, thành phố nào mang mã {code} trong danh mục đơn vị hành chính.");
        using var certificate = authority.IssueNode(code);
        var row = new NodeCertificate
        {
            Thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256),
            ProvinceCode = code,
            NotBefore = certificate.NotBefore.ToUniversalTime(),
            NotAfter = certificate.NotAfter.ToUniversalTime(),
            IssuedAt = time.UtcNow,
        };
        if (!await db.Provinces.AnyAsync(p => p.Code == code, cancellation).ConfigureAwait(false))
        {
            db.Add(new Province { Code = code, Name = units.Name, Identifier = units.Identifier, RegisteredAt = time.UtcNow });
        }

        db.Add(row);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        Write(certificate, folder);
        await log.RecordAsync(
            new SecurityEvent { Kind = SecurityEventKind.CertificateIssued, ProvinceCode = code, Subject = row.Thumbprint, Detail = "Đã cấp chứng thư cho nút tỉnh." },
            cancellation).ConfigureAwait(false);
        return row;
    }

    private void Write(X509Certificate2 certificate, string folder)
    {
        Directory.CreateDirectory(folder);
        using var key = certificate.GetECDsaPrivateKey()!;
        PrivateFile.Write(Path.Combine(folder, Bundle), certificate.Export(X509ContentType.Pfx));
        PrivateFile.Write(Path.Combine(folder, KeyFile), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, CertificateFile), certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(Path.Combine(folder, AuthorityFile), authority.Authority.ExportCertificatePem() + "\n");
    }
}
