using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>What one run of the job did.</summary>
public sealed record BuildReport(int Communes, int Lists, int Lines);

/// <summary>
/// Makes the lists that were asked for, commune by commune. A commune is one transaction that holds the savers' turn: its lists, lines and claims are there whole
/// or not at all, together with how far the run has come, so that a node that was stopped goes on behind the last commune and nothing is built twice. A commune
/// that cannot be built keeps nobody else waiting: it is noted, shown, and tried again when the others are done, until the accountant stops the building (<see cref="StopBuilding"/>).
/// </summary>
public sealed class BuildRuns(PaymentDesk desk, CommuneReader reader, IOptions<NodeOptions> node, ILogger<BuildRuns> log)
{
    private static readonly BuildReport Nothing = new(0, 0, 0);

    // The commune in hand.
    private string _at = "";

    // Read once for all communes.
    private LawAsRead? _law;

    private NodeDb Db => desk.Db;

    /// <summary>Call in the scope of the province.</summary>
    public async Task<BuildReport> HandleAsync(CancellationToken cancel)
    {
        var report = Nothing;
        foreach (var id in await Db.PaymentRuns.AsNoTracking().Where(r => r.State == RunState.Building).OrderBy(r => r.StartedAt).ThenBy(r => r.Id).Select(r => r.Id).ToListAsync(cancel))
        {
            var tried = new HashSet<string>(StringComparer.Ordinal);
            for (BuildReport? made = Nothing; made is not null; made = await PieceAsync(id, tried, cancel))
            {
                report = new(report.Communes + made.Communes, report.Lists + made.Lists, report.Lines + made.Lines);
            }
        }

        return report;
    }

    // One commune; null at the end of what can be done now.
    private async Task<BuildReport?> PieceAsync(Guid id, HashSet<string> tried, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _at = "";
        try
        {
            BuildReport? made = null;
            return await Db.InTurnAsync(async () => (made = await NextAsync(id, tried, cancel)) is not null, cancel) ? made : null;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && (_at.Length == 0 || tried.Add(_at)))
        {
            PaymentLog.Failed(log, failure, id, _at.Length > 0 ? _at : "(none)");
            Db.ChangeTracker.Clear();
            // Before any commune was in hand the fault is the building's own: it waits for the next run of the job, and keeps nobody behind it waiting.
            return _at.Length > 0 && await Db.InTurnAsync(() => NoteAsync(id, _at, cancel), cancel) ? Nothing : null;
        }
    }

    // The next commune of a run; null when it is at its end or somebody else went on with it.
    private async Task<BuildReport?> NextAsync(Guid id, HashSet<string> tried, CancellationToken cancel)
    {
        if (await Db.PaymentRuns.SingleOrDefaultAsync(r => r.Id == id && r.State == RunState.Building, cancel) is not { } run)
        {
            return null;
        }

        if (new PayMonth(run.Month) < desk.Time.Month)
        {
            // Interrupted over the end of the month: what is left is due on the next list, as arrears.
            return await EndAsync(run, RunState.Stopped, $"Tháng {new PayMonth(run.Month)} đã qua, phần chưa lập để vào kỳ sau", cancel);
        }

        var period = await Db.PaymentPeriods.AsNoTracking().SingleAsync(p => p.Id == run.PeriodId, cancel);
        var left = await BuildLists.LeftAsync(desk, period, run.Supplementary, run.Cursor, cancel);
        if (left.Count == 0 && run.FailedPaths.Count == 0)
        {
            return await EndAsync(run, RunState.Built, "Đã lập xong", cancel);
        }

        var commune = left.FirstOrDefault() ?? (await desk.CommunesAsync(run.TenantPath, cancel)).Find(o => run.FailedPaths.Contains(o.TenantPath) && !tried.Contains(o.TenantPath));
        if (commune is null)
        {
            return null;
        }

        _at = commune.TenantPath;
        return await CommuneAsync(run, period, commune, last: left.Count <= 1, cancel);
    }

