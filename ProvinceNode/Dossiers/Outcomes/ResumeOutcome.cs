using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Tiếp tục hưởng when the reason is gone, with the months of the interruption made good where they are due; also after a move that the new place returned.</summary>
public sealed class ResumeOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Resume];

    public bool NeedsIdentity => false;

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Person is null)
        {
            yield return OutcomeProblems.NotBeneficiary.Now();
        }
        else if (!Interrupted(found).Any())
        {
            yield return OutcomeProblems.NothingRunning.Now();
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var (rows, scene) = (Interrupted(found).ToList(), OutcomeWords.Scene(found));
        var before = rows.Find(r => r.Status == EntitlementStatus.Suspended) is { } suspended ? found.Rows.FirstOrDefault(r => r.Id == suspended.PreviousId) : null;
        return [new("D16", ChangePapers.Change(scene, new StopPaper
        {
            Kind = StopWord.Resume, Person = OutcomeWords.Owner(found), Award = OutcomeWords.Highest(found, rows), Beside = OutcomeWords.Beside(found, rows), From = found.FirstList,
            ReasonCode = before?.EndReason ?? "", Why = before is null ? $"hồ sơ thay đổi nơi cư trú không được nơi cư trú mới tiếp nhận; đối tượng tiếp tục cư trú tại {scene.Place}" : "",
            Arrears = OutcomeWords.Arrears(Owed(found)),
        }, found.Open.Official))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], "Tiếp tục hưởng", found.Context.NowUtc);
        var (spans, rows) = (Owed(found), found.Rows.ToList());
        foreach (var row in Interrupted(found).ToList())
        {
            row.Withheld = row.Withheld && !found.Measure.PayArrears;
            rows.Add(row.Status == EntitlementStatus.Ended
                ? ChangeEntitlement.Begin(db, row.BeneficiaryId, found.Dossier.TenantPath, Again(row, found.FirstList), cause, row.Id)
                : ChangeEntitlement.GoOn(db, row, found.FirstList, EntitlementStatus.Active, cause));
        }

        Standing.Refresh(found.Person!, rows);
        if (OutcomeMoney.Settle(found, spans, found.Person!.Id, decisions[0], OutcomePeople.ReceiverOf(found, ReceiverKind.Self)) is { } payment)
        {
            db.OneOffPayments.Add(payment);
        }

        return Task.CompletedTask;
    }

    // Suspended, or stopped for a move that came back.
    private static IEnumerable<Entitlement> Interrupted(Case found) => found.Rows.Where(r => r.Status == EntitlementStatus.Suspended
        || (r.Status == EntitlementStatus.Ended && r.EndReason == MoveOutcome.Moved && !found.Rows.Any(n => n.PreviousId == r.Id)));

    private static AwardRow Again(Entitlement row, PayMonth from) => new(row.Kind, row.CategoryCode, row.CoefficientHundredths, row.Times, row.Level, row.MonthlyAmount,
        from, new Receiver(row.ReceiverName, row.ReceiverNumber, row.ReceiverRelation));

    private static List<ArrearsSpan> Owed(Case found)
    {
        var spans = new List<ArrearsSpan>();
        foreach (var row in Interrupted(found))
        {
            // A returned move was nobody's fault of the person: those months are due in any case.
            var moved = row.Status == EntitlementStatus.Ended;
            var from = moved ? new PayMonth(row.EndMonth).AddMonths(1) : new PayMonth(row.StartMonth);
            var months = found.FirstList.MonthsSince(from);
            if (months > 0 && (moved || found.Measure.PayArrears))
            {
                spans.Add(new ArrearsSpan(from.Number, found.Month.Number, row.MonthlyAmount.Amount, months));
            }
        }

        return spans;
    }
}
