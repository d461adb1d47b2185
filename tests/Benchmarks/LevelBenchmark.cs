using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// Everybody of a province goes over to a new level: preview of the whole province, a list and a signature for each commune, and the run that gives each
/// payment its version with arrears, acts and outbox, one transaction a commune; against the same rows written plainly by prepared statements into a copy
/// of the same file with the same commits.
/// </summary>
public static class LevelBenchmark
{
    private const int Chunk = 5000;
    private static readonly DateOnly Day = new(2026, 10, 6);
    private static readonly (string, string)[] Tables = [("Entitlements", ""), ("Beneficiaries", ""), ("OneOffPayments", ""), ("Outbox", "")];

    /// <param name="people">People who receive; the figure is 200,000.</param>
    public static async Task RunAsync(TextWriter output, int people, CancellationToken ct)
    {
        await using var host = await NodeHost.StartAsync(new NodeHostSettings { Day = Day });
        var communes = await host.WithDbAsync(db => db.Offices.Where(o => o.Level == UnitLevel.Commune && o.ValidTo == null).OrderBy(o => o.TenantPath).Select(o => o.TenantPath).ToListAsync(ct));
        communes = [.. communes.Where(c => TenantPath.Parse(c).Depth == 2)];
        await FillAsync(host, communes, people, ct);
        await output.WriteLineAsync($"levels: {people:N0} people in {communes.Count} communes");

        var (looked, due) = await PreviewAsync(host, ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  preview of the province: {looked:N1} s for {due:N0} payments, {due / looked:N0}/s; memory {GC.GetTotalMemory(true) / 1048576.0:N0} MB"));
        var signed = await TimeAsync(() => DecideAsync(host, communes, ct));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {communes.Count} lists made and signed: {signed:N1} s, {people / signed:N0} payments/s"));

        var before = await PlainRows.CopyAsync(host, ct);
        var (most, done) = (0L, 0);
        using var watch = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, 0, 200);
        var took = await TimeAsync(async () => done = (await host.WithAsync(s => s.GetRequiredService<ApplyLevels>().HandleAsync(ct))).Payments);
        if (done != people)
        {
            throw new InvalidOperationException($"{done} of {people} payments were carried out.");
        }

        var (raw, rows) = await PlainRows.WriteAsync(host, before, Tables, communes.Count, ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"  carried out: {took:N1} s, {people / took:N0} payments/s, at most {most / 1048576.0:N0} MB managed; the same {rows:N0} rows plainly {raw:N1} s, ratio {took / raw:N1}"));
    }

    private static async Task FillAsync(NodeHost host, List<string> communes, int people, CancellationToken ct)
    {
        var recorded = new DateTime(2026, 6, 1, 3, 0, 0, DateTimeKind.Utc);
        foreach (var chunk in Enumerable.Range(0, people).Chunk(Chunk))
        {
            await host.WithDbAsync(async db =>
            {
                foreach (var i in chunk)
                {
                    var (path, id) = (communes[i % communes.Count], Guid.CreateVersion7());
                    db.Add(new Beneficiary
                    {
                        Id = id, Code = $"38-{i:d7}", TenantPath = path, FullName = $"Nguyễn Thị Thủy {i % 977}", FoldedName = $"nguyen thi thuy {i % 977}", BirthDate = "1949-02-10", Sex = 2, EthnicCode = "01",
                        CitizenId = $"038149{i:d6}", OldIdentityNumber = "", CommuneCode = path[^5..], Village = $"Thôn {i % 12}", Phone = "", IdentityStatus = "Matched", CategoryCode = "6.n.elder",
                        CoefficientHundredths = 200, MonthlyAmount = new Dong(1_000_000), StartMonth = 202601, Version = 1, Epoch = 1,
                    });
                    db.Add(new Entitlement
                    {
                        Id = Guid.CreateVersion7(), BeneficiaryId = id, TenantPath = path, CategoryCode = "6.n.elder", CoefficientHundredths = 200, Level = new Dong(500_000), MonthlyAmount = new Dong(1_000_000),
                        StartMonth = 202601, DecisionId = Guid.NewGuid(), ReceiverName = $"Nguyễn Thị Thủy {i % 977}", ReceiverNumber = $"038149{i:d6}", RecordedAt = recorded, Version = 1, Epoch = 1,
                    });
                }

                return await db.SaveChangesAsync(ct);
            });
        }
    }

    private static async Task<(double Took, int Due)> PreviewAsync(NodeHost host, CancellationToken ct)
    {
        var figures = new LevelFigures();
        var took = await TimeAsync(() => host.WithAsync(async s =>
        {
            var province = TenantPath.Parse("38");
            var terms = LevelDesk.Terms(await s.GetRequiredService<FlowRules>().ForAsync(province, ct), province);
            await foreach (var entry in s.GetRequiredService<LevelReader>().DueAsync(LevelChange.Level, terms, null, ct))
            {
                figures.Add(entry);
            }
        }));
        return (took, figures.Total.People);
    }

    private static async Task DecideAsync(NodeHost host, List<string> communes, CancellationToken ct)
    {
        var dossiers = new TestDossiers(host);
        foreach (var path in communes)
        {
            var (officer, chairman) = (dossiers.Official(Roles.SocialOfficer, path), dossiers.Official(Roles.Chairman, path));
            var made = await host.WithAsync(s => s.GetRequiredService<MakeLevelList>().Handle(LevelChange.Level, officer, ct), path);
            var signed = await host.WithAsync(async s =>
            {
                var open = await s.GetRequiredService<LevelDesk>().FindAsync(made.Value.Id, ct);
                return await s.GetRequiredService<SignLevelList>().Handle(made.Value.Id, open!.Seen, chairman, ct);
            }, path);
            if (!signed.Succeeded)
            {
                throw new InvalidOperationException(string.Join("; ", signed.Problems.Select(p => p.Message)));
            }
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
