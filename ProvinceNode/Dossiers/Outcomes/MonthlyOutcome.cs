using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// New monthly payments: assistance, care support, social pension, one or several in one dossier (policy 3.4, 3.9; Decree 176/2025). Whoever is
/// paid by a receiver of his own has an entitlement of his own; months before the first list are one row of arrears for each kind.
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

    public IReadOnlyList<AwardRow> Granted(Case found) => Awards(found).Select(a => OutcomePeople.Row(found, a)).ToList();

    /// <summary>The awards as papers print them. Arrears stand with the award whose kind they are of; of several awards of one kind with the first.</summary>
    public static List<PaperAward> Printed(Case found)
    {
        var spans = Arrears(found).ToList();
        return Awards(found).Select(a => OutcomeWords.Award(found, OutcomePeople.Row(found, a), spans.Where(s => s.Award == a).SelectMany(s => s.Spans).ToList())).ToList();
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

        var several = awards.Count > 1;
        return [new("D14", DecisionPapers.Grant(scene, new GrantPaper
        {
            Person = person, Awards = several ? awards.ConvertAll(a => a with { Arrears = [] }) : awards, Arrears = several ? awards.SelectMany(a => a.Arrears).ToList() : [], Payment = payment,
        }, signer))];
    }

    public async Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var person = await Grant.HandleAsync(db, new GrantInput(found.Commune, OutcomePeople.Of(found.Dossier), Granted(found), decisions[0]) { BeneficiaryId = found.Person?.Id }, found.Context.NowUtc, cancel);
        foreach (var (award, spans) in Arrears(found))
        {
            if (OutcomeMoney.Settle(found, spans, person.Id, decisions[0], OutcomePeople.ReceiverOf(found, award.Receiver)) is { } payment)
            {
                db.OneOffPayments.Add(payment);
            }
        }
    }

    /// <summary>
    /// Months of each award before the first list. A kind is asked as a whole: in an earlier month another bracket of it may have held. Before the
    /// month of signing only groups whose start the law sets back are due (Art. 8(1)(đ)).
    /// </summary>
    private static IEnumerable<(Award Award, IReadOnlyList<ArrearsSpan> Spans)> Arrears(Case found) => Awards(found)
        .GroupBy(a => (a.Kind, a.Receiver)).Select(g => (g.First(), OutcomeMoney.DueWhenSigned(
            found, p => p.Kind == g.Key.Kind && (p.Kind != AwardKind.Care || OfSelf(p.CategoryCode) == (g.Key.Receiver == ReceiverKind.Self)),
            new PayMonth(g.Min(a => a.StartMonth)), found.FirstList)));

    // Art. 20(2)(a) is paid to the disabled person; all other care support to who cares.
    private static bool OfSelf(string? category) => category is "CS.4" or "CS.5";
}