    private async Task<BuildReport?> CommuneAsync(PaymentRun run, PaymentPeriod period, Office commune, bool last, CancellationToken cancel)
    {
        // Read once: the month that runs and the rules of the day are of one day.
        var today = desk.Time.Today;
        var terms = new MonthTerms(new PayMonth(run.Month), new PayMonth(period.FirstMonth), PayMonth.Of(today), commune.TenantPath) { Firsts = await FirstMonths.OfAsync(desk, commune.TenantPath, cancel) };
        _law = await LawAsRead.ReadAsync(Db, _law, cancel);
        var (read, rules) = (await reader.ReadAsync(terms, cancel), _law.Book.On(today));
        var people = read.People;
        var draft = LineRules.Of(people, run.Supplementary, RecoveryCap.On(rules, terms.Month.FirstDay));
        var writer = await WriterAsync(run, commune.TenantPath, commune.UnitName, draft, new CategoryNames(rules, terms.Month), cancel);
        var written = draft.Lists.Select(writer.Write).ToList();
        var omissions = draft.Omissions.Where(o => o.Card.Id is not null).Select(o => new PaymentOmission
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), RunId = run.Id, TenantPath = commune.TenantPath, PersonId = o.Card.Id!.Value, Strand = o.Omission.Strand, Reason = o.Omission.Reason,
            Why = Documents.NeutralWords.Remark(o.Omission.Why), Months = o.Omission.Months, Amount = new Dong(o.Omission.Amount),
        }).ToList();
        Pass(run, commune.TenantPath, failed: false);
        (run.Done, run.Version) = (run.Done + 1, run.Version + 1);
        (run.Lists, run.Lines, run.Omitted) = (run.Lists + written.Count, run.Lines + written.Sum(w => w.Lines.Count), run.Omitted + omissions.Count);
        run.TotalDong += new Dong(written.Sum(w => w.List.TotalDong.Amount));
        if (last && run.FailedPaths.Count == 0)
        {
            (run.State, run.DoneAt) = (RunState.Built, desk.Time.UtcNow);
        }

        Db.PaymentLists.AddRange(written.Select(w => w.List));
        await OverpaidBook.TellAsync(Db, commune.TenantPath, people, desk.Time.UtcNow, cancel);
        var book = await SettledPeople.KeepAsync(Db, read.Settled, cancel);
        return await SaveAsync(run, $"{commune.UnitName}: {written.Count} danh sách, {written.Sum(w => w.Lines.Count)} dòng", cancel) ? await InsertAsync(written, omissions, book, cancel) : null;
    }

    private async Task<BuildReport?> EndAsync(PaymentRun run, RunState state, string what, CancellationToken cancel)
    {
        (run.State, run.DoneAt, run.Version) = (state, desk.Time.UtcNow, run.Version + 1);
        return await SaveAsync(run, what, cancel) ? Nothing : null;
    }

    // What could not be built is kept with the run until it is.
    private async Task<bool> NoteAsync(Guid id, string commune, CancellationToken cancel)
    {
        if (await Db.PaymentRuns.SingleOrDefaultAsync(r => r.Id == id && r.State == RunState.Building, cancel) is not { } run)
        {
            return false;
        }

        Pass(run, commune, failed: true);
        run.Version++;
        return await SaveAsync(run, $"{commune}: chưa lập được, hệ thống lập lại sau", cancel);
    }

    private static void Pass(PaymentRun run, string commune, bool failed)
    {
        run.Cursor = string.CompareOrdinal(commune, run.Cursor) > 0 ? commune : run.Cursor;
        run.Failed = string.Join(';', run.FailedPaths.Where(p => p != commune).Concat(failed ? [commune] : []));
    }

    private async Task<BuildReport> InsertAsync(List<WrittenList> written, List<PaymentOmission> omissions, SettledBook? book, CancellationToken cancel)
    {
        if (book is not null)
        {
            // The next communes need not carry it along.
            Db.Entry(book).State = EntityState.Detached;
        }

        foreach (var list in written)
        {
            await BulkInsert.AddAsync(Db, list.Lines, cancel);
            await BulkInsert.AddAsync(Db, list.Claims, cancel);
        }

        await BulkInsert.AddAsync(Db, omissions, cancel);
        return new(1, written.Count, written.Sum(w => w.Lines.Count));
    }

    private Task<bool> SaveAsync(PaymentRun run, string what, CancellationToken cancel) =>
        Db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PaymentBuild, desk.Time.UtcNow, what).On("payment-run", run.Id), cancel);

    private async Task<LineWriter> WriterAsync(PaymentRun run, string commune, string unit, CommuneDraft draft, CategoryNames names, CancellationToken cancel)
    {
        var numbers = (await Db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == run.PeriodId && l.TenantPath == commune && l.Status != ListStatus.Discarded)
            .Select(l => new { l.Type, l.Method, l.Sequence }).ToListAsync(cancel)).GroupBy(l => (l.Type, l.Method)).ToDictionary(g => g.Key, g => g.Max(l => l.Sequence));
        // A month that is listed for the first time, or again, tells why.
        var named = draft.Lists.SelectMany(l => l.Lines).SelectMany(l => l.Parts).Select(p => p.Claim)
            .Where(c => c.Once is not null || (c.Version is { Source: EntitlementSource.Decision } v && (c.Why == ClaimWhy.Missed || v.StartMonth == run.Month))).Select(c => c.Once?.DecisionId ?? c.Version!.DecisionId).ToHashSet();
        var decisions = await DecisionNumbers.OfAsync(Db, named, cancel);
        // The first supplementary list is the second of its month.
        var first = run.Supplementary ? 2 : 1;
        return new(new(run, commune, unit, desk.Time.UtcNow, (type, method) => numbers.TryGetValue((type, method), out var last) ? last + 1 : first), names.Of, id => decisions.GetValueOrDefault(id, ""));
    }
}

/// <summary>Runs <see cref="BuildRuns"/> soon after somebody asked, and goes on with what was interrupted.</summary>
public sealed class BuildRunsJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<BuildRunsJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var report = await services.GetRequiredService<BuildRuns>().HandleAsync(cancel);
        if (report.Communes > 0)
        {
            PaymentLog.Built(log, report.Communes, report.Lists, report.Lines);
        }
    }
}

internal static partial class PaymentLog
{
    [LoggerMessage(LogLevel.Error, "Payment lists of commune {Commune} of building {Run} could not be made; they are tried again after the others")]
    public static partial void Failed(ILogger logger, Exception failure, Guid run, string commune);

    [LoggerMessage(LogLevel.Information, "Payment lists of {Communes} communes were built: {Lists} lists, {Lines} lines")]
    public static partial void Built(ILogger logger, int communes, int lists, int lines);
}
