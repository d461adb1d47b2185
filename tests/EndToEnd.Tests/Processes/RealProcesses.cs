using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Processes;

/// <summary>A sample official as <c>seed-demo</c> printed him.</summary>
public sealed record SignIn(string User, string Password, string Role, string Office, string Totp);

/// <summary>Hub, nodes and stand-ins as real processes with data in a temporary folder.</summary>
public sealed class RealProcesses : IAsyncDisposable
{
    private const string Host = "127.0.0.1";
    private const string PaySecret = "chi-dung-de-thu-tren-may-nay-0123456789";
    private readonly string _folder = Directory.CreateTempSubdirectory("btxh-").FullName;
    private readonly int _hubPort = Ports.Free();
    private readonly int _nodesPort = Ports.Free();
    private readonly int _servicesPort = Ports.Free();
    private readonly Dictionary<string, (int Port, string? Day)> _nodes = [];
    private readonly Dictionary<string, ChildProcess> _running = [];
    private readonly Dictionary<string, MovedClock> _clocks = [];

    public Uri Hub => new($"http://{Host}:{_hubPort}/");

    public Uri Services => new($"http://{Host}:{_servicesPort}/");

    /// <summary>An analyst's OData key.</summary>
    public string AnalystKey { get; private set; } = "";

    public Uri HubForNodes => new($"https://{Host}:{_nodesPort}");

    public string HubFolder => Path.Combine(_folder, "hub");

    public string HubDatabase => Path.Combine(_folder, "hub", "hub.db");

    public Uri Node(string province) => new($"http://{Host}:{_nodes[province].Port}/");

    public string NodeDatabase(string province) => Path.Combine(_folder, $"node-{province}", "node.db");

    public async Task StartServicesAsync()
    {
        _running["services"] = ChildProcess.Start("tests/NationalServices", ["--urls", Services.ToString().TrimEnd('/')]);
        await _running["services"].AnswersAsync(new Uri(Services, "health"));
    }

    /// <summary>Gives hub or node-38 a clock that the test moves while it runs; said before it starts.</summary>
    public MovedClock ClockOf(string name)
    {
        Directory.CreateDirectory(_folder);
        return _clocks.TryGetValue(name, out var known) ? known : _clocks[name] = new MovedClock(Path.Combine(_folder, $"{name}.clock"));
    }

    public async Task StartHubAsync()
    {
        _running["hub"] = ChildProcess.Start("NationalHub", HubOptions(), _clocks.GetValueOrDefault("hub"));
        await _running["hub"].AnswersAsync(new Uri(Hub, "health/ready"));
        if (AnalystKey.Length == 0)
        {
            var printed = await ChildProcess.RunAsync("NationalHub", ["analyst", "add", "thu", "--role", "kiem-tra", .. HubOptions()]);
            AnalystKey = printed.Split('\n').First(l => l.Contains("Khóa của", StringComparison.Ordinal)).Split(": ")[^1].Trim();
        }
    }

    /// <summary>The hub, which runs, invites the province, its node enrols, sample officials are made, the node starts.</summary>
    /// <param name="day">First day of its clock (yyyy-MM-dd); null is today.</param>
    /// <param name="people">With invented beneficiaries in the commune.</param>
    /// <param name="more">Settings that it starts with, beside the usual ones.</param>
    public async Task<IReadOnlyList<SignIn>> AddNodeAsync(string province, string? day, string commune, bool people = false, Func<Task<string[]>>? more = null)
    {
        _nodes[province] = (Ports.Free(), day);
        await EnrolAsync(province);
        var printed = await ChildProcess.RunAsync("ProvinceNode", ["seed-demo", "--commune", commune, .. NodeOptions(province)]);
        if (people)
        {
            await ChildProcess.RunAsync("ProvinceNode", ["seed-people", "--commune", commune, .. NodeOptions(province)]);
        }

        await StartNodeAsync(province, more is null ? [] : await more());
        return printed.Split('\n').Select(l => l.Trim().Split('\t')).Where(c => c.Length >= 4)
            .Select(c => new SignIn(c[0], c[1], c[2], c[3], c.Length > 4 ? c[4] : "")).ToList();
    }

