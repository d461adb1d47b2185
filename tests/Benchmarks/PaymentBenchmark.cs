using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// A month of everybody of a province: lists built commune by commune as the job does it, approved with their hash, exported as paper and sheets in the month's archive and as the file that is
/// sent. Each against INSERT … SELECT of the very lists, lines and claims into a copy of the file of before, with a commit for each commune. The aim for building is at most 2 times, and a cost
/// of a line that does not grow with their number.
/// </summary>
public static class PaymentBenchmark
{
    // A commune of today has about so many; a province has no more communes than it has.
    private const int PeopleOfCommune = 1_000;
    private const int WarmUp = 20_000;
    private static readonly PayMonth Month = new(202611);
    private static readonly (string Table, string List)[] Tables = [("PaymentLists", "Id"), ("PaymentLines", "ListId"), ("PaymentClaims", "ListId")];

    /// <param name="sizes">Numbers of people who receive; the issue's are 10,000 to 1,000,000.</param>
    /// <param name="times">How often each is measured; the figure is the median.</param>
    /// <param name="files">False leaves the exports out.</param>
    /// <param name="history">Months that were paid before; the last of them is built here too, as the node did.</param>
    /// <param name="whole">Lists of all months are read of everybody, as before anybody was known to be settled.</param>
    public static async Task RunAsync(TextWriter output, IReadOnlyList<int> sizes, int times, bool files, int history, bool whole, CancellationToken ct)
    {
        // What the runtime compiles is compiled before anything is measured.
        await OnceAsync(TextWriter.Null, WarmUp, files, Math.Min(history, 6), whole, ct);
        var costs = new List<double>();
        foreach (var people in sizes)
        {
            var runs = new List<IReadOnlyList<Phase>>();
            for (var time = 0; time < times; time++)
            {
                runs.Add(await OnceAsync(output, people, files, history, whole, ct));
            }

            await output.WriteLineAsync($"payments: {people:N0} people, {history} months before{(whole ? ", lists of all months read" : "")}, median of {times}");
            for (var phase = 0; phase < runs[0].Count; phase++)
            {
                var median = runs.Select(r => r[phase]).OrderBy(p => p.Ratio).ElementAt(times / 2);
                await output.WriteLineAsync(median.ToString());
            }

            costs.Add(runs.Select(r => r[0]).OrderBy(p => p.Ratio).ElementAt(times / 2).PerLine);
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  building a line costs {costs[^1] / costs[0]:N2} times as much at {sizes[^1]:N0} people as at {sizes[0]:N0}"));
    }

    private static async Task<IReadOnlyList<Phase>> OnceAsync(TextWriter output, int people, bool files, int history, bool whole, CancellationToken ct)
    {
        await using var host = await NodeHost.StartAsync(new NodeHostSettings
        {
            Day = ClosingOf(Month.AddMonths(-Math.Min(history, 1))), Services = s => s.Configure<BuildingOptions>(o => o.MonthsRead = whole ? 1_200 : o.MonthsRead),
        });
        var (communes, lines) = await FillAsync(host, people, history, ct);
        // A node that runs has compiled its queries: one commune is built and approved before anything is measured.
        await AskAsync(host, communes[0], Month, ct);
        lines -= (await host.WithAsync(s => s.GetRequiredService<BuildRuns>().HandleAsync(ct))).Lines;
        await ApproveAsync(host, [communes[0]], ct);
        communes.RemoveAt(0);
        foreach (var commune in communes)
        {
            await AskAsync(host, commune, Month, ct);
        }

        var before = await PlainRows.CopyAsync(host, ct);
        var report = default(BuildReport)!;
        var (built, memory) = await MeasureAsync(async () => report = await host.WithAsync(s => s.GetRequiredService<BuildRuns>().HandleAsync(ct)));
        if (report.Lines != lines)
        {
            throw new InvalidOperationException($"{report.Lines} lines built of {lines}.");
        }

        var raw = await SelectAsync(host, before, communes, ct);
        var phases = new List<Phase> { new($"built, {report.Lists:N0} lists", lines, built, raw, memory) };
        (built, memory) = await MeasureAsync(() => ApproveAsync(host, communes, ct));
        phases.Add(new("approved and hashed", lines, built, raw, memory));
        if (files)
        {
            var size = 0L;
            (built, memory) = await MeasureAsync(async () => size = await ArchiveAsync(host, communes, ct));
            phases.Add(new($"papers and sheets in ZIPs, {size >> 20:N0} MB", lines, built, raw, memory));
            (built, memory) = await MeasureAsync(async () => size = await WireAsync(host, communes, ct));
            phases.Add(new($"files that are sent, {size >> 20:N0} MB", lines, built, raw, memory));
        }

        await output.WriteLineAsync(await PaymentFigures.MeasureAsync(host, Month, ct));
        return phases;
    }

    // Who receives, what was paid to them before, and lines of the month.
    private static async Task<(List<string> Communes, int Lines)> FillAsync(NodeHost host, int people, int history, CancellationToken ct)
    {
        var communes = await host.WithDbAsync(db => db.Offices.Where(o => o.Level == UnitLevel.Commune && o.ValidTo == null).OrderBy(o => o.TenantPath).Select(o => o.TenantPath).ToListAsync(ct));
        communes = [.. communes.Where(c => TenantPath.Parse(c).Depth == 2).Take(Math.Max(1, people / PeopleOfCommune) + 1)];
        var lines = await PaymentPeople.FillAsync(host, communes, people, Month.AddMonths(-Math.Max(history, 4)), Month.AddMonths(history == 0 ? -1_000 : -2), ct);
        if (history > 0)
        {
            await LastAsync(host, communes, ct);
        }

        return (communes, lines);
    }

    private static DateOnly ClosingOf(PayMonth month) => month.AddMonths(-1).FirstDay.AddDays(20);

    // The month before is built by the node itself: it leaves what it knows to the next.
    private static async Task LastAsync(NodeHost host, List<string> communes, CancellationToken ct)
    {
        foreach (var commune in communes)
        {
            await AskAsync(host, commune, Month.AddMonths(-1), ct);
        }

        await host.WithAsync(s => s.GetRequiredService<BuildRuns>().HandleAsync(ct));
        await ApproveAsync(host, communes, ct);
        await PaymentHistory.PaidAsync(host, ct);
        host.Clock.SetDay(ClosingOf(Month));
    }

    private static async Task AskAsync(NodeHost host, string commune, PayMonth month, CancellationToken ct) => await host.WithAsync(async s =>
    {
        var accountant = new TestDossiers(host).Official(Roles.Accountant, commune);
        var period = await s.GetRequiredService<OpenPeriod>().Handle(month, accountant, ct);
        return (await s.GetRequiredService<BuildLists>().Handle(period.Value.Id, false, accountant, ct)).Value;
    }, commune);

    private static async Task ApproveAsync(NodeHost host, List<string> communes, CancellationToken ct)
    {
        foreach (var commune in communes)
        {
            await host.WithAsync(async s =>
            {
                var (chairman, done) = (new TestDossiers(host).Official(Roles.Chairman, commune), 0);
                foreach (var list in await s.GetRequiredService<NodeDb>().PaymentLists.AsNoTracking().Where(l => l.Status == ListStatus.Draft).OrderBy(l => l.TenantPath).ThenBy(l => l.Type).ThenBy(l => l.Method).Select(l => l.Id).ToListAsync(ct))
                {
                    done += (await s.GetRequiredService<ApproveLists>().Handle(list, 0, chairman, ct)).Value.Status == ListStatus.Approved ? 1 : 0;
                    s.GetRequiredService<NodeDb>().ChangeTracker.Clear();
                }

                return done;
            }, commune);
        }
    }

    // Into a file that forgets: what a browser would take is measured, not its disk.
    private static async Task<long> ArchiveAsync(NodeHost host, List<string> communes, CancellationToken ct)
    {
        var size = 0L;
        foreach (var period in await host.WithDbAsync(db => db.PaymentPeriods.AsNoTracking().Where(p => communes.Contains(p.TenantPath) && p.Month == Month.Number).ToListAsync(ct)))
        {
            await host.WithAsync(async s =>
            {
                await using var file = MonthArchive.Scratch();
                await s.GetRequiredService<MonthArchive>().WriteAsync(file, period, (_, _) => { }, ct);
                size += file.Length;
            }, period.TenantPath);
        }

        return size;
    }

    private static async Task<long> WireAsync(NodeHost host, List<string> communes, CancellationToken ct)
    {
        var size = 0L;
        foreach (var id in await host.WithDbAsync(db => db.PaymentLists.AsNoTracking().Where(l => communes.Contains(l.TenantPath) && l.Month == Month.Number).Select(l => l.Id).ToListAsync(ct)))
        {
            await host.WithDbAsync(async db =>
            {
                var list = await db.PaymentLists.AsNoTracking().SingleAsync(l => l.Id == id, ct);
                var document = ListDocument.Of(list, await db.PaymentLines.AsNoTracking().Where(l => l.ListId == id && l.Total != Dong.Zero).OrderBy(l => l.Order).ToListAsync(ct));
                await using var file = MonthArchive.Scratch();
                PaymentFile.Write(file, WireForm.Json, document);
                size += file.Length;
                return true;
            });
        }

        return size;
    }

    private static async Task<Time> SelectAsync(NodeHost host, string before, List<string> communes, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={before};Pooling=False");
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000; ATTACH '{Path.Combine(host.Folder, "node.db")}' AS built", ct);
        return await TimeAsync(async () =>
        {
            foreach (var commune in communes)
            {
                await using var transaction = await connection.BeginTransactionAsync(ct);
                foreach (var (table, list) in Tables)
                {
                    await ExecuteAsync(connection, $"INSERT INTO main.\"{table}\" SELECT * FROM built.\"{table}\" WHERE \"{list}\" IN (SELECT \"Id\" FROM built.\"PaymentLists\" WHERE \"TenantPath\" = '{commune}' AND \"Month\" = {Month.Number})", ct);
                }

                await transaction.CommitAsync(ct);
            }
        });
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<(Time Took, long Memory)> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        var (before, most) = (GC.GetTotalMemory(true), 0L);
        await using var watch = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, 0, 50);
        return (await TimeAsync(work), Math.Max(0, most - before));
    }

    private static async Task<Time> TimeAsync(Func<Task> work)
    {
        var (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return new(Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    /// <param name="Seconds">By the clock.</param>
    /// <param name="Processor">Seconds that processors worked: what others do on the machine is not in them.</param>
    private sealed record Time(double Seconds, double Processor);

    /// <param name="Memory">Managed bytes at most, above those of before.</param>
    private sealed record Phase(string What, int Lines, Time Took, Time Raw, long Memory)
    {
        public double Ratio => Took.Seconds / Raw.Seconds;

        /// <summary>Microseconds of processors.</summary>
        public double PerLine => Took.Processor * 1e6 / Lines;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"  {What}: {Took.Seconds:N1} s, {Lines / Took.Seconds:N0} lines/s, {Took.Seconds * 1e6 / Lines:N0} µs a line, at most {Memory / 1048576.0:N0} MB more; INSERT … SELECT {Raw.Seconds:N1} s, ratio {Ratio:N2}; of processors {PerLine:N0} µs a line, ratio {Took.Processor / Raw.Processor:N2}");
    }
}
