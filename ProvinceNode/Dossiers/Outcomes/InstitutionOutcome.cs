using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Tiếp nhận vào cơ sở: the nurture allowance takes the place of all assistance in the community (Decree 20 Art. 25); where that ran, the institution
/// is paid from the month after it, so each month has one payer. Dừng trợ giúp: the allowance ends with the month of leaving (Art. 30).
/// </summary>
public sealed class InstitutionOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Admit, RequestKind.Discharge];

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Measure.On is not { } on || on > found.Context.Today)
        {
            yield return OutcomeProblems.DayNeeded.At("On");
        }

        if (string.IsNullOrWhiteSpace(found.Measure.Institution))
        {
            yield return OutcomeProblems.InstitutionNeeded.At("Institution");
        }
        else if (found.Context.InstitutionNamed(found.Measure.Institution) is not { } institution)
        {
            yield return OutcomeProblems.InstitutionUnknown.At("Institution", found.Measure.Institution);
        }
        else if (found.Context.Institution is { } its && its != institution.Path && InstitutionOffices.ChosenAtReception(found.Context, found.Dossier))
        {
            yield return OutcomeProblems.InstitutionOther.At("Institution", found.Context.UnitName(its));
        }

        if (found.Dossier.Kind == RequestKind.Discharge && !Allowances(found).Any())
        {
            yield return OutcomeProblems.NothingRunning.Now();
        }

        if (found.Dossier.Kind == RequestKind.Admit && AwardOf(found) is null)
        {
            yield return DossierProblems.NotEligible.At("Eligible", found.Appraisal.WhyNot(found.Dossier.Form));
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var (scene, person, on) = (OutcomeWords.Scene(found), OutcomeWords.Owner(found), found.Measure.On!.Value);
        if (found.Dossier.Kind == RequestKind.Discharge)
        {
            return [new("CS2", InstitutionPapers.Discharge(scene, new DischargePaper(found.Measure.Institution, person, on, Why(found), HandedTo(found))
            {
                Admission = CitedDecisions.Of(found, Allowances(found).First()),
            }, found.Open.Official))];
        }

        var award = OutcomeWords.Award(found, OutcomePeople.Row(AwardOf(found)!, Start(found), OutcomePeople.ReceiverOf(found, ReceiverKind.Institution)));
        return [new("CS1", InstitutionPapers.Admit(scene, new AdmitPaper
        {
            Institution = found.Measure.Institution, Person = person, Award = award, From = on, Urgent = found.Dossier.ProcedureCode == Procedures.UrgentAdmission,
        }, found.Open.Official))];
    }

    public async Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], found.Dossier.Kind == RequestKind.Discharge ? "Dừng trợ giúp tại cơ sở" : "Vào cơ sở trợ giúp xã hội", found.Context.NowUtc);
        if (found.Dossier.Kind == RequestKind.Discharge)
        {
            Allowances(found).ToList().ForEach(row => ChangeEntitlement.End(row, Left(found), cause));
            Standing.Refresh(found.Person!, found.Rows);
            found.Person!.SharedPath = found.Dossier.SharedPath;
            return;
        }

        var start = Start(found);
        found.Running.ToList().ForEach(row => ChangeEntitlement.End(row, start.AddMonths(-1), cause));
        var person = await Grant.HandleAsync(db, new GrantInput(found.Commune, OutcomePeople.Of(found), [OutcomePeople.Row(AwardOf(found)!, start, OutcomePeople.ReceiverOf(found, ReceiverKind.Institution))], decisions[0]) { BeneficiaryId = found.Person?.Id, Origin = PersonFile.OriginOf(found), Places = PersonFile.Places(found) }, found.Context.NowUtc, cancel);
        // Who lives there is in the institution's registry beside his commune's, with what it is paid for him.
        person.SharedPath = found.Dossier.SharedPath;
        Grant.Of(db, decisions[0]).ToList().ForEach(row => row.SharedPath = found.Dossier.SharedPath);
    }

    // The declared reason of Art. 30(2) and the sentence written for the citizen.
    private static string Why(Case found) => string.Join("; ", new[] { Declared.Words(found.Dossier, "LeaveReason"), found.Measure.Words }.Where(w => w.Length > 0))
        is { Length: > 0 } why ? why : "theo quy định tại khoản 2 Điều 30 Nghị định số 20/2021/NĐ-CP";

    private static string HandedTo(Case found) => Declared.Text(found.Dossier, "ReceiverName") is { Length: > 0 } name
        ? $"ông (bà) {name}{(Declared.Text(found.Dossier, "ReceiverRelation") is { Length: > 0 } relation ? $" ({relation})" : "")}" : "";

    private static IEnumerable<Entitlement> Allowances(Case found) => found.Running.Where(r => r.Kind == EntitlementKind.Institution);

    private static PayMonth Start(Case found) => found.Running.Any() ? found.FirstList : found.Month;

    private static PayMonth Left(Case found) => PayMonth.Of(found.Measure.On!.Value);

    private static Award? AwardOf(Case found) => found.Appraisal.Answer.Awards.FirstOrDefault(a => a.Kind == AwardKind.Institution);
}
