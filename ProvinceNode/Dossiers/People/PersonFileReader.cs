using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.People;

/// <summary>Gathers a person's file for an official: the registry's history, and of dossiers and decisions what he may see.</summary>
public sealed class PersonFileReader(NodeDb db, FlowRules rules, VietnamTime time)
{
    private const int MostActs = 30;

    public DateOnly Today => time.Today;

    /// <param name="day">What was true on it.</param>
    /// <param name="knownOn">As known at its end.</param>
    /// <returns>Null when nothing was known of the person yet.</returns>
    public async Task<PersonFileView?> ReadAsync(Beneficiary person, DateOnly day, DateOnly knownOn, SignedInOfficial official, CancellationToken cancel)
    {
        if (await PersonHistory.AsOfAsync(db, person, knownOn, cancel) is not { } known)
        {
            return null;
        }

        var until = VietnamTime.Utc(knownOn.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var context = await rules.ForAsync(TenantPath.Parse(person.TenantPath), cancel);
        var rows = await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == person.Id).ToListAsync(cancel);
        var hidden = await HiddenAsync(rows, context, official, cancel);
        var view = new PersonFileView(person, known, day, knownOn)
        {
            IsNow = day == Today && knownOn == Today, SeesAll = hidden.Count == 0,
            Entitlements = known.Entitlements.Select(e => Filed(e, rows.Find(r => r.Id == e.Id), known, context.Rules, hidden)).ToList(),
            Elsewhere = await ElsewhereAsync(person.Id, until, cancel),
            OneOffs = await db.OneOffPayments.AsNoTracking().Where(p => p.BeneficiaryId == person.Id && p.RecordedAt < until).OrderByDescending(p => p.RecordedAt).ToListAsync(cancel),
            Origins = await db.FieldOrigins.AsNoTracking().Where(o => o.BeneficiaryId == person.Id && o.At < until).OrderByDescending(o => o.At).ToListAsync(cancel),
            Acts = await ActsAsync(person.Id, 0, MostActs, cancel), ActCount = await CountActsAsync(person.Id, cancel),
            Communes = await CommunesAsync(known, cancel),
        };
        return official.May(Actions.DossierView) ? await DossiersAsync(view, rows, until, cancel) : view;
    }

