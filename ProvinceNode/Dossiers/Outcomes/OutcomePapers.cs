using ProvinceNode.Documents;
using ProvinceNode.Organization;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What the papers of all outcomes share: who signs, and the written answer when the conditions are not met. Pure.</summary>
public static class OutcomePapers
{
    /// <summary>The written answer that the conditions are not met, with the reason and the right to complain (D20).</summary>
    public static PaperContent Refusal(Case found)
    {
        var dossier = found.Dossier;
        var clauses = dossier.Kind is RequestKind.Grant or RequestKind.Care or RequestKind.SocialPension or RequestKind.Adjust && !found.Appraisal.Answer.Eligible ? PaperScenes.WhyNot(found.Appraisal, dossier.Form) : "";
        return DecisionPapers.Reject(OutcomeWords.Scene(found), dossier.Applicant.FullName, dossier.Owner.FullName, PaperScenes.Asked(dossier),
            found.Measure.Words.Length > 0 ? found.Measure.Words : dossier.AppraisalNote ?? dossier.ReviewNote ?? "", clauses, found.Open.Official);
    }

    /// <summary>Legal role in which this dossier is signed now.</summary>
    public static string SignerRole(Case found) =>
        StatusTable.Find(found.Dossier.Status, Platform.ActKinds.Sign) is { } move ? DossierFlow.AuthorityOf(found.Context, found.Dossier, move)! : Authorities.Decider;
}
