using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Review;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Import.Upload;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using TestSupport;
using TestSupport.UglyFiles;

namespace Benchmarks;

/// <summary>
/// A list through the Excel doctor: the dry run, kept in the database and judged by law and registry, against only reading the file's cells in the same run;
/// then its acceptance, every row with its person, entitlement, origins, versions and outbox, against the same rows written plainly; the memory of both.
/// </summary>
public static class ImportBenchmark
{
    private const int Rounds = 3;

    // What an acceptance writes.
    private static readonly string[] Written = ["Beneficiaries", "Entitlements", "FieldOrigins", "RecordVersions", "Outbox", "PersonNames", "NameWords", "UncheckedPeople", "ImportRows"];

    /// <param name="rows">People of the list; the issue's figure is 50,000.</param>
    public static async Task RunAsync(TextWriter output, int rows, CancellationToken ct)
    {
        var (name, content) = new UglyDraft(1, rows).Write();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Import: {rows:N0} people, {content.Length / 1024.0 / 1024:N1} MB as .xlsx"));
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var meter = new MemoryMeter();
            await using var host = await NodeHost.StartAsync(new() { Day = UglyDraft.Today, Services = s => s.ConfigureDbContext<SqliteNodeDb>(b => b.AddInterceptors(meter)) });
            var batch = await SendAsync(host, content, name, ct);
            var raw = Raw(content, name);
            var (seconds, kept) = await meter.RunAsync(() => host.WithAsync(s => s.GetRequiredService<ReadBatch>().HandleAsync(batch, ct)));
            await DemandAsync(host, batch, BatchState.Ready, kept, rows, ct);
            ratios.Add(seconds / raw);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"  round {round}: read only {raw:N1} s; dry run {seconds:N1} s, ratio {ratios[^1]:N1} ({kept / seconds:N0} rows/s, {kept:N0} kept); living memory above the start: {meter}"));
            if (round == Rounds)
            {
                await AcceptAsync(output, host, batch, meter, ct);
            }
        }

        await WatchedAsync(output, content, name, rows, ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  median of the dry run: {ratios.Order().ElementAt(Rounds / 2):N2} times only reading the file"));
    }

    // The pages as officials open them while the job reads and while it enters: by pages of rows, whatever the list holds.
    private static async Task WatchedAsync(TextWriter output, byte[] content, string name, int rows, CancellationToken ct)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = UglyDraft.Today });
        var batch = await SendAsync(host, content, name, ct);
        await PagesAsync(output, host, batch, "while it is read", rows, Task.Run(() => host.WithAsync(s => s.GetRequiredService<ReadBatch>().HandleAsync(batch, ct)), ct), ct);
        await PagesAsync(output, host, batch, "when it waits for its check", rows, Task.CompletedTask, ct);
        await AcceptedAsync(host, batch, ct);
        await PagesAsync(output, host, batch, "while it is entered", rows, Task.Run(() => host.WithAsync(s => s.GetRequiredService<EnterBatch>().HandleAsync(batch, ct)), ct), ct);
    }

    private static async Task PagesAsync(TextWriter output, NodeHost host, Guid batch, string when, int rows, Task work, CancellationToken ct)
    {
        var last = (rows / RowsPageModel.PageSize) - 1;
        var pages = new[] { "", "/dong", $"/dong?trang={last}", "/dong?loc=loi", "/dong?loc=tien" }.ToDictionary(p => p, _ => new List<double>());
        var (client, largest) = (await host.SignInAsync(Roles.ProvinceOfficer, "38"), 0);
        do
        {
            foreach (var (path, times) in pages)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(new Uri($"/nhap-danh-sach/{batch}{path}", UriKind.Relative), ct);
                largest = Math.Max(largest, (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(ct)).Length);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
        while (!work.IsCompleted);
        await work;
        var words = pages.Select(p => string.Create(CultureInfo.InvariantCulture, $"{(p.Key.Length > 0 ? p.Key : "/")} {p.Value.Order().ElementAt(p.Value.Count / 2):N0}/{p.Value.Max():N0} ms"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  pages {when} (median/worst of {pages[""].Count}): {string.Join(", ", words)}; largest {largest / 1024.0:N0} kB"));
    }

    private static double Raw(byte[] content, string name)
    {
        var clock = Stopwatch.StartNew();
        using var stream = new MemoryStream(content);
        var (source, cells) = (WorkbookReader.Open(stream, FileGuard.Inspect(stream, name).Value).Value, 0L);
        foreach (var line in source.Lines(source.Sheets.Count - 1))
        {
            cells += line.Cells.Count;
        }

        return cells > 0 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException("Nothing was read.");
    }

    private static async Task<Guid> SendAsync(NodeHost host, byte[] content, string name, CancellationToken ct)
    {
        var official = await OfficialAsync(host, Roles.ProvinceOfficer, ct);
        using var stream = new MemoryStream(content);
        return await host.WithAsync(async s => (await s.GetRequiredService<TakeFiles>().Handle([new SentFile(name, stream)], null, official, ct)).Value.Batch!.Value);
    }

    private static async Task AcceptAsync(TextWriter output, NodeHost host, Guid batch, MemoryMeter meter, CancellationToken ct)
    {
        await AcceptedAsync(host, batch, ct);
        var ready = await host.WithDbAsync(db => EnterBatch.Ready(db, batch).CountAsync(ct));
        var before = await PlainRows.CopyAsync(host, ct);
        var (seconds, entered) = await meter.RunAsync(() => host.WithAsync(s => s.GetRequiredService<EnterBatch>().HandleAsync(batch, ct)));
        await DemandAsync(host, batch, BatchState.Accepted, entered, ready, ct);
        await DemandRecordsAsync(host, entered, ct);
        var (plain, written) = await PlainRows.WriteAsync(host, before, [.. Written.Select(t => (t, ""))], meter.Commits, ct);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  accepted: {entered:N0} of {ready:N0} rows in {seconds:N1} s ({entered / seconds:N0} rows/s); the same {written:N0} rows plainly {plain:N1} s, ratio {seconds / plain:N1}; living memory above the start: {meter}"));
    }

    private static async Task AcceptedAsync(NodeHost host, Guid batch, CancellationToken ct)
    {
        var (sender, checker) = (await OfficialAsync(host, Roles.ProvinceOfficer, ct), await OfficialAsync(host, Roles.DivisionHead, ct));
        await host.WithAsync(s => s.GetRequiredService<SheetChoices>().AmountsAsync(batch, AmountRule.Law, sender, ct));
        var version = await host.WithDbAsync(db => db.ImportBatches.Where(b => b.Id == batch).Select(b => b.Version).SingleAsync(ct));
        if (await host.WithAsync(s => s.GetRequiredService<AcceptBatch>().Handle(batch, version, checker, ct)) is { Succeeded: false } refused)
        {
            throw new InvalidOperationException(refused.Problems[0].Message);
        }
    }

    private static async Task<SignedInOfficial> OfficialAsync(NodeHost host, string role, CancellationToken ct)
    {
        var account = await host.OfficialAsync(role, "38");
        return await host.WithDbAsync(async db => (await SessionCheck.FindAsync(db, account.Id, null, ct))!.Official);
    }

    private static async Task DemandAsync(NodeHost host, Guid batch, BatchState wanted, int done, int rows, CancellationToken ct)
    {
        var state = await host.WithDbAsync(db => db.ImportBatches.Where(b => b.Id == batch).Select(b => b.State).SingleAsync(ct));
        if (state != wanted || done < rows * 99 / 100)
        {
            throw new InvalidOperationException($"Only {done} of {rows} rows, {state}.");
        }
    }

    // Each row with all that belongs to it: nothing is quick because it was left out.
    private static async Task DemandRecordsAsync(NodeHost host, int entered, CancellationToken ct)
    {
        var (people, origins, versions, waiting) = await host.WithDbAsync(async db => (
            await db.Beneficiaries.CountAsync(ct), await db.FieldOrigins.CountAsync(ct), await db.RecordVersions.CountAsync(ct), await db.Outbox.CountAsync(ct)));
        if ((people, origins) != (entered, entered) || versions != 2 * entered || waiting != 2 * entered)
        {
            throw new InvalidOperationException($"{entered} rows: {people} people, {origins} origins, {versions} versions, {waiting} in the outbox.");
        }
    }

    /// <summary>What lives after a collection, looked at whenever some transactions are committed: a peak of garbage says nothing. The looking is not counted as the run's time.</summary>
    private sealed class MemoryMeter : DbTransactionInterceptor
    {
        private const int Every = 5;
        private readonly List<double> _seen = [];
        private long _start;
        private TimeSpan _looked;
        private bool _running;

        /// <summary>Transactions of the run.</summary>
        public int Commits { get; private set; }

        public async Task<(double Seconds, T Result)> RunAsync<T>(Func<Task<T>> work)
        {
            _seen.Clear();
            (_looked, Commits, _start, _running) = (TimeSpan.Zero, 0, Living(), true);
            var started = Stopwatch.GetTimestamp();
            var result = await work();
            _running = false;
            return ((Stopwatch.GetElapsedTime(started) - _looked).TotalSeconds, result);
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (_running && ++Commits % Every == 0)
            {
                var started = Stopwatch.GetTimestamp();
                _seen.Add((Living() - _start) / 1024.0 / 1024);
                _looked += Stopwatch.GetElapsedTime(started);
            }

            return Task.CompletedTask;
        }

        public override string ToString() => _seen.Count == 0 ? "not seen"
            : string.Create(CultureInfo.InvariantCulture, $"at most {_seen.Take(Math.Max(1, _seen.Count / 4)).Max():N0} MB in the first quarter, {_seen.Max():N0} MB in all");

        private static long Living()
        {
            GC.Collect();
            return GC.GetTotalMemory(forceFullCollection: false);
        }
    }
}
