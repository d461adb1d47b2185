using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake;
using NationalHub.Provinces;
using NationalHub.Reporting;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// A nation into one hub: every province invited, enrolled, with its own certificate and stream, all at once, each person and what he receives, as the relay sends them; against raw
/// prepared inserts of the first share of the same rows into a fresh file of the same schema with commits as large. Then the lag while each province changes some records a second.
/// Both ends share the machine and are measured together. The hub's figures of months (each quarter of an hour) are put off, so that they do not fall into a part of the run.
/// </summary>
public static class NationBenchmark
{
    private const long MostRawRows = 2_000_000;

    /// <param name="people">Beneficiaries of a province; the figure is 150,000.</param>
    /// <param name="provinces">The figure is 34.</param>
    /// <param name="seconds">Length of the steady part.</param>
    public static async Task RunAsync(TextWriter output, int people, int provinces, int seconds, CancellationToken ct)
    {
        var nation = ProvinceRecords.Nation(provinces, people);
        var rows = nation.Sum(p => (long)p.Rows);
        // The first batches of each province, not more rows in all than can be written plainly in a few minutes.
        var share = (int)Math.Ceiling(nation[0].BatchCount * Math.Min(1.0, (double)MostRawRows / rows));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"nation: {nation.Count} provinces, {people:N0} beneficiaries and as many entitlements each, {rows:N0} rows, {ProvinceLine.Relay.Window} batches of {ProvinceRecords.PerBatch:N0} in flight each"));
        var pushed = new NationPush(nation, nation.Sum(p => (long)Math.Min(p.Rows, share * ProvinceRecords.PerBatch)));
        await using (var hub = await HubHost.StartAsync(configure: b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Indicators:Every"] = "1.00:00:00", ["Indicators:Look"] = "1.00:00:00" })))
        {
            var lines = new List<ProvinceLine>();
            try
            {
                foreach (var province in nation)
                {
                    lines.Add(await ProvinceLine.OpenAsync(hub, province));
                }

                await pushed.RunAsync(output, hub, lines, ct);
                await RequireAsync(hub, rows, ct);
                await NationLag.RunAsync(output, hub, lines, seconds, ct);
            }
            finally
            {
                lines.ForEach(l => l.Dispose());
            }
        }

        var (plain, commits) = await RawAsync(nation, share, pushed.BatchesPerCommit, ct);
        var ours = pushed.ShareRows / pushed.ShareSeconds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  raw prepared inserts of the first {pushed.ShareRows:N0} rows ({100.0 * pushed.ShareRows / rows:N0}%), {commits:N0} durable commits of {pushed.BatchesPerCommit} batches: {pushed.ShareRows / plain:N0} rows/s; the hub's first as many {ours:N0} rows/s = {ours / (pushed.ShareRows / plain):N2} of raw"));
    }

    private static async Task RequireAsync(HubHost hub, long rows, CancellationToken ct)
    {
        var there = await hub.WithDbAsync(async db => await db.Beneficiaries.LongCountAsync(ct) + await db.Entitlements.LongCountAsync(ct));
        var kept = await hub.WithDbAsync(db => db.RecordVersions.LongCountAsync(ct));
        if (there != rows || kept != rows)
        {
            throw new InvalidOperationException($"{there} rows and {kept} versions of {rows} are at the hub.");
        }
    }

    /// <summary>Province after province in turn, as batches of all come; making the rows is not measured.</summary>
    private static async Task<(double Seconds, int Commits)> RawAsync(IReadOnlyList<ProvinceRecords> nation, int share, int batchesPerCommit, CancellationToken ct)
    {
        using var folder = new DataFolder();
        await using var file = await PlainHub.CreateAsync(folder["raw.db"], "PRAGMA journal_mode=WAL; " + PlainHub.SettingsOfHub, null, ct);
        var (people, entitlements, history) = (file.Table<Beneficiary>(), file.Table<Entitlement>(), file.Table<RecordVersion>());
        var sources = nation.Select(p => (Units: ProvinceUnits.Find(p.Code)!, Commits: p.Batches().Take(share).Chunk(batchesPerCommit).GetEnumerator())).ToList();
        var (clock, commits, now) = (new Stopwatch(), 0, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        while (sources.Count > 0)
        {
            sources.RemoveAll(s => !s.Commits.MoveNext());
            foreach (var (units, source) in sources)
            {
                var prepared = source.Current.Select(b => PreparedBatch.Of(b, units, now)).ToList();
                var latest = prepared.SelectMany(b => b.Latest).ToList();
                var rows = (People: people.Values(latest.OfType<Beneficiary>()), Entitlements: entitlements.Values(latest.OfType<Entitlement>()), History: history.Values(prepared.SelectMany(b => b.History)));
                clock.Start();
                using var transaction = file.Connection.BeginTransaction();
                people.Write(transaction, rows.People);
                entitlements.Write(transaction, rows.Entitlements);
                history.Write(transaction, rows.History);
                transaction.Commit();
                clock.Stop();
                commits++;
                ct.ThrowIfCancellationRequested();
            }
        }

        return (clock.Elapsed.TotalSeconds, commits);
    }

    /// <summary>All provinces at once.</summary>
    /// <param name="shareRows">How many the raw limit is measured with.</param>
    private sealed class NationPush(IReadOnlyList<ProvinceRecords> nation, long shareRows)
    {
        private long _answered;
        private long _shareAt;
        private int _commits;

        public long ShareRows => shareRows;

        /// <summary>Until the hub had as many rows as <see cref="ShareRows"/>.</summary>
        public double ShareSeconds { get; private set; }

        /// <summary>As the hub put them together, rounded.</summary>
        public int BatchesPerCommit { get; private set; }

        public async Task RunAsync(TextWriter output, HubHost hub, List<ProvinceLine> lines, CancellationToken ct)
        {
            var budget = hub.App.Services.GetRequiredService<IntakeBudget>();
            using var peaks = new Peaks(Peaks.Managed, Peaks.Resident, () => budget.Held);
            using var meter = Commits();
            var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var took = await Task.WhenAll(lines.Select(l => OneAsync(l, started, ct)));
            var (seconds, processors, rows) = (Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, Interlocked.Read(ref _answered));
            ShareSeconds = Stopwatch.GetElapsedTime(started, _shareAt).TotalSeconds;
            BatchesPerCommit = Math.Max(1, (int)Math.Round(nation.Sum(p => p.BatchCount) / (double)_commits));
            var rates = took.Select((s, i) => nation[i].Rows / s).Order().ToList();
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  pushed: {seconds:N1} s, {rows / seconds:N0} rows/s, {_commits:N0} commits; slowest province {rates[0]:N0} rows/s, fastest {rates[^1]:N0}; CPU {processors:N0} s (both ends)"));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  at most {peaks.Megabytes(0):N0} MB managed, {peaks.Megabytes(1):N0} MB resident (both ends), {peaks.Megabytes(2):N0} MB of batches ahead of the database; file {NationLag.FileMegabytes(hub):N0} MB, {NationLag.FileMegabytes(hub) * 1048576 / rows:N0} bytes a row with its history"));
        }

        private async Task<double> OneAsync(ProvinceLine line, long started, CancellationToken ct)
        {
            var applied = 0L;
            await line.PushAllAsync(answer => Count(ref applied, answer.Applied), ct);
            return applied == line.Records.Rows
                ? Stopwatch.GetElapsedTime(started).TotalSeconds
                : throw new InvalidOperationException($"{applied} of {line.Records.Rows} rows of {line.Records.Code} were applied.");
        }

        private void Count(ref long applied, uint rows)
        {
            applied += rows;
            if (Interlocked.Add(ref _answered, rows) is var all && all >= ShareRows && all - rows < ShareRows)
            {
                _shareAt = Stopwatch.GetTimestamp();
            }
        }

        // The hub measures each commit.
        private MeterListener Commits()
        {
            var listener = new MeterListener
            {
                InstrumentPublished = (instrument, me) =>
                {
                    if (instrument is { Meter.Name: "NationalHub", Name: "hub.intake.commit" })
                    {
                        me.EnableMeasurementEvents(instrument);
                    }
                },
            };
            listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _commits));
            listener.Start();
            return listener;
        }
    }
}
