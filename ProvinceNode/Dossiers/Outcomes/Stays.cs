using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Begins and ends stays in institutions with the decisions about them (Decree 20 Art. 24–30).</summary>
public static class Stays
{
    /// <summary>The stay of a dossier's person that goes on; null when there is none, or the dossier is about something else.</summary>
    public static async Task<InstitutionResident?> OfAsync(NodeDb db, Dossier dossier, Beneficiary? person, CancellationToken cancel)
    {
        if (dossier.Kind is not (RequestKind.Admit or RequestKind.Discharge) && !Death.MayTell(dossier.Kind))
        {
            return null;
        }

        var (id, number, old) = (person?.Id, dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber);
        return await db.InstitutionResidents.Where(s => s.LeftOn == null && ((id != null && s.BeneficiaryId == id) || (number != "" && s.PersonNumber == number) || (old != "" && s.PersonNumber == old)))
            .OrderByDescending(s => s.From).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Begins the stay of an admission; one that still goes on, e.g. of urgent protection, ends the day before.</summary>
    public static void Begin(NodeDb db, Case found, Guid? beneficiary, Guid decision)
    {
        var (on, dossier, facts) = (found.Measure.On!.Value, found.Dossier, found.Appraisal.Facts);
        End(found, on.AddDays(-1), decision);
        var scope = FormFacts.ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt));
        db.InstitutionResidents.Add(new InstitutionResident
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TenantPath = dossier.TenantPath, SharedPath = dossier.SharedPath, BeneficiaryId = beneficiary,
            PersonName = dossier.Owner.FullName, PersonNumber = found.Number, BirthDate = dossier.Owner.BirthDate, Institution = found.Measure.Institution,
            Case = facts.Admission?.Case.ToString() ?? (dossier.ProcedureCode == Procedures.UrgentAdmission ? nameof(AdmissionCase.Urgent) : ""), From = on,
            ContractUntil = scope.Day("ContractUntil"), StudyUntil = facts.Study.Select(s => s.Until).Max(), ExtendedBy = facts.Admission?.ExtendedBy ?? "", DecisionId = decision, RecordedAt = found.Context.NowUtc,
        });
    }

    /// <summary>Ends the stay that goes on, if there is one.</summary>
    public static void End(Case found, DateOnly last, Guid decision)
    {
        if (found.Stay is { } stay)
        {
            (stay.LeftOn, stay.LeftDecisionId) = (last < stay.From ? stay.From : last, decision);
        }
    }
}
