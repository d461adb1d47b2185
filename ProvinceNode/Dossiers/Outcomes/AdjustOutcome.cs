using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Điều chỉnh from the month in which the condition is met (Decree 20 Art. 8(1)(đ)): the old version ends the month before, and what was paid
/// too little or too much since is arrears or recovery (policy 3.5).
/// </summary>
public sealed class AdjustOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Adjust];

    public bool NeedsIdentity => false;

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Person is null || !found.Running.Any())
        {
            yield return OutcomeProblems.NotBeneficiary.Now();
            yield break;
        }

        if (found.Measure.On is not { } on || on > found.Context.Today)
        {
            yield return OutcomeProblems.DayNeeded.At("On");
            yield break;
        }

        if (Awards(found).Count == 0)
        {
            yield return DossierProblems.NotEligible.At("Eligible", found.Appraisal.WhyNot(found.Dossier.Form));
        }
        else if (Replaced(found).Count == 0 && Added(found).Count == 0)
        {
            yield return OutcomeProblems.NothingChanges.At("Eligible");
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var (replaced, added, spans) = (Replaced(found), Added(found), Difference(found));
        return [new("D15", ChangePapers.Adjust(OutcomeWords.Scene(found), new AdjustPaper
        {
            Person = OutcomeWords.Owner(found), Old = replaced.ConvertAll(r => OutcomeWords.Award(found, r)), From = From(found),
            New = added.Select((a, i) => OutcomeWords.Award(found, a, i == 0 ? spans : null)).ToList(), // the difference is of all together
            Reason = found.Dossier.AppraisalNote ?? "đủ điều kiện điều chỉnh theo quy định", RecoverDong = -spans.Where(s => s.MonthlyDong < 0).Sum(s => s.TotalDong),
        }, found.Open.Official))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], "Điều chỉnh", found.Context.NowUtc);
        var spans = Difference(found);
        var (replaced, rows) = (Replaced(found), found.Rows.ToList());
        foreach (var row in replaced)
        {
            ChangeEntitlement.End(row, From(found).AddMonths(-1), cause);
        }

        foreach (var award in Added(found))
        {
            rows.Add(ChangeEntitlement.Begin(db, found.Person!.Id, found.Dossier.TenantPath, award, cause, replaced.FirstOrDefault(r => r.Kind == award.Kind)?.Id));
        }

        Standing.Refresh(found.Person!, rows);
        if (OutcomeMoney.Settle(found, spans, found.Person!.Id, decisions[0], OutcomePeople.ReceiverOf(found, ReceiverKind.Self)) is { } payment)
        {
            db.OneOffPayments.Add(payment);
        }

        return Task.CompletedTask;
    }

    // Care support is adjusted when it runs already; it is not begun by an adjustment of something else.
    private static List<Award> Awards(Case found) => found.Appraisal.Answer.Awards
        .Where(a => a.Kind is AwardKind.Assistance or AwardKind.SocialPension || (a.Kind == AwardKind.Care && found.Running.Any(r => r.Kind == EntitlementKind.Care))).ToList();

    private static PayMonth From(Case found) => PayMonth.Of(found.Measure.On!.Value);

    private static List<AwardRow> Wanted(Case found) => Awards(found).Select(a => OutcomePeople.Row(found, a, From(found))).ToList();

    private static bool Same(Entitlement row, AwardRow award) =>
        row.Kind == award.Kind && row.CategoryCode == award.CategoryCode && row.MonthlyAmount == award.Monthly && row.Times == award.Times;

    private static List<Entitlement> Replaced(Case found) =>
        found.Running.Where(r => r.Kind != EntitlementKind.Institution && !Wanted(found).Exists(a => Same(r, a))).ToList();

    private static List<AwardRow> Added(Case found) => Wanted(found).Where(a => !found.Running.Any(r => Same(r, a))).ToList();

    private static List<ArrearsSpan> Difference(Case found)
    {
        var (kinds, from) = (Awards(found).Select(a => a.Kind).Concat(Replaced(found).Select(r => (AwardKind)r.Kind)).ToHashSet(), From(found));
        var due = OutcomeMoney.Due(found, a => kinds.Contains(a.Kind), from, found.FirstList);
        var paid = OutcomeMoney.Paid(found.Rows.Where(r => kinds.Contains((AwardKind)r.Kind)), from, found.FirstList);
        return [.. OutcomeMoney.Difference(due, paid, from, found.FirstList)];
    }
}
