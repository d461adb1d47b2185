using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>What went over.</summary>
/// <param name="Unknown">Old communes that the table of succession does not know: their rows stay and are said here.</param>
public sealed record RegimeReport(int Dossiers, int People, IReadOnlyList<string> Unknown);

/// <summary>
/// On the first day of the two-tier organisation what the old communes had open goes on at the communes that took them over: undecided dossiers
/// with all their steps, and the people of the registry with what they receive (Law 72/2025/QH15; Decree 147/2025). The promised day does not
/// move, the step goes on with the days it has left, and each passage is a step of the control sheet and an act.
/// </summary>
public sealed class ChangeRegime(NodeDb db, FlowRules rules, VietnamTime time, IOptions<NodeOptions> node)
{
    private const string TwoTier = "2T";
    private const int Batch = 200;

    // A three-tier commune's path, 38.400.16063, is longer than any two-tier one, 38.16072.
    private const int LongestTwoTierPath = 8;

    private static readonly DossierStatus[] Over = [DossierStatus.Refused, DossierStatus.HandedOver, DossierStatus.Stopped];

    /// <summary>Takes everything over; what went over before is not touched again. Call in the scope of the province.</summary>
    public async Task<RegimeReport> HandleAsync(CancellationToken cancel)
    {
        var province = TenantPath.Parse(node.Value.ProvinceCode);
        if ((await rules.ForAsync(province, cancel)).Regime != TwoTier)
        {
            return new RegimeReport(0, 0, []);
        }

        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var dossiers = await BatchesAsync(
            () => db.Dossiers.Where(d => d.TenantPath.Length > LongestTwoTierPath && !Over.Contains(d.Status)).OrderBy(d => d.Id).Select(d => d.Id),
            (ids, c) => DossiersAsync(ids, province, unknown, c), cancel);
        var people = await BatchesAsync(
            () => db.Beneficiaries.Where(b => b.TenantPath.Length > LongestTwoTierPath).OrderBy(b => b.Id).Select(b => b.Id),
            (ids, c) => PeopleAsync(ids, province, unknown, c), cancel);
        await BatchesAsync(
            () => db.DisabilityCertificates.Where(c => c.TenantPath.Length > LongestTwoTierPath).OrderBy(c => c.Id).Select(c => c.Id),
            (ids, c) => CertificatesAsync(ids, province, unknown, c), cancel);
        return new RegimeReport(dossiers, people, [.. unknown]);
    }

    /// <summary>Path of the commune that took over, or null.</summary>
    public static TenantPath? NewPath(string oldPath)
    {
        var path = TenantPath.Parse(oldPath);
        return Succession.MainOf(path.UnitCode) is { } code ? TenantPath.Parse(path.Province).Child(code) : null;
    }

    /// <summary>Status at the new authority: where the step still exists, the same; else the step that follows it there.</summary>
    public static DossierStatus StatusAfter(Route route, DossierStatus status) =>
        Route.KindOf(status) is { } kind && !route.Has(kind) && status != DossierStatus.SentBack ? route.After(kind) : status;

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

    private async Task<int> DossiersAsync(List<Guid> ids, TenantPath province, SortedSet<string> unknown, CancellationToken cancel)
    {
        var rows = await db.Dossiers.Where(d => ids.Contains(d.Id)).Include(d => d.Requests).Include(d => d.Steps).Include(d => d.Supplements)
            .Include(d => d.Attachments).AsSplitQuery().ToListAsync(cancel);
        var objections = await db.Objections.Where(o => ids.Contains(o.DossierId)).ToListAsync(cancel);
        var apologies = await db.Reappointments.Where(r => ids.Contains(r.DossierId)).ToListAsync(cancel);
        var papers = await db.Papers.Where(p => ids.Contains(p.DossierId)).ToListAsync(cancel);
        var decisions = await db.Decisions.Where(d => ids.Contains(d.DossierId)).ToListAsync(cancel);
        var rounds = await db.CouncilCases.Where(c => ids.Contains(c.DossierId)).ToListAsync(cancel);
        var checks = await db.CertificateChecks.Where(c => ids.Contains(c.DossierId)).ToListAsync(cancel);
        var on = rows.Where(d => d.ListId is not null).Select(d => d.ListId!.Value).Distinct().ToList();
        var lists = await db.DecisionLists.Where(l => on.Contains(l.Id)).ToListAsync(cancel);
        papers.AddRange(await db.Papers.Where(p => on.Contains(p.DossierId)).ToListAsync(cancel));
        var moved = 0;
        foreach (var dossier in rows)
        {
            if (NewPath(dossier.TenantPath) is not { } path)
            {
                unknown.Add(TenantPath.Parse(dossier.TenantPath).UnitCode);
                continue;
            }

            var context = await rules.ForAsync(path, cancel);
            lists.Where(l => l.Id == dossier.ListId).ToList().ForEach(l => l.MoveTo(path));
            papers.Where(p => p.DossierId == dossier.ListId).ToList().ForEach(p => p.TenantPath = path.Value);
            Move(context, dossier, path);
            objections.Where(o => o.DossierId == dossier.Id).ToList().ForEach(o => o.TenantPath = path.Value);
            apologies.Where(r => r.DossierId == dossier.Id).ToList().ForEach(r => r.TenantPath = path.Value);
            papers.Where(p => p.DossierId == dossier.Id).ToList().ForEach(p => p.TenantPath = path.Value);
            decisions.Where(d => d.DossierId == dossier.Id).ToList().ForEach(d => d.TenantPath = path.Value);
            rounds.Where(c => c.DossierId == dossier.Id).ToList().ForEach(c => c.TenantPath = path.Value);
            checks.Where(c => c.DossierId == dossier.Id).ToList().ForEach(c => c.TenantPath = path.Value);
            moved++;
        }

        return await SaveAsync(province, moved, "hồ sơ", cancel);
    }

