using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Protos.Hosting;
using TestSupport;

namespace EndToEnd.Tests.Processes;

/// <summary>The hub as a process of its own with provinces that have enrolled; their nodes are streams of the test, each with its own key and certificate (<see cref="ProvinceStream"/>).</summary>
public sealed class EnrolledHub : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("enrolled-").FullName;
    private readonly Dictionary<string, X509Certificate2> _certificates = [];
    private readonly string[] _settings;
    private readonly int _http = Ports.Free();
    private X509Certificate2 _authority = null!;
    private ChildProcess _process = null!;

    private EnrolledHub(string[] settings) => _settings = settings;

    /// <summary>Port of the nodes.</summary>
    public int Port { get; } = Ports.Free();

    public string Database => Path.Combine(_folder, "hub.db");

    /// <summary>The most memory that the hub's processes had resident so far.</summary>
    public long MostResident => Math.Max(_before, _process.Bytes("VmHWM"));

    public static async Task<EnrolledHub> StartAsync(IEnumerable<string> provinces, params string[] settings)
    {
        var hub = new EnrolledHub(settings);
        await using (var host = await HubHost.StartAsync(hub._folder))
        {
            foreach (var code in provinces)
            {
                hub._certificates[code] = await host.AddProvinceAsync(code, Path.Combine(hub._folder, "nodes", code));
                hub._authority ??= X509CertificateLoader.LoadCertificateFromFile(Path.Combine(hub._folder, "nodes", code, HubHost.AuthorityFile));
            }
        }

        await hub.StartAgainAsync();
        return hub;
    }

    public async Task StartAgainAsync()
    {
        _process = ChildProcess.Start("NationalHub", [$"--Data:Folder={_folder}", $"--Listen:HttpPort={_http}", $"--Listen:NodePort={Port}", .. _settings]);
        await _process.AnswersAsync(new Uri($"http://127.0.0.1:{_http}/health/ready"));
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _before = MostResident;
        await _process.KillAsync();
    }

    /// <summary>A channel of its own for a province.</summary>
    /// <param name="through">Port of a line that stands between; null: straight to the hub.</param>
    public GrpcChannel Channel(string province, int? through = null) => GrpcChannel.ForAddress(
        new Uri($"https://127.0.0.1:{through ?? Port}"), new GrpcChannelOptions { HttpHandler = MutualTls.Handler(_certificates[province], [_authority]), DisposeHttpClient = true });

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        foreach (var certificate in _certificates.Values)
        {
            certificate.Dispose();
        }

        DataFolder.Remove(_folder);
    }

    private long _before;
}
