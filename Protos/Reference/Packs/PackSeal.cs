using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Protos.Reference.Packs;

/// <summary>
/// The published file of a pack: JSON {"format","content","certificate","signature"}, bytes as base64. "content" is the UTF-8 JSON of <see cref="PackContent"/>, and its bytes are signed as they
/// stand: ECDSA with SHA-256 as a DER sequence (RFC 3279), which openssl dgst -sha256 -verify reads. The signer's certificate is of the hub's authority and for nothing but this: extended key
/// usage <see cref="Usage"/> alone and the subject <see cref="Subject"/>; certificates of nodes and of the hub's door are none.
/// </summary>
/// <param name="Certificate">DER.</param>
public sealed record PackSeal(string Format, byte[] Content, byte[] Certificate, byte[] Signature)
{
    /// <summary>id-kp-documentSigning (RFC 9336).</summary>
    public const string Usage = "1.3.6.1.5.5.7.3.36";

    /// <summary>Common name of the signer.</summary>
    public const string Subject = "Reference packs";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="signer">With its private key.</param>
    public static PackSeal Sign(PackContent content, X509Certificate2 signer)
    {
        using var key = signer.GetECDsaPrivateKey() ?? throw new CryptographicException("The certificate has no ECDSA key.");
        var bytes = content.ToBytes();
        return new(PackContent.Version, bytes, signer.RawData, key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>SHA-256 of a file, 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Null when the file is none.</summary>
    internal static PackSeal? Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return JsonSerializer.Deserialize<PackSeal>(file, Json);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with who signed and what; null when it is whole and by the one who may.</summary>
    /// <param name="issuedAt">As the content says.</param>
    internal PackFault? Judge(X509Certificate2 authority, DateTime issuedAt)
    {
        try
        {
            using var signer = X509CertificateLoader.LoadCertificate(Certificate);
            using var key = signer.GetECDsaPublicKey();
            return !IsSigner(signer, authority, issuedAt)
                ? new(PackFaultKind.WrongSigner, "Gói không do chứng thư ký gói tham chiếu của trục quốc gia ký (chứng thư lạ, của mục đích khác, hoặc không có hiệu lực lúc ký). Không dùng gói này; hãy lấy lại từ trục quốc gia.")
                : key?.VerifyData(Content, Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence) == true ? null : Altered;
        }
        catch (CryptographicException)
        {
            return Altered;
        }
    }

    private static PackFault Altered => new(PackFaultKind.Altered, "Nội dung gói đã bị sửa sau khi ký, hoặc tệp hỏng: chữ ký không khớp. Không dùng gói này; hãy lấy lại từ trục quốc gia.");

    private static bool IsSigner(X509Certificate2 signer, X509Certificate2 authority, DateTime at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at;
        // A certificate without any usage would pass a chain that asks for one: the usage is read itself.
        var usages = signer.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(e => e.EnhancedKeyUsages.Cast<Oid>()).Select(o => o.Value).ToList();
        return usages is [Usage] && signer.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == Subject && chain.Build(signer);
    }
}
