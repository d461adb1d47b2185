using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Tiếp tục hưởng when the reason is gone (Circular 02/2021 Art. 2): what was suspended, or what stopped for a move that the new place returned,
/// never what ended for good. What is paid from now on, and the months of the interruption where they are made good, are told by the rules of each
/// month; who died or receives meanwhile what excludes it does not resume.
/// </summary>
public sealed class ResumeOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Resume];

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Person is null)
        {
            yield return OutcomeProblems.NotBeneficiary.Now();
            yield break;
        }

        var rows = Interrupted(found);
        if (rows.Count == 0)
        {
            yield return OutcomeProblems.NothingInterrupted.Now();
        }
        else if (found.FuneralPaidDong > 0 || found.Appraisal.Facts.DiedOn is not null)
        {
            yield return OutcomeProblems.DeadDoNotResume.Now();
        }
        else if (found.Rows.FirstOrDefault(r => r.Status == EntitlementStatus.Active && rows.Exists(i => Standing.Exclude(i.Kind, i.CategoryCode, r.Kind, r.CategoryCode))) is { } other)
        {
            yield return OutcomeProblems.ReceivesOther.Now(OutcomeWords.LabelOf(found, other), new PayMonth(other.StartMonth));
        }
        else if (Granted(found).Count == 0)
        {
            yield return DossierProblems.NotEligible.At("Eligible", found.Appraisal.WhyNot(found.Dossier.Form));
        }
    }

    /// <summary>What is paid again; what it takes the place of does not stand in its way.</summary>
    public IReadOnlyList<AwardRow> Granted(Case found) => Interrupted(found).Count == 0 ? [] : Wanted(found).Where(r => r.End is null).ToList();

    public IReadOnlyList<Guid> Replaced(Case found) => Interrupted(found).ConvertAll(r => r.Id);

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var scene = OutcomeWords.Scene(found);
        var interrupted = Interrupted(found);
        var suspended = interrupted.Find(r => r.Status == EntitlementStatus.Suspended);
        var before = suspended is null ? null : found.Rows.FirstOrDefault(r => r.Id == suspended.PreviousId);
        var awards = Granted(found).OrderByDescending(r => r.Monthly.Amount).Select(r => OutcomeWords.Award(found, r) with
        {
            Decision = interrupted.Find(i => i.Strand == r.Strand) is { } was ? CitedDecisions.Of(found, was) : "",
        }).ToList();
        return [new("D16", ChangePapers.Change(scene, new StopPaper
        {
            Kind = StopWord.Resume, Person = OutcomeWords.Owner(found), Award = awards[0], Beside = awards[1..], From = found.FirstList,
            ReasonCode = before?.EndReason ?? "", Why = before is null ? $"hồ sơ thay đổi nơi cư trú không được nơi cư trú mới tiếp nhận; đối tượng tiếp tục cư trú tại {scene.Place}" : "",
            Interrupting = suspended is null ? "" : found.Cited.GetValueOrDefault(suspended.DecisionId, ""),
            Arrears = OutcomeWords.Arrears([.. Owed(found).SelectMany(l => l.Spans)]),
        }, found.Open.Official))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], "Tiếp tục hưởng", found.Context.NowUtc);
        var (interrupted, wanted, owed, rows) = (Interrupted(found), Wanted(found), Owed(found), found.Rows.ToList());
        var cut = Cut(found, interrupted, wanted);
        foreach (var row in interrupted.Where(r => r.Status == EntitlementStatus.Suspended))
        {
            row.Withheld = !found.Measure.PayArrears;
            ChangeEntitlement.End(row, cut.AddMonths(-1), cause);
        }

        var begun = wanted.Where(a => a.End is not { } end || end >= cut).Select(a => a.Start < cut ? a with { Start = cut } : a);
        rows.AddRange(ChangeEntitlement.BeginAll(db, found.Person!.Id, found.Dossier.TenantPath, begun, cause, interrupted));
        Standing.Refresh(found.Person, rows);
        OutcomeMoney.Add(db, found, owed, found.Person.Id, cause.DecisionId, rows);
        return Task.CompletedTask;
    }

    /// <summary>What a suspension interrupted; else what ended by the decision of a move that came back, as long as nothing followed it.</summary>
    public static List<Entitlement> Interrupted(Case found)
    {
        var suspended = found.Rows.Where(r => r.Status == EntitlementStatus.Suspended).ToList();
        return suspended.Count > 0 || found.Returned is not { } half || found.Rows.Any(r => r.StartMonth > half.StopMonth && !r.IsVoid) ? suspended
            : found.Rows.Where(r => r.EndDecisionId == half.DecisionId).ToList();
    }

    // A returned move was nobody's fault of the person: those months are due in any case.
    private static bool MadeGood(Case found, List<Entitlement> interrupted) => found.Measure.PayArrears || interrupted.TrueForAll(r => r.Status == EntitlementStatus.Ended);

    private static PayMonth From(Case found, List<Entitlement> interrupted) => interrupted.TrueForAll(r => r.Status == EntitlementStatus.Ended)
        ? new PayMonth(found.Returned!.StopMonth).AddMonths(1) : new PayMonth(interrupted.Min(r => r.StartMonth));

    private static IReadOnlyList<AwardRow> Wanted(Case found)
    {
        var interrupted = Interrupted(found);
        var from = From(found, interrupted);
        // What was interrupted later than another, or before it began, is due from its own month only.
        return GoingOn.NotBefore(GoingOn.Of(found, interrupted.ConvertAll(AsPaid), from), row => interrupted.Where(i => Strands.Related(i.Strand, row.Strand))
            .Select(i => i.Status == EntitlementStatus.Suspended || i.IsVoid ? new PayMonth(i.StartMonth) : from).DefaultIfEmpty(from).Min());
    }

    private static AwardRow AsPaid(Entitlement row) => new(row.Kind, row.CategoryCode, row.CoefficientHundredths, row.Times, row.Level, row.MonthlyAmount,
        new PayMonth(row.Status == EntitlementStatus.Ended ? row.EndMonth : row.StartMonth), row.Receiver);

    private static IReadOnlyList<Settlement> Owed(Case found) =>
        MadeGood(found, Interrupted(found)) ? Settlements.Owed(Wanted(found), found.FirstList) : [];

    // The suspended version stands for its months as far as it says what they were due, and where they are not made good.
    private static PayMonth Cut(Case found, List<Entitlement> interrupted, IReadOnlyList<AwardRow> wanted)
    {
        var from = From(found, interrupted);
        if (interrupted.TrueForAll(r => r.Status == EntitlementStatus.Ended))
        {
            return from;
        }

        for (var month = from; found.Measure.PayArrears && month < found.FirstList; month = month.AddMonths(1))
        {
            if (interrupted.Exists(r => r.Covers(month) && !wanted.Any(a => a.Covers(month) && a.CategoryCode == r.CategoryCode && a.Monthly == r.MonthlyAmount && a.Times == r.Times)))
            {
                return month;
            }
        }

        return found.FirstList;
    }
}
