using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Hosting;
using Protos.Reference.Packs;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>
/// Issues the certificates of nodes and of the hub's own gRPC door (ECDSA P-256). The key file is readable by the
/// hub's account only. Made on first start; to move the hub, move the folder.
/// </summary>
public sealed class CertificateAuthority(IOptions<AuthorityOptions> options, IOptions<DataOptions> data, VietnamTime time) : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(2);
    private readonly Lock _lock = new();
    private X509Certificate2? _authority;
    private X509Certificate2? _server;
    private X509Certificate2? _packs;

    public string Folder => options.Value.Folder is { Length: > 0 } given ? Path.GetFullPath(given) : data.Value.PathOf("authority");

    /// <summary>The authority with its key; made when the folder is empty.</summary>
    public X509Certificate2 Authority
    {
        get
        {
            lock (_lock)
            {
                return _authority ??= LoadOrMake();
            }
        }
    }

    /// <summary>The certificate of the gRPC door, renewed in memory a month before its end.</summary>
    public X509Certificate2 Server
    {
        get
        {
            lock (_lock)
            {
                _authority ??= LoadOrMake();
                if (_server is null || _server.NotAfter.ToUniversalTime() < time.UtcNow.AddDays(30))
                {
                    using var key = NodeKey.New();
                    using var bare = Sign("CN=National hub", new PublicKey(key), ServerAuthentication, 397, options.Value.Names);
                    _server = bare.CopyWithPrivateKey(key);
                }

                return _server;
            }
        }
    }

    /// <summary>
    /// Signs reference packs, and nothing else. Its key lives in memory only: what was signed carries the certificate with it, and a hub that starts again issues itself another.
    /// </summary>
    public X509Certificate2 PackSigner
    {
        get
        {
            lock (_lock)
            {
                _authority ??= LoadOrMake();
                if (_packs is null || _packs.NotAfter.ToUniversalTime() < time.UtcNow.AddDays(30))
                {
                    using var key = NodeKey.New();
                    using var bare = Sign($"CN={PackSeal.Subject}, O=BaoTroXaHoi", new PublicKey(key), PackSeal.Usage, 397, []);
                    _packs = bare.CopyWithPrivateKey(key);
                }

                return _packs;
            }
        }
    }

    /// <summary>A client certificate whose common name is the province's code, for a key that only the node has.</summary>
    public X509Certificate2 SignNode(string provinceCode, PublicKey key)
    {
        lock (_lock)
        {
            _authority ??= LoadOrMake();
            return Sign($"CN={provinceCode}, O=BaoTroXaHoi", key, ClientAuthentication, options.Value.NodeCertificateDays, []);
        }
    }

    /// <summary>Whether a client certificate was issued by this authority for clients and is in force.</summary>
    public X509ChainStatusFlags Judge(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // Revocation is a row of NodeCertificates.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.UtcNow;
        return chain.Build(certificate)
            ? X509ChainStatusFlags.NoError
            : chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
    }

    public void Dispose()
    {
        _authority?.Dispose();
        _server?.Dispose();
        _packs?.Dispose();
    }

    private X509Certificate2 LoadOrMake()
    {
        var certificateFile = Path.Combine(Folder, "ca.crt");
        var keyFile = Path.Combine(Folder, "ca.key");
        if (!File.Exists(certificateFile))
        {
            Make(certificateFile, keyFile);
        }

        return X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
    }

    private void Make(string certificateFile, string keyFile)
    {
        Directory.CreateDirectory(Folder);
        using var alone = new FileStream(Path.Combine(Folder, ".making"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        if (File.Exists(certificateFile))
        {
            return;
        }

        using var key = NodeKey.New();
        var request = new CertificateRequest("CN=BaoTroXaHoi hub authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = new DateTimeOffset(time.UtcNow);
        using var certificate = request.CreateSelfSigned(now - ClockTolerance, now.AddYears(10));
        PrivateFile.Write(keyFile, key.ExportPkcs8PrivateKeyPem());
        var unfinished = certificateFile + ".part";
        File.WriteAllText(unfinished, certificate.ExportCertificatePem() + "\n");
        File.Move(unfinished, certificateFile); // Last: its presence says that the key is there.
    }

    private X509Certificate2 Sign(string subject, PublicKey key, string usage, int days, string[] names)
    {
        var request = new CertificateRequest(new X500DistinguishedName(subject), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority!, true, false));
        if (names.Length > 0)
        {
            request.CertificateExtensions.Add(Alternatives(names));
        }

        var now = new DateTimeOffset(time.UtcNow);
        var end = now.AddDays(days) < _authority!.NotAfter ? now.AddDays(days) : new DateTimeOffset(_authority.NotAfter);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        return request.Create(_authority, now - ClockTolerance < _authority.NotBefore ? _authority.NotBefore : now - ClockTolerance, end, serial);
    }

    private static X509Extension Alternatives(string[] names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }
}
