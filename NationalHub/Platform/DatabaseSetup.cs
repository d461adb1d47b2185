using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;
using NationalHub.Platform.Bulk;

namespace NationalHub.Platform;

/// <summary>Chooses the provider and brings the schema up to date.</summary>
public static class DatabaseSetup
{
    public static IServiceCollection AddHubDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<DataOptions>(configuration.GetSection("Data"));
        services.Configure<DatabaseOptions>(configuration.GetSection("Database"));
        if (configuration.GetSection("Database").Get<DatabaseOptions>() is { IsSqlServer: true })
        {
            services.AddDbContext<HubDb, SqlServerHubDb>((provider, options) => UseSqlServer(options, provider));
            services.AddSingleton<IBulkWriter, SqlServerBulkWriter>();
        }
        else
        {
            services.AddDbContext<HubDb, SqliteHubDb>((provider, options) => UseSqlite(options, ConnectionString(provider)));
            services.AddSingleton<IBulkWriter, SqliteBulkWriter>();
        }

        return services;
    }

    /// <summary>First start makes the database; a later one migrates it; a failed migration leaves the data untouched.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        if (!db.Database.IsSqlite())
        {
            // SQL Server migrates each step in a transaction of its own.
            await db.Database.MigrateAsync(cancellation).ConfigureAwait(false);
            RowVersions.Require(await db.Database.SqlQueryRaw<bool>(RowVersions.Question).SingleAsync(cancellation).ConfigureAwait(false), db.Database.GetDbConnection().Database);
            return;
        }

        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        var unfinished = File.Exists(file + ".before-migration");
        if (unfinished || !File.Exists(file) || (await db.Database.GetPendingMigrationsAsync(cancellation).ConfigureAwait(false)).Any())
        {
            await db.Database.CloseConnectionAsync().ConfigureAwait(false);
            SqliteConnection.ClearAllPools();
            await SqliteSafeguard.RunAsync(file, token => MigrateSqliteAsync(db, token), cancellation).ConfigureAwait(false);
        }
    }

    internal static void UseSqlite(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(new SqlitePragmas());

    internal static void UseSqlServer(DbContextOptionsBuilder options, string connectionString, int maxBatchSize = 0) =>
        options.UseSqlServer(connectionString, sql =>
        {
            if (maxBatchSize > 0)
            {
                sql.MaxBatchSize(maxBatchSize);
            }
        });

    private static async Task MigrateSqliteAsync(HubDb db, CancellationToken cancellation)
    {
        await db.Database.MigrateAsync(cancellation).ConfigureAwait(false);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation).ConfigureAwait(false);
        await db.Database.CloseConnectionAsync().ConfigureAwait(false);
    }

    private static void UseSqlServer(DbContextOptionsBuilder options, IServiceProvider provider)
    {
        var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        UseSqlServer(options, database.ConnectionString, database.MaxBatchSize);
    }

    private static string ConnectionString(IServiceProvider provider)
    {
        var given = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString;
        var file = provider.GetRequiredService<IOptions<DataOptions>>().Value.PathOf("hub.db");
        var builder = new SqliteConnectionStringBuilder(given.Length > 0 ? given : $"Data Source={file}")
        {
            ForeignKeys = true,
            DefaultTimeout = 30,
        };
        return builder.ToString();
    }
}
