using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>What went over.</summary>
/// <param name="Unknown">Old communes that the table of succession does not know: their rows stay and are said here.</param>
public sealed record RegimeReport(int Dossiers, int People, IReadOnlyList<string> Unknown);

/// <summary>
/// On the first day of the two-tier organisation what the old communes had goes on at the communes that took them over: undecided dossiers with all
/// their steps, finished ones as their archive, the people of the registry with what they receive, payments and aid, transfers, certificates
/// (Law 72/2025/QH15; Decree 147/2025). The promised day does not move, the step goes on with the days it has left, and each passage is a step of
/// the control sheet and an act. Each row follows its own commune: what a commune paid before somebody left it stays with its successor.
/// </summary>
public sealed class ChangeRegime(NodeDb db, FlowRules rules, VietnamTime time, IOptions<NodeOptions> node)
{
    private const string TwoTier = "2T";
    private const int Batch = 200;

    // A three-tier commune's path, 38.400.16063, is longer than any two-tier one, 38.16072.
    private const int LongestTwoTierPath = 8;

    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>Whether a path is a commune's of the three-tier organisation.</summary>
    public static bool IsThreeTier(string path) => path.Length > LongestTwoTierPath;

    /// <summary>Takes everything over; what went over before is not touched again. Call in the scope of the province.</summary>
    public async Task<RegimeReport> HandleAsync(CancellationToken cancel)
    {
        if ((await rules.ForAsync(Province, cancel)).Regime != TwoTier)
        {
            return new RegimeReport(0, 0, []);
        }

        var dossiers = await BatchesAsync(
            () => db.Dossiers.Where(d => d.TenantPath.Length > LongestTwoTierPath).OrderBy(d => d.Id).Select(d => d.Id), DossiersAsync, cancel);
        var people = await RowsAsync<Beneficiary>("đối tượng", (person, path) => person.CommuneCode = path.UnitCode, cancel);
        await RowsAsync<Entitlement>("chế độ", (row, _) => row.FormerPath = Former(row), cancel);
        await RowsAsync<Household>("hộ gia đình", (household, path) => household.CommuneCode = path.UnitCode, cancel);
        await RowsAsync<OneOffPayment>("khoản một lần", (row, _) => row.FormerPath = Former(row), cancel);
        await RowsAsync<OverpaidMonth>("tháng đã chi vượt", (month, path) => month.TellerPath = path.Value, cancel);
        await RowsAsync<AidInKind>("hỗ trợ hiện vật", null, cancel);
        await RowsAsync<HealthCardNotice>("thẻ bảo hiểm y tế", null, cancel);
        await RowsAsync<InstitutionResident>("người ở cơ sở", null, cancel);
        await RowsAsync<Worklist.WorklistRow>("việc của tháng", null, cancel);
        await RowsAsync<TransferHalf>("hồ sơ chuyển nơi cư trú", (half, _) => TakeOver.Point(half), cancel);
        await RowsAsync<DecisionList>("danh sách trình ký", (list, path) => list.MoveTo(path), cancel);
        await BatchesAsync(() => db.LevelCommunes.Where(c => c.TenantPath.Length > LongestTwoTierPath).OrderBy(c => c.Id).Select(c => c.Id), LevelsAsync, cancel);
        await RowsAsync<LevelSettlement>("xử lý chuyển mức", null, cancel);
        await BatchesAsync(
            () => db.DisabilityCertificates.Where(c => c.TenantPath.Length > LongestTwoTierPath).OrderBy(c => c.Id).Select(c => c.Id), CertificatesAsync, cancel);
        return new RegimeReport(dossiers, people, [.. _unknown]);
    }

    private TenantPath Province => TenantPath.Parse(node.Value.ProvinceCode);

