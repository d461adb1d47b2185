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

    /// <summary>The hub's authorities that the node trusts: one, or while the hub changes it two, the new one last.</summary>
    public X509Certificate2Collection Authorities() => MutualTls.AuthoritiesIn(Hub.AuthorityFile);

    /// <summary>SHA-256 of an authority, upper-case hexadecimal.</summary>
    public static string Thumbprint(X509Certificate2 authority) => authority.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>
    /// Takes up the authorities that the hub told over the link that the node trusts. A list that holds none of those trusted here is not taken, nor what is no authority: the node would lock itself out.
    /// </summary>
    /// <param name="told">DER, the one that vouches for the hub's door first.</param>
    /// <returns>Whether what is trusted changed.</returns>
    public bool Trust(IEnumerable<byte[]> told)
    {
        var authorities = told.Select(Read).OfType<X509Certificate2>().DistinctBy(Thumbprint).ToList();
        if (!HasAuthority || authorities.Count == 0)
        {
            return false;
        }

        var (known, wanted) = (Authorities().Select(Thumbprint).ToList(), authorities.ConvertAll(Thumbprint));
        if (known.SequenceEqual(wanted) || !known.Intersect(wanted, StringComparer.Ordinal).Any())
        {
            return false;
        }

        PrivateFile.Write(Hub.AuthorityFile, string.Join('\n', authorities.Select(a => a.ExportCertificatePem())));
        return true;
    }

    private static X509Certificate2? Read(byte[] der)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(e => e.CertificateAuthority) ? certificate : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

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
