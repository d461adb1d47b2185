using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;
using System.Data.Common;

namespace ProvinceNode.Platform;

/// <summary>Registers the node's database under the configured provider.</summary>
public static class Persistence
{
    // EF's own cache holds 10,240 units, of which a compiled query takes ten. The node asks more than a thousand different ones: what fell out is compiled anew, 10 ms of a processor and more each time.
    private static readonly MemoryCache CompiledQueries = new(new MemoryCacheOptions { SizeLimit = 60_000 });

    public static IServiceCollection AddNodeDb(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var node = configuration.GetSection(NodeOptions.Section).Get<NodeOptions>() ?? new NodeOptions();
        services.AddScoped<TenantScope>();
        switch (options.Provider)
        {
            case "Sqlite":
                services.AddDbContext<SqliteNodeDb>(b => UseSqlite(b.UseMemoryCache(CompiledQueries), SqliteConnection(options, node)));
                services.AddScoped<NodeDb>(s => s.GetRequiredService<SqliteNodeDb>());
                break;
            case "SqlServer":
                services.AddDbContext<SqlServerNodeDb>(b => UseSqlServer(b.UseMemoryCache(CompiledQueries), options));
                services.AddScoped<NodeDb>(s => s.GetRequiredService<SqlServerNodeDb>());
                break;
            default:
                throw new InvalidOperationException($"Database:Provider is '{options.Provider}'; it must be Sqlite or SqlServer.");
        }

        return services;
    }

    /// <summary>WAL is set when the file is made; each connection waits for a busy writer and checks foreign keys.</summary>
    public static void UseSqlite(DbContextOptionsBuilder builder, string connection) =>
        builder.UseSqlite(connection).AddInterceptors(SqlitePragmas.Instance);

    private static void UseSqlServer(DbContextOptionsBuilder builder, DatabaseOptions options) =>
        builder.UseSqlServer(options.ConnectionString, sql =>
        {
            if (options.MaxBatchSize > 0)
            {
                sql.MaxBatchSize(options.MaxBatchSize);
            }
        });

    private static string SqliteConnection(DatabaseOptions options, NodeOptions node) =>
        options.ConnectionString.Length > 0
            ? options.ConnectionString
            : new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(node.DataFolder, "node.db"), ForeignKeys = true, DefaultTimeout = 30, Pooling = true,
            }.ToString();

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();

        // FULL: what was acknowledged to a citizen or official survives a power cut, not only a killed process.
        // Eight megabytes of pages: what a transaction reads and writes of a commune is not read from the file over and over.
        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Apply(connection);
            return Task.CompletedTask;
        }

        private static void Apply(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }
}
