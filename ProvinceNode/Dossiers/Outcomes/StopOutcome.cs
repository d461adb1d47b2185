using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Thôi hưởng from the month after the event (T1–T5, C1–C4; Circular 02/2021 Art. 2): the month of the event is still paid, what was paid after it is recovered.</summary>
public sealed class StopOutcome : IOutcome
{
    private const int MonthsOfRefusal = 3;

    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Stop];

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Person is null)
        {
            yield return OutcomeProblems.NotBeneficiary.Now();
            yield break;
        }

        if (MeasureReasons.Of(found.Measure.Reason) is not { Kind: RequestKind.Stop } reason)
        {
            yield return OutcomeProblems.ReasonWrong.At("Reason");
            yield break;
        }

        if (found.Measure.On is not { } on || on > found.Context.Today)
        {
            yield return OutcomeProblems.DayNeeded.At("On");
        }

        var rows = Ends(found.Running, reason.Code).ToList();
        if (rows.Count == 0)
        {
            yield return OutcomeProblems.NothingRunning.At("Reason");
        }
        else if (reason.Code == MeasureReasons.StillRefusing && !rows.Exists(r => SuspendedLongEnough(found, r)))
        {
            yield return OutcomeProblems.NotYetThreeMonths.At("Reason");
        }
        else if (reason.Code == MeasureReasons.Death && Heirs.Fault(found) is { } heir)
        {
            yield return heir;
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found) => [Draft(found, found.Measure.Reason, found.Measure.On!.Value)];

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        Apply(db, found, found.Measure.Reason, found.Measure.On!.Value, decisions[0]);
        if (Death.IsGone(found))
        {
            Death.EndRequests(db, found);
        }

        return Task.CompletedTask;
    }

    /// <summary>The decision to stop; also what accompanies a funeral (T1).</summary>
    public static Drafted Draft(Case found, string code, DateOnly on)
    {
        var (last, rows) = (PayMonth.Of(on), Ends(found.Running, code).ToList());
        var award = OutcomeWords.Highest(found, rows);
        var stop = new StopPaper
        {
            Kind = MeasureReasons.IsOfCare(code) ? StopWord.StopCare : StopWord.Stop, Person = OutcomeWords.Owner(found), Award = award, Beside = OutcomeWords.Beside(found, rows), ReasonCode = code,
            Detail = $"ngày {VietnameseFormat.Date(on)}", From = last.AddMonths(1), RecoverDong = OutcomeMoney.Recovered(Overpaid(found, code, last)),
            Held = LastLevels.HeldUntil(found, last),
            Arrears = OutcomeWords.Arrears([.. LastLevels.Stopped(found, code, on).SelectMany(s => s.Spans).OrderBy(s => s.FromMonth)]),
        };
        var paper = award.Kind == AwardWord.Pension ? BenefitPapers.PensionStop(OutcomeWords.Scene(found), stop, found.Open.Official) : ChangePapers.Change(OutcomeWords.Scene(found), stop, found.Open.Official);
        return new(award.Kind == AwardWord.Pension ? "D26" : "D16", code == MeasureReasons.Death ? Told(paper, Heirs.Words(found)) : paper);
    }

    // After the months, before what the payer does.
    private static PaperContent Told(PaperContent paper, string words) => words.Length == 0 ? paper
        : paper with { Paragraphs = [.. paper.Paragraphs.SelectMany(p => p.StartsWith("Điều 2.", StringComparison.Ordinal) ? new[] { words, p } : [p])] };

    /// <summary>Ends what the reason ends, takes back what was paid after it, and pays what was still due to who is gone.</summary>
    public static void Apply(NodeDb db, Case found, string code, DateOnly on, Guid decision)
    {
        var (last, cause) = (PayMonth.Of(on), new ChangeCause(decision, code, found.Context.NowUtc));
        var (owed, about) = code == MeasureReasons.Death ? (Heirs.Owed(found), Heirs.About(found)) : ([], "");
        var level = LastLevels.Stopped(found, code, on);
        // Who was paid owes it back, each for what he took, not the official who opened the dossier.
        var recovery = Overpaid(found, code, last);
        ChangeEntitlement.EndAll(Versions(found, code), last, cause);
        Standing.Refresh(found.Person!, found.Rows);
        OutcomeMoney.Add(db, found, recovery, found.Person!.Id, decision, found.Rows);
        Heirs.Pay(db, found, owed, about, decision);
        OutcomeMoney.Add(db, found, level, found.Person!.Id, decision, found.Rows, "Chi trả chênh lệch trợ cấp theo mức mới của các tháng trước khi thôi hưởng: ");
    }

    /// <summary>What a reason ends of what runs.</summary>
    // Death ends everything; a reason of care ends care support, any other the assistance and the care that rests on it.
    internal static IEnumerable<Entitlement> Ends(IEnumerable<Entitlement> running, string code)
    {
        var rows = running.ToList();
        var main = rows.FindAll(r => r.IsMain);
        return rows.Where(r => code == MeasureReasons.Death || (MeasureReasons.IsOfCare(code) ? IsOfCarer(r, rows, code) : r.IsMain || (main.Count > 0 && RestsOn(r, main, code))));
    }

    // What is paid to a disabled mother or father himself (Art. 20(2)(a)) has no carer: his death or unfitness leaves it.
    private static bool IsOfCarer(Entitlement row, List<Entitlement> rows, string code) => row.Kind == EntitlementKind.Care
        && (code == MeasureReasons.CaredFor || row.Strand == EntitlementStrand.Care || !rows.Exists(r => r.Strand == EntitlementStrand.Care));

    /// <summary>
    /// Whether care support for the person ends with the assistance. Who lost a condition loses the care of the same condition: of a child of group 1,
    /// of an elderly person of 5.d (Art. 20(1)), of a disabled person (Art. 20(2)). Who refuses his own money refuses what is paid to himself; the
    /// household that cares keeps its own. Prison and refused re-determination leave nobody or nothing to care for.
    /// </summary>
    private static bool RestsOn(Entitlement care, IReadOnlyList<Entitlement> main, string code)
    {
        var basis = care.CategoryCode switch { "CS.1" or "CS.2" => "1", "CS.3" => "5.d", _ => "6" };
        return code switch
        {
            MeasureReasons.NotEligible => main.Any(m => m.CategoryCode == basis || m.CategoryCode.StartsWith(basis + ".", StringComparison.Ordinal)),
            MeasureReasons.Refuses => care.CategoryCode is "CS.4" or "CS.5",
            _ => true,
        };
    }

    private static bool SuspendedLongEnough(Case found, Entitlement row) =>
        row.Status == EntitlementStatus.Suspended && found.Rows.Any(r => r.Id == row.PreviousId && r.EndReason == MeasureReasons.RefusesReview)
        && found.Month.MonthsSince(new PayMonth(row.StartMonth)) >= MonthsOfRefusal;

    // All versions of what ends: those that ended since the event, with a level or a birthday, were paid too.
    private static IEnumerable<Entitlement> Versions(Case found, string code)
    {
        var strands = Ends(found.Running, code).Select(r => r.Strand).ToHashSet();
        return found.Rows.Where(r => strands.Contains(r.Strand));
    }

    private static IReadOnlyList<Settlement> Overpaid(Case found, string code, PayMonth last) =>
        Settlements.Between([], HeldMonths.Paid(Versions(found, code), found.Holds), last.AddMonths(1), found.FirstList);
}
