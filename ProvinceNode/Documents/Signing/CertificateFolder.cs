using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents.Signing;

/// <summary>
/// Certificates and private keys on disk, under <c>signing</c> in the data folder: the certificate as PEM, the key encrypted by the node's
/// key ring and readable by the node's user only. A key that can no longer be opened leaves its certificate for verifying.
/// </summary>
public sealed class CertificateFolder(IOptions<NodeOptions> options, IDataProtectionProvider protection)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly IDataProtector _protector = protection.CreateProtector("documents.signing");

    /// <summary>The certificates of a folder, with their private keys where these can be opened.</summary>
    public IEnumerable<X509Certificate2> Read(params string[] names)
    {
        var folder = FolderOf(names);
        foreach (var file in (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.crt") : []).Order(StringComparer.Ordinal))
        {
            var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            yield return KeyOf(file) is { } key ? WithKey(certificate, key) : certificate;
        }
    }

    /// <summary>Writes the key first: a certificate never stands there without the key that was made with it.</summary>
    public void Write(X509Certificate2 certificate, params string[] names)
    {
        var folder = FolderOf(names);
        Directory.CreateDirectory(folder);
        using var key = certificate.GetRSAPrivateKey()!;
        var path = Path.Combine(folder, certificate.SerialNumber.ToLowerInvariant());
        Put(path + ".key", _protector.Protect(key.ExportPkcs8PrivateKey()));
        Put(path + ".crt", System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate, byte[] pkcs8)
    {
        using (certificate)
        using (var key = RSA.Create())
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            CryptographicOperations.ZeroMemory(pkcs8);
            return certificate.CopyWithPrivateKey(key);
        }
    }

    private static void Put(string path, byte[] content)
    {
        var waiting = path + ".tmp";
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(waiting, how))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(waiting, path, overwrite: true);
    }

    private byte[]? KeyOf(string certificateFile)
    {
        var file = Path.ChangeExtension(certificateFile, ".key");
        try
        {
            return File.Exists(file) ? _protector.Unprotect(File.ReadAllBytes(file)) : null;
        }
        catch (CryptographicException)
        {
            return null; // the key ring was lost: papers stay verifiable, new ones get a new certificate
        }
    }

    private string FolderOf(string[] names) => Path.Combine([Path.GetFullPath(options.Value.DataFolder), "signing", .. names]);
}
