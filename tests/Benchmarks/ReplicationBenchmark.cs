using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NationalHub.Intake;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// Beneficiaries pushed over mTLS to a real hub on Kestrel, batch by batch with several in flight, each answered after a
/// durable commit; against raw prepared inserts of the same rows into the same two tables of a fresh file, in the same run.
/// </summary>
public static class ReplicationBenchmark
{
    internal const int BatchSize = 1000;
    private const int InFlight = 8;
    private const int Rounds = 3;

    /// <param name="rows">Number of beneficiaries; the figure is 200,000.</param>
    public static async Task RunAsync(TextWriter output, int rows, CancellationToken ct)
    {
        var batches = Batches(rows);
        await output.WriteLineAsync($"Replication: {rows:N0} beneficiaries, {batches.Average(b => b.CalculateSize()) / 1024:N0} KB a batch of {BatchSize}, {InFlight} in flight");
        var (pushed, raw, rawDurable) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (oneTook, oneCpu) = await RawAsync(batches, rowsPerCommit: int.MaxValue, ct);
            var (sameTook, _) = await RawAsync(batches, BatchSize, ct);
            var (pushTook, pushCpu) = await PushAsync(batches, ct);
            raw.Add(rows / oneTook);
            rawDurable.Add(rows / sameTook);
            pushed.Add(rows / pushTook);
            await output.WriteLineAsync($"  CPU: pushed {pushCpu:N1} s (both ends), raw {oneCpu:N1} s");
            await output.WriteLineAsync($"  round {round + 1}: pushed {pushed[^1]:N0} rows/s; raw {raw[^1]:N0}/s in one transaction, {rawDurable[^1]:N0}/s with a durable commit per {BatchSize}");
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  median: pushed {Median(pushed):N0} rows/s = {Median(pushed) / Median(raw):N2} of raw in one transaction, {Median(pushed) / Median(rawDurable):N2} of raw with the same commits"));
    }

    internal static async Task<(double Took, double Cpu)> PushAsync(List<PushBatch> batches, CancellationToken ct)
    {
        await using var hub = await HubHost.StartAsync();
        using var certificate = await hub.AddProvinceAsync("38");
        using var channel = hub.Channel(certificate);
        using var call = new ReplicationIntake.ReplicationIntakeClient(channel).Push(cancellationToken: ct);
        using var window = new SemaphoreSlim(InFlight);
        var (started, cpu) = (Stopwatch.GetTimestamp(), Cpu());
        var sending = SendAsync();
        uint applied = 0;
        while (await call.ResponseStream.MoveNext(ct))
        {
            applied += call.ResponseStream.Current.Applied;
            window.Release();
        }

        await sending;
        var took = (Stopwatch.GetElapsedTime(started).TotalSeconds, Cpu() - cpu);
        var expected = batches.Sum(b => b.Records.Count);
        return applied == expected ? took : throw new InvalidOperationException($"{applied} of {expected} rows were applied.");

        async Task SendAsync()
        {
            foreach (var batch in batches)
            {
                await window.WaitAsync(ct);
                await call.RequestStream.WriteAsync(batch, ct);
            }

            await call.RequestStream.CompleteAsync();
        }
    }

    /// <summary>No checks, no wire, no answer: the rows are made before the clock starts.</summary>
    private static async Task<(double Took, double Cpu)> RawAsync(List<PushBatch> batches, int rowsPerCommit, CancellationToken ct)
    {
        var file = Path.Combine(Path.GetTempPath(), $"raw-{Guid.NewGuid():n}.db");
        try
        {
            await using var db = new SqliteHubDb(new DbContextOptionsBuilder<SqliteHubDb>().UseSqlite($"Data Source={file};Pooling=False").Options);
            await db.Database.MigrateAsync(ct);
            var units = ProvinceUnits.Find("38")!;
            var now = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
            var latest = Values(db, batches.SelectMany(b => b.Records).Select(r => (Beneficiary)RecordRows.Latest(r, units, now)));
            var history = Values(db, batches.SelectMany(b => b.Records).Select(r => RecordRows.History(r, "38", now)));
            await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            await connection.OpenAsync(ct);
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY");
            var (started, cpu) = (Stopwatch.GetTimestamp(), Cpu());
            for (var at = 0; at < latest.Rows.Count; at += Math.Min(rowsPerCommit, latest.Rows.Count))
            {
                var count = Math.Min(rowsPerCommit, latest.Rows.Count - at);
                await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(ct);
                Insert(connection, transaction, latest.Sql, latest.Rows.GetRange(at, count));
                Insert(connection, transaction, history.Sql, history.Rows.GetRange(at, count));
                await transaction.CommitAsync(ct);
            }

            return (Stopwatch.GetElapsedTime(started).TotalSeconds, Cpu() - cpu);
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + "-wal");
            File.Delete(file + "-shm");
        }
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
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 0; i < rows[0].Length; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
        }

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

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Ids are random as in life: that is what costs the indexes most.</summary>
    internal static List<PushBatch> Batches(int rows)
    {
        var random = new Random(38);
        var bytes = new byte[16];
        var batches = new List<PushBatch>();
        for (var i = 0; i < rows; i++)
        {
            if (i % BatchSize == 0)
            {
                batches.Add(new PushBatch { Sequence = (ulong)batches.Count + 1, Epoch = 1, Protocol = 1, NodeVersion = "bench", ActChainHead = "a", ActChainLength = 1 });
            }

            random.NextBytes(bytes);
            batches[^1].Records.Add(Person(new Guid(bytes).ToString("D"), i));
        }

        return batches;
    }

    private static Record Person(string id, int i) => new()
    {
        Id = id, Epoch = 1, Version = 1, Kind = RecordKind.Beneficiary, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000 + i,
        Beneficiary = new BeneficiaryState
        {
            Code = $"38-{i:d7}", FullName = $"Nguyễn Thị Thủy {i % 977}", BirthDate = $"19{30 + (i % 60)}-0{1 + (i % 9)}-1{i % 9}", Sex = 1 + (i % 2), EthnicCode = "01",
            CitizenId = $"038154{i:d6}", CommuneCode = "14758", Village = $"Thôn {i % 12}", CategoryCode = "6.dbn.adult", MonthlyAmountDong = 750_000,
            CoefficientHundredths = 150, StartMonth = 202610, Status = "Active", IdentityStatus = "Matched",
        },
    };

    /// <summary>Tells apart a slow hub from a busy machine.</summary>
    private static double Cpu() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
