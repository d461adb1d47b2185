using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NationalHub.Platform;
using NationalHub.Reporting;
using NationalHub.Reporting.OData;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// What analysts ask of a nation's entitlements, through the hub's own OData door over HTTP (key, rights, guard of cost, record of each query), against the same SQL by hand over the same
/// file, its rows written as JSON too. Both are asked once before, and must say the same. The limit of seconds is lifted, so that what is over the shipped one is told and not broken off.
/// Both do the same job: the same columns and rows in the same order, every value read through Microsoft.Data.Sqlite, JSON in memory that is used again; the pages by hand go on from the
/// last row's key as the door's do. In the door's time alone are the socket and the client, which share the process and its two processors. The net of the tests (ServerConduct), which no
/// hub in life has, is taken off.
/// </summary>
public static class ODataBenchmark
{
    public const double Aim = 1.3;
    private const int Repeats = 3;
    private const int RepeatsOfPages = 7;
    private const string Grouped = "Entitlements?$apply=groupby((ProvinceCode,CategoryCode),aggregate($count as N,MonthlyAmount with sum as Money))";
    private const string Columns = "ProvinceCode,Id,BeneficiaryId,CategoryCode,MonthlyAmount,StartMonth,Status,CommuneCode";
    private const string GroupedSql = "SELECT ProvinceCode, CategoryCode, COUNT(*) AS N, SUM(MonthlyAmount) AS Money FROM Entitlements WHERE NOT Deleted GROUP BY ProvinceCode, CategoryCode ORDER BY ProvinceCode, CategoryCode";

    // People fewer than five are not told (PublishedModel: of entitlements it is their different people that count).
    private const string GuardedSql = """
        SELECT ProvinceCode, CategoryCode, CASE WHEN COUNT(DISTINCT BeneficiaryId) < 5 THEN NULL ELSE COUNT(*) END AS N,
          CASE WHEN COUNT(DISTINCT BeneficiaryId) < 5 THEN NULL ELSE SUM(MonthlyAmount) END AS Money
        FROM Entitlements WHERE NOT Deleted GROUP BY ProvinceCode, CategoryCode ORDER BY ProvinceCode, CategoryCode
        """;

    private const string PageSql = $"SELECT {Columns} FROM Entitlements WHERE NOT Deleted AND (ProvinceCode, Id) > ($p, $i) ORDER BY ProvinceCode, Id LIMIT $n";
    private const string CommuneSql = $"SELECT {Columns} FROM Entitlements WHERE NOT Deleted AND ProvinceCode = $p AND CommuneCode = $c AND EndMonth = 0 ORDER BY ProvinceCode, Id LIMIT 100";
    private const string DearestSql = $"SELECT {Columns} FROM Entitlements WHERE NOT Deleted AND MonthlyAmount >= 1000000 ORDER BY MonthlyAmount DESC, ProvinceCode, Id LIMIT 100";

