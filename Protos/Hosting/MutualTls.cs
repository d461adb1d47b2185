using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Protos.Hosting;

/// <summary>
/// The road between node and hub: HTTP/2 with a certificate on both sides, trusted only when our own authority issued it.
/// Revocation is not asked here: the hub knows its provinces' certificates by fingerprint.
/// </summary>
public static class MutualTls
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Several of the largest usual messages; with HTTP/2's 64 KB each message waits for the peer.</summary>
    private const int StreamWindow = 4 * 1024 * 1024;
    private const int ConnectionWindow = 4 * StreamWindow;

    /// <summary>A line that has gone dead without a word is noticed within this time twice over, also with no deadline on the call.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>Wide flow-control windows, and heartbeats so that vanished peers do not keep their streams.</summary>
    public static void RaiseWindows(this KestrelServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Limits.Http2.InitialStreamWindowSize = StreamWindow;
        options.Limits.Http2.InitialConnectionWindowSize = ConnectionWindow;
        options.Limits.Http2.KeepAlivePingDelay = Heartbeat;
        options.Limits.Http2.KeepAlivePingTimeout = Heartbeat;
    }

    /// <summary>A port for gRPC alone, closed to whoever has no client certificate of the given authorities.</summary>
    public static void UseMutualTls(this ListenOptions listen, X509Certificate2 server, X509Certificate2Collection authorities)
    {
        ArgumentNullException.ThrowIfNull(listen);
        listen.Protocols = HttpProtocols.Http2;
        listen.UseHttps(https =>
        {
            https.ServerCertificate = server;
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, given, _) => IsIssuedBy(authorities, certificate, given);
        });
    }

    /// <summary>The client's side: shows its certificate, and trusts only servers of the given authorities under their right name.</summary>
    public static SocketsHttpHandler Handler(X509Certificate2? client, X509Certificate2Collection authorities)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = StreamWindow,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = Heartbeat,
            KeepAlivePingDelay = Heartbeat,
            KeepAlivePingTimeout = Heartbeat,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            SslOptions = new SslClientAuthenticationOptions
            {
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateChainPolicy = Policy(authorities, ServerAuthentication),
            },
        };
        if (client is not null)
        {
            handler.SslOptions.ClientCertificates = [client];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => client;
        }

        return handler;
    }

    /// <summary>
    /// First contact, before the node knows the hub's authority: any server is spoken to, so nothing secret may be said. What comes back is the
    /// authority's certificate, which counts only when its fingerprint is that of the invitation.
    /// </summary>
    public static SocketsHttpHandler FirstContact(X509Certificate2 client)
    {
        var handler = Handler(client, []);
        handler.SslOptions.CertificateChainPolicy = null;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        return handler;
    }

    /// <summary>Whether a certificate was issued for clients by the given authority and is in force.</summary>
    public static bool IsNodeCertificate(X509Certificate2 certificate, X509Certificate2 authority) => IsIssuedBy([authority], certificate, null);

    /// <summary>Whether a certificate was issued for clients by one of the given authorities and is in force.</summary>
    public static bool IsNodeCertificate(X509Certificate2 certificate, X509Certificate2Collection authorities) => IsIssuedBy(authorities, certificate, null);

    /// <summary>
    /// Certificates of authorities in a file: PEM with one or more, the one that vouches for the hub's door first, or a single DER. A program of before reads the first alone.
    /// </summary>
    public static X509Certificate2Collection AuthoritiesIn(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        if (authorities.Count == 0)
        {
            authorities.Add(X509CertificateLoader.LoadCertificateFromFile(file));
        }

        return authorities;
    }

    private static bool IsIssuedBy(X509Certificate2Collection authorities, X509Certificate2 certificate, X509Chain? given)
    {
        using var chain = new X509Chain { ChainPolicy = Policy(authorities, ClientAuthentication) };
        if (given is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(given.ChainPolicy.ExtraStore);
        }

        // A certificate without any extended key usage would pass the policy: RFC 5280 reads that as "any use".
        return certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(Allows) && chain.Build(certificate);

        static bool Allows(X509EnhancedKeyUsageExtension usage) => usage.EnhancedKeyUsages.Cast<Oid>().Any(o => o.Value == ClientAuthentication);
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities, string use)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(new Oid(use));
        return policy;
    }
}
