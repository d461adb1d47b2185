using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// How a dossier comes to a care institution (Decree 20 Art. 28–30). Each institution is a tenant of its own (<see cref="RegisterInstitution"/>):
/// its officials read and decide what was handed over to it, and nothing of another institution or of the communes.
/// </summary>
public static class InstitutionOffices
{
    /// <summary>Whether the institution itself appraises and decides, so that the desk says at the reception which one.</summary>
    public static bool ChosenAtReception(FlowContext context, Dossier dossier) => DossierFlow.RouteOf(context, dossier).Steps[0].Authority == Authorities.InstitutionOfficer;

    /// <summary>Whether an admission that waits for the deciding chairman is into an institution of his own district: he decides it, and asks no department.</summary>
    public static bool IsOwn(FlowContext context, Dossier dossier) => dossier is { Kind: RequestKind.Admit, Status: DossierStatus.AwaitingProposal, AppraisalJson: { } json }
        && context.InstitutionNamed(Appraisal.Parse(json).Measure.Institution)?.ManagedBy is { } district && district == context.OfficeFor(Authorities.Decider, TenantPath.Parse(dossier.TenantPath)).Value;

    /// <summary>The same of a row of a list of what waits for the chairman.</summary>
    /// <param name="own">Names of the institutions that his district manages.</param>
    /// <param name="appraisal">Of an admission that waits for the proposal; null for everything else.</param>
    public static bool IsOwn(IReadOnlySet<string> own, string? appraisal) => own.Count > 0 && appraisal is not null && own.Contains(VietnameseText.NameKey(Appraisal.Parse(appraisal).Measure.Institution));

    /// <summary>Names of the institutions that a district manages today, also those that they bore before, as <see cref="IsOwn(IReadOnlySet{string}, string?)"/> compares them.</summary>
    public static async Task<IReadOnlySet<string>> OwnAsync(NodeDb db, string district, DateOnly today, CancellationToken cancel) =>
        (await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Institution && o.ManagedBy == district && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo)).ToListAsync(cancel))
            .SelectMany(o => o.Formers.Select(f => f.Name).Append(o.UnitName)).Select(VietnameseText.NameKey).ToHashSet(StringComparer.Ordinal);

    /// <summary>The dossier and everything of it is the institution's beside the commune's from now on; the caller saves.</summary>
    public static async Task HandOverAsync(NodeDb db, Dossier dossier, Office institution, CancellationToken cancel)
    {
        dossier.SharedPath = institution.TenantPath;
        await ShareAsync<DossierRequest>(db, dossier, cancel);
        await ShareAsync<DossierStep>(db, dossier, cancel);
        await ShareAsync<Attachment>(db, dossier, cancel);
        await ShareAsync<Supplement>(db, dossier, cancel);
        await ShareAsync<Objection>(db, dossier, cancel);
        await ShareAsync<Decision>(db, dossier, cancel);
        await ShareAsync<IssuedPaper>(db, dossier, cancel);
        await ShareAsync<PaperDraft>(db, dossier, cancel);
        await ShareAsync<DeadlineMark>(db, dossier, cancel);
        await ShareAsync<Reappointment>(db, dossier, cancel);
    }

    /// <summary>Lends the institution the registry's rows of the person whom its dossier is about, while it works on it: he has one payer a month.</summary>
    public static async Task HoldPersonAsync(NodeDb db, Dossier dossier, SignedInOfficial official, CancellationToken cancel)
    {
        if (dossier.SharedPath is null || dossier.SharedPath != official.Office.Value || StatusTable.IsFinished(dossier.Status))
        {
            return;
        }

        var (id, number, old) = (dossier.BeneficiaryId, dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber);
        var person = await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(b => b.Id == id || (id == null && ((number != "" && b.CitizenId == number) || (old != "" && b.OldIdentityNumber == old))))
            .OrderBy(b => b.Status == EntitlementStatus.Ended).ThenBy(b => b.Id).Select(b => b.Id).FirstOrDefaultAsync(cancel);
        db.Scope.Hold(person);
    }

    private static async Task ShareAsync<T>(NodeDb db, Dossier dossier, CancellationToken cancel)
        where T : class, IOfDossier
    {
        var id = dossier.Id;
        (await db.Set<T>().Where(p => EF.Property<Guid>(p, nameof(IOfDossier.DossierId)) == id).ToListAsync(cancel)).ForEach(p => p.SharedPath = dossier.SharedPath);
    }
}
