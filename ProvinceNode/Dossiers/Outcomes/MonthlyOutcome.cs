using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// New monthly payments: assistance, care support, social pension, one or several in one dossier (policy 3.4, 3.9; Decree 176/2025). Whoever is
/// paid by a receiver of his own has an entitlement of his own; months before the first list are one row of arrears for each entitlement and receiver.
/// Of a household that cares for several people each of them is a beneficiary (Art. 20(2)(c)).
/// </summary>
public sealed class MonthlyOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Grant, RequestKind.Care, RequestKind.SocialPension];

    public IEnumerable<Problem> Faults(Case found)
    {
        if (CarerChecks.Missing(found.Dossier))
        {
            yield return OutcomeProblems.CarerNotConfirmed.Now();
        }
        else if (Granting(found).Count == 0)
        {
            yield return DossierProblems.NotEligible.At("Eligible", found.Appraisal.WhyNot(found.Dossier.Form));
        }
    }

    /// <summary>The awards that were asked for. Support for a disabled mother or father comes with his own assistance on form 1đ (policy 2.1).</summary>
    public static IReadOnlyList<Award> Awards(Case found) =>
        // Who is supported already stays as he is, so that a household may add another.
        found.Appraisal.About is not null && found.Running.Any(r => r.Strand == EntitlementStrand.Care) ? []
            : Kept(found) is { } kept ? Asked(found.Dossier, found.Appraisal).Where(a => AwardSpans.StrandOf(a) != kept).ToList() : Asked(found.Dossier, found.Appraisal);

    // Group 4 and one of groups 5, 6 and 8 asked for one after the other (Art. 6(2)): the one that is paid already stays as it is.
    private static EntitlementStrand? Kept(Case found)
    {
        var two = Asked(found.Dossier, found.Appraisal).Where(a => a.Kind == AwardKind.Assistance).ToList();
        var paid = found.Running.Where(r => two.Any(a => a.CategoryCode == r.CategoryCode)).Select(r => r.Strand).Distinct().ToList();
        return two.Count == 2 && paid.Count == 1 ? paid[0] : null;
    }

    /// <summary>Of what the rules answer for a person, what his dossier asks for.</summary>
    public static IReadOnlyList<Award> Asked(Dossier dossier, Appraisal appraisal)
    {
        var kinds = dossier.Requests.Select(r => r.Kind).ToHashSet();
        return appraisal.Answer.Awards.Where(a => a.Kind switch
        {
            // Who is cared for asks nothing for himself here.
            _ when appraisal.About is not null => a.Kind == AwardKind.Care && a.Receiver == ReceiverKind.Household,
            AwardKind.Assistance => kinds.Contains(RequestKind.Grant),
            AwardKind.Care => kinds.Contains(RequestKind.Care) || (kinds.Contains(RequestKind.Grant) && a.Receiver == ReceiverKind.Self),
            AwardKind.SocialPension => kinds.Contains(RequestKind.SocialPension) || Crosses(dossier, appraisal),
            _ => false,
        }).ToList();
    }

    /// <summary>Versions from the first month that is due: each month at its own level, age and law.</summary>
    public IReadOnlyList<AwardRow> Granted(Case found) => Rows(found);

    /// <summary>Filed under a law of which a group ended before the signature: it owes the months until then (policy 10.3).</summary>
    public static bool Crosses(Case found) => Crosses(found.Dossier, found.Appraisal);

    private static bool Crosses(Dossier dossier, Appraisal appraisal) => appraisal is { About: null, Before: not null } && dossier.Requests.Any(r => r.Kind == RequestKind.Grant);

    /// <summary>What is made good before the first list, of everybody whom the dossier is about.</summary>
    public static IReadOnlyList<Settlement> Arrears(Case found) => found.Everybody.SelectMany(c => Settlements.Owed(Rows(c), found.FirstList)).ToList();

    /// <summary>
    /// The awards as papers print them: the amount of today, and the months before the first list each at their own; before them what ended with its law.
    /// </summary>
    public static List<PaperAward> Printed(Case found)
    {
        var rows = Rows(found);
        var (lines, ended) = (Settlements.Owed(rows, found.FirstList), Crosses(found) ? rows.Where(r => r is { Kind: EntitlementKind.Assistance, End: not null } && Strands.IsOwn(r.Strand)).ToList() : []);
        var printed = Awards(found).Select(a => OutcomeWords.Award(found, OutcomePeople.Row(a, new PayMonth(a.StartMonth), OutcomePeople.ReceiverOf(found, a.Receiver)),
            OutcomeMoney.Of(lines, (EntitlementKind)a.Kind, AwardSpans.StrandOf(a)))).ToList();
        if (ended.Count > 0 && Awards(found).All(a => a.Kind != AwardKind.Assistance))
        {
            var last = ended[^1];
            printed.Insert(0, OutcomeWords.Award(found, last with { Start = ended[0].Start }, OutcomeMoney.Of(lines, last.Kind, last.Strand)) with { Until = last.End });
        }

        return printed;
    }

    /// <summary>What is granted, then the written answer to each request that is not (policy 3.9: each of them is decided).</summary>
    public IReadOnlyList<Drafted> Papers(Case found) => [.. Decisions(found), .. Refused(found)];

    private static IEnumerable<Drafted> Refused(Case found) =>
        // One dossier may ask for assistance on two forms, e.g. 1c and 1đ: each is answered.
        from request in found.Dossier.Requests.OrderBy(r => r.Number).DistinctBy(r => r.Kind == RequestKind.Grant ? (r.Kind, r.Form) : (r.Kind, ""))
        // Form 2a asks for each of whom the household cares for, every other form for the dossier's person.
        let asked = request.Kind == RequestKind.Care && found.Everybody.Any(c => c.Appraisal.About is not null) ? found.Everybody.Where(c => c.Appraisal.About is not null) : [found]
        from one in asked
        where !Answered(one, request)
        select OutcomePapers.Refusal(one, request);

    // Who is supported already stays as he is: nothing is refused to him.
    private static bool Answered(Case found, DossierRequest request) => request.Kind switch
    {
        RequestKind.Grant => Grants(found, request),
        RequestKind.Care => Awards(found).Any(a => a.Kind == AwardKind.Care) || found.Running.Any(r => r.Strand == EntitlementStrand.Care),
        RequestKind.SocialPension => Awards(found).Any(a => a.Kind == AwardKind.SocialPension),
        _ => true,
    };

    // Of two forms each asks for groups of its own (Art. 5); the only one is answered by whatever assistance is given on it.
    private static bool Grants(Case found, DossierRequest request)
    {
        var owed = Crosses(found) ? found.Appraisal.Before : null;
        if (found.Dossier.Requests.Where(r => r.Kind == RequestKind.Grant).DistinctBy(r => r.Form).Count() == 1)
        {
            return owed is not null || Awards(found).Any(a => a.Kind == AwardKind.Assistance);
        }

        return Of(found.Appraisal.Answer, Asked(found.Dossier, found.Appraisal)) || (owed is not null && Of(owed, owed.Awards));

        bool Of(Answer answer, IReadOnlyList<Award> awards) =>
            awards.Any(a => a.Kind == AwardKind.Assistance && answer.Trials.Any(t => t.CategoryCode == a.CategoryCode && t.AskedBy(request.Form)));
    }

    private static List<Drafted> Decisions(Case found)
    {
        var (scene, person, signer) = (OutcomeWords.Scene(found), OutcomeWords.Owner(found), found.Open.Official);
        var awards = Printed(found);
        var account = OutcomePeople.ReceiverOf(found, ReceiverKind.Self).Way.Printed();
        if (found.Dossier.Kind == RequestKind.SocialPension)
        {
            // The form names who is to collect, once he is authorised; who declares for somebody collects nothing by that.
            var proxy = FormPayments.Proxy(found.Dossier) is { } named ? $"{named.Name}{(named.Relation.Length > 0 && !NeutralWords.Reveals(named.Relation) ? $" ({named.Relation})" : "")}" : "";
            return [new("D26", BenefitPapers.Pension(scene, new PensionPaper(person, awards[0] with { Receiver = "" }, new PaperPayment(account, proxy)), signer))];
        }

        var payment = new PaperPayment(account, found.Dossier.Applicant.IsOwner ? "" : found.Dossier.Applicant.FullName);

        return found.Appraisal.About is not null || awards.TrueForAll(a => a.Kind == AwardWord.Care) ? [Care(scene, Granting(found))]
            :
            [
                new("D14", DecisionPapers.Grant(scene, new GrantPaper { Person = person, Awards = awards, Payment = payment }, signer)),
                .. found.Beside.Any(c => Awards(c).Count > 0) ? new[] { Care(scene, Granting(found).Where(c => c != found).ToList()) } : [],
            ];
    }

    public async Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        // The last of what is granted is the decision on those cared for beside a person who is granted assistance.
        var beside = decisions[Decisions(found).Count - 1];
        foreach (var one in Granting(found))
        {
            var (granted, decision) = (Rows(one), one == found ? decisions[0] : beside);
            var person = await Grant.HandleAsync(db, new GrantInput(found.Commune, OutcomePeople.Of(one), granted, decision) { BeneficiaryId = one.Person?.Id, Origin = PersonFile.OriginOf(found), Places = PersonFile.Places(one) }, found.Context.NowUtc, cancel);
            OutcomeMoney.Add(db, one, Settlements.Owed(granted, found.FirstList), person.Id, decision, Grant.Of(db, decision).Where(e => e.BeneficiaryId == person.Id));
            if (one == found)
            {
                await NamedProxy.AddAsync(db, found, person, cancel);
            }
        }
    }

    // D18: one decision for everybody whom a household or a person cares for.
    private static Drafted Care(PaperScene scene, List<Case> cases)
    {
        var (first, receiver) = (cases[0], OutcomePeople.ReceiverOf(cases[0], Awards(cases[0])[0].Receiver));
        var own = receiver.Name == first.Subject.FullName;
        List<PaperAward> Of(Case one) => Printed(one).ConvertAll(a => a with { Receiver = "" });
        return new("D18", BenefitPapers.Care(scene, new CarePaper
        {
            Carer = own ? OutcomeWords.Owner(first) : OutcomeWords.Receiver(receiver), Cared = own && cases.Count == 1 ? null : OutcomeWords.Owner(first), Relation = receiver.Relation, Account = receiver.Way.Printed(),
            Awards = Of(first), Others = cases.Skip(1).Select(c => (OutcomeWords.Owner(c), (IReadOnlyList<PaperAward>)Of(c))).ToList(),
        }, first.Open.Official));
    }

    /// <summary>Those of a dossier to whom it gives something.</summary>
    public static List<Case> Granting(Case found) => found.Everybody.Where(c => Awards(c).Count > 0 || Crosses(c)).ToList();

    private static List<AwardRow> Rows(Case found)
    {
        var awards = Awards(found);
        var starts = awards.Concat(Crosses(found) ? found.Appraisal.Before!.Awards : []).Select(a => a.StartMonth).ToList();
        return starts.Count == 0 ? []
            : AwardSpans.Of(found, awards, new PayMonth(starts.Min()), found.Month, (_, kind) => OutcomePeople.ReceiverOf(found, kind)).Where(r => r.Strand != Kept(found)).ToList();
    }
}
