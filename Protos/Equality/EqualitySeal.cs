using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Protos.Equality;

/// <summary>One signer's part of a sealed certificate.</summary>
/// <param name="Certificate">DER.</param>
/// <param name="Signature">ECDSA with SHA-256 as a DER sequence (RFC 3279), which openssl dgst -sha256 -verify reads.</param>
public sealed record EqualitySignature(byte[] Certificate, byte[] Signature);

/// <summary>What the verifier found.</summary>
/// <param name="Content">Null when the file cannot be read.</param>
/// <param name="Faults">Vietnamese sentences; none when the file is whole and signed by both.</param>
public sealed record EqualityVerdict(EqualityContent? Content, DateTime SignedAt, IReadOnlyList<string> Faults);

/// <summary>
/// The published file of a certificate of equality: JSON {"format","content","node":{"certificate","signature"},"signedAt","hub":{"certificate","signature"}}, bytes as base64.
/// "content" is the UTF-8 JSON of <see cref="EqualityContent"/>. The node signs the content's bytes; the hub signs the content's bytes, the node's signature and signedAt (ISO 8601, UTC,
/// whole seconds, ASCII), one after the other. Both certificates are of the hub's authority: the node's for clients with the province's code as its common name, the hub's for servers.
/// </summary>
public sealed record EqualitySeal(string Format, byte[] Content, EqualitySignature Node, string SignedAt, EqualitySignature Hub)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What the node signs.</summary>
    public static EqualitySignature SignByNode(ReadOnlySpan<byte> content, X509Certificate2 certificate) => new(certificate.RawData, Sign(content.ToArray(), certificate));

    /// <summary>The hub's signature after the node's.</summary>
    public static EqualitySeal SignByHub(byte[] content, EqualitySignature node, DateTime signedAtUtc, X509Certificate2 certificate)
    {
        var at = signedAtUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return new(EqualityContent.Version, content, node, at, new(certificate.RawData, Sign(Signed(content, node, at), certificate)));
    }

    /// <summary>Whether the content was signed by the key of the certificate.</summary>
    public static bool Fits(ReadOnlySpan<byte> content, EqualitySignature node)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(node.Certificate);
        return Fits(content, node.Signature, certificate);
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads a file and says all that is wrong with it. Nothing is fetched.</summary>
    /// <param name="authority">The hub's authority, from a place that the reader trusts.</param>
    public static EqualityVerdict Verify(ReadOnlySpan<byte> file, X509Certificate2 authority)
    {
        try
        {
            var seal = JsonSerializer.Deserialize<EqualitySeal>(file, Json);
            return seal is { Content: not null, Node: not null, Hub: not null, SignedAt: not null } ? Judge(seal, authority) : Unread();
        }
        catch (JsonException)
        {
            return Unread();
        }
        catch (CryptographicException)
        {
            return Unread();
        }
        catch (FormatException)
        {
            return Unread();
        }
    }

    private static EqualityVerdict Unread() => new(null, default, ["Tệp không phải là chứng nhận khớp dữ liệu hoặc đã hỏng."]);

    private static EqualityVerdict Judge(EqualitySeal seal, X509Certificate2 authority)
    {
        var at = DateTime.ParseExact(seal.SignedAt, "yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal);
        using var node = X509CertificateLoader.LoadCertificate(seal.Node.Certificate);
        using var hub = X509CertificateLoader.LoadCertificate(seal.Hub.Certificate);
        var content = EqualityContent.Read(seal.Content);
        var faults = new List<string>();
        if (!Fits(seal.Content, seal.Node.Signature, node))
        {
            faults.Add("Chữ ký của tỉnh không khớp với nội dung.");
        }

        if (!Fits(Signed(seal.Content, seal.Node, seal.SignedAt), seal.Hub.Signature, hub))
        {
            faults.Add("Chữ ký của trục quốc gia không khớp với nội dung.");
        }

        if (!Holds(node, authority, ClientAuthentication, at) || node.GetNameInfo(X509NameType.SimpleName, false) != content.Province)
        {
            faults.Add($"Chứng thư đã ký không phải của tỉnh {content.Province} do trục quốc gia cấp, hoặc không còn hiệu lực lúc ký.");
        }

        if (!Holds(hub, authority, ServerAuthentication, at))
        {
            faults.Add("Chứng thư của trục quốc gia không do cơ quan cấp chứng thư đã cho cấp, hoặc không còn hiệu lực lúc ký.");
        }

        return new(content, at, [.. faults, .. content.Faults()]);
    }

    private static bool Holds(X509Certificate2 certificate, X509Certificate2 authority, string usage, DateTime at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at;
        return chain.Build(certificate);
    }

    private static byte[] Signed(byte[] content, EqualitySignature node, string signedAt) => [.. content, .. node.Signature, .. Encoding.ASCII.GetBytes(signedAt)];

    private static byte[] Sign(byte[] data, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw new CryptographicException("The certificate has no ECDSA key.");
        return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static bool Fits(ReadOnlySpan<byte> data, byte[] signature, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPublicKey();
        return key?.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence) == true;
    }
}
