using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Protos.Values;

namespace ProvinceNode.Documents.Signing;

/// <summary>Signs with the node's own keys (<see cref="OfficeCertificates"/>).</summary>
public sealed class SoftwareSigner(OfficeCertificates certificates) : IPaperSigner
{
    public Task<PaperSignature> SignAsync(TenantPath office, string officeName, ReadOnlyMemory<byte> content, DateTime atUtc, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (certificate, authority) = certificates.For(office, officeName, atUtc);
        return Task.FromResult(new PaperSignature(PadesCms.Sign(content, certificate, authority), certificate.SerialNumber, certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()));
    }
}

/// <summary>The CMS of a PAdES baseline B signature (ETSI EN 319 142-1): detached, SHA-256, signing-certificate-v2; the time stands in the PDF's dictionary, so no signing-time attribute.</summary>
public static class PadesCms
{
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47"; // RFC 5035

    public static byte[] Sign(ReadOnlyMemory<byte> content, X509Certificate2 certificate, X509Certificate2 authority)
    {
        var cms = new SignedCms(new ContentInfo(content.ToArray()), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), // SHA-256
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.Add(authority);
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), SigningCertificate(certificate)));
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    // SigningCertificateV2 { certs { ESSCertIDv2 { certHash (SHA-256 by default), issuerSerial { issuer { directoryName }, serial } } } }
    private static byte[] SigningCertificate(X509Certificate2 certificate)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(new System.Formats.Asn1.Asn1Tag(System.Formats.Asn1.TagClass.ContextSpecific, 4, isConstructed: true)))
                {
                    writer.WriteEncodedValue(certificate.IssuerName.RawData);
                }

                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }
        }

        return writer.Encode();
    }
}
