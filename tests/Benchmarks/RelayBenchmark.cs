using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Intake;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;
using NationalHub.Provinces;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Replication;
using Protos.Values;
using TestSupport;
using Latest = NationalHub.Reporting.Beneficiary;

namespace Benchmarks;

/// <summary>
/// The whole road: rows of a node's outbox, read, pushed over mTLS by the real relay, applied by the real hub, acknowledged and taken
/// out of the outbox; against raw prepared inserts of the same rows into the hub's two tables, in the same run.
/// </summary>
public static class RelayBenchmark
{
    private const int Rounds = 3;
    private const int RowsPerCommit = 1000;

    /// <param name="rows">Number of beneficiaries; the issue's figure is 200,000.</param>
    public static async Task RunAsync(TextWriter output, int rows, CancellationToken ct)
    {
        var records = Enumerable.Range(0, rows).Select(Person).ToList();
        await output.WriteLineAsync($"Relay: {rows:N0} rows of a node's outbox to the hub over mTLS, acknowledged and removed");
        var (relayed, raw) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            raw.Add(rows / await RawAsync(records, ct));
            relayed.Add(rows / await RelayAsync(records, ct));
            await output.WriteLineAsync($"  round {round + 1}: relayed {relayed[^1]:N0} rows/s; raw {raw[^1]:N0} rows/s with a durable commit per {RowsPerCommit}");
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  median: relayed {Median(relayed):N0} rows/s = {Median(relayed) / Median(raw):N2} of raw"));
        await EqualityBenchmark.RunAsync(output, rows, ct);
    }

    private static async Task<double> RelayAsync(List<Record> records, CancellationToken ct)
    {
        await using var hub = await HubHost.StartAsync();
        using var folder = new DataFolder();
        (await hub.AddProvinceAsync("38", folder.Path)).Dispose();

        await using var services = Node(hub, folder);
        await FillAsync(services, records, ct);
        var (status, relay) = (services.GetRequiredService<RelayStatus>(), services.GetServices<IHostedService>().Single(s => s is Relay));
        var started = Stopwatch.GetTimestamp();
        await relay.StartAsync(ct);
        while (status.Now.Pushed < records.Count)
        {
            await Task.Delay(5, ct);
        }

        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await relay.StopAsync(ct);
        var arrived = await hub.WithDbAsync(db => db.Beneficiaries.CountAsync(ct));
        return arrived == records.Count ? took : throw new InvalidOperationException($"{arrived} of {records.Count} rows arrived.");
    }

    internal static ServiceProvider Node(HubHost hub, DataFolder folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Node:ProvinceCode"] = "38", ["Node:DataFolder"] = folder.Path, ["Hub:Address"] = $"https://127.0.0.1:{hub.Nodes.Port}",
            ["Hub:CertificateFile"] = folder[HubHost.NodeBundle], ["Hub:AuthorityFile"] = folder[HubHost.AuthorityFile],
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.Configure<NodeOptions>(configuration.GetSection(NodeOptions.Section));
        services.AddVietnamTime();
        services.AddNodeDb(configuration);
        services.AddReplication(configuration);
        return services.BuildServiceProvider();
    }

    private static async Task FillAsync(ServiceProvider services, List<Record> records, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        await db.Database.EnsureCreatedAsync(ct);
        db.States.Add(new NodeState { ProvinceCode = "38" });
        foreach (var chunk in records.Chunk(5000))
        {
            db.Outbox.AddRange(chunk.Select(r => new OutboxRow
            {
                Kind = (int)r.Kind, RecordId = Guid.Parse(r.Id), Epoch = 1, Version = 1, TenantPath = r.TenantPath, Message = r.ToByteArray(),
                RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(r.RecordedAtUnixMs).UtcDateTime,
            }));
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>No checks, no wire, no answer: the rows are made before the clock starts.</summary>
    private static async Task<double> RawAsync(List<Record> records, CancellationToken ct)
    {
        using var folder = new DataFolder();
        var file = $"Data Source={folder["raw.db"]};Pooling=False";
        await using var db = new SqliteHubDb(new DbContextOptionsBuilder<SqliteHubDb>().UseSqlite(file).Options);
        await db.Database.MigrateAsync(ct);
        var (units, now) = (ProvinceUnits.Find("38")!, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        var latest = Values(db, records.Select(r => (Latest)RecordRows.Latest(r, units, now)));
        var history = Values(db, records.Select(r => RecordRows.History(r, "38", now)));
        await using var connection = new SqliteConnection(file);
        await connection.OpenAsync(ct);
        await using (var pragmas = connection.CreateCommand())
        {
            pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY";
            await pragmas.ExecuteNonQueryAsync(ct);
        }

        var started = Stopwatch.GetTimestamp();
        for (var at = 0; at < records.Count; at += RowsPerCommit)
        {
            var count = Math.Min(RowsPerCommit, records.Count - at);
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(ct);
            Insert(connection, transaction, latest.Sql, latest.Rows.GetRange(at, count));
            Insert(connection, transaction, history.Sql, history.Rows.GetRange(at, count));
            await transaction.CommitAsync(ct);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static (string Sql, List<object[]> Rows) Values<T>(HubDb db, IEnumerable<T> rows)
    {
        var table = new BulkTable<T>(db);
        var names = string.Join(", ", table.Names.Select(n => $"\"{n}\""));
        var sql = $"INSERT INTO \"{table.Name}\" ({names}) VALUES ({string.Join(", ", Enumerable.Range(0, table.Count).Select(i => $"$p{i}"))})";
        return (sql, [.. rows.Select(r => Enumerable.Range(0, table.Count).Select(i => table.Value(r, i)).ToArray())]);
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, string sql, List<object[]> rows)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        command.Parameters.AddRange(Enumerable.Range(0, rows[0].Length).Select(i => new SqliteParameter { ParameterName = $"$p{i}" }));
        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters[i].Value = row[i];
            }

            command.ExecuteNonQuery();
        }
    }

    private static Record Person(int i) => new()
    {
        Id = Guid.NewGuid().ToString("D"), Epoch = 1, Version = 1, Kind = RecordKind.Beneficiary, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000 + i,
        Beneficiary = new BeneficiaryState
        {
            Code = $"38-{i:d7}", FullName = $"Nguyễn Thị Thủy {i % 977}", BirthDate = $"19{30 + (i % 60)}-0{1 + (i % 9)}-1{i % 9}", Sex = 1 + (i % 2), EthnicCode = "01",
            CitizenId = $"038154{i:d6}", CommuneCode = "14758", Village = $"Thôn {i % 12}", CategoryCode = "6.dbn.adult", MonthlyAmountDong = 750_000,
            CoefficientHundredths = 150, StartMonth = 202610, Status = "Active", IdentityStatus = "Matched",
        },
    };

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
