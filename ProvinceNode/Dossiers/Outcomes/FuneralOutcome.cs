using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using FuneralLaw = ProvinceNode.Documents.FuneralLaw;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Hỗ trợ chi phí mai táng: twenty times the level of the day of death (fifty for who lived in an institution), one payment to who buried, and in
/// the same flow the end of what the deceased received (T1). A pension applicant who was eligible and died undecided counts too
/// (Decree 20 Art. 11, 25(3); Decree 176/2025).
/// </summary>
public sealed class FuneralOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Funeral];

    public bool NeedsIdentity => false;

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Measure.On is not { } on || on > found.Context.Today)
        {
            yield return OutcomeProblems.DayNeeded.At("On");
            yield break;
        }

        if (found.Measure.Receiver is not { Name.Length: > 0 })
        {
            yield return OutcomeProblems.ReceiverNeeded.At("ReceiverName");
        }

        if (!Entitled(found, on) || AidOf(found) is null)
        {
            yield return OutcomeProblems.NotForFuneral.At("Eligible");
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var (aid, on) = (AidOf(found)!, found.Measure.On!.Value);
        var law = aid.Kind == AidKind.InstitutionFuneral ? FuneralLaw.Institution
            : found.Dossier.ProcedureCode == Procedures.SocialPensionFuneral ? FuneralLaw.Pension : FuneralLaw.Community;
        var papers = new List<Drafted> { new("D19", Paper(found, aid, law)) };
        if (found.Running.Any())
        {
            papers.Add(StopOutcome.Draft(found, MeasureReasons.Death, on));
        }

        return papers;
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        db.OneOffPayments.Add(EmergencyOutcome.Payment(found, AidOf(found)!, found.Person?.Id, decisions[0]));
        if (decisions.Count > 1)
        {
            StopOutcome.Apply(db, found, MeasureReasons.Death, found.Measure.On!.Value, decisions[1]);
        }

        return Task.CompletedTask;
    }

    /// <summary>The decision on a funeral under a text.</summary>
    public static PaperContent Paper(Case found, Aid aid, FuneralLaw law) => BenefitPapers.Funeral(OutcomeWords.Scene(found), new FuneralPaper
    {
        Deceased = OutcomeWords.Owner(found), DiedOn = found.Measure.On!.Value, Receiver = OutcomeWords.Receiver(found.Measure.Receiver!), Relation = found.Measure.Receiver!.Relation,
        Law = law, Times = aid.Times, LevelDong = aid.LevelDong, AmountDong = aid.Dong,
    }, found.Open.Official);

    // Received in the month of death, or had asked for the pension and would have received it.
    private static bool Entitled(Case found, DateOnly on)
    {
        var month = PayMonth.Of(on);
        return found.Rows.Any(r => r.IsMain && r.Covers(month))
            || (found.Measure.DiedUndecided && Assistance.Decide(found.Appraisal.Facts, month, found.Context.Rules, found.Appraisal.ProvinceCode).Awards.Any(a => a.Kind == AwardKind.SocialPension));
    }

    private static Aid? AidOf(Case found)
    {
        var month = PayMonth.Of(found.Measure.On!.Value);
        var kind = found.Rows.Any(r => r.Kind == EntitlementKind.Institution && r.Covers(month)) ? AidKind.InstitutionFuneral : AidKind.Funeral;
        return AidAmounts.Of(kind, found.Measure.On.Value, 0, 0, found.Context.Rules, found.Commune.Province);
    }
}
