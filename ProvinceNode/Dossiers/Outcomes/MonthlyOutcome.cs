using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// New monthly payments: assistance, care support, social pension, one or several in one dossier (policy 3.4, 3.9; Decree 176/2025). Whoever is
/// paid by a receiver of his own has an entitlement of his own; months before the first list are one row of arrears for each entitlement and receiver.
/// </summary>
public sealed class MonthlyOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Grant, RequestKind.Care, RequestKind.SocialPension];

    public bool NeedsIdentity => true;

    public IEnumerable<Problem> Faults(Case found)
    {
        if (Awards(found).Count == 0)
        {
            yield return DossierProblems.NotEligible.At("Eligible", found.Appraisal.WhyNot(found.Dossier.Form));
        }
    }

    /// <summary>The awards that were asked for. Support for a disabled mother or father comes with his own assistance on form 1đ (policy 2.1).</summary>
    public static IReadOnlyList<Award> Awards(Case found)
    {
        var kinds = found.Dossier.Requests.Select(r => r.Kind).ToHashSet();
        return found.Appraisal.Answer.Awards.Where(a => a.Kind switch
        {
            AwardKind.Assistance => kinds.Contains(RequestKind.Grant),
            AwardKind.Care => kinds.Contains(RequestKind.Care) || (kinds.Contains(RequestKind.Grant) && a.Receiver == ReceiverKind.Self),
            AwardKind.SocialPension => kinds.Contains(RequestKind.SocialPension),
            _ => false,
        }).ToList();
    }

    /// <summary>Versions from the first month that is due: each month at its own level, age and law.</summary>
    public IReadOnlyList<AwardRow> Granted(Case found) => Rows(found);

    /// <summary>The awards as papers print them: the amount of today, and the months before the first list each at their own.</summary>
    public static List<PaperAward> Printed(Case found)
    {
        var lines = Settlements.Owed(Rows(found), found.FirstList);
        return Awards(found).Select(a => OutcomeWords.Award(found, OutcomePeople.Row(a, new PayMonth(a.StartMonth), OutcomePeople.ReceiverOf(found, a.Receiver)),
            OutcomeMoney.Of(lines, (EntitlementKind)a.Kind, AwardSpans.StrandOf(a)))).ToList();
    }

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var (scene, person, signer) = (OutcomeWords.Scene(found), OutcomeWords.Owner(found), found.Open.Official);
        var awards = Printed(found);
        var payment = new PaperPayment(Proxy: found.Dossier.Applicant.IsOwner ? "" : found.Dossier.Applicant.FullName);
        if (found.Dossier.Kind == RequestKind.SocialPension)
        {
            return [new("D26", BenefitPapers.Pension(scene, new PensionPaper(person, awards[0], payment), signer))];
        }

        if (awards.TrueForAll(a => a.Kind == AwardWord.Care))
        {
            var receiver = OutcomePeople.ReceiverOf(found, Awards(found)[0].Receiver);
            var own = receiver.Name == found.Dossier.Owner.FullName;
            return [new("D18", BenefitPapers.Care(scene, new CarePaper
            {
                Carer = own ? person : OutcomeWords.Receiver(receiver), Cared = own ? null : person, Relation = receiver.Relation, Awards = awards.ConvertAll(a => a with { Receiver = "" }),
            }, signer))];
        }

        return [new("D14", DecisionPapers.Grant(scene, new GrantPaper { Person = person, Awards = awards, Payment = payment }, signer))];
    }

    public async Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var granted = Rows(found);
        var person = await Grant.HandleAsync(db, new GrantInput(found.Commune, OutcomePeople.Of(found.Dossier), granted, decisions[0]) { BeneficiaryId = found.Person?.Id }, found.Context.NowUtc, cancel);
        OutcomeMoney.Add(db, found, Settlements.Owed(granted, found.FirstList), person.Id, decisions[0], Grant.Of(db, decisions[0]));
    }

    private static IReadOnlyList<AwardRow> Rows(Case found)
    {
        var awards = Awards(found);
        return awards.Count == 0 ? []
            : AwardSpans.Of(found, awards, new PayMonth(awards.Min(a => a.StartMonth)), found.Month, (_, kind) => OutcomePeople.ReceiverOf(found, kind));
    }
}