    private async Task<int> BatchesAsync(Func<IQueryable<Guid>> left, Func<List<Guid>, CancellationToken, Task<int>> move, CancellationToken cancel)
    {
        var (done, skipped) = (0, 0);
        while (await left().Skip(skipped).Take(Batch).ToListAsync(cancel) is { Count: > 0 } ids)
        {
            var moved = await move(ids, cancel);
            (done, skipped) = (done + moved, skipped + ids.Count - moved);
            db.ChangeTracker.Clear();
        }

        return done;
    }

    // Rows that stand by themselves.
    private Task<int> RowsAsync<T>(string what, Action<T, TenantPath>? also, CancellationToken cancel)
        where T : class, ITenantOwned => BatchesAsync(
            () => db.Set<T>().IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).Where(r => r.TenantPath.Length > LongestTwoTierPath).OrderBy(r => EF.Property<Guid>(r, "Id")).Select(r => EF.Property<Guid>(r, "Id")),
            async (ids, c) =>
            {
                var moved = 0;
                foreach (var row in await db.Set<T>().IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).Where(r => ids.Contains(EF.Property<Guid>(r, "Id"))).ToListAsync(c))
                {
                    if (Find(row.TenantPath) is { } path)
                    {
                        Keep(row, path);
                        also?.Invoke(row, path);
                        moved++;
                    }
                }

