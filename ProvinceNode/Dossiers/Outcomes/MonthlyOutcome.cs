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

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var (dossier, context, signer) = found.Open;
        var awards = Awards(found);
        if (dossier.Kind == RequestKind.Grant && awards.Count == 1)
        {
            return [new("D14", DecisionPapers.Granting(context, dossier, found.Appraisal, Arrears(found).SelectMany(a => a.Spans).ToList(), signer))];
        }

        var (paper, summary) = dossier.Kind switch
        {
            RequestKind.SocialPension => ("D26", "Về việc trợ cấp hưu trí xã hội"),
            RequestKind.Care => ("D18", "Về việc hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng"),
            _ => ("D14", "Về việc trợ cấp xã hội hàng tháng và hỗ trợ kinh phí chăm sóc, nuôi dưỡng"),
        };
        return [new(paper, OutcomePapers.Decision(found, summary, Sentences(found, awards)))];
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

    /// <summary>Months of each award before the first list. A kind is asked as a whole: in an earlier month another bracket of it may have held.</summary>
    private static IEnumerable<(Award Award, IReadOnlyList<ArrearsSpan> Spans)> Arrears(Case found) => Awards(found)
        .GroupBy(a => (a.Kind, a.Receiver)).Select(g => (g.First(), OutcomeMoney.Due(
            found, a => a.Kind == g.Key.Kind && a.Receiver == g.Key.Receiver, new PayMonth(g.Min(a => a.StartMonth)), found.FirstList)));

    private static List<string> Sentences(Case found, IReadOnlyList<Award> awards)
    {
        var whom = OutcomePapers.Person(found);
        var what = awards.Select(a =>
        {
            var receiver = OutcomePeople.ReceiverOf(found, a.Receiver);
            var to = receiver.Relation.Length > 0 || receiver.Name != found.Dossier.Owner.FullName ? $"; người nhận: {receiver.Name}" : "";
            var label = a.Sensitive ? "đối tượng bảo trợ xã hội" : a.Label.ToLower(VietnameseFormat.Culture);
            var article = a.Sensitive ? "Nghị định số 20/2021/NĐ-CP" : a.Article;
            return $"Đối với {whom}: {Kind(a.Kind)} thuộc đối tượng {label} quy định tại {article}; mức {OutcomePapers.Money(a.MonthlyDong)}/tháng, kể từ tháng {new PayMonth(a.StartMonth)}{to}.";
        }).ToList();
        what.AddRange(Arrears(found).Where(a => OutcomeMoney.Total(a.Spans) > 0).Select(a => $"Truy lĩnh {Kind(a.Award.Kind)}: {OutcomeMoney.Words(a.Spans)}."));
        return what;
    }

    private static string Kind(AwardKind kind) => kind switch
    {
        AwardKind.Care => "hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng",
        AwardKind.SocialPension => "trợ cấp hưu trí xã hội",
        _ => "trợ cấp xã hội hàng tháng",
    };
}
