using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
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

        if (found.Dossier.Kind == RequestKind.Discharge && !Allowances(found).Any() && found.Stay is null)
        {
            yield return OutcomeProblems.NothingRunning.Now();
        }

        if (ByContract(found) && Declared.Text(found.Dossier, "ContractServices").Length == 0)
        {
            yield return OutcomeProblems.ContractNeeded.At("Eligible");
        }

        if (found.Dossier.Kind == RequestKind.Admit && AwardOf(found) is null && !ByContract(found))
        {
            yield return DossierProblems.NotEligible.At("Eligible", WhyNot(found));
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
                Admission = Allowances(found).FirstOrDefault() is { } paid ? CitedDecisions.Of(found, paid) : "", // who lived there by contract had none
            }, found.Open.Official))];
        }

        if (ByContract(found))
        {
            return [new("CS8", StayPapers.Contract(scene, StayMinutes.ContractOf(found), found.Open.Official))];
        }

        var award = OutcomeWords.Award(found, OutcomePeople.Row(AwardOf(found)!, Start(found), OutcomePeople.ReceiverOf(found, ReceiverKind.Institution)));
        var admit = new AdmitPaper
        {
            Institution = found.Measure.Institution, Person = person, Award = award, From = on, Urgent = found.Dossier.ProcedureCode == Procedures.UrgentAdmission,
        };
        return OutcomePapers.SignerRole(found) == Authorities.Decider ? [new("CS6", StayPapers.Bring(scene, admit, found.Open.Official))] : [new("CS1", InstitutionPapers.Admit(scene, admit, found.Open.Official))];
    }

    public async Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], found.Dossier.Kind == RequestKind.Discharge ? "Dừng trợ giúp tại cơ sở" : "Vào cơ sở trợ giúp xã hội", found.Context.NowUtc);
        if (found.Dossier.Kind == RequestKind.Discharge)
        {
            Stays.End(found, found.Measure.On!.Value, cause.DecisionId);
            StayMinutes.HandedOver(db, found, Why(found), HandedTo(found));
            if (found.Person is not null && Allowances(found).ToList() is { Count: > 0 } paid)
            {
                paid.ForEach(row => ChangeEntitlement.End(row, Left(found), cause));
                Standing.Refresh(found.Person, found.Rows);
                found.Person.SharedPath = found.Dossier.SharedPath;
            }

            return;
        }

        if (ByContract(found))
        {
            // The State pays nothing: what he receives in the community goes on (Art. 25(5)).
            Stays.Begin(db, found, found.Person?.Id, cause.DecisionId);
            StayMinutes.Admitted(db, found);
            return;
        }

        if (found.Dossier.SharedPath is null && found.Context.InstitutionNamed(found.Measure.Institution) is { } institution)
        {
            // The chairman decided on an institution of his district: it has the dossier from now on.
            await InstitutionOffices.HandOverAsync(db, found.Dossier, institution, cancel);
        }

        var start = Start(found);
        found.Running.ToList().ForEach(row => ChangeEntitlement.End(row, start.AddMonths(-1), cause));
        var person = await Grant.HandleAsync(db, new GrantInput(found.Commune, OutcomePeople.Of(found), [OutcomePeople.Row(AwardOf(found)!, start, OutcomePeople.ReceiverOf(found, ReceiverKind.Institution))], decisions[0]) { BeneficiaryId = found.Person?.Id, Origin = PersonFile.OriginOf(found), Places = PersonFile.Places(found) }, found.Context.NowUtc, cancel);
        // Who lives there is in the institution's registry beside his commune's, with what it is paid for him.
        person.SharedPath = found.Dossier.SharedPath;
        Grant.Of(db, decisions[0]).ToList().ForEach(row => row.SharedPath = found.Dossier.SharedPath);
        Stays.Begin(db, found, person.Id, decisions[0]);
        StayMinutes.Admitted(db, found);
    }

    // The declared reason of Art. 30(2) and the sentence written for the citizen.
    private static string Why(Case found) => string.Join("; ", new[] { Declared.Words(found.Dossier, "LeaveReason"), found.Measure.Words }.Where(w => w.Length > 0))
        is { Length: > 0 } why ? why : "theo quy định tại khoản 2 Điều 30 Nghị định số 20/2021/NĐ-CP";

    private static string HandedTo(Case found) => Declared.Text(found.Dossier, "ReceiverName") is { Length: > 0 } name
        ? $"ông (bà) {name}{(Declared.Text(found.Dossier, "ReceiverRelation") is { Length: > 0 } relation ? $" ({relation})" : "")}" : "";

    // Art. 24(5), 28(3): who comes of his own will lives there by his contract.
    private static bool ByContract(Case found) => found.Dossier.Kind == RequestKind.Admit && found.Appraisal.Facts.Admission?.Case == AdmissionCase.Voluntary;

    // The conditions of his case, and not those of other groups on the same form.
    private static string WhyNot(Case found) => found.Appraisal.Answer.Trials.FirstOrDefault(t => t.Kind == AwardKind.Institution) is { Holds: false } trial
        ? string.Join("; ", trial.Clauses.Where(c => !c.Holds).Select(c => $"{c.Wants}: {c.Found} ({c.Article})")) + "." : found.Appraisal.WhyNot(found.Dossier.Form);

    private static IEnumerable<Entitlement> Allowances(Case found) => found.Running.Where(r => r.Kind == EntitlementKind.Institution);

    private static PayMonth Start(Case found) => found.Running.Any() ? found.FirstList : found.Month;

    private static PayMonth Left(Case found) => PayMonth.Of(found.Measure.On!.Value);

    private static Award? AwardOf(Case found) => found.Appraisal.Answer.Awards.FirstOrDefault(a => a.Kind == AwardKind.Institution);
}
