using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Merging;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Gathers what an outcome is told from, and finds the outcome of a kind of request.</summary>
public sealed class OutcomeDesk(NodeDb db, IEnumerable<IOutcome> outcomes)
{
    /// <summary>The outcome that a dossier leads to.</summary>
    /// <exception cref="InvalidOperationException">No outcome is registered for its kind.</exception>
    public IOutcome Of(Dossier dossier) => outcomes.FirstOrDefault(o => o.Kinds.Contains(dossier.Kind))
        ?? throw new InvalidOperationException($"No outcome is registered for {dossier.Kind}.");

    /// <summary>The dossier with its person, entitlements and incoming transfer.</summary>
    public async Task<Case> FindAsync(OpenDossier open, Appraisal appraisal, CancellationToken cancel)
    {
        // An institution renamed since the appraisal: what is decided from now on bears its name of today.
        if (open.Context.InstitutionNamed(appraisal.Measure.Institution) is { } named && named.UnitName != appraisal.Measure.Institution)
        {
            appraisal = appraisal with { Measure = appraisal.Measure with { Institution = named.UnitName } };
        }

        var (person, rows) = await KnownAsync(open.Dossier, appraisal.About, cancel);
        var incoming = open.Dossier.TransferId is { } transfer
            ? await db.TransferHalves.FirstOrDefaultAsync(h => h.TransferId == transfer && h.Side == TransferSide.In, cancel) : null;
        var transit = await InTransitAsync(open.Dossier, person, rows, cancel);
        var found = new Case(open, appraisal, person, rows, incoming)
        {
            AskedPension = await AskedPensionAsync(open.Dossier, cancel), FuneralPaidDong = await FuneralPaidAsync(open.Dossier, person, cancel),
            InTransit = transit, LastFacts = transit is null ? null : await FactsBefore.FindAsync(db, person!, cancel), Undecided = await UndecidedAsync(open.Dossier, transit?.TransferId, cancel), Returned = await ReturnedAsync(open.Dossier, person, cancel),
            Earlier = await EarlierAids.OfAsync(db, open.Dossier, appraisal.Measure, person, cancel),
            Stay = await Stays.OfAsync(db, open.Dossier, person, cancel),
            Known = FactsBefore.OfArrival(incoming) is not null || person is not null && open.Dossier.Kind is RequestKind.Resume or RequestKind.MoveIn or RequestKind.Undo && await FactsBefore.FindAsync(db, person!, cancel, Undoing.Of(open.Dossier)) is not null,
            Undone = await Undoing.FindAsync(db, open.Dossier, person, rows, cancel),
            Overpaid = person is not null && open.Dossier.Kind == RequestKind.Recover ? await db.OverpaidMonths.Where(m => m.BeneficiaryId == person.Id && m.RecoveryId == null).OrderBy(m => m.Month).ThenBy(m => m.Strand).ToListAsync(cancel) : [],
            Holds = person is not null && Death.MayTell(open.Dossier.Kind) ? (await PaymentHoldReader.OfPersonAsync(db, person.Id, cancel)).FindAll(h => h.LiftedAt is null) : [],
            LevelChoices = Death.MayTell(open.Dossier.Kind) ? await LevelSettlement.OfAsync(db, rows, new(open.Context.Rules, open.Context.Month, TenantPath.Parse(open.Dossier.TenantPath).Province), cancel) : new Dictionary<Guid, LevelSettlement>(),
            Unverified = await UnverifiedAsync(open.Dossier, person, cancel),
            Unconfirmed = incoming is { CrossesProvinces: true } ? Transfers.Passages.Bars(incoming, await db.States.AsNoTracking().Select(s => s.Epoch).SingleAsync(cancel), Protos.Transfer.TransferOutcome.Taken) : null,
            Cited = await CitedDecisions.AllAsync(db, rows, cancel),
            Carries = Death.MayTell(open.Dossier.Kind) ? await ReceiverLost.OfAsync(db, NumberOf(open.Dossier, person), cancel) : [],
        };
        foreach (var one in appraisal.Beside)
        {
            var (member, his) = await KnownAsync(open.Dossier, one, cancel);
            found = found with { Beside = [.. found.Beside, new Case(open, appraisal.Of(one), member, his, null) { Unverified = await UnverifiedAsync(open.Dossier, member, cancel) }] };
        }

        return outcomes.FirstOrDefault(o => o.Kinds.Contains(open.Dossier.Kind))?.Once(found) is { } once ? found with { Appraisal = appraisal with { Once = once } } : found;
    }

