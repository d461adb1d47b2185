using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// The worklist of a province: everybody is read in lots, asked of the rules and compared with the rows that stand; first with nothing there, then again when
/// nothing has changed. Against only reading the same people and entitlements by the same queries. With the most managed memory seen.
/// </summary>
public static class WorklistBenchmark
{
    private const int Chunk = 5000;
    private static readonly DateOnly Day = new(2026, 11, 2);

    // Ages spread so that some hundredth of the people has a birthday that matters in the months that are looked at.
    private static readonly (string Category, int Coefficient, long Dong, int Oldest, int Youngest)[] Kinds =
        [("6.n.adult", 150, 810_000, 1967, 1990), ("6.n.elder", 200, 1_080_000, 1935, 1964), ("HT.1", 100, 540_000, 1935, 1950), ("6.dbn.child", 250, 1_350_000, 2012, 2022), ("1.x.o4", 150, 810_000, 2011, 2020)];

    /// <param name="people">People who receive; the figure is 200,000.</param>
    public static async Task RunAsync(TextWriter output, int people, CancellationToken ct)
    {
        await using var host = await NodeHost.StartAsync(new NodeHostSettings { Day = Day });
        var communes = await host.WithDbAsync(db => db.Offices.Where(o => o.Level == UnitLevel.Commune && o.ValidTo == null).OrderBy(o => o.TenantPath).Select(o => o.TenantPath).ToListAsync(ct));
        communes = [.. communes.Where(c => TenantPath.Parse(c).Depth == 2)];
        await FillAsync(host, communes, people, ct);
        await output.WriteLineAsync($"worklist: {people:N0} people in {communes.Count} communes");

        var raw = await TimeAsync(() => ReadAsync(host, communes, ct));
        var (first, second) = (default(WorklistReport)!, default(WorklistReport)!);
        GC.Collect();
        var (before, most) = (GC.GetTotalMemory(true), 0L);
        using (var watch = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, 0, 200))
        {
            var took = await TimeAsync(async () => first = await MakeAsync(host, ct));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  made: {took:N1} s, {first.People / took:N0} people/s, {first.Rows:N0} rows; only reading them {raw:N1} s, ratio {took / raw:N2}; at most {(most - before) / 1048576.0:N0} MB managed above the start"));
        }

        host.Clock.SetDay(Day.AddDays(1));
        var again = await TimeAsync(async () => second = await MakeAsync(host, ct));
        if (first.People != people || second.People != people)
        {
            throw new InvalidOperationException($"{first.People} and {second.People} of {people} people were looked at.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  again the next day: {again:N1} s, {people / again:N0} people/s, {second.Rows:N0} rows changed; ratio {again / raw:N2}"));
    }

    private static Task<WorklistReport> MakeAsync(NodeHost host, CancellationToken ct) => host.WithAsync(s => s.GetRequiredService<MakeWorklist>().HandleAsync(ct));

    // People and what they receive, commune by commune, as the list reads them, and nothing else.
    private static async Task ReadAsync(NodeHost host, List<string> communes, CancellationToken ct)
    {
        foreach (var commune in communes)
        {
            await host.WithDbAsync(async db =>
            {
                var people = await db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == commune).OrderBy(b => b.Id).ToListAsync(ct);
                foreach (var lot in people.Select(p => p.Id).Chunk(WorklistReader.Lot))
                {
                    await db.Entitlements.AsNoTracking().Where(e => lot.Contains(e.BeneficiaryId)).ToListAsync(ct);
                }

                return people.Count;
            });
        }
    }

    private static async Task FillAsync(NodeHost host, List<string> communes, int people, CancellationToken ct)
    {
        var recorded = new DateTime(2026, 7, 20, 3, 0, 0, DateTimeKind.Utc);
        foreach (var chunk in Enumerable.Range(0, people).Chunk(Chunk))
        {
            await host.WithDbAsync(async db =>
            {
                foreach (var i in chunk)
                {
                    var (path, id, kind) = (communes[i % communes.Count], Guid.CreateVersion7(), Kinds[i % Kinds.Length]);
                    var born = new DateOnly(kind.Oldest + (i / 7 % (kind.Youngest - kind.Oldest)), (i % 12) + 1, (i % 28) + 1);
                    var name = $"Nguyễn Thị Thủy {i % 977}";
                    db.Add(new Beneficiary
                    {
                        Id = id, Code = $"38-{i:d7}", TenantPath = path, FullName = name, FoldedName = VietnameseText.Fold(name), BirthDate = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Sex = 2, EthnicCode = "01",
                        CitizenId = $"038149{i:d6}", OldIdentityNumber = "", CommuneCode = path[^5..], Village = $"Thôn {i % 12}", Phone = "", IdentityStatus = "Matched", CategoryCode = kind.Category,
                        CoefficientHundredths = kind.Coefficient, MonthlyAmount = new Dong(kind.Dong), StartMonth = 202607, Version = 1, Epoch = 1,
                    });
                    db.Add(new Entitlement
                    {
                        Id = Guid.CreateVersion7(), BeneficiaryId = id, TenantPath = path, Kind = kind.Category == "HT.1" ? EntitlementKind.SocialPension : EntitlementKind.Assistance, CategoryCode = kind.Category,
                        CoefficientHundredths = kind.Coefficient, Level = new Dong(540_000), MonthlyAmount = new Dong(kind.Dong), StartMonth = 202607, DecisionId = Guid.NewGuid(), ReceiverName = name,
                        ReceiverNumber = $"038149{i:d6}", RecordedAt = recorded, Version = 1, Epoch = 1,
                    });
                }

                return await db.SaveChangesAsync(ct);
            });
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
