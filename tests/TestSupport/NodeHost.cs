using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport.Server;

namespace TestSupport;

/// <summary>What a node of a test is.</summary>
public sealed record NodeHostSettings
{
    /// <summary>Thanh Hóa unless told otherwise.</summary>
    public string Province { get; init; } = "38";

    /// <summary>A working day of the three-tier organisation unless told otherwise.</summary>
    public DateOnly Day { get; init; } = new(2025, 3, 10);

    /// <summary>More configuration, e.g. <c>Node:Demo</c>.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>();

    /// <summary>Last word on the services, e.g. to stand in for a partner.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>True for a real Kestrel port (browsers, gRPC); false for the faster in-memory server.</summary>
    public bool RealPort { get; init; }

    /// <summary>False runs only what is asked for: no jobs in the background.</summary>
    public bool BackgroundJobs { get; init; }
}

/// <summary>The real node, started in memory on its own data folder, with a clock that the test moves.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> Templates = new();
    private readonly DataFolder _folder;

    private NodeHost(WebApplication app, DataFolder folder, FakeClock clock, NodeHostSettings settings) =>
        (App, _folder, Clock, Settings) = (app, folder, clock, settings);

    public WebApplication App { get; }

    public FakeClock Clock { get; }

    public NodeHostSettings Settings { get; }

    public string Folder => _folder.Path;

    /// <summary>Address of the server; <c>http://localhost/</c> in memory.</summary>
    public Uri Address => Settings.RealPort ? new Uri(App.Urls.First()) : new Uri("http://localhost/");

    /// <summary>Starts a node whose database is a copy of one that was migrated and set up once in this process.</summary>
    public static async Task<NodeHost> StartAsync(NodeHostSettings? settings = null)
    {
        settings ??= new NodeHostSettings();
        var template = await TemplateAsync(settings.Province);
        var folder = new DataFolder();
        await File.WriteAllBytesAsync(folder["node.db"], template);
        var clock = new FakeClock(settings.Day);
        var app = NodeApplication.Build([], b => Configure(b, folder, clock, settings));
        await app.StartAsync();
        return new NodeHost(app, folder, clock, settings);
    }

    /// <summary>The database that nodes of a province begin with: migrated and set up once in this process.</summary>
    public static Task<byte[]> TemplateAsync(string province) => Templates.GetOrAdd(province, p => new(() => MakeTemplateAsync(p))).Value;

    /// <summary>The node with its services and nothing that runs: for tests that live thousands of lives on databases of their own. The caller disposes of it.</summary>
    public static WebApplication Unstarted(DataFolder folder, FakeClock clock, NodeHostSettings settings) => NodeApplication.Build([], b => Configure(b, folder, clock, settings));

    /// <summary>A client that keeps cookies and does not follow redirects by itself unless asked.</summary>
    public HttpClient NewClient(bool followRedirects = true)
    {
        var handler = new CookieHandler(Settings.RealPort ? new SocketsHttpHandler { AllowAutoRedirect = false } : App.GetTestServer().CreateHandler())
        {
            FollowRedirects = followRedirects,
        };
        return new HttpClient(handler) { BaseAddress = Address };
    }

    /// <summary>Runs something with the node's services in the scope of an office (the whole province unless told otherwise).</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work, string? office = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(office ?? Settings.Province));
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc cref="WithAsync{T}"/>
    public Task WithAsync(Func<IServiceProvider, Task> work, string? office = null) =>
        WithAsync(async s =>
        {
            await work(s);
            return true;
        }, office);

    /// <summary>Runs something on the node's database in the scope of an office.</summary>
    public Task<T> WithDbAsync<T>(Func<NodeDb, Task<T>> work, string? office = null) =>
        WithAsync(s => work(s.GetRequiredService<NodeDb>()), office);

    /// <summary>A client signed in as an official of a role at an office; the account is made at first need. No password is typed: the session cookie is sealed as the node does.</summary>
    /// <param name="confirmed">His second factor was asked a moment ago; false: what binds money asks for it.</param>
    public async Task<HttpClient> SignInAsync(string role, string office, bool confirmed = true)
    {
        var official = await OfficialAsync(role, office);
        var cookie = await WithAsync(async s => await SessionCookie.ForAsync(s, official)
            + (confirmed ? $",{StepUp.CookieName}={s.GetRequiredService<StepUp>().Seal(official)}; path=/" : ""));
        var client = NewClient();
        client.DefaultRequestHeaders.Add(CookieHandler.Fixed, cookie);
        return client;
    }

    /// <summary>The account of a role at an office, active and with its second factor set up; made at first need.</summary>
    public Task<Official> OfficialAsync(string role, string office) => WithDbAsync(async db =>
    {
        var name = $"{role}.{office}";
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.UserName == name) is { } known)
        {
            return known;
        }

        var official = new Official
        {
            Id = Guid.CreateVersion7(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), FullName = $"Cán bộ {name}",
            Title = Roles.Names.GetValueOrDefault(role, role), OfficePath = office, SecurityStamp = Guid.NewGuid().ToString("N"), TwoFactorEnabled = true,
        };
        db.Users.Add(official);
        db.OfficialRoles.Add(new OfficialRole { OfficialId = official.Id, Role = role });
        await db.SaveChangesAsync();
        return official;
    });

    /// <summary>Stops the node; fails when a query of its life is not understood by SQL Server.</summary>
    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        var conduct = App.Services.GetService<ServerConduct>();
        await App.DisposeAsync();
        _folder.Dispose();
        conduct?.Check();
        if (QueryRecorder.Failures.TryDequeue(out var failure))
        {
            throw new InvalidOperationException(failure);
        }
    }

    private static void Configure(WebApplicationBuilder builder, DataFolder folder, FakeClock clock, NodeHostSettings settings)
    {
        var values = new Dictionary<string, string?>(settings.Configuration)
        {
            ["Node:ProvinceCode"] = settings.Province, ["Node:DataFolder"] = folder.Path, ["Database:Provider"] = "Sqlite",
            ["Serilog:MinimumLevel:Default"] = "Warning",
        };
        builder.Configuration.AddInMemoryCollection(values);
        builder.Logging.ClearProviders();
        if (settings.RealPort)
        {
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        // Build adds its services after this runs, so what must win is put in when the container is made.
        builder.Host.UseServiceProviderFactory(new LastWord(services =>
        {
            services.Replace(ServiceDescriptor.Singleton(new VietnamTime(clock)));
            QueryRecorder.Attach(services);
            ServerConduct.Attach(services);
            settings.Services?.Invoke(services);
            if (!settings.BackgroundJobs)
            {
                NoJobs(services);
            }
        }));
    }

    private static void NoJobs(IServiceCollection services)
    {
        foreach (var job in services.Where(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService)
            && IsJob(s.ImplementationType ?? s.ImplementationInstance?.GetType())).ToList())
        {
            services.Remove(job);
        }
    }

    private static bool IsJob(Type? type) => type is not null && type != typeof(NodeSetUp)
        && (type.Namespace?.StartsWith("ProvinceNode", StringComparison.Ordinal) == true || type.Namespace?.StartsWith("Quartz", StringComparison.Ordinal) == true);

    private static async Task<byte[]> MakeTemplateAsync(string province)
    {
        using var folder = new DataFolder();
        var settings = new NodeHostSettings { Province = province };
        await using (var app = NodeApplication.Build([], b => Configure(b, folder, new FakeClock(settings.Day), settings)))
        {
            await NodeSetUp.RunAsync(app.Services, CancellationToken.None);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return await File.ReadAllBytesAsync(folder["node.db"]);
    }

    private sealed class LastWord(Action<IServiceCollection> say) : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
        {
            say(containerBuilder);
            return containerBuilder.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        }
    }
}
