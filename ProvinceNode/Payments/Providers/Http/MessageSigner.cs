using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>Signs what the node sends and verifies what a partner answers.</summary>
public abstract class MessageSigner : IDisposable
{
    /// <summary>Name of the algorithm, as written in the header.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Base64.</summary>
    public abstract string Sign(string text);

    /// <summary>Whether the partner signed the text; false for anything that is no signature.</summary>
    public abstract bool Verify(string text, string signature);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Bytes of a base64 text; none when it is not one.</summary>
    protected static byte[] Bytes(string signature)
    {
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var count) ? bytes[..count] : [];
    }
}

/// <summary>A secret that both sides have.</summary>
public sealed class HmacSigner(string secret) : MessageSigner
{
    /// <summary>What is shorter can be guessed.</summary>
    public const int ShortestSecret = 32;

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    public override string Algorithm => "HMAC-SHA256";

    public override string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text)));

    public override bool Verify(string text, string signature) => CryptographicOperations.FixedTimeEquals(Bytes(signature), HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text)));
}

/// <summary>Each side has a key of its own and the other's certificate.</summary>
public sealed class CertificateSigner : MessageSigner
{
    private readonly X509Certificate2 _own;
    private readonly X509Certificate2 _partner;

    /// <param name="own">With its private key, RSA or elliptic curve.</param>
    public CertificateSigner(X509Certificate2 own, X509Certificate2 partner)
    {
        (_own, _partner) = (own, partner);
        if (!own.HasPrivateKey)
        {
            throw new ArgumentException("The certificate has no private key.", nameof(own));
        }
    }

    public override string Algorithm => "X509-SHA256";

    public override string Sign(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (_own.GetRSAPrivateKey() is { } rsa)
        {
            using (rsa)
            {
                return Convert.ToBase64String(rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
            }
        }

        using var curve = _own.GetECDsaPrivateKey() ?? throw new InvalidOperationException("The certificate's key is neither RSA nor elliptic curve.");
        return Convert.ToBase64String(curve.SignData(bytes, HashAlgorithmName.SHA256));
    }

    public override bool Verify(string text, string signature)
    {
        var (bytes, signed) = (Encoding.UTF8.GetBytes(text), Bytes(signature));
        if (_partner.GetRSAPublicKey() is { } rsa)
        {
            using (rsa)
            {
                return rsa.VerifyData(bytes, signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            }
        }

        using var curve = _partner.GetECDsaPublicKey();
        return curve?.VerifyData(bytes, signed, HashAlgorithmName.SHA256) ?? false;
    }

    public override void Dispose()
    {
        _own.Dispose();
        _partner.Dispose();
        base.Dispose();
    }
}
