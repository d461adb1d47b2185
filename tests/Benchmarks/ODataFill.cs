using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NationalHub.Intake;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Reference;
using Protos.Replication;

namespace Benchmarks;

/// <summary>
/// A hub's file with entitlements of all provinces and their versions, written as fast as SQLite takes them: no journal, ids in order, indexes made at the end. Ids rise with time, as
/// nodes give them; every tenth entitlement is the second of its person; one group has few people in each second province, so that there are cells to be kept back.
/// </summary>
internal static class ODataFill
{
    private const int Together = 10_000;
    private const string Few = "7";

    /// <summary>All were received in the morning of this day.</summary>
    public static readonly DateTime Received = new(2025, 12, 1, 3, 0, 0, DateTimeKind.Utc);

    public static async Task RunAsync(TextWriter output, string file, int rows, int provinces, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var nation = ProvinceRecords.Nation(provinces, (rows + provinces - 1) / provinces);
        await using (var hub = await PlainHub.CreateAsync(file, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-500000; PRAGMA temp_store=FILE", db =>
        {
            foreach (var province in nation)
            {
                db.Add(new Province { Code = province.Code, Name = ProvinceUnits.Find(province.Code)!.Name, RegisteredAt = Received });
                // Without a push: the hub makes no figures of months beside the run.
                db.Add(new ProvincePosition { ProvinceCode = province.Code });
            }
        }, ct))
        {
            var indexes = await IndexesAsync(hub.Connection, ct);
            foreach (var (name, _) in indexes)
            {
                await hub.ExecuteAsync($"DROP INDEX \"{name}\"", ct);
            }

            Write(hub, nation, rows, ct);
            foreach (var (_, sql) in indexes)
            {
                await hub.ExecuteAsync(sql, ct);
            }

            await hub.ExecuteAsync("PRAGMA journal_mode=WAL", ct);
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"odata: {rows:N0} entitlements of {nation.Count} provinces with their versions written in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s, file {new FileInfo(file).Length / 1048576.0:N0} MB"));
    }

    private static void Write(PlainHub hub, IReadOnlyList<ProvinceRecords> nation, int rows, CancellationToken ct)
    {
        var (latest, history) = (hub.Table<Entitlement>(), hub.Table<RecordVersion>());
        var codes = ReferenceTable.Read("categories").Rows.Select(r => r["code"]).Where(c => c != Few).ToArray();
        using var transaction = hub.Connection.BeginTransaction();
        for (var number = 0; number < nation.Count; number++)
        {
            var (province, units) = (nation[number], ProvinceUnits.Find(nation[number].Code)!);
            var count = Math.Min(province.People, rows - (number * province.People));
            foreach (var chunk in Enumerable.Range(0, Math.Max(0, count)).Chunk(Together))
            {
                ct.ThrowIfCancellationRequested();
                var records = chunk.Select(i => Record(province, i, count, number % 2 == 0 && i < 3 ? Few : codes[i / 8 % codes.Length])).ToList();
                latest.Write(transaction, latest.Values(records.Select(r => (Entitlement)RecordRows.Latest(r, units, Received))));
                history.Write(transaction, history.Values(records.Select(r => RecordRows.History(r, province.Code, Received))));
            }
        }

        transaction.Commit();
    }

    private static Record Record(ProvinceRecords province, int i, int count, string category)
    {
        var record = province.Entitlement(i);
        record.Id = $"{(uint)((double)i / count * uint.MaxValue):x8}{record.Id[8..]}";
        record.RecordedAtUnixMs = new DateTimeOffset(Received).ToUnixTimeMilliseconds() - 3_600_000;
        var e = record.Entitlement;
        e.CategoryCode = category;
        (e.Status, e.EndMonth) = i % 12 == 5 ? ("Ended", 202510) : ("Active", 0);
        if (i % 10 == 9)
        {
            (e.BeneficiaryId, e.Kind) = (province.PersonId(i - 1), "Care");
        }

        return record;
    }

    private static async Task<List<(string Name, string Sql)>> IndexesAsync(SqliteConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('Entitlements', 'RecordVersions')";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var indexes = new List<(string, string)>();
        while (await reader.ReadAsync(ct))
        {
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        }

        return indexes;
    }
}
