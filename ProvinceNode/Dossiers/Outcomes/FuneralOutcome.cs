using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using FuneralLaw = ProvinceNode.Documents.FuneralLaw;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Hỗ trợ chi phí mai táng by the highest ground of <see cref="OneOff.Funeral"/> at the level of the day of death, one payment to who buried, and
/// in the same flow the end of what the deceased received (T1) and of what was asked for him and not decided. A pension applicant who was eligible and died undecided counts too
/// (Decree 20 Art. 11, 25(3); Decree 176/2025).
/// </summary>
public sealed class FuneralOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Funeral];

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

        if (Once(found) is not { Eligible: true })
        {
            yield return OutcomeProblems.NotForFuneral.At("Eligible");
        }

        if (Heirs.Fault(found) is { } heir)
        {
            yield return heir;
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public OneOffAnswer? Once(Case found) => found.Measure.On is null ? null : Aids.Ask(found, AidKind.Funeral);

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var papers = new List<Drafted> { new("D19", Heirs.In(TransitDeath.In(Paper(found, Once(found)!), found), found)) };
        if (found.Running.Any())
        {
            papers.Add(StopOutcome.Draft(found, MeasureReasons.Death, found.Measure.On!.Value));
        }

        return papers;
    }

    public async Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        db.OneOffPayments.Add(EmergencyOutcome.Payment(found, OneOffKind.Funeral, Once(found)!, decisions[0]));
        if (decisions.Count > 1)
        {
            StopOutcome.Apply(db, found, MeasureReasons.Death, found.Measure.On!.Value, decisions[1]);
        }
        else
        {
            Heirs.Pay(db, found, Heirs.Owed(found), Heirs.About(found), decisions[0]);
        }

        await TransitDeath.SettleAsync(db, found, decisions[0], cancel);
        Death.EndRequests(db, found);
    }

    /// <summary>The decision on a funeral, on the ground that is paid.</summary>
    public static PaperContent Paper(Case found, OneOffAnswer answer)
    {
        var (on, receiver, rules) = (found.Measure.On!.Value, found.Measure.Receiver!, found.Context.Rules);
        var (law, times) = answer.Code switch
        {
            "MT.ht" => (FuneralLaw.Pension, LawParameters.FuneralTimes),
            "MT.cs" => (FuneralLaw.Institution, LawParameters.FuneralInstitutionTimes),
            "MT.kc" or "MT.vc" => (FuneralLaw.Emergency, LawParameters.FuneralEmergencyTimes),
            _ => (FuneralLaw.Community, LawParameters.FuneralTimes),
        };
        var level = rules.LevelIn(PayMonth.Of(on), found.Commune.Province, law == FuneralLaw.Pension ? LevelKind.SocialPension : LevelKind.Standard)?.Amount ?? 0;
        var many = rules.Parameter(times, on)?.Value ?? 0;
        var paper = BenefitPapers.Funeral(OutcomeWords.Scene(found), new FuneralPaper
        {
            Deceased = OutcomeWords.Owner(found), DiedOn = on, Receiver = OutcomeWords.Receiver(receiver), Relation = receiver.Relation, Organization = found.Measure.Organization,
            // The proven cost of a body that buried is no multiple of the level (Art. 14(2)).
            Law = law, Times = answer.Dong == many * level ? (int)many : 0, LevelDong = level, AmountDong = answer.Dong,
        }, found.Open.Official);
        // After a lower sum only the difference is paid, and the paper says how it came about.
        return found.FuneralPaidDong == 0 ? paper : paper with
        {
            Paragraphs = paper.Paragraphs.Select(p => p.StartsWith("Mức hỗ trợ:", StringComparison.Ordinal) ? $"Mức hỗ trợ: {answer.Arithmetic} (Bằng chữ: {AmountInWords.Of(new Dong(answer.Dong))})." : p).ToList(),
        };
    }
}
