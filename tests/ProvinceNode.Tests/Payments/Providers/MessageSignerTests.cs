using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProvinceNode.Payments.Providers.Http;

namespace ProvinceNode.Tests.Payments.Providers;

public sealed class MessageSignerTests
{
    [Theory]
    [InlineData("hmac")]
    [InlineData("rsa")]
    [InlineData("curve")]
    public void Text_Signed_IsVerifiedByTheOtherSideOnly(string kind)
    {
        using var node = Certificate("node", kind);
        using var partner = Certificate("partner", kind);
        using var here = kind == "hmac" ? (MessageSigner)new HmacSigner(new string('k', 32)) : new CertificateSigner(node, Public(partner));
        using var there = kind == "hmac" ? (MessageSigner)new HmacSigner(new string('k', 32)) : new CertificateSigner(partner, Public(node));
        using var stranger = kind == "hmac" ? (MessageSigner)new HmacSigner(new string('q', 32)) : new CertificateSigner(Certificate("stranger", kind), Public(node));
        var text = Signatures.OfRequest("POST", "/chi-tra/lo/k", "n", "k", "{}"u8);
        var signature = here.Sign(text);
        Assert.True(there.Verify(text, signature));
        Assert.False(there.Verify(text + " ", signature));
        Assert.False(there.Verify(text, stranger.Sign(text)));
        Assert.False(there.Verify(text, ""));
        Assert.False(there.Verify(text, "không phải base64"));
    }

    private static X509Certificate2 Public(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private static X509Certificate2 Certificate(string name, string kind)
    {
        var (from, to) = (new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2032, 1, 1, 0, 0, 0, TimeSpan.Zero));
        if (kind == "curve")
        {
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return new CertificateRequest($"CN={name}", curve, HashAlgorithmName.SHA256).CreateSelfSigned(from, to);
        }

        using var rsa = RSA.Create(2048);
        return new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss).CreateSelfSigned(from, to);
    }
}
