using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using Protos.Replication;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Federation;

/// <summary>A real hub and real nodes of province 38 over mutual TLS; the hub can be stopped and started on the same port and data.</summary>
internal sealed class Federation : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("federation-").FullName;
    private string _certificates = "";
    private readonly int _port = Ports.Free();

    public HubHost? Hub { get; private set; }

    /// <summary>Where the hub listens for nodes, whichever time it was started.</summary>
    public int Port => _port;

    public static async Task<Federation> StartAsync()
    {
        var federation = new Federation();
        await federation.StartHubAsync();
        federation._certificates = Path.Combine(federation._folder, "38");
        (await federation.Hub!.AddProvinceAsync("38", federation._certificates)).Dispose();
        return federation;
    }

    public async Task StartHubAsync() => Hub = await HubHost.StartAsync(
        _folder, b =>
        {
            b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Listen:NodePort"] = $"{_port}" });
            // Streams are cut off, as by a kill.
            b.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        });

    public async Task StopHubAsync()
    {
        if (Hub is not null)
        {
            await Hub.DisposeAsync();
            Hub = null;
        }
    }

    /// <param name="through">Port of a line that stands between; null: straight to the hub.</param>
    /// <param name="more">Settings beside the usual ones.</param>
    public Task<NodeHost> StartNodeAsync(int? through = null, Dictionary<string, string?>? more = null) => NodeHost.StartAsync(new NodeHostSettings
    {
        BackgroundJobs = true,
        Configuration = new Dictionary<string, string?>(more ?? new Dictionary<string, string?>())
        {
            ["Hub:Address"] = $"https://127.0.0.1:{through ?? _port}", ["Hub:CertificateFile"] = Path.Combine(_certificates, HubHost.NodeBundle),
            ["Hub:AuthorityFile"] = Path.Combine(_certificates, HubHost.AuthorityFile),
            ["Relay:BatchRows"] = more?.GetValueOrDefault("Relay:BatchRows") ?? "20", ["Relay:FlushMilliseconds"] = "1", ["Relay:MaxPauseSeconds"] = "1",
        },
    });

    public async Task<Position> PositionAsync()
    {
        await using var scope = Hub!.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ReadPosition>().HandleAsync("38", false, CancellationToken.None);
    }

    /// <summary>Nothing waits, and the digests of both sides are equal.</summary>
    public async Task AssertEqualAsync(NodeHost node, int records)
    {
        await UntilAsync(async () => await node.WithDbAsync(db => db.Outbox.CountAsync()) == 0);
        var ours = new RecordDigest();
        foreach (var b in await node.WithDbAsync(db => db.Beneficiaries.AsNoTracking().ToListAsync()))
        {
            ours.Add(b.Id.ToString("D"), (ulong)b.Epoch, (ulong)b.Version);
        }

        var theirs = (await PositionAsync()).Kinds.Single(k => k.Kind == RecordKind.Beneficiary);
        Assert.Equal((records, ours.Value), ((int)theirs.Records, theirs.Digest));
        Assert.Equal(records, ours.Count);
    }

    public static Task<Guid> AddAsync(NodeHost node, string name, int count = 1) => node.WithDbAsync(async db =>
    {
        var people = Enumerable.Range(0, count).Select(i => NewPerson($"{name} {i}")).ToList();
        db.AddRange(people);
        Assert.True(await db.SaveAsync(AnAct(name), CancellationToken.None));
        return people[0].Id;
    });

    public static Task<bool> RenameAsync(NodeHost node, Guid id, string name) => node.WithDbAsync(async db =>
    {
        (await db.Beneficiaries.SingleAsync(b => b.Id == id)).FullName = name;
        return await db.SaveAsync(AnAct(name), CancellationToken.None);
    });

    public static RelayStatus Status(NodeHost node) => node.App.Services.GetRequiredService<RelayStatus>();

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopHubAsync();
        DataFolder.Remove(_folder);
    }

    public static Act AnAct(string reason) =>
        Act.BySystem(TenantPath.Parse("38"), "test.change", new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), reason);

    private static Beneficiary NewPerson(string name) => new()
    {
        Id = Guid.CreateVersion7(), Code = Guid.NewGuid().ToString("N")[..20], TenantPath = "38.380.14758", FullName = name, FoldedName = "x",
        BirthDate = "1954", Sex = 2, EthnicCode = "01", CitizenId = "", OldIdentityNumber = "", CommuneCode = "14758", Village = "", Phone = "",
        IdentityStatus = "Matched",
    };
}
