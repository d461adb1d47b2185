using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Upload;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform.Sheets;
using TestSupport;
using TestSupport.UglyFiles;

namespace Benchmarks;

/// <summary>The dry run of a list, kept in the database and judged by law and registry, against only reading the file's cells in the same run; and its memory.</summary>
public static class ImportBenchmark
{
    private const int Rounds = 3;

    /// <param name="rows">People of the list; the figure is 50,000.</param>
    public static async Task RunAsync(TextWriter output, int rows, CancellationToken ct)
    {
        var (name, content) = new UglyDraft(1, rows).Write();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Import: dry run of {rows:N0} people, {content.Length / 1024.0 / 1024:N1} MB as .xlsx"));
        var (runs, raw) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            raw.Add(Raw(content, name));
            var (seconds, kept, peak, quarter) = await DryAsync(content, name, rows, ct);
            runs.Add(seconds);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"  round {round + 1}: read only {raw[^1]:N1} s; dry run {seconds:N1} s ({kept / seconds:N0} rows/s), {kept:N0} rows kept; managed memory above the start: at most {quarter:N0} MB in the first quarter, {peak:N0} MB in all"));
        }

        var ratio = runs.Zip(raw, (a, b) => a / b).Order().ElementAt(Rounds / 2);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  median: {ratio:N2} times only reading the file"));
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

    private static async Task<(double Seconds, int Kept, double Peak, double Quarter)> DryAsync(byte[] content, string name, int rows, CancellationToken ct)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = UglyDraft.Today });
        var account = await host.OfficialAsync(Roles.ProvinceOfficer, "38");
        var batch = await host.WithAsync(async s =>
        {
            var official = (await SessionCheck.FindAsync(s.GetRequiredService<ProvinceNode.Platform.NodeDb>(), account.Id, null, ct))!.Official;
            using var stream = new MemoryStream(content);
            return (await s.GetRequiredService<TakeFiles>().Handle([new SentFile(name, stream)], null, official, ct)).Value.Batch!.Value;
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var start = GC.GetTotalMemory(forceFullCollection: true);
        var watch = WatchAsync(host, batch, rows, start, stop.Token);
        var clock = Stopwatch.StartNew();
        var kept = await host.WithAsync(s => s.GetRequiredService<ReadBatch>().HandleAsync(batch, ct));
        var seconds = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        var (peak, quarter) = await watch;
        var state = await host.WithDbAsync(db => db.ImportBatches.Where(b => b.Id == batch).Select(b => b.State).SingleAsync(ct));
        return state == BatchState.Ready && kept >= rows * 99 / 100 ? (seconds, kept, peak, quarter) : throw new InvalidOperationException($"Only {kept} rows, {state}.");
    }

    // What lives after collections: a peak of garbage says nothing.
    private static async Task<(double Peak, double Quarter)> WatchAsync(NodeHost host, Guid batch, int rows, long start, CancellationToken stop)
    {
        var (peak, quarter) = (0.0, 0.0);
        try
        {
            while (true)
            {
                await Task.Delay(1_000, stop);
                var live = (GC.GetTotalMemory(forceFullCollection: true) - start) / 1024.0 / 1024;
                var last = await host.WithDbAsync(db => db.ImportSheets.Where(s => s.BatchId == batch).Select(s => (int?)s.LinesDone).MaxAsync(stop)) ?? 0;
                peak = Math.Max(peak, live);
                quarter = last * 4 <= rows ? Math.Max(quarter, live) : quarter;
            }
        }
        catch (OperationCanceledException)
        {
            return (peak, quarter);
        }
    }
}
