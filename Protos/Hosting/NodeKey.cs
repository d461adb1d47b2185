using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Protos.Hosting;

/// <summary>The key of a node and what it asks the hub's authority with.</summary>
public static class NodeKey
{
    /// <summary>A request never is longer; a longer one is not looked at.</summary>
    public const int MostRequestBytes = 8 * 1024;
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const int LeastBits = 256;

    public static ECDsa New() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>PKCS #10, DER.</summary>
    public static byte[] Request(ECDsa key, string provinceCode) => Bare(key, provinceCode).CreateSigningRequest();

    /// <summary>What the node shows at the door while it has no certificate: proves nothing but that it holds the key.</summary>
    public static X509Certificate2 SelfSigned(ECDsa key, string provinceCode, DateTimeOffset now)
    {
        using var certificate = Bare(key, provinceCode).CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        // A key that lives in memory only is not taken by TLS on every system.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    /// <summary>The public key of a request that was signed with its private one; null when it is none, or too weak.</summary>
    public static PublicKey? Read(byte[] request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Length is 0 or > MostRequestBytes)
        {
            return null;
        }

        try
        {
            var key = CertificateRequest.LoadSigningRequest(request, HashAlgorithmName.SHA256).PublicKey;
            using var curve = key.Oid.Value == EllipticCurve ? key.GetECDsaPublicKey() : null;
            return curve?.KeySize >= LeastBits ? key : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CertificateRequest Bare(ECDsa key, string provinceCode) => new($"CN={provinceCode}, O=BaoTroXaHoi", key, HashAlgorithmName.SHA256);
}
