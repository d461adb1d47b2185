using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

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
        var person = await PersonAsync(db, open.Dossier, cancel);
        var rows = person is null ? [] : await db.Entitlements.Where(e => e.BeneficiaryId == person.Id).ToListAsync(cancel);
        var incoming = open.Dossier.TransferId is { } transfer
            ? await db.TransferHalves.FirstOrDefaultAsync(h => h.TransferId == transfer && h.Side == TransferSide.In, cancel) : null;
        return new Case(open, appraisal, person, rows, incoming);
    }

    /// <summary>What stands in the way of signing what was appraised as eligible.</summary>
    public async Task<List<Problem>> FaultsAsync(Case found, CancellationToken cancel)
    {
        var (dossier, outcome) = (found.Dossier, Of(found.Dossier));
        var faults = outcome.Faults(found).Select(p => p.Field is null ? p : p with { Field = null }).ToList();
        if (outcome.NeedsIdentity && !dossier.Identity.AllowsDecision)
        {
            faults.Insert(0, DossierProblems.IdentityPending.Now());
        }

        if (faults.Count == 0 && await BlockedByAsync(found, cancel) is { } other)
        {
            faults.Add(DossierProblems.Duplicate.Now(other.Code));
        }

        return faults;
    }

    /// <summary>Who receives already what must not stand beside the awards, in the whole province (policy 10.2).</summary>
    public Task<Beneficiary?> BlockedByAsync(Case found, CancellationToken cancel)
    {
        var owner = found.Dossier.Owner;
        return Grant.BlockedByAsync(db, owner.CitizenId, owner.OldIdentityNumber, Of(found.Dossier).Granted(found), cancel);
    }

    /// <summary>The beneficiary whom a dossier is about: the one it names, else the one with its person's number.</summary>
    public static async Task<Beneficiary?> PersonAsync(NodeDb db, Dossier dossier, CancellationToken cancel)
    {
        if (dossier.BeneficiaryId is { } id)
        {
            return await db.Beneficiaries.SingleOrDefaultAsync(b => b.Id == id, cancel);
        }

        var (number, old) = (dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber);
        return number.Length == 0 && old.Length == 0 ? null
            : await db.Beneficiaries.OrderBy(b => b.Status == EntitlementStatus.Ended)
                .FirstOrDefaultAsync(b => (number != "" && b.CitizenId == number) || (old != "" && b.OldIdentityNumber == old), cancel);
    }
}
