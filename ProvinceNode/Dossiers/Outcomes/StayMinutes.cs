using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>The papers that come with a decision about a stay: minutes of admission and of handing over, the contract (Decree 20 Art. 28, 30). The caller saves.</summary>
public static class StayMinutes
{
    /// <summary>What form 08 agreed.</summary>
    public static ServiceContract ContractOf(Case found)
    {
        var (dossier, scope) = (found.Dossier, Scope(found));
        var payer = scope.Text("PayerName");
        return new(found.Measure.Institution, OutcomeWords.Owner(found),
            payer.Length == 0 ? null : new PaperPerson { FullName = payer, Number = CitizenId.Clean(scope["PayerCitizenId"]), Address = scope.Text("PayerAddress") }, scope.Text("PayerRelation"),
            scope.Text("ContractServices"), scope.Money("ContractPrice") ?? 0, Declared.Words(dossier, "ContractPaidBy"), scope.Day("ContractFrom") ?? found.Measure.On!.Value, scope.Day("ContractUntil") ?? found.Measure.On!.Value);
    }

    /// <summary>CS3, to be signed by hand when the person comes.</summary>
    public static void Admitted(NodeDb db, Case found)
    {
        var urgent = found.Dossier.ProcedureCode == Procedures.UrgentAdmission;
        var minutes = new AdmissionMinutes(found.Measure.Institution, OutcomeWords.Owner(found), found.Measure.On!.Value, Scope(found).Text("Circumstances"), urgent,
            urgent && Scope(found).Is("UrgentKind", "victim"), found.Dossier.Applicant.IsOwner ? "" : found.Dossier.Applicant.FullName);
        Add(db, found, "CS3", StayPapers.Admitted(OutcomeWords.Scene(found), minutes, found.Open.Official.FullName));
    }

    /// <summary>CS4, to be signed by hand when the person leaves; nobody is handed over who died or has gone.</summary>
    public static void HandedOver(NodeDb db, Case found, string why, string to)
    {
        if (!Scope(found).Is("LeaveReason", "dead", "gone"))
        {
            var contract = found.Stay?.Case == nameof(Eligibility.AdmissionCase.Voluntary);
            Add(db, found, "CS4", StayPapers.HandedOver(OutcomeWords.Scene(found), new DischargePaper(found.Measure.Institution, OutcomeWords.Owner(found), found.Measure.On!.Value, why, to), contract, found.Open.Official.FullName));
        }
    }

    private static void Add(NodeDb db, Case found, string paper, PaperContent content) => db.Papers.Add(PaperDesk.Issue(found.Context, found.Dossier, paper, "", content, body: found.Measure.Institution));

    private static FormScope Scope(Case found) => FormFacts.ValuesOf(found.Dossier).On(VietnamTime.Day(found.Dossier.SubmittedAt));
}
