using System.Globalization;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// The first question about a day of before, for which the hub makes that day's file of every version it had received (asked again while it answers 503), against INSERT … SELECT of the
/// same rows out of today's table into a fresh file of the same schema, which reads no history and no message. Then the same question again, against SQL over that file.
/// </summary>
internal static class ODataAsOf
{
    private const string Day = "2025-12-31";
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(TextWriter output, DataFolder folder, ODataDoorClient door, string query, string sql, CancellationToken ct)
    {
        var (asked, plain) = ($"{query}&asOf={Day}", await PlainAsync(folder, ct));
        using var peaks = new Peaks(Peaks.Managed, Peaks.Resident, () => Disk(folder["asof"]));
        var took = await ODataBenchmark.TimeAsync(async () =>
        {
            while (await door.TryAsync(asked, ct) is null)
            {
                await Task.Delay(Again, ct);
            }
        });
        var file = Path.Combine(folder["asof"], Day + ".db");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  first asOf of a day: {took:N1} s, INSERT … SELECT of the same rows {plain:N1} s, ratio {took / plain:N1}; file {new FileInfo(file).Length / 1048576.0:N0} MB, at most {peaks.Megabytes(2):N0} MB of disk while it was made, {peaks.Megabytes(0):N0} MB managed"));
        await using var hand = await ODataByHand.OpenAsync(file, ct);
        await ODataBenchmark.MeasureAsync(output, "$apply with asOf once the day is made", () => door.ReadAsync(asked, ct), async () => (await hand.ReadAsync(sql, ct)).Json, ct);
    }

    private static async Task<double> PlainAsync(DataFolder folder, CancellationToken ct)
    {
        var file = folder["plain.db"];
        await using var plain = await PlainHub.CreateAsync(file, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY", null, ct);
        await plain.ExecuteAsync($"ATTACH '{folder["hub.db"]}' AS hub", ct);
        return await ODataBenchmark.TimeAsync(() => plain.ExecuteAsync("INSERT INTO main.Entitlements SELECT * FROM hub.Entitlements WHERE NOT Deleted", ct));
    }

    private static long Disk(string folder) => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Exists ? f.Length : 0) : 0;
}
