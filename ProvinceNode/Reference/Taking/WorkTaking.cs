using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Merging;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>Somebody who is still to go over.</summary>
/// <param name="To">Path of the commune that takes him.</param>
public sealed record LeftPerson(Guid Id, string To);

/// <summary>
/// Takes people over, each in one transaction with an act of his own: his record and everything that names him go to the new commune as they are. No version of what he receives begins or ends, so each
/// month keeps its one payer: what lists paid of it counts wherever it was paid (<see cref="TakenCommune"/> says since when). Who went over is not at the old commune any more, so a run that was stopped goes
/// on with who is left. Dossiers, papers and payment lists of the old commune stay its archive.
/// </summary>
public sealed class WorkTaking(NodeDb db, VietnamTime time, IOptions<NodeOptions> node)
{
    private const int Chunk = 200;

    private TenantPath Province => TenantPath.Parse(node.Value.ProvinceCode);

    /// <summary>Runs whose day has come and that are not at their end, the oldest first.</summary>
    public Task<List<Guid>> OpenAsync(CancellationToken cancel)
    {
        var today = time.Today;
        return db.CommuneTakings.AsNoTracking().Where(t => t.State == TakingState.Running && t.Starts <= today).OrderBy(t => t.StartedAt).Select(t => t.Id).ToListAsync(cancel);
    }

    /// <summary>Who of a run is left. Merged records go with the record that they became part of.</summary>
    public async Task<IReadOnlyList<LeftPerson>> LeftAsync(Guid id, CancellationToken cancel)
    {
        var run = await db.CommuneTakings.AsNoTracking().SingleAsync(t => t.Id == id, cancel);
        return [.. (await TakingPeople.GoingAsync(db, run, cancel)).Select(p => new LeftPerson(p.Id, Province.Child(p.To).Value))];
    }

    /// <summary>One person.</summary>
    /// <returns>False: he went over already, or somebody changed him meanwhile; the next turn looks again.</returns>
    public Task<bool> PersonAsync(Guid run, LeftPerson person, CancellationToken cancel) => db.InTurnAsync(() => MoveAsync(run, person, cancel), cancel);

    /// <summary>Nobody is left: with one successor what else lies at the commune goes along, and the run is at its end.</summary>
    public async Task EndAsync(Guid id, CancellationToken cancel)
    {
        var run = await db.CommuneTakings.AsNoTracking().SingleAsync(t => t.Id == id, cancel);
        if (run.Single is { } code && run.State == TakingState.Running)
        {
            var (from, to) = (run.FromPath, Province.Child(code).Value);
            // Who stays keeps what is his.
            var at = db.Beneficiaries.Where(b => b.TenantPath == from);
            await RestAsync(db.Entitlements.Where(r => r.TenantPath == from && !at.Any(b => b.Id == r.BeneficiaryId)).OrderBy(r => r.Id), run, to, cancel);
            await RestAsync(db.OneOffPayments.Where(r => r.TenantPath == from && !at.Any(b => b.Id == r.BeneficiaryId)).OrderBy(r => r.Id), run, to, cancel);
            await RestAsync(db.Set<RecoveryReceipt>().Where(r => r.TenantPath == from && !db.OneOffPayments.Any(p => p.Id == r.PaymentId && p.TenantPath == from)).OrderBy(r => r.Id), run, to, cancel);
            await RestAsync(db.OverpaidMonths.Where(r => r.TenantPath == from && !at.Any(b => b.Id == r.BeneficiaryId)).OrderBy(r => r.Id), run, to, cancel);
            await RestAsync(db.HealthCardNotices.Where(r => r.TenantPath == from && !at.Any(b => b.Id == r.BeneficiaryId)).OrderBy(r => r.Id), run, to, cancel);
            await RestAsync(db.InstitutionResidents.Where(r => r.TenantPath == from && !at.Any(b => b.Id == r.BeneficiaryId)).OrderBy(r => r.Id), run, to, cancel);
            await RestAsync(db.Households.Include(h => h.Members).Where(h => h.TenantPath == from && !h.Members.Any(m => at.Any(b => b.Id == m.BeneficiaryId))).OrderBy(h => h.Id), run, to, cancel);
            await RestAsync(db.DisabilityCertificates.Include(c => c.History).Where(c => c.TenantPath == from && !at.Any(b => b.CitizenId != "" && b.CitizenId == c.CitizenId)).OrderBy(c => c.Id), run, to, cancel);
        }

        await db.InTurnAsync(() => DoneAsync(id, cancel), cancel);
    }

