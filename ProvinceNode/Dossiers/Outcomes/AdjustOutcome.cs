using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Điều chỉnh from the month in which the condition is met (Decree 20 Art. 8(1)(đ)): the old version ends the month before, and what was paid
/// too little or too much since, each month at its own level, is arrears or recovery (policy 3.5).
/// </summary>
public sealed class AdjustOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Adjust];

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

        if (found.Running.Any(r => r.Status == EntitlementStatus.Suspended && r.Kind != EntitlementKind.Institution))
        {
            yield return OutcomeProblems.ResumeFirst.Now("điều chỉnh");
        }
        else if (Awards(found).Count == 0)
        {
            // What ends is stopped by a dossier of its own (policy 3.6): refusing the adjustment alone would leave it paid.
            yield return DossierProblems.NotEligible.At("Eligible", found.Appraisal.WhyNot(found.Dossier.Form));
            yield return OutcomeProblems.StopInstead.At("Eligible");
        }
        else if (ChangeOf(found).From.Count == 0)
        {
            yield return OutcomeProblems.NothingChanges.At("Eligible");
        }
        else if (ConditionMonth.Of(found, Awards(found)) is { } met && !ConditionMonth.Names(found, From(found), met))
        {
            yield return OutcomeProblems.MonthDiffers.At("On", met, From(found));
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var change = ChangeOf(found);
        var lines = change.Lines;
        return [new("D15", ChangePapers.Adjust(OutcomeWords.Scene(found), new AdjustPaper
        {
            Person = OutcomeWords.Owner(found), From = From(found),
            Old = found.Running.Where(r => change.From.ContainsKey(r.Strand)).Select(r => OutcomeWords.Award(found, r)).ToList(),
            New = change.Begun.Where(a => a.End is null).Select(a => OutcomeWords.Award(found, a, OutcomeMoney.Of(lines, a.Kind, a.Strand))).ToList(),
            Reason = found.Measure.Words.Length > 0 ? found.Measure.Words : $"đủ điều kiện điều chỉnh theo quy định kể từ ngày {VietnameseFormat.Date(found.Measure.On!.Value)}", RecoverDong = OutcomeMoney.Recovered(lines),
        }, found.Open.Official))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var (cause, change, rows) = (new ChangeCause(decisions[0], "Điều chỉnh", found.Context.NowUtc), ChangeOf(found), found.Rows.ToList());
        foreach (var (strand, from) in change.From)
        {
            ChangeEntitlement.EndAll(rows.Where(r => r.Strand == strand), from.AddMonths(-1), cause);
        }

        var shared = rows.Find(r => r.Strand == EntitlementStrand.Institution && r.EndDecisionId == cause.DecisionId)?.SharedPath;
        rows.AddRange(ChangeEntitlement.BeginAll(db, found.Person!.Id, found.Dossier.TenantPath, change.Begun, cause, rows.Where(r => r.EndDecisionId == cause.DecisionId)));
        // What an institution is paid stays in its registry.
        rows.FindAll(r => r.Strand == EntitlementStrand.Institution && r.DecisionId == cause.DecisionId).ForEach(r => r.SharedPath = shared);
        Standing.Refresh(found.Person!, rows);
        OutcomeMoney.Add(db, found, change.Lines, found.Person!.Id, cause.DecisionId, rows);
        return Task.CompletedTask;
    }

    // Care support and the allowance of an institution (5,0 until four years, 4,0 from then on, Art. 25(1)) are adjusted when they run already; they are
    // not begun by an adjustment of something else.
    private static List<Award> Awards(Case found) => found.Appraisal.Answer.Awards.Where(a => a.Kind is AwardKind.Assistance or AwardKind.SocialPension
        || (a.Kind is AwardKind.Care or AwardKind.Institution && found.Running.Any(r => r.Kind == (EntitlementKind)a.Kind))).ToList();

    private static PayMonth From(Case found) => PayMonth.Of(found.Measure.On!.Value);

    // Months that the registry has right already stay as they are: only from the first one that differs does a strand end and begin anew.
    private static Change ChangeOf(Case found)
    {
        var from = From(found);
        var wanted = AwardSpans.Of(found, Awards(found), from, from, (strand, kind) => OutcomePeople.Keeping(found, strand, kind));
        var strands = wanted.Select(a => a.Strand).Concat(found.Running.Select(r => r.Strand))
            .Where(s => s != EntitlementStrand.Institution || wanted.Any(a => a.Strand == s)).ToHashSet();
        var (differs, begun) = (new Dictionary<EntitlementStrand, PayMonth>(), new List<AwardRow>());
        foreach (var strand in strands)
        {
            var (have, want) = (found.Rows.Where(r => r.Strand == strand).ToList(), wanted.Where(a => a.Strand == strand).ToList());
            if (FirstDifference(have, want, from, found.Month, found.Measure.Receiver is { Name.Length: > 0 }) is { } at)
            {
                differs[strand] = at;
                begun.AddRange(want.Where(a => a.End is null || a.End >= at).Select(a => a.Start < at ? a with { Start = at } : a));
            }
        }

        var lines = Settlements.Between(wanted.Select(Stretch.Of).ToList(), Settlements.Paid(found.Rows.Where(r => strands.Contains(r.Strand))), from, found.FirstList);
        return new Change(differs, begun, lines);
    }

    // The receiver alone may change, e.g. when a guardian died: then he is named.
    private static PayMonth? FirstDifference(List<Entitlement> have, List<AwardRow> want, PayMonth from, PayMonth until, bool receiver)
    {
        for (var month = from; month <= until; month = month.AddMonths(1))
        {
            var (row, award) = (have.Find(r => r.Covers(month)), want.Find(a => a.Covers(month)));
            if ((row is null) != (award is null) || (row is not null && (!Same(row, award!) || (receiver && row.Receiver != award!.Receiver))))
            {
                return month;
            }
        }

        return null;
    }

    private static bool Same(Entitlement row, AwardRow award) =>
        row.Kind == award.Kind && row.CategoryCode == award.CategoryCode && row.MonthlyAmount == award.Monthly && row.Times == award.Times;

    private sealed record Change(IReadOnlyDictionary<EntitlementStrand, PayMonth> From, IReadOnlyList<AwardRow> Begun, IReadOnlyList<Settlement> Lines);
}
