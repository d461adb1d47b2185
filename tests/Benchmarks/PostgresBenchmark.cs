using System.Globalization;
using Protos.Replication;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// Our push of a province's people against PostgreSQL's logical replication of the same rows in the same run: a table with the columns, key and indexes of the hub's and one for the
/// history, both wal_level=logical and durable at both ends, filled by COPY in transactions of a batch each. Told are both tables inserted and followed at once, and catching up alone with
/// what was inserted while the subscription was off, which is what our push of ready records does. Left out with a line when the distribution's PostgreSQL is not installed.
/// </summary>
public static class PostgresBenchmark
{
    private const string Province = "38";
    private const int Rounds = 3;

    /// <param name="rows">Beneficiaries; the issue's figure is 200,000.</param>
    public static async Task RunAsync(TextWriter output, int rows, CancellationToken ct)
    {
        if (PostgresPair.Programs() is not { } programs)
        {
            await output.WriteLineAsync("postgres: SKIPPED, no PostgreSQL of the distribution is installed here (apt-get install postgresql); nothing was measured");
            return;
        }

        var batches = ReplicationBenchmark.Batches(rows);
        using var folder = new DataFolder();
        await PostgresTables.WriteAsync(folder["rows.sql"], batches, Province, ct);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"postgres: {rows:N0} beneficiaries with their history in transactions of {ReplicationBenchmark.BatchSize:N0}; script of {new FileInfo(folder["rows.sql"]).Length / 1048576.0:N0} MB"));
        var (pushed, both, behind) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            pushed.Add(rows / (await ReplicationBenchmark.PushAsync(batches, ct)).Took);
            await using var pair = await PostgresPair.StartAsync(programs, ct);
            var (at, inserted, after) = await FollowAsync(pair, folder["rows.sql"], batches, ct);
            both.Add(rows / at);
            behind.Add(rows / after);
            var version = await pair.VersionAsync(ct);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  round {round}: pushed {pushed[^1]:N0} rows/s; {version}: inserted and followed at once {both[^1]:N0} rows/s, catching up alone {behind[^1]:N0} rows/s (inserting alone {rows / inserted:N0} rows/s)"));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  median: pushed {Median(pushed):N0} rows/s = {Median(pushed) / Median(behind):N2} of catching up alone ({Median(behind):N0}), {Median(pushed) / Median(both):N2} of inserting and following at once ({Median(both):N0})"));
    }

    /// <returns>Seconds: inserted and followed at once; inserted while nobody follows; caught up.</returns>
    private static async Task<(double AtOnce, double Inserted, double CaughtUp)> FollowAsync(PostgresPair pair, string script, List<PushBatch> batches, CancellationToken ct)
    {
        foreach (var server in new[] { PostgresPair.Publisher, PostgresPair.Subscriber })
        {
            await pair.SqlAsync(server, PostgresTables.Make(), ct);
        }

        // Transactions come in their order: with the last record everything is there, and durable.
        var there = PostgresPair.Until(PostgresTables.Has(batches[^1].Records[^1], Province));
        await pair.FollowAsync(ct);
        var atOnce = await ODataBenchmark.TimeAsync(async () =>
        {
            await pair.FileAsync(PostgresPair.Publisher, script, ct);
            await pair.SqlAsync(PostgresPair.Subscriber, there, ct);
        });
        await RequireAsync(pair, batches, ct);

        await pair.SqlAsync(PostgresPair.Subscriber, "ALTER SUBSCRIPTION bench DISABLE", ct);
        await pair.SqlAsync(PostgresPair.Publisher, PostgresPair.Until("SELECT 1 FROM pg_replication_slots WHERE slot_name = 'bench' AND NOT active"), ct);
        foreach (var server in new[] { PostgresPair.Publisher, PostgresPair.Subscriber })
        {
            await pair.SqlAsync(server, "TRUNCATE \"Beneficiaries\", \"RecordVersions\"", ct);
            await pair.SqlAsync(server, "CHECKPOINT", ct);
        }

        var inserted = await ODataBenchmark.TimeAsync(() => pair.FileAsync(PostgresPair.Publisher, script, ct));
        var caughtUp = await ODataBenchmark.TimeAsync(async () =>
        {
            await pair.SqlAsync(PostgresPair.Subscriber, "ALTER SUBSCRIPTION bench ENABLE", ct);
            await pair.SqlAsync(PostgresPair.Subscriber, there, ct);
        });
        await RequireAsync(pair, batches, ct);
        return (atOnce, inserted, caughtUp);
    }

    private static async Task RequireAsync(PostgresPair pair, List<PushBatch> batches, CancellationToken ct)
    {
        var (expected, there) = (batches.Sum(b => b.Records.Count), await pair.SqlAsync(PostgresPair.Subscriber, "SELECT (SELECT count(*) FROM \"Beneficiaries\") || ' ' || (SELECT count(*) FROM \"RecordVersions\")", ct));
        if (there != $"{expected} {expected}")
        {
            throw new InvalidOperationException($"{there} of {expected} rows are at the subscriber.");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
