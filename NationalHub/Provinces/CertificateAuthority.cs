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
/// hub's account only. Made on first start; to move the hub, move the folder. While the authority is changed (<see cref="AuthorityChange"/>) there are two: the one in
/// use vouches for the door and for packs, the next one signs for nodes that know it, and both are trusted.
/// </summary>
public sealed class CertificateAuthority(IOptions<AuthorityOptions> options, IOptions<DataOptions> data, VietnamTime time) : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(2);
    private readonly Lock _lock = new();
    private X509Certificate2? _authority;
    private X509Certificate2? _next;
    private (DateTime, DateTime) _files;
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
                return Current();
            }
        }
    }

    /// <summary>The authority that takes the place of <see cref="Authority"/>, with its key; null while none was made.</summary>
    public X509Certificate2? Next
    {
        get
        {
            lock (_lock)
            {
                Current();
                return _next;
            }
        }
    }

    /// <summary>All that are trusted, the one in use first.</summary>
    public IReadOnlyList<X509Certificate2> Trusted
    {
        get
        {
            lock (_lock)
            {
                return [Current(), .. _next is { } next ? [next] : Array.Empty<X509Certificate2>()];
            }
        }
    }

    /// <summary>Those that were withdrawn, the last one first: for checking what was signed while they were in use, never for who comes in now.</summary>
    public IReadOnlyList<X509Certificate2> Former
    {
        get
        {
            var folder = new DirectoryInfo(Path.Combine(Folder, "former"));
            return folder.Exists ? [.. folder.EnumerateFiles("*.crt").OrderByDescending(f => f.LastWriteTimeUtc).Select(f => X509CertificateLoader.LoadCertificateFromFile(f.FullName))] : [];
        }
    }

    /// <summary>The certificate of the gRPC door, renewed in memory a month before its end.</summary>
    public X509Certificate2 Server
    {
        get
        {
            lock (_lock)
            {
                Current();
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
                Current();
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
    /// <param name="knows">Thumbprints (SHA-256) of the authorities that the node said to trust: the next one signs for whoever knows it.</param>
    public X509Certificate2 SignNode(string provinceCode, PublicKey key, IReadOnlyCollection<string>? knows = null)
    {
        lock (_lock)
        {
            var signer = Current();
            signer = _next is { } next && knows?.Contains(Thumbprint(next)) == true ? next : signer;
            return Sign($"CN={provinceCode}, O=BaoTroXaHoi", key, ClientAuthentication, options.Value.NodeCertificateDays, [], signer);
        }
    }

    /// <summary>SHA-256, 64 upper-case hexadecimal digits.</summary>
    public static string Thumbprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Makes the next authority beside the one in use.</summary>
    /// <exception cref="ArgumentException">There is one already.</exception>
    internal X509Certificate2 MakeNext()
    {
        lock (_lock)
        {
            Current();
            if (_next is not null)
            {
                throw new ArgumentException($"Đang đổi cơ quan cấp chứng thư (cơ quan mới {Thumbprint(_next)}): hãy hoàn tất bằng lệnh “NationalHub authority withdraw” rồi mới đổi tiếp.");
            }

            Make(AuthorityFiles.NextCertificate(Folder), AuthorityFiles.NextKey(Folder), $"CN=BaoTroXaHoi hub authority {time.UtcNow:yyyyMMddHHmmss}");
            Current();
            return _next!;
        }
    }

    /// <summary>The next authority takes the place of the one in use, which is trusted no more.</summary>
    /// <exception cref="ArgumentException">There is no next one.</exception>
    internal void Change()
    {
        lock (_lock)
        {
            Current();
            if (_next is null)
            {
                throw new ArgumentException("Không đang đổi cơ quan cấp chứng thư. Hãy lập cơ quan mới bằng lệnh “NationalHub authority renew” trước.");
            }

            AuthorityFiles.BeginChange(Folder);
            Current();
        }
    }

    /// <summary>Whether a client certificate was issued by this authority for clients and is in force.</summary>
    public X509ChainStatusFlags Judge(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Trusted.ToArray());
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
        _next?.Dispose();
        _server?.Dispose();
        _packs?.Dispose();
    }

    // The command changes the files while the hub runs: they are read again when they change. What was given out before is not disposed of, a handshake may hold it.
    private X509Certificate2 Current()
    {
        var (certificate, next) = (AuthorityFiles.Certificate(Folder), AuthorityFiles.NextCertificate(Folder));
        if (!File.Exists(certificate))
        {
            Make(certificate, AuthorityFiles.Key(Folder), "CN=BaoTroXaHoi hub authority");
        }

        AuthorityFiles.EndChange(Folder);
        var files = (File.GetLastWriteTimeUtc(certificate), File.GetLastWriteTimeUtc(next));
        if (_authority is null || files != _files)
        {
            try
            {
                Read(certificate, next);
                _files = files;
            }
            catch (CryptographicException) when (_authority is not null)
            {
                // In the middle of a change by the command: read again at the next look.
            }
            catch (IOException) when (_authority is not null)
            {
                // The same.
            }
        }

        return _authority!;
    }

    private void Read(string certificate, string next)
    {
        var now = X509Certificate2.CreateFromPemFile(certificate, AuthorityFiles.Key(Folder));
        _next = File.Exists(next) ? X509Certificate2.CreateFromPemFile(next, AuthorityFiles.NextKey(Folder)) : null;
        if (_authority is not null && Thumbprint(_authority) != Thumbprint(now))
        {
            (_server, _packs) = (null, null);
        }

        _authority = now;
    }

    private void Make(string certificateFile, string keyFile, string subject)
    {
        Directory.CreateDirectory(Folder);
        using var alone = new FileStream(Path.Combine(Folder, ".making"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        if (File.Exists(certificateFile))
        {
            return;
        }

        using var key = NodeKey.New();
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
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

    private X509Certificate2 Sign(string subject, PublicKey key, string usage, int days, string[] names, X509Certificate2? by = null)
    {
        var authority = by ?? _authority!;
        var request = new CertificateRequest(new X500DistinguishedName(subject), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        if (names.Length > 0)
        {
            request.CertificateExtensions.Add(Alternatives(names));
        }

        var now = new DateTimeOffset(time.UtcNow);
        var end = now.AddDays(days) < authority.NotAfter ? now.AddDays(days) : new DateTimeOffset(authority.NotAfter);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        return request.Create(authority, now - ClockTolerance < authority.NotBefore ? authority.NotBefore : now - ClockTolerance, end, serial);
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
