using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents.Signing;

/// <summary>
/// The node's certificate authority and one certificate per office, made at first need, kept in the data folder. Authorities are trusted for
/// ever: a paper outlives the certificate that signed it. Instances are shared and never disposed.
/// </summary>
public sealed class OfficeCertificates(CertificateFolder folder, IOptions<NodeOptions> options)
{
    private const int AuthorityYears = 20;
    private const int OfficeYears = 5;

    // Clocks of readers may be a little behind ours.
    private static readonly TimeSpan Early = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly List<X509Certificate2> _authorities = [];
    private readonly Dictionary<string, List<X509Certificate2>> _offices = new(StringComparer.Ordinal);
    private bool _loaded;

    /// <summary>Every authority that this node ever had; a copy.</summary>
    public X509Certificate2Collection Authorities()
    {
        lock (_lock)
        {
            Load();
            return [.. _authorities];
        }
    }

    /// <summary>Certificate of an office, valid at a moment, and the authority that vouches for it.</summary>
    /// <param name="name">Name of the body: after a merger or a new name the office gets a new certificate.</param>
    public (X509Certificate2 Certificate, X509Certificate2 Authority) For(TenantPath office, string name, DateTime atUtc)
    {
        lock (_lock)
        {
            Load();
            if (!_offices.TryGetValue(office.Value, out var known))
            {
                _offices[office.Value] = known = [.. folder.Read("offices", office.Value)];
            }

            var subject = Subject(name, office.Value);
            var certificate = known.FirstOrDefault(c => c.HasPrivateKey && c.SubjectName.RawData.AsSpan().SequenceEqual(subject.RawData) && Holds(c, atUtc) && Issuer(c) is not null);
            if (certificate is null)
            {
                certificate = IssueFor(subject, Authority(atUtc), atUtc);
                folder.Write(certificate, "offices", office.Value);
                known.Add(certificate);
            }

            return (certificate, Issuer(certificate)!);
        }
    }

    /// <summary>Makes the authority before it is needed, so that the first paper does not wait for its key.</summary>
    public void Prepare(DateTime atUtc)
    {
        lock (_lock)
        {
            Load();
            Authority(atUtc);
        }
    }

    private void Load()
    {
        if (!_loaded)
        {
            _authorities.AddRange(folder.Read("authorities"));
            _loaded = true;
        }
    }

    private X509Certificate2 Authority(DateTime atUtc)
    {
        if (_authorities.FirstOrDefault(c => c.HasPrivateKey && Holds(c, atUtc - Early) && c.NotAfter.ToUniversalTime() > atUtc.AddYears(OfficeYears)) is { } known)
        {
            return known;
        }

        using var key = RSA.Create(3072);
        var request = new CertificateRequest(Subject($"Chứng thực chữ ký số Trợ giúp xã hội {options.Value.ProvinceCode}", options.Value.ProvinceCode), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var authority = request.CreateSelfSigned(atUtc.AddDays(-1), atUtc.AddYears(AuthorityYears));
        folder.Write(authority, "authorities");
        _authorities.Add(authority);
        return authority;
    }

    private static X509Certificate2 IssueFor(X500DistinguishedName subject, X509Certificate2 authority, DateTime atUtc)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.36")], false)); // document signing, RFC 9336
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40); // positive and of full length
        using var bare = request.Create(authority, atUtc - Early, atUtc.AddYears(OfficeYears), serial);
        return bare.CopyWithPrivateKey(key);
    }

    private X509Certificate2? Issuer(X509Certificate2 certificate) =>
        _authorities.FirstOrDefault(a => a.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) && KeyOf(a).SequenceEqual(IssuerKeyOf(certificate)));

    private static ReadOnlySpan<byte> KeyOf(X509Certificate2 authority) => authority.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Span;

    private static ReadOnlySpan<byte> IssuerKeyOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().Single().KeyIdentifier is { } key ? key.Span : [];

    private static bool Holds(X509Certificate2 certificate, DateTime atUtc) => certificate.NotBefore.ToUniversalTime() <= atUtc && atUtc < certificate.NotAfter.ToUniversalTime();

    private static X500DistinguishedName Subject(string name, string unit)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCountryOrRegion("VN");
        subject.AddOrganizationalUnitName(unit);
        subject.AddCommonName(name.Length <= 64 ? name : name[..64]); // ub-common-name, RFC 5280
        return subject.Build();
    }
}
