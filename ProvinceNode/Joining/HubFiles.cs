using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Hosting;

namespace ProvinceNode.Joining;

/// <summary>
/// The node's key and certificate on disk, readable by its account only. Each file is replaced whole, so that a node that is killed has the old
/// certificate or the new one, never half of either.
/// </summary>
public sealed class HubFiles(IOptionsMonitor<HubClientOptions> options)
{
    private HubClientOptions Hub => options.CurrentValue;

    /// <summary>A key that was made and has no certificate yet: asked again with the same key, the hub gives the same certificate.</summary>
    private string KeyFile => Hub.CertificateFile + ".key";

    private string BeforeFile => Hub.CertificateFile + ".before";

    public bool HasCertificate => File.Exists(Hub.CertificateFile);

    public bool HasAuthority => File.Exists(Hub.AuthorityFile);

    /// <summary>The certificate of before still lies beside the new one: whether the hub took that one is not known yet.</summary>
    public bool IsUnsettled => File.Exists(BeforeFile);

    /// <summary>The certificate in use, with its key. The caller disposes of it.</summary>
    public X509Certificate2 Certificate() => X509CertificateLoader.LoadPkcs12FromFile(Hub.CertificateFile, Hub.CertificatePassword);

    /// <summary>The hub's authority. The caller disposes of it.</summary>
    public X509Certificate2 Authority() => X509CertificateLoader.LoadCertificateFromFile(Hub.AuthorityFile);

    /// <summary>The key to ask with: the one that waits, or a new one, written before anybody is asked. The caller disposes of it.</summary>
    public ECDsa Key()
    {
        var key = NodeKey.New();
        if (File.Exists(KeyFile))
        {
            key.ImportFromPem(File.ReadAllText(KeyFile));
            return key;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        PrivateFile.Write(KeyFile, key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    /// <summary>Keeps the certificate for a key; the one before stays beside it until the new one was accepted.</summary>
    public void Keep(X509Certificate2 certificate, ECDsa key, X509Certificate2? authority)
    {
        if (authority is not null)
        {
            PrivateFile.Write(Hub.AuthorityFile, authority.ExportCertificatePem());
        }

        if (HasCertificate)
        {
            PrivateFile.Write(BeforeFile, File.ReadAllBytes(Hub.CertificateFile));
        }

        using var whole = certificate.CopyWithPrivateKey(key);
        PrivateFile.Write(Hub.CertificateFile, whole.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Hub.CertificatePassword));
    }

    /// <summary>The new certificate was accepted: the key that waited and the certificate of before are not needed.</summary>
    public void Settle()
    {
        File.Delete(KeyFile);
        File.Delete(BeforeFile);
    }

    /// <summary>The hub did not take the new certificate: the one of before is used again.</summary>
    public void PutBack()
    {
        if (File.Exists(BeforeFile))
        {
            File.Move(BeforeFile, Hub.CertificateFile, overwrite: true);
        }

        File.Delete(KeyFile);
    }

    internal static void FillIn(HubClientOptions hub, IOptions<NodeOptions> node)
    {
        var folder = Path.GetFullPath(Path.Combine(node.Value.DataFolder, "hub"));
        hub.CertificateFile = hub.CertificateFile is { Length: > 0 } given ? given : Path.Combine(folder, "node.pfx");
        hub.AuthorityFile = hub.AuthorityFile is { Length: > 0 } told ? told : Path.Combine(folder, "hub-ca.crt");
    }
}
