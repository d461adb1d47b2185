using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Tạm dừng by decision from the first list after it (S1–S3; Circular 02/2021 Art. 2): a suspended version follows the paid one.</summary>
public sealed class SuspendOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Suspend];

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Person is null)
        {
            yield return OutcomeProblems.NotBeneficiary.Now();
            yield break;
        }

        if (MeasureReasons.Of(found.Measure.Reason) is not { Kind: RequestKind.Suspend })
        {
            yield return OutcomeProblems.ReasonWrong.At("Reason");
        }

        if (found.Measure.On is not { } on || on > found.Context.Today)
        {
            yield return OutcomeProblems.DayNeeded.At("On");
        }
        else if (found.Measure.Reason == MeasureReasons.Detained && on.AddMonths(1) > found.Context.Today)
        {
            yield return OutcomeProblems.DetainedTooShort.At("On", VietnameseFormat.Date(on.AddMonths(1)));
        }

        if (!Paid(found).Any())
        {
            yield return OutcomeProblems.NothingRunning.At("Reason");
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found) => [new("D16", ChangePapers.Change(OutcomeWords.Scene(found), new StopPaper
    {
        Kind = StopWord.Suspend, Person = OutcomeWords.Owner(found), Award = OutcomeWords.Highest(found, Paid(found)), Beside = OutcomeWords.Beside(found, Paid(found)),
        ReasonCode = found.Measure.Reason, From = found.FirstList,
    }, found.Open.Official))];

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], found.Measure.Reason, found.Context.NowUtc);
        var next = Paid(found).ToList().ConvertAll(row => ChangeEntitlement.GoOn(db, row, found.FirstList, EntitlementStatus.Suspended, cause));
        Standing.Refresh(found.Person!, found.Rows.Concat(next));
        return Task.CompletedTask;
    }

    private static IEnumerable<Entitlement> Paid(Case found) => found.Running.Where(r => r.Status == EntitlementStatus.Active);
}
