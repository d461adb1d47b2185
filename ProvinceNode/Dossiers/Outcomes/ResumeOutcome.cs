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
        var spans = Owed(found);
        if (Interrupted(found).FirstOrDefault(r => r.Status == EntitlementStatus.Suspended) is { } suspended && found.Rows.FirstOrDefault(r => r.Id == suspended.PreviousId) is { } before)
        {
            return [new("D16", ChangePapers.Change(OutcomeWords.Scene(found), new StopPaper
            {
                Kind = StopWord.Resume, Person = OutcomeWords.Owner(found), Award = OutcomeWords.Highest(found, Interrupted(found)), ReasonCode = before.EndReason,
                From = found.FirstList, Arrears = OutcomeWords.Arrears(spans),
            }, found.Open.Official))];
        }

        return [new("D16", OutcomePapers.Decision(found, "Về việc tiếp tục hưởng trợ cấp xã hội hàng tháng",
            $"Tiếp tục hưởng chế độ hàng tháng đối với {OutcomePapers.Person(found)}, mức {OutcomePapers.Money(Interrupted(found).Sum(r => r.MonthlyAmount.Amount))}/tháng, kể từ tháng {found.FirstList}.",
            OutcomeMoney.Total(spans) == 0 ? "Không phát sinh truy lĩnh." : $"Truy lĩnh {OutcomeMoney.Words(spans)}."))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], "Tiếp tục hưởng", found.Context.NowUtc);
        var (spans, rows) = (Owed(found), found.Rows.ToList());
        foreach (var row in Interrupted(found).ToList())
        {
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
