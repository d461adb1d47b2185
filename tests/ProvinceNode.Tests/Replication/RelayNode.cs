using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Tests.Replication;

/// <summary>A node's database in a folder of its own, with the relay beside it and a fake hub at the other end.</summary>
internal sealed class RelayNode : IAsyncDisposable
{
    public static readonly TenantPath Province = TenantPath.Parse("38");
    private readonly string _folder = Directory.CreateTempSubdirectory("relay-").FullName;
    private Relay? _relay;

    private RelayNode(FakeHub hub, Action<IServiceCollection>? configure)
    {
        Hub = hub;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Node:ProvinceCode"] = "38", ["Node:DataFolder"] = _folder, ["Relay:FlushMilliseconds"] = "1", ["Relay:MaxPauseSeconds"] = "1",
            ["Relay:BatchRows"] = "10", ["Relay:Window"] = "3", ["Relay:AnswerSeconds"] = "30",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.Configure<NodeOptions>(configuration.GetSection(NodeOptions.Section));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<VietnamTime>();
        services.AddNodeDb(configuration);
        services.AddReplication(configuration);
        services.RemoveAll<HubClient>();
        services.AddSingleton(new HubClient(new FakeWire(hub)));
        configure?.Invoke(services);
        Services = services.BuildServiceProvider();
    }

    public FakeHub Hub { get; }

    public ServiceProvider Services { get; }

    public RelayStatus Status => Services.GetRequiredService<RelayStatus>();

    public static async Task<RelayNode> StartAsync(bool relaying = true, FakeHub? hub = null, Action<IServiceCollection>? configure = null)
    {
        var node = new RelayNode(hub ?? new FakeHub(), configure);
        await node.WithAsync(async db =>
        {
            await db.Database.EnsureCreatedAsync();
            db.States.Add(new NodeState { ProvinceCode = "38" });
            await db.SaveChangesAsync();
        });
        if (relaying)
        {
            await node.RelayAsync();
        }

        return node;
    }

    /// <summary>Starts the relay, as a new process would.</summary>
    public async Task RelayAsync()
    {
        _relay = (Relay)Services.GetServices<IHostedService>().Single(s => s is Relay);
        await _relay.StartAsync(CancellationToken.None);
    }

    public async Task StopRelayAsync()
    {
        if (_relay is not null)
        {
            await _relay.StopAsync(CancellationToken.None);
            _relay.Dispose();
            _relay = null;
        }
    }

    /// <summary>A copy of the database as a backup takes it.</summary>
    public async Task<string> BackupAsync()
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.backup");
        await WithAsync(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {path}"));
        return path;
    }

    /// <summary>Stops the node and puts a backup in the place of its database.</summary>
    public async Task RestoreAsync(string backup)
    {
        await StopRelayAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var file = await AskAsync(db => Task.FromResult(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource));
        foreach (var part in new[] { "-wal", "-shm" })
        {
            File.Delete(file + part);
        }

        File.Copy(backup, file, overwrite: true);
    }

    public async Task<T> AskAsync<T>(Func<NodeDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        db.Scope.Enter(Province);
        return await work(db);
    }

    public Task WithAsync(Func<NodeDb, Task> work) => AskAsync(async db =>
    {
        await work(db);
        return 0;
    });

    public Act AnAct(string reason = "") => Act.BySystem(Province, "test.change", Services.GetRequiredService<VietnamTime>().UtcNow, reason);

    /// <summary>Saves a new beneficiary and returns its id.</summary>
    public Task<Guid> AddAsync(string name = "Nguyễn Thị Hòa", string needs = "") => AskAsync(async db =>
    {
        var person = NewPerson(name);
        person.Needs = needs;
        db.Add(person);
        Assert.True(await db.SaveAsync(AnAct(), CancellationToken.None));
        return person.Id;
    });

    public Task<bool> RenameAsync(Guid id, string name) => AskAsync(async db =>
    {
        (await db.Beneficiaries.SingleAsync(b => b.Id == id)).FullName = name;
        return await db.SaveAsync(AnAct(), CancellationToken.None);
    });

    public Task<List<OutboxRow>> OutboxAsync() => AskAsync(db => db.Outbox.AsNoTracking().OrderBy(r => r.RecordedAt).ToListAsync());

    public Task<List<Act>> ActsAsync() => AskAsync(db => db.Acts.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync());

    public Task EmptyAsync() => UntilAsync(async () => (await OutboxAsync()).Count == 0);

    /// <summary>Waits for a condition; never for a time.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        // A bound for what never comes; a machine that runs everything else too takes its time.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public static Beneficiary NewPerson(string name = "Nguyễn Thị Hòa") => new()
    {
        Id = Guid.CreateVersion7(), Code = Guid.NewGuid().ToString("N")[..20], TenantPath = "38.380.14758", FullName = name, FoldedName = "x",
        BirthDate = "1954", Sex = 2, EthnicCode = "01", CitizenId = "", OldIdentityNumber = "", CommuneCode = "14758", Village = "", Phone = "",
        IdentityStatus = "Matched",
    };

    public async ValueTask DisposeAsync()
    {
        Hub.Answering.Set();
        await StopRelayAsync();
        await Services.DisposeAsync();
        TestSupport.DataFolder.Remove(_folder);
    }
}