    private async Task<bool> MoveAsync(Guid id, LeftPerson left, CancellationToken cancel)
    {
        if (await db.CommuneTakings.SingleOrDefaultAsync(t => t.Id == id && t.State == TakingState.Running, cancel) is not { } run
            || await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).SingleOrDefaultAsync(b => b.Id == left.Id && b.TenantPath == run.FromPath, cancel) is not { } person)
        {
            return false;
        }

        // A turn takes its time: a dossier or a move of his may have begun since it looked who goes.
        if (await IsKeptAsync(person, cancel))
        {
            return false;
        }

        var rows = (await PersonRows.OfAsync(db, left.Id, cancel)).Where(r => Goes(r.Entry.Entity, run.FromPath)).Select(r => r.Entry).ToList();
        rows.AddRange(await BesideAsync(person, rows, run.FromPath, cancel));
        rows.ForEach(r => Place(r, run.FromPath, left.To));
        (person.TenantPath, person.CommuneCode) = (left.To, TenantPath.Parse(left.To).UnitCode);
        if (!await db.Set<TakenCommune>().AnyAsync(t => t.FromPath == run.FromPath && t.ToPath == left.To, cancel))
        {
            db.Set<TakenCommune>().Add(new TakenCommune { FromPath = run.FromPath, ToPath = left.To, Since = time.Today });
        }

