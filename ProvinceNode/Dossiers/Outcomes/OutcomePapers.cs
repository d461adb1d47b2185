using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What the papers of all outcomes share: who signs, and the written answer when the conditions are not met. Pure.</summary>
public static class OutcomePapers
{
    /// <summary>The written answer that the conditions are not met, with the reason and the right to complain (D20).</summary>
    public static PaperContent Refusal(Case found)
    {
        var dossier = found.Dossier;
        // The appraiser's opinion is for the file: the citizen reads the sentence written for him, or the clauses that are not met.
        var reason = found.Measure.Words;
        if (SignerRole(found) == Authorities.InstitutionHead)
        {
            return InstitutionPapers.Reject(OutcomeWords.Scene(found), Institution(found), dossier.Applicant.FullName, dossier.Owner.FullName, PaperScenes.Asked(dossier), reason, found.Open.Official);
        }

        var clauses = Clauses(found);
        if (OwnDossier.IsOwn(dossier))
        {
            // The proposal was the office's own: the person is told that nothing changes, or that he is not eligible for what was proposed for him.
            return dossier.Kind is RequestKind.Adjust or RequestKind.Stop or RequestKind.Suspend
                ? DecisionPapers.Unchanged(OutcomeWords.Scene(found), dossier.Owner.FullName, PaperScenes.Asked(dossier), reason, clauses, found.Open.Official)
                : DecisionPapers.Reject(OutcomeWords.Scene(found), dossier.Owner.FullName, dossier.Owner.FullName, PaperScenes.Asked(dossier), reason, clauses, found.Open.Official);
        }

        return DecisionPapers.Reject(OutcomeWords.Scene(found), dossier.Applicant.FullName, dossier.Owner.FullName, PaperScenes.Asked(dossier),
            reason, clauses, found.Open.Official);
    }

    /// <summary>
    /// What is missing before a refusal can be signed: it names the reason and the provision (Decree 20 Art. 8(1)(d); policy 4.3 D20). The rules' own
    /// clauses do where they say no; else the appraiser writes a sentence for the citizen with its article.
    /// </summary>
    public static Problem? Lacks(Case found) => Clauses(found).Length > 0 || (found.Measure.Words.Contains("Điều ", StringComparison.OrdinalIgnoreCase) && found.Measure.Words.Any(char.IsAsciiDigit))
        ? null : OutcomeProblems.SentenceNeeded.At(nameof(Measure.Words));

    // Who is cared for may be entitled to assistance of his own and not be supported: that he is eligible for it answers nothing.
    private static string Clauses(Case found) => found.Dossier.Kind == RequestKind.Care ? (MonthlyOutcome.Granting(found).Count == 0 ? WhyNot(found, found.Dossier.First) : "")
        : found.Dossier.Kind is RequestKind.Grant or RequestKind.SocialPension or RequestKind.Adjust && !found.Appraisal.Answer.Eligible ? PaperScenes.WhyNot(found.Appraisal, found.Dossier.Form) : "";

    /// <summary>D20 for one request of a dossier of which another is granted: what is not met, of the groups that its form asks for (policy 3.4 S5, 3.9).</summary>
    /// <param name="found">The person to whom the request is answered.</param>
    public static Drafted Refusal(Case found, DossierRequest request) =>
        new("D20", DecisionPapers.Reject(OutcomeWords.Scene(found), found.Dossier.Applicant.FullName, found.Subject.FullName, Asked(found.Dossier, request), "",
            WhyNot(found, request), found.Open.Official));

    // Of two requests for assistance the form tells which is meant; the form of HIV is named to nobody (Art. 8(1)(b)).
    private static string Asked(Dossier dossier, DossierRequest request) => PaperScenes.Asked(dossier, request.Kind)
        + (request.Kind == RequestKind.Grant && request.Form != Sensitive.Form && dossier.Requests.Where(r => r.Kind == request.Kind).Select(r => r.Form).Distinct().Count() > 1 ? $" theo tờ khai Mẫu số {request.Form}" : "");

    // What the groups of one request lack; clauses of what is granted beside it are no reason.
    private static string WhyNot(Case found, DossierRequest request)
    {
        var answer = found.Appraisal.Answer;
        var kind = request.Kind switch { RequestKind.Care => AwardKind.Care, RequestKind.SocialPension => AwardKind.SocialPension, _ => AwardKind.Assistance };
        var trials = answer.Trials.Where(t => t.Kind == kind).ToList();
        // Groups of another form of the dossier are another request's.
        trials = trials.Exists(t => t.AskedBy(request.Form)) ? trials.FindAll(t => t.AskedBy(request.Form)) : trials;
        var asked = found.Appraisal with { Answer = answer with { Trials = trials, Choices = [.. answer.Choices.Where(c => trials.Exists(t => t.CategoryCode == c.CategoryCode))], Remarks = [] } };
        return PaperScenes.WhyNot(asked, request.Form);
    }

    /// <summary>Name of the institution whose head signs: the one that has the dossier.</summary>
    public static string Institution(Case found) =>
        found.Context.Institution is { } own ? found.Context.UnitName(own) : found.Measure.Institution.Trim() is { Length: > 0 } name ? name : found.Context.OfficeName(Authorities.InstitutionHead, found.Commune);

    /// <summary>Name of the body that decides, as its papers and its book have it.</summary>
    public static string IssuerName(Case found) =>
        SignerRole(found) is var role && role == Authorities.InstitutionHead ? Institution(found) : found.Context.OfficeName(role, found.Commune);

    /// <summary>Legal role in which this dossier is signed now.</summary>
    public static string SignerRole(Case found) =>
        StatusTable.Find(found.Dossier.Status, ActKinds.Sign) is { } move ? DossierFlow.AuthorityOf(found.Context, found.Dossier, move)! : Authorities.Decider;
}