    private async Task<(Beneficiary? Person, List<Entitlement> Rows)> KnownAsync(Dossier dossier, CaredMember? member, CancellationToken cancel)
    {
        var person = member is null ? await PersonAsync(db, dossier, cancel) : await PersonAsync(db, member.CitizenId, member.OldIdentityNumber, cancel);
        return (person, person is null ? [] : await db.Entitlements.Where(e => e.BeneficiaryId == person.Id).ToListAsync(cancel));
    }

    // An absence lifts every hold of him, and a report of the death of who received nothing held nothing: who is back must not be paid over them. Where a hold stands, it keeps the money back.
    private async Task<LifeEvent?> UnverifiedAsync(Dossier dossier, Beneficiary? person, CancellationToken cancel)
    {
        if (person is null or { DiedOn: not null } || !(Death.Bars(dossier.Kind) || dossier.Kind == RequestKind.Undo))
        {
            return null;
        }

        var id = person.Id;
        var told = (await db.LifeEvents.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => e.BeneficiaryId == id).OrderBy(e => e.RecordedAt).ToListAsync(cancel)).Find(EventRules.IsUnverified);
        return told is null || (await PaymentHoldReader.OfPersonAsync(db, id, cancel)).Exists(h => h.EntitlementId is null && h.LiftedAt is null) ? null : told;
    }

    // Only a funeral asks for what the dead had asked for (Decree 176/2025).
    private async Task<Facts?> AskedPensionAsync(Dossier dossier, CancellationToken cancel)
    {
        var number = dossier.Owner.CitizenId;
        if (dossier.Kind != RequestKind.Funeral || number.Length == 0)
        {
            return null;
        }

        var asked = await db.Dossiers.AsNoTracking().Include(d => d.Requests).Where(d => d.Kind == RequestKind.SocialPension && d.Owner.CitizenId == number
            && d.Status != DossierStatus.Refused && d.Status != DossierStatus.Signed && d.Status != DossierStatus.WithdrawalRequested
            // What he took back while he lived is no request any more; what his death ended is.
            && (d.Status != DossierStatus.Stopped || d.Steps.Any(s => s.Verb == ActKinds.EndForDeath))
            && d.Status != DossierStatus.Issued && d.Status != DossierStatus.Rejected && d.Status != DossierStatus.HandedOver).OrderBy(d => d.SubmittedAt).FirstOrDefaultAsync(cancel);
        if (asked is null)
        {
            return null;
        }

        var facts = asked.AppraisalJson is { } json ? Appraisal.Parse(json).Facts : FormFacts.Of(asked);
        return facts with { PensionRequestedOn = VietnamTime.Day(asked.SubmittedAt) };
    }

    // What was sent is the new place's; what waits for the number of its decision is still the old one's, and so is what another province returned and nothing followed.
    private async Task<TransferHalf?> InTransitAsync(Dossier dossier, Beneficiary? person, IReadOnlyList<Entitlement> rows, CancellationToken cancel)
    {
        if (person is null || !Death.MayTell(dossier.Kind))
        {
            return null;
        }

        var half = await db.TransferHalves.AsNoTracking().Where(h => h.BeneficiaryId == person.Id && (h.Status == TransferStatus.Open
                || (h.Side == TransferSide.Out && h.Status == TransferStatus.Outside && h.Passage == TransferPassage.None && db.Decisions.Any(d => d.Id == h.DecisionId && d.Number == null))
                || (h.Side == TransferSide.Out && h.Status == TransferStatus.Returned && (h.Passage == TransferPassage.Answered || h.Passage == TransferPassage.Settled))))
            .OrderByDescending(h => h.RecordedAt).FirstOrDefaultAsync(cancel);
        return half?.Status == TransferStatus.Returned && MoveOutcome.Left(rows).Count == 0 ? null : half;
    }

    // Only a death ends what was asked beside. Tracked: the signature ends them in its own transaction.
    private async Task<List<Dossier>> UndecidedAsync(Dossier dossier, Guid? transfer, CancellationToken cancel)
    {
        var (number, person, place) = (dossier.Owner.CitizenId, dossier.BeneficiaryId, dossier.TenantPath);
        if (!Death.MayTell(dossier.Kind) || (number.Length == 0 && person is null))
        {
            return [];
        }

        var open = await db.Dossiers.Include(d => d.Requests).Include(d => d.Steps).Include(d => d.Attachments).AsSplitQuery().Where(d => d.Id != dossier.Id && d.TenantPath == place
            && d.FinishedAt == null && (Death.Ends.Contains(d.Kind) || (transfer != null && d.TransferId == transfer)) && ((number != "" && d.Owner.CitizenId == number) || (person != null && d.BeneficiaryId == person)))
            .OrderBy(d => d.SubmittedAt).ToListAsync(cancel);
        // A number may be mistyped: what another person asked for goes on.
        return open.FindAll(d => !StatusTable.IsDecided(d.Status) && d.Owner.FoldedName == dossier.Owner.FoldedName);
    }

    private async Task<TransferHalf?> ReturnedAsync(Dossier dossier, Beneficiary? person, CancellationToken cancel)
    {
        if (dossier.Kind != RequestKind.Resume || person is null)
        {
            return null;
        }

        var (id, place) = (person.Id, dossier.TenantPath);
        var last = (await db.TransferHalves.AsNoTracking().Where(h => h.BeneficiaryId == id && h.TenantPath == place && h.Side == TransferSide.Out).ToListAsync(cancel))
            .MaxBy(h => (h.RecordedAt, h.Id));
        return last?.Status == TransferStatus.Returned ? last : null;
    }

    private static string NumberOf(Dossier dossier, Beneficiary? person) => dossier.Owner.CitizenId.Length > 0 ? dossier.Owner.CitizenId : person?.CitizenId ?? "";

    // The whole province is asked: one sum for one death, wherever it was decided. Only the sum comes back.
    private async Task<long> FuneralPaidAsync(Dossier dossier, Beneficiary? person, CancellationToken cancel)
    {
        // A payment keeps one number of the dead: the personal one, or the old card's of who had no other.
        var numbers = new[] { dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, person?.CitizenId ?? "", person?.OldIdentityNumber ?? "" }.Where(n => n.Length > 0).Distinct().ToList();
        var id = person?.Id;
        if (dossier.Kind is not (RequestKind.Funeral or RequestKind.Emergency or RequestKind.Resume) || (numbers.Count == 0 && id is null))
        {
            return 0;
        }

        var paid = await db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(p => p.Kind == OneOffKind.Funeral && p.CancelledById == null && (numbers.Contains(p.PersonNumber) || (id != null && p.BeneficiaryId == id))).Select(p => p.Amount).ToListAsync(cancel);
        return paid.Sum(p => p.Amount);
    }

    /// <summary>What stands in the way of signing what was appraised as eligible.</summary>
    public async Task<List<Problem>> FaultsAsync(Case found, CancellationToken cancel)
    {
        var (dossier, outcome) = (found.Dossier, Of(found.Dossier));
        var faults = outcome.Faults(found).Select(p => p.Field is null ? p : p with { Field = null }).ToList();
        faults.AddRange((await PersonFaultsAsync(found, cancel)).Select(p => p with { Field = null }));
        faults.InsertRange(0, PersonChecks.Faults(dossier));
        if (faults.Count == 0 && await BlockedByAsync(found, cancel) is { } other)
        {
            faults.Add(DossierProblems.Duplicate.Now(other.Code));
        }

        return faults;
    }

    /// <summary>Why he may be another than the registry's, or one whom it has already; asked when it is appraised and again when it is signed.</summary>
    public async Task<List<Problem>> PersonFaultsAsync(Case found, CancellationToken cancel)
    {
        var faults = found.Everybody.Select(SamePerson.Fault).OfType<Problem>().ToList();
        if (found.Person is { } held && !Death.MayTell(found.Dossier.Kind) && (await PaymentHoldReader.OfPersonAsync(db, held.Id, cancel)).Exists(h => h.LiftedAt is null))
        {
            faults.Add(OutcomeProblems.ReportedDead.Now());
        }

        if (Death.Bars(found.Dossier.Kind) && found.Everybody.FirstOrDefault(c => c.Person?.DiedOn is not null)?.Person is { } dead)
        {
            faults.Add(OutcomeProblems.RecordedDead.Now(dead.Code, VietnameseFormat.Date(dead.DiedOn!.Value)));
        }

        if (Death.Bars(found.Dossier.Kind) && found.Everybody.Select(c => c.Unverified).FirstOrDefault(t => t is not null) is { } told)
        {
            faults.Add(OutcomeProblems.UnverifiedOf(told));
        }

        if (found.Measure.OtherPersonWhy.Length == 0 && await LookAlikeAsync(found, cancel) is { } like)
        {
            faults.Add(SamePerson.LookAlike.At(nameof(Measure.OtherPersonWhy), like.Code));
        }

        return faults;
    }

    /// <summary>Who may be the same person though no number tells it, and receives what must not stand beside the awards (policy 10.2).</summary>
    public async Task<Beneficiary?> LookAlikeAsync(Case found, CancellationToken cancel)
    {
        foreach (var one in found.Everybody)
        {
            if (await Grant.LookAlikeAsync(db, OutcomePeople.Of(one), Of(found.Dossier).Granted(one), one.Person?.Id, cancel) is { } like)
            {
                return like;
            }
        }

        return null;
    }

    /// <summary>Who receives already what must not stand beside the awards, in the whole province (policy 10.2).</summary>
    public async Task<Beneficiary?> BlockedByAsync(Case found, CancellationToken cancel)
    {
        foreach (var one in found.Everybody)
        {
            var (subject, outcome) = (one.Subject, Of(found.Dossier));
            if (await Grant.BlockedByAsync(db, subject.CitizenId, subject.OldIdentityNumber, outcome.Granted(one), outcome.Replaced(one), cancel) is { } blocking)
            {
                return blocking;
            }
        }

        return null;
    }

    /// <summary>The beneficiary whom a dossier is about: the one it names, else the one with its person's number.</summary>
    public static async Task<Beneficiary?> PersonAsync(NodeDb db, Dossier dossier, CancellationToken cancel)
    {
        if (dossier.BeneficiaryId is { } id)
        {
            return await db.Beneficiaries.SingleOrDefaultAsync(b => b.Id == id, cancel);
        }

        return await PersonAsync(db, dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, cancel);
    }

    /// <summary>The beneficiary with a number, one who still receives first; also by a number that only a record holds which became part of his.</summary>
    public static async Task<Beneficiary?> PersonAsync(NodeDb db, string number, string old, CancellationToken cancel) => number.Length == 0 && old.Length == 0 ? null
        : await db.Beneficiaries.OrderBy(b => b.Status == EntitlementStatus.Ended)
            .FirstOrDefaultAsync(b => (number != "" && b.CitizenId == number) || (old != "" && b.OldIdentityNumber == old), cancel)
        ?? await AbsorbedAsync(db, [number, old], cancel);

    private static async Task<Beneficiary?> AbsorbedAsync(NodeDb db, string[] numbers, CancellationToken cancel)
    {
        var ids = (await AbsorbedRecords.NumberedAsync(db, numbers, cancel)).Select(n => n.Person).Distinct().ToList();
        return ids.Count == 0 ? null : await db.Beneficiaries.OrderBy(b => b.Status == EntitlementStatus.Ended).FirstOrDefaultAsync(b => ids.Contains(b.Id), cancel);
    }
}