    /// <summary>The hub invites the province, and its node enrols; the hub runs.</summary>
    /// <returns>The invitation that was used, and what the node said.</returns>
    public async Task<(string Invitation, string Said)> EnrolAsync(string province)
    {
        var invitation = (await HubCommandAsync("province", "add", province)).Split('\n').First(l => Invitation.TryParse(l, out _)).Trim();
        return (invitation, await EnrolAsync(province, invitation));
    }

    /// <summary>The node enrols with an invitation.</summary>
    /// <exception cref="InvalidOperationException">It was refused; the message holds what the node said.</exception>
    public Task<string> EnrolAsync(string province, string invitation)
    {
        _nodes.TryAdd(province, (Ports.Free(), null));
        return ChildProcess.RunAsync("ProvinceNode", ["enroll", invitation, .. NodeOptions(province)]);
    }

    /// <summary>Runs the hub's command line.</summary>
    public Task<string> HubCommandAsync(params string[] words) => ChildProcess.RunAsync("NationalHub", [.. words, .. HubOptions()]);

    public string NodeFolder(string province) => Path.Combine(_folder, $"node-{province}");

    /// <param name="more">Settings beside the usual ones.</param>
    public async Task StartNodeAsync(string province, params string[] more)
    {
        var name = $"node-{province}";
        _running[name] = ChildProcess.Start("ProvinceNode", ["--urls", Node(province).ToString().TrimEnd('/'), .. NodeOptions(province), .. more], _clocks.GetValueOrDefault(name));
        await _running[name].AnswersAsync(new Uri(Node(province), "health/live"));
    }

    /// <summary>Runs a command of the node beside its process, as an operator does.</summary>
    public Task<string> RunNodeAsync(string province, params string[] words) => ChildProcess.RunAsync("ProvinceNode", [.. words, .. NodeOptions(province)]);

    /// <summary>Asks an address until its answer holds a text, at most two minutes.</summary>
    public static async Task UntilAsync(Uri address, string text)
    {
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!(await client.GetStringAsync(address, limit.Token)).Contains(text, StringComparison.Ordinal))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>kill -9 of hub, services or node-38.</summary>
    public Task KillAsync(string name) => _running[name].KillAsync();

    public string OutputOf(string name) => _running[name].Output;

    public async ValueTask DisposeAsync()
    {
        foreach (var child in _running.Values)
        {
            await child.DisposeAsync();
        }

        foreach (var clock in _clocks.Values)
        {
            clock.Dispose();
        }

        DataFolder.Remove(_folder);
    }

    private string[] HubOptions() =>
    [
        $"--Data:Folder={Path.Combine(_folder, "hub")}", $"--Listen:HttpPort={_hubPort}", $"--Listen:NodePort={_nodesPort}",
        $"--Gateways:PopulationAddress={Services}", $"--Gateways:PortalAddress={Services}", "--Gateways:PortalClientId=hub",
        "--Gateways:PortalClientSecret=chi-dung-de-thu", "--Gateways:Rehearsal=true",
    ];

    private string[] NodeOptions(string province) =>
    [
        $"--Node:ProvinceCode={province}", $"--Node:DataFolder={Path.Combine(_folder, $"node-{province}")}", "--Node:Demo=true",
        $"--Node:DemoStartsOn={_nodes[province].Day}", $"--Node:PublicAddress={Node(province)}", $"--Hub:Address=https://{Host}:{_nodesPort}",
        $"--Payments:VnPost:Address={Services}", $"--Payments:VnPost:KeyId=nut-{province}", $"--Payments:VnPost:Secret={PaySecret}",
    ];
}