    // Only whose months they were: amounts and groups stay with the office that decided on them.
    private async Task<IReadOnlyList<MonthsElsewhere>> ElsewhereAsync(Guid person, DateTime until, CancellationToken cancel)
    {
        var rows = await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => e.BeneficiaryId == person && e.RecordedAt < until && (e.EndMonth == 0 || e.EndMonth >= e.StartMonth))
            .Select(e => new { e.TenantPath, e.SharedPath, e.StartMonth, e.EndMonth }).ToListAsync(cancel);
        var foreign = rows.Where(r => !db.Scope.Allows(r.TenantPath) && !db.Scope.Allows(r.SharedPath)).ToList();
        var paths = foreign.Select(r => r.TenantPath).Distinct().ToList();
        var names = paths.Count == 0 ? [] : await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel);
        return [.. foreign.GroupBy(r => r.TenantPath).Select(g => new MonthsElsewhere(
            names.Find(n => n.TenantPath == g.Key)?.UnitName ?? "đơn vị khác", g.Min(r => r.StartMonth), g.Any(r => r.EndMonth == 0) ? 0 : g.Max(r => r.EndMonth)))];
    }

    // Versions whose group this official must not read: he does not review, appraise or sign the dossier that granted it.
    private async Task<HashSet<Guid>> HiddenAsync(List<Entitlement> rows, FlowContext context, SignedInOfficial official, CancellationToken cancel)
    {
        var hidden = new HashSet<Guid>();
        foreach (var group in rows.Where(r => context.Rules.IsSensitive(r.CategoryCode)).GroupBy(r => r.DecisionId))
        {
            var dossier = await db.Decisions.AsNoTracking().Where(d => d.Id == group.Key).Select(d => d.DossierId).FirstOrDefaultAsync(cancel) is var id && id != Guid.Empty
                ? await db.Dossiers.AsNoTracking().Include(d => d.Requests).SingleOrDefaultAsync(d => d.Id == id, cancel) : null;
            if (dossier is null || !Sensitive.MaySee(context.For(dossier), dossier, official))
            {
                hidden.UnionWith(group.Select(r => r.Id));
            }
        }

        return hidden;
    }

    private static FiledEntitlement Filed(Known<Protos.Replication.EntitlementState> version, Entitlement? row, KnownPerson known, RuleBook rules, HashSet<Guid> hidden)
    {
        // The message is neutral about the groups that law keeps confidential; the row tells who may read it.
        var category = row is null || hidden.Contains(row.Id) ? null : rules.Category(row.CategoryCode, new PayMonth(row.EndMonth >= row.StartMonth ? row.EndMonth : row.StartMonth));
        var (group, article) = category is not null ? (category.Label, category.Article)
            : row is not null && !hidden.Contains(row.Id) ? (row.CategoryCode, "") : (NeutralWords.Label, NeutralWords.Article);
        return new(version.Id, version.State, version.RecordedAt, group, article, PersonFileView.Words(version, known.Entitlements));
    }

    private async Task<PersonFileView> DossiersAsync(PersonFileView view, List<Entitlement> rows, DateTime until, CancellationToken cancel)
    {
        var (id, number, old, day) = (view.Person.Id, view.Person.CitizenId, view.Person.OldIdentityNumber, view.KnownOn);
        var dossiers = await db.Dossiers.AsNoTracking()
            .Where(d => d.SubmittedAt < until && (d.BeneficiaryId == id || (number != "" && d.Owner.CitizenId == number) || (old != "" && d.Owner.OldIdentityNumber == old)))
            .OrderByDescending(d => d.SubmittedAt).Select(d => new { d.Id, d.Code, d.ProcedureCode, d.Status, d.SubmittedAt }).Take(100).ToListAsync(cancel);
        var (own, granting) = (dossiers.ConvertAll(d => d.Id), rows.Select(r => r.DecisionId).Concat(rows.Select(r => r.EndDecisionId).OfType<Guid>()).Distinct().ToList());
        var decisions = await db.Decisions.AsNoTracking().Where(d => (granting.Contains(d.Id) || own.Contains(d.DossierId)) && d.SignedOn <= day)
            .OrderByDescending(d => d.SignedOn).ThenByDescending(d => d.Id).Select(d => new { d.Id, d.DossierId, d.Paper, d.Number, d.SignedOn, d.IssuerName }).Take(200).ToListAsync(cancel);
        return view with
        {
            Dossiers = dossiers.ConvertAll(d => new FiledDossier(d.Id, d.Code, Procedures.NameOf(d.ProcedureCode), d.Status, d.SubmittedAt)),
            Decisions = decisions.ConvertAll(d => new FiledDecision(d.Id, d.DossierId, PaperKind.Of(d.Paper).Name, d.Number ?? "chưa vào số", d.SignedOn, d.IssuerName)),
        };
    }

    /// <summary>Who looked at the person and who changed what, the latest first.</summary>
    public async Task<IReadOnlyList<Act>> ActsAsync(Guid person, int skip, int take, CancellationToken cancel) =>
        await Acts(person).OrderByDescending(a => a.Sequence).Skip(skip).Take(take).ToListAsync(cancel);

    public Task<int> CountActsAsync(Guid person, CancellationToken cancel) => Acts(person).CountAsync(cancel);

    /// <summary>Whether the official may read every word that was written about the person, the groups too that law keeps confidential.</summary>
    public async Task<bool> SeesAllAsync(Beneficiary person, SignedInOfficial official, CancellationToken cancel) =>
        (await HiddenAsync(await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == person.Id).ToListAsync(cancel), await rules.ForAsync(TenantPath.Parse(person.TenantPath), cancel), official, cancel)).Count == 0;

    private IQueryable<Act> Acts(Guid person)
    {
        var subject = $"beneficiary/{person:D}";
        return db.Acts.AsNoTracking().Where(a => a.Subject == subject);
    }

    private async Task<IReadOnlyDictionary<string, string>> CommunesAsync(KnownPerson known, CancellationToken cancel)
    {
        var codes = known.Residences.Select(r => r.CommuneCode).Concat(known.Households.Select(h => h.State.CommuneCode)).Distinct().ToList();
        return (await db.Units.AsNoTracking().Where(u => codes.Contains(u.Code)).Select(u => new { u.Code, u.Name, u.ValidFrom }).ToListAsync(cancel))
            .OrderBy(u => u.ValidFrom).GroupBy(u => u.Code).ToDictionary(g => g.Key, g => g.Last().Name, StringComparer.Ordinal);
    }
}