    /// <param name="rows">Entitlements; the figure is 6,000,000.</param>
    /// <param name="provinces">34 in life; fewer put more rows into each.</param>
    public static async Task RunAsync(TextWriter output, int rows, int provinces, CancellationToken ct)
    {
        using var folder = new DataFolder();
        var file = folder["hub.db"];
        await ODataFill.RunAsync(output, file, rows, provinces, ct);
        await using var hub = await HubHost.StartAsync(folder.Path, b =>
        {
            b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["OData:QueryTimeoutSeconds"] = "3600" });
            // What stands here by now is the tests' own; the hub adds its interceptors later.
            b.Services.RemoveAll<IDbContextOptionsConfiguration<SqliteHubDb>>();
        });
        using var auditor = await ODataDoorClient.OpenAsync(hub, AnalystRole.Auditor, ct);
        using var analyst = await ODataDoorClient.OpenAsync(hub, AnalystRole.Analyst, ct);
        await using var hand = await ODataByHand.OpenAsync(file, ct);
        await MeasureAsync(output, "$apply by province and group, exact", () => auditor.ReadAsync(Grouped, ct), async () => (await hand.ReadAsync(GroupedSql, ct)).Json, ct);
        await MeasureAsync(output, "the same, cells of fewer than 5 people kept back", () => analyst.ReadAsync(Grouped, ct), async () => (await hand.ReadAsync(GuardedSql, ct)).Json, ct);
        await OneRowAsync(output, analyst, ct);
        await PagesAsync(output, analyst, hand, rows, ct);
        await FiltersAsync(output, analyst, hand, provinces, ct);
        await ODataAsOf.RunAsync(output, folder, auditor, Grouped, GroupedSql, ct);
    }

    /// <summary>Asks both once, holds them against each other, then times them in pairs.</summary>
    internal static async Task MeasureAsync(TextWriter output, string what, Func<Task<ReadOnlyMemory<byte>>> door, Func<Task<ReadOnlyMemory<byte>>> byHand, CancellationToken ct, int repeats = Repeats)
    {
        RequireEqual(what, await door(), await byHand());
        var (doors, hands) = (new List<double>(), new List<double>());
        for (var i = 0; i < repeats; i++)
        {
            ct.ThrowIfCancellationRequested();
            hands.Add(await TimeAsync(async () => await byHand()));
            doors.Add(await TimeAsync(door));
        }

        var (ratio, seconds, limit) = (Median([.. doors.Zip(hands, (d, h) => d / h)]), Median(doors), new ODataLimits().QueryTimeoutSeconds);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  {what}: door {seconds:N4} s, by hand {Median(hands):N4} s, ratio {ratio:N2} (aim <= {Aim:N1})"));
        if (doors.Max() > limit)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"    an answer took {doors.Max():N1} s: as shipped (OData:QueryTimeoutSeconds {limit}) the door refuses it when it is one request"));
        }
    }

    internal static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>What each request costs beside its rows: it weighs where answers are small.</summary>
    private static async Task OneRowAsync(TextWriter output, ODataDoorClient door, CancellationToken ct)
    {
        const int requests = 200;
        var took = await TimeAsync(async () =>
        {
            for (var i = 0; i < requests; i++)
            {
                await door.ReadAsync("Entitlements?$top=1&$select=Id", ct);
            }
        });
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  a request of one row: door {took * 1000 / requests:N2} ms (key, rights, record of the query, HTTP)"));
    }

    private static async Task PagesAsync(TextWriter output, ODataDoorClient door, ODataByHand hand, int rows, CancellationToken ct)
    {
        var first = $"Entitlements?$select={Columns}";
        var province = await hand.OneAsync($"SELECT ProvinceCode FROM Entitlements ORDER BY ProvinceCode, Id LIMIT 1 OFFSET {(rows / 2) - 1}", ct);
        const string id = "e0000000-0000-0000-0000-000000000000";
        // As a client gets them that asks for nothing, and as small as they were shipped once.
        foreach (var size in new[] { new ODataLimits().DefaultPageSize, 1000 })
        {
            var pages = Math.Clamp(rows / 4 / size, 1, 200_000 / size);
            await MeasureAsync(output, $"key paging, the first {pages} pages of {size:N0}", () => door.PagesAsync(first, size, pages, ct), () => HandPagesAsync(hand, "", "", size, pages, ct), ct, RepeatsOfPages);
            // Late in the province in the middle: a page must not cost more for what lies before it.
            var deep = Math.Max(1, pages / 2);
            var middle = await door.AfterAsync(first, size, province, id, ct);
            await MeasureAsync(output, $"key paging, {deep} pages of {size:N0} from late in province {province}", () => door.PagesAsync(middle, null, deep, ct), () => HandPagesAsync(hand, province, id, size, deep, ct), ct, RepeatsOfPages);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> HandPagesAsync(ODataByHand hand, string province, string id, int size, int pages, CancellationToken ct)
    {
        ReadOnlyMemory<byte> json = default;
        for (var i = 0; i < pages; i++)
        {
            (json, province, id) = await hand.ReadAsync(PageSql, ct, ("$p", province), ("$i", id), ("$n", size));
        }

        return json;
    }

    private static async Task FiltersAsync(TextWriter output, ODataDoorClient door, ODataByHand hand, int provinces, CancellationToken ct)
    {
        var communes = ProvinceRecords.Nation(provinces, 1).SelectMany(p => p.Communes.Take(6).Select(c => (Province: p.Code, Commune: c))).ToList();
        await MeasureAsync(
            output, $"$filter of a commune and $top 100, {communes.Count} communes one after another",
            () => EachAsync(c => door.ReadAsync($"Entitlements?$filter=ProvinceCode eq '{c.Province}' and CommuneCode eq '{c.Commune}' and EndMonth eq 0&$top=100&$select={Columns}", ct)),
            () => EachAsync(async c => (await hand.ReadAsync(CommuneSql, ct, ("$p", c.Province), ("$c", c.Commune))).Json), ct);
        await MeasureAsync(
            output, "$filter and $orderby over the country, $top 100", () => door.ReadAsync($"Entitlements?$filter=MonthlyAmount ge 1000000&$orderby=MonthlyAmount desc&$top=100&$select={Columns}", ct),
            async () => (await hand.ReadAsync(DearestSql, ct)).Json, ct);

        async Task<ReadOnlyMemory<byte>> EachAsync(Func<(string Province, string Commune), Task<ReadOnlyMemory<byte>>> ask)
        {
            ReadOnlyMemory<byte> last = default;
            foreach (var commune in communes)
            {
                last = await ask(commune);
            }

            return last;
        }
    }

    private static void RequireEqual(string what, ReadOnlyMemory<byte> door, ReadOnlyMemory<byte> hand)
    {
        var (left, right) = (Rows(door), Rows(hand));
        if (left.Count == 0 || !left.SequenceEqual(right))
        {
            var at = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
            throw new InvalidOperationException($"{what}: the door has {left.Count} rows, SQL {right.Count}; row {at}: {left.ElementAtOrDefault(at)} and {right.ElementAtOrDefault(at)}");
        }
    }

    private static List<string> Rows(ReadOnlyMemory<byte> json)
    {
        using var answer = JsonDocument.Parse(json);
        return [.. answer.RootElement.GetProperty("value").EnumerateArray().Select(row => string.Join(';', row.EnumerateObject().Where(p => !p.Name.StartsWith('@')).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}")))];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
