using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Equality;
using Protos.Values;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// The certificate of equality of a node whose people the relay has just pushed: every record read with its parts and as it was recorded, compared with the hub's columns and messages,
/// signed by both and kept; against only reading the same rows of the four tables once by raw ADO, every value.
/// </summary>
internal static class EqualityBenchmark
{
    private const int Chunk = 2000;

    // People as they are and as they were recorded: at the node, at the hub.
    private static readonly string[] Read = ["Beneficiaries", "RecordVersions"];

    public static async Task RunAsync(TextWriter output, int people, CancellationToken ct)
    {
        await using var hub = await HubHost.StartAsync();
        using var folder = new DataFolder();
        (await hub.AddProvinceAsync("38", folder.Path)).Dispose();
        await using var services = RelayBenchmark.Node(hub, folder);
        await FillAsync(services, people, ct);
        var (status, relay) = (services.GetRequiredService<RelayStatus>(), services.GetServices<IHostedService>().Single(s => s is Relay));
        await relay.StartAsync(ct);
        while (status.Now.Pushed < people)
        {
            await Task.Delay(20, ct);
        }

        await relay.StopAsync(ct);
        var (raw, rows) = (0.0, 0L);
        foreach (var file in new[] { folder["node.db"], Path.Combine(hub.Folder, "hub.db") })
        {
            raw += await ODataBenchmark.TimeAsync(async () => rows += await ReadAsync(file, ct));
        }

        using var peaks = new Peaks(Peaks.Managed, Peaks.Resident);
        EqualityCertificate? made = null;
        var took = await ODataBenchmark.TimeAsync(async () => made = await MakeAsync(services, ct));
        if (made is not { State: EqualityState.Done, Differing: 0, InFlight: 0 } || made.Records != people)
        {
            throw new InvalidOperationException($"{made?.State}: {made?.Records} records, {made?.Differing} differ, {made?.InFlight} on their way. {made?.Trouble}");
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  certificate of equality of {people:N0} people: {took:N1} s, {people / took:N0} records/s, {took / raw:N1} times only reading the same {rows:N0} rows of both sides ({raw:N1} s); at most {peaks.Megabytes(0):N0} MB managed, {peaks.Megabytes(1):N0} MB resident (both ends)"));
    }

    private static async Task<EqualityCertificate> MakeAsync(ServiceProvider services, CancellationToken ct)
    {
        await using var scope = Scope(services);
        var wanted = await scope.ServiceProvider.GetRequiredService<AskCertificate>().BySystemAsync(EqualityReason.AskedByNode, EqualityState.Making, ct);
        return await scope.ServiceProvider.GetRequiredService<MakeCertificate>().HandleAsync(wanted.Id, ct);
    }

    /// <summary>Through the node's own save: versions, outbox and chain of acts are what they are in life.</summary>
    private static async Task FillAsync(ServiceProvider services, int people, CancellationToken ct)
    {
        await using (var scope = Scope(services))
        {
            var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
            await db.Database.EnsureCreatedAsync(ct);
            db.States.Add(new NodeState { ProvinceCode = "38" });
            await db.SaveChangesAsync(ct);
        }

        var communes = ProvinceRecords.Nation(34, 1).Single(p => p.Code == "38").Communes;
        foreach (var chunk in Enumerable.Range(0, people).Chunk(Chunk))
        {
            await using var scope = Scope(services);
            var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
            db.AddRange(chunk.Select(i => Person(i, communes[i % communes.Count])));
            if (!await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), "bench.fill", new DateTime(2026, 10, 1, 2, 0, 0, DateTimeKind.Utc)), ct))
            {
                throw new InvalidOperationException("The people were not saved.");
            }
        }
    }

    private static Beneficiary Person(int i, string commune)
    {
        var (name, sex) = PeopleNames.Of(i);
        return new()
        {
            Id = Guid.CreateVersion7(), Code = $"38-{i:d7}", TenantPath = $"38.{commune}", FullName = name, FoldedName = VietnameseText.Fold(name), BirthDate = $"19{30 + (i % 60)}-0{1 + (i % 9)}-1{i % 9}", Sex = sex,
            EthnicCode = "01", CitizenId = $"038154{i:d6}", OldIdentityNumber = "", CommuneCode = commune, Village = $"Thôn {i % 12}", Phone = "", IdentityStatus = "Matched", CategoryCode = "6.dbn.adult",
            CoefficientHundredths = 150, MonthlyAmount = new Dong(810_000), StartMonth = 202610,
        };
    }

    private static AsyncServiceScope Scope(ServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse("38"));
        return scope;
    }

    private static async Task<long> ReadAsync(string file, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(ct);
        var rows = 0L;
        foreach (var table in Read)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(ct);
            var row = new object[reader.FieldCount];
            while (await reader.ReadAsync(ct))
            {
                reader.GetValues(row);
                rows++;
            }
        }

        return rows;
    }
}
