using EndToEnd.Tests.Processes;
using ProvinceNode.Organization;

namespace EndToEnd.Tests.Faults;

/// <summary>The process of a hub and of a node with people, a proxy that reads what they say between them, and clocks of both that a test moves. Begins with a line on which everything goes wrong.</summary>
public sealed class UnrulyWorld : IAsyncLifetime
{
    private const string Waiting = "SELECT RecordId, Epoch, Version FROM Outbox";
    private int _person;
    private DeskClient? _desk;

    internal RealProcesses World { get; } = new();

    internal MessageFaults Faults { get; } = new() { Meddling = Meddling.Unruly };

    internal MessageProxy Proxy { get; private set; } = null!;

    internal MovedClock HubClock { get; private set; } = null!;

    internal MovedClock NodeClock { get; private set; } = null!;

    internal string[] NodeSettings => [$"--Hub:Address=https://127.0.0.1:{Proxy.Port}", "--Relay:Compress=false", "--Relay:BatchRows=4", "--Relay:MaxPauseSeconds=1", "--Relay:HeartbeatSeconds=2", "--Relay:PollSeconds=1"];

    public async Task InitializeAsync()
    {
        (HubClock, NodeClock) = (World.ClockOf("hub"), World.ClockOf("node-38"));
        await World.StartHubAsync();
        var accounts = await World.AddNodeAsync("38", "2022-10-05", "16063", people: true, async () =>
        {
            Proxy = await MessageProxy.StartAsync(World, "38", Faults);
            return NodeSettings;
        });
        _desk = new DeskClient(World.Node("38"), accounts.Single(a => a.Role == Roles.Desk && a.Office == "38.400.16063"));
        await SettledAsync();
    }

    public async Task DisposeAsync()
    {
        if (Proxy is not null)
        {
            await Proxy.DisposeAsync();
        }

        await World.DisposeAsync();
    }

    /// <summary>A new dossier at the node; its code, in lower case.</summary>
    internal async Task<string> EnterAsync() => (await _desk!.EnterAsync(++_person)).ToLowerInvariant();

    internal Task SettledAsync() => Federation.Federation.UntilAsync(() => Task.FromResult(DatabaseFile.Rows(World.NodeDatabase("38"), Waiting).Count == 0));

    internal Task ArrivesAsync(string dossier) => Federation.Federation.UntilAsync(() => Task.FromResult(IsThere(dossier)));

    internal bool IsThere(string dossier) => DatabaseFile.Rows(World.HubDatabase, "SELECT Code, 0, 0 FROM Dossiers").Contains($"{dossier} 0 0");

    internal bool IsHeld() => DatabaseFile.Rows(World.NodeDatabase("38"), Waiting).Count > 0;

    /// <summary>The relay has its stream; one that was just told to come back has it in a moment.</summary>
    internal Task ConnectedAsync() => Federation.Federation.UntilAsync(async () => (await ReadyAsync()).Contains("\"relay\":\"Connected\"", StringComparison.Ordinal));

    internal Task<string> ReadyAsync() => HttpAsync(new Uri(World.Node("38"), "health/ready"));

    /// <summary>Every version that the node recorded is in the hub's history, and nothing else: what a certificate costs a process of its own for.</summary>
    internal async Task AssertVersionsAsync()
    {
        const string newest = "SELECT {0}, MAX(Epoch), MAX(Version) FROM RecordVersions GROUP BY Kind, {0}";
        SortedSet<string> Of(string database, string id) => DatabaseFile.Rows(database, string.Format(System.Globalization.CultureInfo.InvariantCulture, newest, id));
        // Checks in the background still raise versions for a while: both sides are read again until they agree.
        await Federation.Federation.UntilAsync(async () =>
        {
            await SettledAsync();
            return Of(World.NodeDatabase("38"), "RecordId").SetEquals(Of(World.HubDatabase, "Id"));
        });
    }

    /// <summary>The certificate of equality, asked for by its command: the node's records are the hub's, down to the byte.</summary>
    internal async Task AssertEqualAsync()
    {
        await SettledAsync();
        Assert.Contains("0 đang gửi, hai bên khớp", await World.RunNodeAsync("38", "replication", "certificate"), StringComparison.Ordinal);
        Assert.DoesNotContain(DatabaseFile.Rows(World.HubDatabase, "SELECT Kind, 0, 0 FROM SecurityEvents"), e => e.StartsWith("epoch", StringComparison.Ordinal));
    }

    private static async Task<string> HttpAsync(Uri address)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(address);
    }
}
