using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Since which month somebody meets the condition of what he is adjusted to: an adjustment counts from that month, not from one that an officer
/// names (Decree 20 Art. 8(1)(đ)). Pure.
/// </summary>
public static class ConditionMonth
{
    /// <summary>The first month of the new category or coefficient as the facts date it; null when nothing but the level changes, or the facts bear no date.</summary>
    public static PayMonth? Of(Case found, IEnumerable<Award> awards)
    {
        PayMonth? first = null;
        foreach (var award in awards)
        {
            var strand = AwardSpans.StrandOf(award);
            if (found.Running.FirstOrDefault(r => r.Strand == strand) is not { } running || Same(award, running.CategoryCode, running.CoefficientHundredths, running.Times))
            {
                continue;
            }

            // Before the decision that is adjusted another one stands.
            var granted = Granted(found, running);
            var bound = new PayMonth(found.Rows.Where(r => r.Strand == strand && granted.Contains(r.DecisionId)).Min(r => r.StartMonth));
            var since = Since(found, award, bound);
            first = since > bound && (first is null || since < first) ? since : first;
        }

        return first;
    }

    /// <summary>Whether a month that an officer names is the one of the condition; a province may let a decrease by age begin with the next month (policy 1.5).</summary>
    public static bool Names(Case found, PayMonth named, PayMonth met) =>
        named == met || (named.AddMonths(1) == met && found.Context.Rules.Parameter(LawParameters.DecreaseNextMonth, found.Context.Today)?.Value == 1);

    private static PayMonth Since(Case found, Award award, PayMonth bound)
    {
        var since = found.Month;
        foreach (var month in Timeline.Of(found.Appraisal.Facts, new(bound, found.Month, bound), found.Context.Rules, found.Appraisal.ProvinceCode).Reverse())
        {
            if (!month.Parts.Any(p => p.Kind == award.Kind && p.CategoryCode is { } code && Same(award, code, p.CoefficientHundredths, p.Times)))
            {
                break;
            }

            since = new PayMonth(month.Month);
        }

        return since;
    }

    // A list decision about a new level raises what another one granted and does not stand in its place (Circular 02/2021 Art. 5).
    private static HashSet<Guid> Granted(Case found, Entitlement running)
    {
        var decisions = new HashSet<Guid> { running.DecisionId };
        for (var row = running; found.Rows.FirstOrDefault(r => r.Id == row.PreviousId) is { EndReason: ChangeEntitlement.Followed } before; row = before)
        {
            decisions.Add(before.DecisionId);
        }

        return decisions;
    }

    // A social pension has no coefficient.
    private static bool Same(Award award, string category, int coefficient, int times) =>
        award.CategoryCode == category && award.Times == times && (award.Kind == AwardKind.SocialPension || award.CoefficientHundredths == coefficient);
}
