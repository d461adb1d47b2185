using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ProvinceNode.Documents.Signing;

namespace ProvinceNode.Documents.Verification;

/// <summary>What a signature of a PDF says.</summary>
/// <param name="Digest">SHA-256 of the bytes that were signed, as the signature itself claims: finds the paper even of an altered copy.</param>
/// <param name="Fits">The covered bytes are exactly those that were signed, by the key of its certificate.</param>
/// <param name="CoversAll">Nothing was added after signing.</param>
/// <param name="Certificate">Of the signer.</param>
public sealed record SignatureFinding(string Digest, bool Fits, bool CoversAll, X509Certificate2 Certificate)
{
    /// <summary>The file is as it was when it was signed.</summary>
    public bool Whole => Fits && CoversAll;
}

/// <summary>Reads and checks the signatures of a PDF; takes anything that anybody uploads. Nothing is fetched and nothing unpacked.</summary>
public static class SignatureCheck
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>The signatures that can be read, whoever made them.</summary>
    public static IReadOnlyList<SignatureFinding> Of(byte[] pdf) =>
        PdfSignature.Find(pdf).Select(s => Read(s, pdf)).OfType<SignatureFinding>().ToList();

    /// <summary>Whether the certificate is of one of our offices and held at the moment of signing: its later end or a merger of units changes nothing.</summary>
    public static bool IsOurs(X509Certificate2 certificate, X509Certificate2Collection authorities, DateTime signedAtUtc)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = signedAtUtc;
        return chain.Build(certificate);
    }

    private static SignatureFinding? Read(PdfSignature signature, byte[] pdf)
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(signature.Covered(pdf)), detached: true);
            cms.Decode(signature.Cms);
            if (cms.SignerInfos is not { Count: 1 } signers || signers[0] is not { Certificate: { } certificate } signer || signer.DigestAlgorithm.Value != Sha256)
            {
                return null;
            }

            var claimed = signer.SignedAttributes.Cast<CryptographicAttributeObject>().SelectMany(a => a.Values.Cast<AsnEncodedData>()).OfType<Pkcs9MessageDigest>().FirstOrDefault();
            return claimed is null ? null : new SignatureFinding(Convert.ToHexStringLower(claimed.MessageDigest), Fits(cms), signature.CoversAll(pdf), certificate);
        }
        catch (CryptographicException)
        {
            return null; // no CMS that we understand
        }
    }

    private static bool Fits(SignedCms cms)
    {
        try
        {
            cms.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