        (run.Moved, run.Version) = (run.Moved + 1, run.Version + 1);
        return await db.SaveAsync(ActOf(run, $"Chuyển từ {run.FromName} ({run.FromPath}) sang {left.To} theo đơn vị kế tiếp, chế độ đang hưởng giữ nguyên; {run.StartedByName} yêu cầu").On("beneficiary", left.Id), cancel);
    }

    private async Task<bool> IsKeptAsync(Beneficiary person, CancellationToken cancel)
    {
        var (path, id, record, number) = (person.TenantPath, person.Id, person.MergedIntoId ?? person.Id, person.CitizenId);
        return await db.Dossiers.AnyAsync(d => d.TenantPath == path && d.FinishedAt == null && (d.BeneficiaryId == id || d.BeneficiaryId == record || (number != "" && d.Owner.CitizenId == number)), cancel)
            || await db.TransferHalves.AnyAsync(h => h.TenantPath == path && h.BeneficiaryId == record && (h.Status == TransferStatus.Open || h.Status == TransferStatus.Sent || h.Status == TransferStatus.Outside), cancel);
    }

    // Evidence and dossiers stay with the office that had them.
    private static bool Goes(object row, string from) => row is ITenantOwned owned and not (IEvidenceOfPerson or Dossier or Beneficiary) && owned.TenantPath == from;

    // What is his and names him otherwise: the household that he lives in, certificates by his number, how the level of a payment was settled.
    private async Task<List<EntityEntry>> BesideAsync(Beneficiary person, List<EntityEntry> rows, string from, CancellationToken cancel)
    {
        var homes = rows.Select(r => r.Entity).OfType<HouseholdMember>().Select(m => m.HouseholdId).Distinct().ToList();
        var paid = rows.Select(r => r.Entity).OfType<Entitlement>().Select(e => e.Id).ToList();
        var (number, old) = (person.CitizenId, person.OldIdentityNumber);
        var households = await db.Households.Include(h => h.Members).Where(h => homes.Contains(h.Id) && h.TenantPath == from).ToListAsync(cancel);
        var certificates = await db.DisabilityCertificates.Include(c => c.History).Where(c => c.TenantPath == from && ((number != "" && c.CitizenId == number) || (old != "" && c.OldIdentityNumber == old))).ToListAsync(cancel);
        var settled = await db.Set<LevelSettlement>().Where(s => s.TenantPath == from && paid.Contains(s.EntitlementId)).ToListAsync(cancel);
        // Who settles a receipt is the office of whoever repays.
        var once = rows.Select(r => r.Entity).OfType<OneOffPayment>().Select(p => p.Id).ToList();
        var receipts = await db.Set<RecoveryReceipt>().Where(r => r.TenantPath == from && once.Contains(r.PaymentId)).ToListAsync(cancel);
        IEnumerable<object> found = [.. households, .. certificates, .. settled, .. receipts];
        return [.. found.Select(f => db.Entry(f))];
    }

    private static void Place(EntityEntry row, string from, string to)
    {
        row.Property(nameof(ITenantOwned.TenantPath)).CurrentValue = to;
        switch (row.Entity)
        {
            // The lists of the new commune pay it since those of the old one did, see FirstMonths.
            case Entitlement { FormerPath.Length: 0 } version:
                version.FormerPath = from;
                break;
            case OneOffPayment { FormerPath.Length: 0 } once:
                once.FormerPath = from;
                break;
            case OverpaidMonth month when month.TellerPath == from:
                month.TellerPath = to;
                break;
            case Household home:
                home.CommuneCode = TenantPath.Parse(to).UnitCode;
                home.Members.ForEach(m => m.TenantPath = to);
                break;
            case DisabilityCertificate certificate:
                certificate.History.ForEach(h => h.TenantPath = to);
                break;
        }
    }

    // Rows of people who left before, certificates and households of who is in no registry: each row stands by itself.
    private async Task RestAsync<T>(IQueryable<T> left, CommuneTaking run, string to, CancellationToken cancel)
        where T : class, ITenantOwned
    {
        while (await left.Take(Chunk).ToListAsync(cancel) is { Count: > 0 } rows)
        {
            rows.ForEach(r => Place(db.Entry(r), run.FromPath, to));
            var saved = await db.SaveAsync(ActOf(run, $"{rows.Count} dòng {typeof(T).Name} của {run.FromName} không thuộc người trong sổ chuyển sang {to}"), cancel);
            db.ChangeTracker.Clear();
            if (!saved)
            {
                return;
            }
        }
    }

    private async Task<bool> DoneAsync(Guid id, CancellationToken cancel)
    {
        if (await db.CommuneTakings.SingleOrDefaultAsync(t => t.Id == id && t.State == TakingState.Running, cancel) is not { } run)
        {
            return false;
        }

        var left = await db.Beneficiaries.CountAsync(b => b.TenantPath == run.FromPath, cancel);
        (run.State, run.DoneAt, run.Version) = (TakingState.Done, time.UtcNow, run.Version + 1);
        return await db.SaveAsync(ActOf(run, $"Xong: {run.Moved} người của {run.FromName} đã chuyển, {left} người ở lại"), cancel);
    }

    private Act ActOf(CommuneTaking run, string words) => Act.BySystem(Province, ActKinds.CommuneTake, time.UtcNow, words, $"commune-taking/{run.Id:D}");
}

/// <summary>Runs <see cref="WorkTaking"/> soon after somebody asked, and goes on with what was interrupted; one person that fails keeps no other waiting.</summary>
public sealed class WorkTakingJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<WorkTakingJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        foreach (var run in await services.GetRequiredService<WorkTaking>().OpenAsync(cancel))
        {
            var (left, done) = (await services.GetRequiredService<WorkTaking>().LeftAsync(run, cancel), 0);
            foreach (var person in left)
            {
                await PieceAsync(async own => done += await own.GetRequiredService<WorkTaking>().PersonAsync(run, person, cancel) ? 1 : 0, cancel);
            }

            // Who failed is tried at the next turn; when a turn brings nobody over any more, they stay and are told.
            if (done == left.Count || done == 0)
            {
                await PieceAsync(own => own.GetRequiredService<WorkTaking>().EndAsync(run, cancel), cancel);
            }
        }
    }
}
