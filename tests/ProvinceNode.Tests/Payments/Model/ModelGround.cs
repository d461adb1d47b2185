using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Payments.Providers.Http;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>
/// What all schedules of a process share: the node's services, made once, in which database, clock and payer are those of the schedule that asks; a database that was migrated and set up once, cut down to
/// one district of two communes; the rules of the law, which no schedule changes.
/// </summary>
internal sealed class ModelGround
{
    public const string District = "38.400";
    public const string Here = "38.400.16063";
    public const string There = "38.400.16066";

    private static readonly Lazy<Task<ModelGround>> One = new(MakeAsync);
    private static int _files;

    private readonly string _folder;

    private ModelGround(IServiceProvider services, string folder, string template) => (Services, _folder, Template) = (services, folder, template);

    public IServiceProvider Services { get; }

    /// <summary>The database that every schedule begins with.</summary>
    public string Template { get; }

    /// <summary>Rules, calendar and offices of <see cref="Here"/>; day and moment are the asker's.</summary>
    public FlowContext Flow { get; private set; } = null!;

    public static Task<ModelGround> GetAsync() => One.Value;

    /// <summary>A copy of it.</summary>
    public string NewFile()
    {
        var file = Path.Combine(_folder, $"{Interlocked.Increment(ref _files)}.db");
        File.Copy(Template, file);
        return file;
    }

    private static async Task<ModelGround> MakeAsync()
    {
        // In memory where the system has such a folder: what a power cut leaves is not asked here.
        var folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"btxh-model-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        var (day, data) = (new DateOnly(2022, 10, 5), new DataFolder());
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Directory.Delete(folder, recursive: true);
            data.Dispose();
        };
        var app = NodeHost.Unstarted(data, new FakeClock(day), new NodeHostSettings { Day = day, Services = Replace });
        var ground = new ModelGround(app.Services, folder, await CutAsync(folder));
        using var store = new ModelStore(ground);
        var world = new PayWorld(ground, store, 0);
        ground.Flow = await world.InAsync(store.First, District, null, s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse(Here), default));
        return ground;
    }

    private static void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Scoped(s => new SqliteNodeDb(Worker.Now.Value!.Options, s.GetRequiredService<TenantScope>())));
        services.Replace(ServiceDescriptor.Singleton(new VietnamTime(new WorldClock())));
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new FailureLog()));
        // Lives of some months know settled months too.
        services.Configure<BuildingOptions>(o => o.MonthsRead = 0);
        services.RemoveAll<IPaymentProvider>();
        services.AddSingleton<IPaymentProvider>(new LedgerChannel(VnPostHttp.ProviderCode));
        services.AddSingleton<IPaymentProvider>(new LedgerChannel(ExchangeFolder.ProviderCode));
        services.AddSingleton<IPaymentProvider>(new LedgerChannel(BankTransferFile.ProviderCode));
    }

    private static async Task<string> CutAsync(string folder)
    {
        var file = Path.Combine(folder, "template.db");
        await File.WriteAllBytesAsync(file, await NodeHost.TemplateAsync("38"));
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var cut = connection.CreateCommand();
            cut.CommandText = $"""
                DELETE FROM Offices WHERE TenantPath NOT IN ('38', '{District}', '{Here}', '{There}');
                PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);
                """;
            await cut.ExecuteNonQueryAsync();
        }

        await KnowAsync(file, PayWorld.Head, PayWorld.Cashier);
        return file;
    }

    // Runs over all lists of a month go on in the name of who asked, as his account stands.
    private static async Task KnowAsync(string file, params SignedInOfficial[] officials)
    {
        await using var db = new SqliteNodeDb(new DbContextOptionsBuilder<SqliteNodeDb>().UseSqlite($"Data Source={file};Pooling=False").Options, new TenantScope());
        foreach (var o in officials)
        {
            db.Users.Add(new Official { Id = o.Id, UserName = o.UserName, NormalizedUserName = o.UserName.ToUpperInvariant(), FullName = o.FullName, Title = o.Title, OfficePath = o.Office.Value, SecurityStamp = $"{o.Id:N}", TwoFactorEnabled = true });
            db.OfficialRoles.AddRange(o.Roles.Select(r => new OfficialRole { OfficialId = o.Id, Role = r }));
        }

        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private sealed class WorldClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Worker.Now.Value is { } worker ? worker.World.Clock.GetUtcNow() : DateTimeOffset.UnixEpoch;
    }

    /// <summary>A job logs what it meets and goes on; the schedule must know of it.</summary>
    private sealed class FailureLog : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null && Worker.Now.Value is { IsDead: false } worker)
            {
                worker.World.Failures.Add(exception);
            }
        }

        public void Dispose()
        {
        }
    }
}