                return await SaveAsync(moved, what, c);
            }, cancel);

    private async Task<int> DossiersAsync(List<Guid> ids, CancellationToken cancel)
    {
        var rows = await db.Dossiers.Where(d => ids.Contains(d.Id)).Include(d => d.Requests).Include(d => d.Steps).Include(d => d.Supplements)
            .Include(d => d.Attachments).AsSplitQuery().ToListAsync(cancel);
        var paths = new Dictionary<Guid, TenantPath>();
        foreach (var dossier in rows)
        {
            if (Find(dossier.TenantPath) is not { } path)
            {
                continue;
            }

            var listed = dossier.ListId;
            var (kind, home) = TakeOver.MoveOf(dossier, path, dossier.Kind == RequestKind.MoveWithin ? await PayerAsync(dossier, cancel) : null);
            TakeOver.Take(await rules.ForAsync(home, cancel), dossier, home, kind);
            paths[dossier.Id] = home;
            if (listed is { } list)
            {
                paths[list] = path;
            }
        }

        await FollowAsync(paths, cancel);
        return await SaveAsync(rows.Count(d => paths.ContainsKey(d.Id)), "hồ sơ", cancel);
    }

    // What a district decided about a commune goes with it, also what is still to be carried out; what it did not sign is given up.
    private async Task<int> LevelsAsync(List<Guid> ids, CancellationToken cancel)
    {
        var paths = new Dictionary<Guid, TenantPath>();
        var rows = await db.LevelCommunes.Where(c => ids.Contains(c.Id)).ToListAsync(cancel);
        foreach (var row in rows)
        {
            if (Find(row.TenantPath) is { } path)
            {
                Keep(row, path);
                paths[row.Id] = path;
            }
        }

        var lists = rows.Select(r => r.ListId).Distinct().ToList();
        foreach (var list in await db.LevelLists.Where(l => lists.Contains(l.Id) && l.State == ListState.Proposed).ToListAsync(cancel))
        {
            list.State = ListState.Withdrawn;
        }

        await FollowAsync(paths, cancel);
        return await SaveAsync(paths.Count, "quyết định chuyển mức", cancel);
    }

    // The commune of today that pays the person of a dossier.
    private async Task<TenantPath?> PayerAsync(Dossier dossier, CancellationToken cancel) =>
        await OutcomeDesk.PersonAsync(db, dossier, cancel) is { } person ? IsThreeTier(person.TenantPath) ? Find(person.TenantPath) : TenantPath.Parse(person.TenantPath) : null;

    // What belongs to a dossier or a list is kept where it is.
    private async Task FollowAsync(Dictionary<Guid, TenantPath> paths, CancellationToken cancel)
    {
        var ids = paths.Keys.ToList();
        void Follow<T>(IEnumerable<T> rows, Func<T, Guid> of)
            where T : class, ITenantOwned
        {
            foreach (var row in rows)
            {
                Keep(row, paths[of(row)]);
            }
        }

        Follow(await db.Objections.Where(o => ids.Contains(o.DossierId)).ToListAsync(cancel), o => o.DossierId);
        Follow(await db.Reappointments.Where(r => ids.Contains(r.DossierId)).ToListAsync(cancel), r => r.DossierId);
        Follow(await db.DeadlineMarks.Where(m => ids.Contains(m.DossierId)).ToListAsync(cancel), m => m.DossierId);
        Follow(await db.PaperDrafts.Where(p => ids.Contains(p.DossierId)).ToListAsync(cancel), p => p.DossierId);
        Follow(await db.CommonPapers.Where(p => ids.Contains(p.DossierId)).ToListAsync(cancel), p => p.DossierId);
        Follow(await db.Papers.Where(p => ids.Contains(p.DossierId)).ToListAsync(cancel), p => p.DossierId);
        Follow(await db.Decisions.Where(d => ids.Contains(d.DossierId)).ToListAsync(cancel), d => d.DossierId);
        Follow(await db.CouncilCases.Where(c => ids.Contains(c.DossierId)).ToListAsync(cancel), c => c.DossierId);
        Follow(await db.CertificateChecks.Where(c => ids.Contains(c.DossierId)).ToListAsync(cancel), c => c.DossierId);
        foreach (var list in await db.DecisionLists.Where(l => ids.Contains(l.Id)).ToListAsync(cancel))
        {
            list.MoveTo(paths[list.Id]);
        }
    }

    // Certificates keep their numbers; the new commune exchanges, replaces and withdraws them. A new council is established there.
    private async Task<int> CertificatesAsync(List<Guid> ids, CancellationToken cancel)
    {
        var moved = 0;
        foreach (var certificate in await db.DisabilityCertificates.Include(c => c.History).Where(c => ids.Contains(c.Id)).ToListAsync(cancel))
        {
            if (Find(certificate.TenantPath) is { } path)
            {
                certificate.TenantPath = path.Value;
                certificate.History.ForEach(h => h.TenantPath = path.Value);
                moved++;
            }
        }

        return await SaveAsync(moved, "giấy xác nhận khuyết tật", cancel);
    }

    private TenantPath? Find(string path)
    {
        if (TakeOver.NewPath(path) is { } found)
        {
            return found;
        }

        _unknown.Add(TenantPath.Parse(path).UnitCode);
        return null;
    }

    // Districts began to pay by this system at different times: which one paid it is asked for ever.
    private string Former(ITenantOwned row) => (string)db.Entry(row).Property(nameof(ITenantOwned.TenantPath)).OriginalValue!;

    private void Keep(ITenantOwned row, TenantPath path) => db.Entry(row).Property(nameof(ITenantOwned.TenantPath)).CurrentValue = path.Value;

    private async Task<int> SaveAsync(int moved, string what, CancellationToken cancel)
    {
        var act = Act.BySystem(Province, ActKinds.ChangeRegime, time.UtcNow, $"{moved} {what} chuyển sang xã, phường mới");
        return moved == 0 || await db.SaveAsync(act, cancel) ? moved : 0;
    }
}

/// <summary>Runs <see cref="ChangeRegime"/>: before the day it finds nothing to do, after it what an import or an old filing left.</summary>
public sealed class ChangeRegimeJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<ChangeRegimeJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var report = await services.GetRequiredService<ChangeRegime>().HandleAsync(cancel);
        if (report.Dossiers + report.People + report.Unknown.Count > 0)
        {
            RegimeLog.Changed(log, report.Dossiers, report.People, string.Join(", ", report.Unknown));
        }
    }
}

internal static partial class RegimeLog
{
    [LoggerMessage(LogLevel.Information, "Change of organisation: {Dossiers} dossiers and {People} beneficiaries went over; communes without successor: {Unknown}")]
    public static partial void Changed(ILogger logger, int dossiers, int people, string unknown);
}
