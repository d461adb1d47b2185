using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NationalHub.Platform;
using NationalHub.Reporting;
using NationalHub.Reporting.OData;

namespace Benchmarks;

/// <summary>What the benchmark found.</summary>
/// <param name="Rows">Beneficiary rows in the table.</param>
/// <param name="Door">Median seconds of the $apply through HTTP.</param>
/// <param name="Sql">Median seconds of the same SQL by hand.</param>
/// <param name="Ratio">Median of the ratios of each pair of runs, which share whatever else the machine was doing.</param>
public sealed record ApplyResult(int Rows, double Door, double Sql, double Ratio);

/// <summary>The ministry's grouping over the hub's own table: through the OData door on a loopback port, against the same SQL through
/// Microsoft.Data.Sqlite. The aim is at most 1.5 times the SQL.</summary>
public static class ApplyBenchmark
{
    public const double Aim = 1.5;
    private const int Repeats = 9;
    private const string Query = "Beneficiaries?$apply=groupby((ProvinceCode,CategoryCode),aggregate($count as People,MonthlyAmount with sum as Money))";
    private const string Sql = """
        SELECT ProvinceCode, CategoryCode, COUNT(*) AS People, SUM(MonthlyAmount) AS Money
        FROM Beneficiaries WHERE NOT Deleted GROUP BY ProvinceCode, CategoryCode ORDER BY ProvinceCode, CategoryCode
        """;

    /// <param name="rows">Beneficiaries to fill in; one million is what the aim speaks of.</param>
    public static async Task<ApplyResult> RunAsync(TextWriter output, int rows = 1_000_000, CancellationToken ct = default)
    {
        var file = Path.Combine(Path.GetTempPath(), $"apply-{Guid.NewGuid():N}.db");
        try
        {
            await FillAsync(file, rows, ct);
            await using var app = await HostAsync(file, ct);
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First() + "/odata/") };
            await using var connection = new SqliteConnection($"Data Source={file}");
            await connection.OpenAsync(ct);
            await RequireEqualAsync(client, connection, rows, ct);
            var (door, sql) = (new List<double>(), new List<double>());
            for (var i = 0; i < Repeats; i++)
            {
                sql.Add(await TimeAsync(() => SqlAsync(connection, ct)));
                door.Add(await TimeAsync(() => client.GetStringAsync(Query, ct)));
            }
            var result = new ApplyResult(rows, Median(door), Median(sql), Median([.. door.Zip(sql, (d, s) => d / s)]));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"$apply over {rows:N0} rows: OData door {result.Door * 1000:F0} ms, SQL by hand {result.Sql * 1000:F0} ms, ratio {result.Ratio:F2} (aim <= {Aim:F1}), {Repeats} pairs of runs"));
            return result;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(file + suffix);
            }
        }
    }

    private static async Task<WebApplication> HostAsync(string file, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        builder.Services.AddDbContext<HubDb, SqliteHubDb>(options => options.UseSqlite($"Data Source={file}"));
        builder.Services.AddODataDoor(builder.Configuration);
        var app = builder.Build();
        app.MapODataDoor<HubDb>("/odata", new ODataModelBuilder("BaoTroXaHoi").Set<Beneficiary>("Beneficiaries", set => set
            .Key(x => x.ProvinceCode).Key(x => x.Id).Property(x => x.CategoryCode).Property(x => x.MonthlyAmount)).Build());
        await app.StartAsync(ct);
        return app;
    }

    /// <summary>Raw prepared inserts, spread over 34 provinces and 24 categories.</summary>
    private static async Task FillAsync(string file, int rows, CancellationToken ct)
    {
        await using (var db = new SqliteHubDb(new DbContextOptionsBuilder<SqliteHubDb>().UseSqlite($"Data Source={file}").Options))
        {
            await db.Database.EnsureCreatedAsync(ct);
            var entity = db.Model.FindEntityType(typeof(Beneficiary))!;
            var columns = entity.GetProperties().Where(property => !property.IsNullable).Select(property => (property.Name, Text: property.ClrType == typeof(string))).ToList();
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            await connection.OpenAsync(ct);
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(ct);
            await using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = $"INSERT INTO Beneficiaries ({string.Join(",", columns.Select(c => c.Name))}) VALUES ({string.Join(",", columns.Select(c => "$" + c.Name))})";
            columns.ForEach(column => insert.Parameters.AddWithValue("$" + column.Name, column.Text ? "Thôn Đông, xã mẫu" : 0));
            insert.Parameters["$RecordedAt"].Value = insert.Parameters["$ReceivedAt"].Value = "2026-01-01 00:00:00";
            for (var i = 0; i < rows; i++)
            {
                insert.Parameters["$ProvinceCode"].Value = ((i % 34) + 10).ToString(CultureInfo.InvariantCulture);
                insert.Parameters["$Id"].Value = $"{(uint)i * 2654435761u % uint.MaxValue:x8}-0000-4000-8000-{i:x12}";
                insert.Parameters["$CategoryCode"].Value = $"{(i / 34 % 8) + 1}.{i % 3}";
                insert.Parameters["$MonthlyAmount"].Value = 500_000L * ((i % 4) + 1);
                insert.ExecuteNonQuery();
            }
            await transaction.CommitAsync(ct);
        }
        SqliteConnection.ClearAllPools();
    }

    /// <summary>Both ways must say the same before they are timed; this also warms them.</summary>
    private static async Task RequireEqualAsync(HttpClient client, SqliteConnection connection, int rows, CancellationToken ct)
    {
        using var answer = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync(Query, ct));
        var door = answer.RootElement.GetProperty("value").EnumerateArray()
            .Select(row => (row.GetProperty("ProvinceCode").GetString()!, row.GetProperty("CategoryCode").GetString()!, row.GetProperty("People").GetInt64(), row.GetProperty("Money").GetInt64())).ToList();
        var sql = await SqlAsync(connection, ct);
        if (!door.SequenceEqual(sql) || sql.Sum(row => row.People) != rows)
        {
            throw new InvalidOperationException("The door and the SQL give different answers.");
        }
    }

    private static async Task<List<(string Province, string Category, long People, long Money)>> SqlAsync(SqliteConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var groups = new List<(string, string, long, long)>();
        while (await reader.ReadAsync(ct))
        {
            groups.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        }
        return groups;
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var clock = Stopwatch.StartNew();
        await run();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