    // Certificates keep their numbers; the new commune exchanges, replaces and withdraws them. A new council is established there.
    private async Task<int> CertificatesAsync(List<Guid> ids, TenantPath province, SortedSet<string> unknown, CancellationToken cancel)
    {
        var moved = 0;
        foreach (var certificate in await db.DisabilityCertificates.Include(c => c.History).Where(c => ids.Contains(c.Id)).ToListAsync(cancel))
        {
            if (NewPath(certificate.TenantPath) is not { } path)
            {
                unknown.Add(TenantPath.Parse(certificate.TenantPath).UnitCode);
                continue;
            }

            certificate.TenantPath = path.Value;
            certificate.History.ForEach(h => h.TenantPath = path.Value);
            moved++;
        }

        return await SaveAsync(province, moved, "giấy xác nhận khuyết tật", cancel);
    }

    private static void Move(FlowContext context, Dossier dossier, TenantPath path)
    {
        var (old, due) = (dossier.Owner.CommuneName, dossier.StepDueOn);
        dossier.TenantPath = path.Value;
        // Another authority decides now: it makes its own lists.
        dossier.ListId = dossier.Status == DossierStatus.AwaitingSignature ? null : dossier.ListId;
        dossier.Requests.ForEach(r => r.TenantPath = path.Value);
        dossier.Steps.ForEach(s => s.TenantPath = path.Value);
        dossier.Supplements.ForEach(s => s.TenantPath = path.Value);
        dossier.Attachments.ForEach(a => a.TenantPath = path.Value);
        var route = DossierFlow.RouteOf(context, dossier);
        var to = StatusAfter(route, dossier.Status);
        dossier.ResumeStatus = dossier.ResumeStatus is { } resume ? StatusAfter(route, resume) : null;
        var parts = Succession.Of(dossier.Owner.CommuneCode).Count > 1 ? " Xã cũ được chia cho nhiều xã mới; hãy đối chiếu nơi ở của người đề nghị." : "";
        var before = dossier.Status;
        DossierFlow.Apply(context, dossier, to, ActKinds.ChangeRegime, Mover.System, context.OfficeName(Authorities.Decider, path),
            $"Chuyển thẩm quyền từ {old} sang {context.UnitName(path)} theo mô hình chính quyền địa phương hai cấp.{parts}");
        // The step that goes on keeps its day; a new one has its own days, never past the promised day.
        dossier.StepDueOn = before == to ? due : dossier.StepDueOn is { } day && dossier.DueOn is { } promised && promised < day && promised >= context.Today ? promised : dossier.StepDueOn;
    }

    private async Task<int> PeopleAsync(List<Guid> ids, TenantPath province, SortedSet<string> unknown, CancellationToken cancel)
    {
        var people = await db.Beneficiaries.Where(b => ids.Contains(b.Id)).ToListAsync(cancel);
        var paths = new Dictionary<Guid, string>();
        foreach (var person in people)
        {
            if (NewPath(person.TenantPath) is not { } path)
            {
                unknown.Add(TenantPath.Parse(person.TenantPath).UnitCode);
                continue;
            }

            (person.TenantPath, person.CommuneCode) = (path.Value, path.UnitCode);
            paths[person.Id] = path.Value;
        }

        foreach (var row in await db.Entitlements.Where(e => ids.Contains(e.BeneficiaryId)).ToListAsync(cancel))
        {
            row.TenantPath = paths.GetValueOrDefault(row.BeneficiaryId, row.TenantPath);
        }

        foreach (var row in await db.OneOffPayments.Where(p => p.ListedMonth == 0 && p.BeneficiaryId != null && ids.Contains(p.BeneficiaryId.Value)).ToListAsync(cancel))
        {
            row.TenantPath = paths.GetValueOrDefault(row.BeneficiaryId!.Value, row.TenantPath);
        }

        foreach (var row in await db.TransferHalves.Where(h => ids.Contains(h.BeneficiaryId)).ToListAsync(cancel))
        {
            row.TenantPath = NewPath(row.TenantPath)?.Value ?? row.TenantPath;
        }

        return await SaveAsync(province, paths.Count, "đối tượng", cancel);
    }

    private async Task<int> SaveAsync(TenantPath province, int moved, string what, CancellationToken cancel)
    {
        var act = Act.BySystem(province, ActKinds.ChangeRegime, time.UtcNow, $"{moved} {what} chuyển sang xã, phường mới");
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
