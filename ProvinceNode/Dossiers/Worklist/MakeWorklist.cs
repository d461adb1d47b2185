using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>What one run did.</summary>
/// <param name="Communes">Made anew.</param>
/// <param name="Rows">Added, changed or closed.</param>
/// <param name="Failed">Communes whose list could not be made; the next run tries them again.</param>
public sealed record WorklistReport(int Communes, int People, int Rows, int Failed = 0);

/// <summary>
/// Makes the worklist of every commune for the month and the month ahead: once a day, and when somebody asks. People are read in lots, what changed is saved
/// with how far the commune has come, so a node that was stopped goes on behind the last lot; a second run changes nothing. Memory stays flat.
/// </summary>
public sealed class MakeWorklist(NodeDb db, WorklistReader reader, OthersOfCommune others, WorklistKeeper keeper, VietnamTime time, WorklistGround ground)
{
    /// <summary>Communes of which nothing changed are written down together.</summary>
    private const int Together = 50;

    /// <summary>Call in the scope of the province.</summary>
    public async Task<WorklistReport> HandleAsync(CancellationToken cancel)
    {
        var today = time.Today;
        var communes = await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo)).OrderBy(o => o.TenantPath).Select(o => o.TenantPath).ToListAsync(cancel);
        var runs = await db.Set<WorklistRun>().AsNoTracking().ToDictionaryAsync(r => r.Commune, cancel);
        var entered = await EnteredAsync(runs.Values, cancel);
        var due = communes.FindAll(c => IsDue(runs.GetValueOrDefault(c), today) || entered.Exists(e => e.At > runs[c].DoneAt && TenantPath.Parse(e.Office).Covers(c)));
        if (due.Count == 0)
        {
            return new(0, 0, 0);
        }

        var terms = WorklistTerms.Of((await RuleTables.ReadAsync(db, cancel)).On(today), ground.Province, today);
        var (done, people, rows, failed, waiting) = (0, 0, 0, 0, new List<WorklistRun>());
        foreach (var commune in due)
        {
            if (await TryAsync(commune, terms, () => failed++, cancel) is not { } made)
            {
                await PutAsideAsync(waiting, cancel); // it failed, or an official changed one of the rows meanwhile; the next run takes the commune again
                continue;
            }

            (done, people, rows) = (done + 1, people + made.People, rows + made.Rows);
            (made.Saved ? (Action)waiting.Clear : () => waiting.Add(made.Run))();
            if (waiting.Count >= Together)
            {
                await SaveAsync($"{waiting.Count} xã: không có thay đổi", cancel);
                waiting.Clear();
            }
        }

        if (waiting.Count > 0)
        {
            await SaveAsync($"{waiting.Count} xã: không có thay đổi", cancel);
        }

        return new(done, people, rows, failed);
    }

    // One commune whose list cannot be made does not keep the others waiting.
    private async Task<(int People, int Rows, bool Saved, WorklistRun Run)?> TryAsync(string commune, WorklistTerms terms, Action failed, CancellationToken cancel)
    {
        try
        {
            return await CommuneAsync(commune, terms, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            WorklistLog.Failed(ground.Log, failure, commune);
            failed();
            return null;
        }
    }

    // What the commune in hand left in the context goes; those before it of which nothing changed still wait to be written down.
    private async Task PutAsideAsync(List<WorklistRun> waiting, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var names = waiting.ConvertAll(r => r.Commune);
        var known = await db.Set<WorklistRun>().Where(r => names.Contains(r.Commune)).Select(r => r.Commune).ToListAsync(cancel);
        waiting.ForEach(r => db.Entry(r).State = known.Contains(r.Commune) ? EntityState.Modified : EntityState.Added);
    }

    /// <summary>Whether a commune's list is to be made: never made, interrupted, of an earlier day, or asked for since.</summary>
    public static bool IsDue(WorklistRun? run, DateOnly today) => run is null || run.DoneAt is not { } at || VietnamTime.Day(at) < today || run.AskedAt is not null;

    // A list that was entered or taken back since, e.g. of poor households: its communes are made at once and not tomorrow.
    private async Task<List<(string Office, DateTime At)>> EnteredAsync(IEnumerable<WorklistRun> runs, CancellationToken cancel)
    {
        if (runs.Select(r => r.DoneAt).Min() is not { } oldest)
        {
            return [];
        }

        var acts = await db.Acts.AsNoTracking().Where(a => a.At > oldest && (a.Kind == ActKinds.ImportEnter || a.Kind == ActKinds.ImportUndo)).GroupBy(a => a.TenantPath).Select(g => new { Office = g.Key, At = g.Max(a => a.At) }).ToListAsync(cancel);
        return acts.ConvertAll(a => (a.Office, a.At));
    }

    // Null when somebody else saved one of the rows meanwhile.
    private async Task<(int People, int Rows, bool Saved, WorklistRun Run)?> CommuneAsync(string commune, WorklistTerms terms, CancellationToken cancel)
    {
        var run = await RunAsync(commune, terms, cancel);
        var certificates = await reader.CertificatesAsync(commune, cancel);
        var holders = certificates.SelectMany(c => WorklistReader.CertificateKeys(c).Select(k => (Key: k, Certificate: c))).ToLookup(c => c.Key, c => c.Certificate, StringComparer.Ordinal);
        var (rows, saved) = (0, false);
        for (var more = true; more;)
        {
            cancel.ThrowIfCancellationRequested();
            var lot = await reader.NextAsync(commune, run.Cursor, terms, holders, cancel);
            var changed = await keeper.KeepPeopleAsync(commune, lot.Entries, terms, time.UtcNow, cancel);
            (run.People, run.Unknown, run.Cursor, more) = (run.People + lot.People, run.Unknown + lot.Unknown, lot.Last, lot.Last is not null);
            if (more && changed > 0)
            {
                if (!await SaveAsync($"{commune}: {changed} việc", cancel))
                {
                    return null;
                }

                (rows, saved, run) = (rows + changed, true, await db.Set<WorklistRun>().SingleAsync(r => r.Commune == commune, cancel));
                changed = 0;
            }

            rows += changed;
        }

        rows += await keeper.KeepOthersAsync(commune, await others.FindAsync(commune, certificates, terms, cancel), terms, time.UtcNow, cancel);
        run.DoneAt = time.UtcNow;
        return rows == 0 ? (run.People, 0, saved, run) : await SaveAsync($"{commune}: {rows} việc", cancel) ? (run.People, rows, true, run) : null;
    }

    // A run that was interrupted in the same month goes on; else it begins anew.
    private async Task<WorklistRun> RunAsync(string commune, WorklistTerms terms, CancellationToken cancel)
    {
        var run = await db.Set<WorklistRun>().SingleOrDefaultAsync(r => r.Commune == commune, cancel);
        if (run is null)
        {
            run = new WorklistRun { Commune = commune };
            db.Add(run);
        }

        if (run.DoneAt is not null || run.AskedAt is not null || run.Month != terms.Month.Number)
        {
            (run.Month, run.Cursor, run.People, run.Unknown, run.StartedAt, run.DoneAt, run.AskedAt) = (terms.Month.Number, null, 0, 0, time.UtcNow, null, null);
        }

        return run;
    }

    private async Task<bool> SaveAsync(string what, CancellationToken cancel)
    {
        var saved = await db.SaveAsync(Act.BySystem(TenantPath.Parse(ground.Province), ActKinds.WorklistMake, time.UtcNow, what), cancel);
        db.ChangeTracker.Clear();
        return saved;
    }
}

/// <summary>Where the lists are made and who is told when one fails.</summary>
public sealed class WorklistGround(IOptions<NodeOptions> node, ILogger<MakeWorklist> log)
{
    public string Province => node.Value.ProvinceCode;

    public ILogger Log => log;
}

/// <summary>Runs <see cref="MakeWorklist"/>.</summary>
public sealed class MakeWorklistJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<MakeWorklistJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var report = await services.GetRequiredService<MakeWorklist>().HandleAsync(cancel);
        if (report.Communes + report.Failed > 0)
        {
            WorklistLog.Made(log, report.Communes, report.People, report.Rows);
        }
    }
}

internal static partial class WorklistLog
{
    [LoggerMessage(LogLevel.Error, "The worklist of commune {Commune} could not be made; it is tried again")]
    public static partial void Failed(ILogger logger, Exception failure, string commune);

    [LoggerMessage(LogLevel.Information, "The worklists of {Communes} communes were made: {People} people, {Rows} rows added, changed or closed")]
    public static partial void Made(ILogger logger, int communes, int people, int rows);
}
