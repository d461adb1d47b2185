using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NationalHub;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Provinces.Joining;
using Protos.Hosting;
using TestSupport.Server;

namespace TestSupport;

/// <summary>A real hub on Kestrel with free ports and a folder of its own; issues certificates as the operator would.</summary>
public sealed class HubHost : IAsyncDisposable
{
    public const string NodeBundle = "node.pfx";
    public const string AuthorityFile = "hub-ca.crt";
    private readonly bool _ownFolder;

    private HubHost(WebApplication app, string folder, bool ownFolder)
    {
        (App, Folder, _ownFolder) = (app, folder, ownFolder);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Http = new Uri(addresses.Single(a => a.StartsWith("http://", StringComparison.Ordinal)));
        Nodes = new Uri(addresses.Single(a => a.StartsWith("https://", StringComparison.Ordinal)));
    }

    public WebApplication App { get; }

    public string Folder { get; }

    /// <summary>Door of people and tools.</summary>
    public Uri Http { get; }

    /// <summary>Door of the nodes.</summary>
    public Uri Nodes { get; }

    /// <param name="folder">Null: a new one, removed at the end. Give one to start a hub again on its data.</param>
    /// <param name="configure">Last word on settings and services.</param>
    public static async Task<HubHost> StartAsync(string? folder = null, Action<WebApplicationBuilder>? configure = null)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("hub-").FullName;
        var app = HubApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Data:Folder"] = data,
                ["Listen:HttpPort"] = "0",
                ["Listen:NodePort"] = "0",
                ["Serilog:MinimumLevel:Default"] = "Error",
                ["Serilog:MinimumLevel:Override:Microsoft"] = "Error",
                ["Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime"] = "Error",
            });
            ServerConduct.Attach(builder.Services);
            configure?.Invoke(builder);
        });
        await HubApplication.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        return new HubHost(app, data, folder is null);
    }

    /// <summary>Registers a province and gives its node's certificate, as an enrolment would.</summary>
    public Task<X509Certificate2> AddProvinceAsync(string code) => AddProvinceAsync(code, Path.Combine(Folder, "nodes", code, Guid.NewGuid().ToString("n")));

    /// <summary>The same, with the node's files in a folder: <see cref="NodeBundle"/> and <see cref="AuthorityFile"/>.</summary>
    public async Task<X509Certificate2> AddProvinceAsync(string code, string folder)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var invited = await scope.ServiceProvider.GetRequiredService<RegisterProvince>().HandleAsync(code, "test", CancellationToken.None);
        using var key = NodeKey.New();
        var answer = await scope.ServiceProvider.GetRequiredService<EnrolNode>().HandleAsync(invited.Invitation.Secret, NodeKey.Request(key, code), "", CancellationToken.None);
        using var bare = X509CertificateLoader.LoadCertificate(answer.Certificate!.Certificate);
        using var whole = bare.CopyWithPrivateKey(key);
        var bundle = whole.Export(X509ContentType.Pfx);
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, NodeBundle), bundle);
        await File.WriteAllTextAsync(Path.Combine(folder, AuthorityFile), App.Services.GetRequiredService<CertificateAuthority>().Authority.ExportCertificatePem());
        return X509CertificateLoader.LoadPkcs12(bundle, null);
    }

    /// <summary>A channel as a node has it: trusts the hub's authority only.</summary>
    public GrpcChannel Channel(X509Certificate2? certificate)
    {
        var authority = App.Services.GetRequiredService<CertificateAuthority>().Authority;
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(authority.RawData));
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = trust,
                ClientCertificates = certificate is null ? null : [certificate],
            },
            InitialHttp2StreamWindowSize = 4 * 1024 * 1024,
        };
        return GrpcChannel.ForAddress(Nodes, new GrpcChannelOptions { HttpHandler = handler, MaxReceiveMessageSize = null, DisposeHttpClient = true });
    }

    /// <summary>Reads or changes the hub's store.</summary>
    public async Task<T> WithDbAsync<T>(Func<HubDb, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<HubDb>());
    }

    /// <summary>A certificate that says the right name but comes from nobody we know.</summary>
    public static X509Certificate2 Forged(string provinceCode)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={provinceCode}, O=BaoTroXaHoi", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], true));
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        var conduct = App.Services.GetService<ServerConduct>();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownFolder)
        {
            DataFolder.Remove(Folder);
        }

        conduct?.Check();
    }
}
