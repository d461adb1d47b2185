using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Chi trả tại nơi cư trú mới from the month after the old place's stop month (Decree 20 Art. 8(4)). The amount is the new place's: what the old
/// province added does not travel. Who comes from another province brings the decision of the old place on paper: its last month is the form's.
/// </summary>
public sealed class MoveInOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.MoveIn];

    public IEnumerable<Problem> Faults(Case found)
    {
        // Who comes from another province is known here by his number at most: he enters the registry with the decision.
        if (found.Incoming is null ? StopMonth(found) == 0 : Inside(found) is not null && found.Person is null)
        {
            yield return OutcomeProblems.NoTransfer.Now();
        }
        else if (found.Unconfirmed is { } barred)
        {
            yield return barred;
        }
        else if (Inside(found) is null && !found.Dossier.Identity.AllowsDecision)
        {
            yield return DossierProblems.IdentityPending.Now();
        }
        else if (!Granted(found).Any(r => r.End is null))
        {
            yield return DossierProblems.NotEligible.At("Eligible", Due(found).Appraisal.WhyNot(found.Dossier.Form));
        }
    }

    /// <summary>Only what was paid at the old place goes on; anything more is a new request.</summary>
    public IReadOnlyList<AwardRow> Granted(Case found)
    {
        if (found.Incoming is { } incoming)
        {
            var rows = new List<AwardRow>();
            foreach (var group in Before(found, incoming).GroupBy(r => First(found, r.Strand)).OrderBy(g => g.Key).ToList())
            {
                // What had not begun is asked of the rules for its own month: in the month after the stop month nothing may be due yet.
                var given = rows.Select(r => r.Strand).ToHashSet();
                rows.AddRange(GoingOn.Of(Due(found, group.Key), [.. group], group.Key).Where(r => !given.Contains(r.Strand)));
            }

            return rows;
        }

        var (first, due) = (First(found, EntitlementStrand.Own), Due(found));
        return AwardSpans.Of(due, Awards(due), first, first, (strand, kind) => OutcomePeople.Keeping(found, strand, kind));
    }

    /// <summary>Whether nothing tells when begins what he brings: he comes with papers alone, or by a node of the version before.</summary>
    public static bool AsksFirstMonth(Case found) => found.Incoming is not { } incoming || (incoming.CrossesProvinces && !TransferPacket.Parse(incoming.Packet).BeginsTold);

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var rows = Granted(found);
        var owed = Settlements.Owed(rows, found.FirstList);
        var awards = rows.Where(r => r.End is null).Select(r => OutcomeWords.Award(found, r with { Start = First(found, r.Strand) }, OutcomeMoney.Of(owed, r.Kind, r.Strand))).ToList();
        var (from, stopped) = found.Incoming is { } incoming
            ? (MoveOutcome.Inside(incoming.OtherName), $"quyết định thôi chi trả {StoppedBy(TransferPacket.Parse(incoming.Packet))}")
            : (MoveOutcome.Inside(MovesIn.OldPlace(found.Dossier)), $"quyết định thôi chi trả của nơi cư trú cũ sau tháng {new PayMonth(StopMonth(found))}");
        return [new(awards.TrueForAll(a => a.Kind == AwardWord.Pension) ? "D26" : "D14", MovePapers.Arrival(OutcomeWords.Scene(found), new ArrivalPaper(OutcomeWords.Owner(found), awards, from, stopped), found.Open.Official))];
    }

    public async Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var owed = Settlements.Owed(Granted(found), found.FirstList);
        var person = Inside(found) is { } half ? Take(db, found, half, decisions[0])
            : await Grant.HandleAsync(db, new GrantInput(found.Commune, OutcomePeople.Of(found), Granted(found), decisions[0]) { BeneficiaryId = found.Person?.Id, Origin = PersonFile.OriginOf(found), Places = PersonFile.Places(found) }, found.Context.NowUtc, cancel);
        if (found.Incoming is { CrossesProvinces: true } arrived)
        {
            (arrived.Status, arrived.DecisionId, arrived.ClosedAt, arrived.BeneficiaryId) = (TransferStatus.Taken, decisions[0], found.Context.NowUtc, person.Id);
        }

        OutcomeMoney.Add(db, found, owed, person.Id, decisions[0], Grant.Of(db, decisions[0]));
    }

    // The half of a move within the province: its person is in the registry already.
    private static TransferHalf? Inside(Case found) => found.Incoming is { CrossesProvinces: false } half ? half : null;

    private static string StoppedBy(TransferPacket packet) => packet.Decision.Length > 0 ? $"{packet.Decision} (hồ sơ mã {packet.DossierCode})" : $"của nơi cư trú cũ (hồ sơ mã {packet.DossierCode})";

    private Beneficiary Take(NodeDb db, Case found, TransferHalf half, Guid decision)
    {
        var cause = new ChangeCause(decision, "", found.Context.NowUtc);
        var rows = found.Rows.ToList();
        rows.AddRange(ChangeEntitlement.BeginAll(db, found.Person!.Id, found.Dossier.TenantPath, Granted(found), cause, MoveOutcome.Left(rows)));
        (found.Person!.CommuneCode, found.Person.Village) = (found.Commune.UnitCode, found.Dossier.Owner.Village);
        Standing.Refresh(found.Person, rows);
        (half.Status, half.DecisionId, half.ClosedAt) = (TransferStatus.Taken, decision, found.Context.NowUtc);
        return found.Person;
    }

    // The month of the move is the old place's, and what was met there on one of its days counts for the whole of it: signed in it, the rules are asked
    // for the month that is paid here first.
    private static Case Due(Case found) => Due(found, First(found));

    private static Case Due(Case found, PayMonth first) => first > found.Month ? found with { Appraisal = found.Appraisal.Again(first, found.Context.Rules, found.Commune.Province) } : found;

    /// <summary>The month after the old place's stop month.</summary>
    internal static PayMonth Start(Case found) => new PayMonth(StopMonth(found)).AddMonths(1);

    private static int StopMonth(Case found) => found.Incoming?.StopMonth
        ?? (found.Measure.StopMonth > 0 ? found.Measure.StopMonth : MovesIn.StopMonth(FormFacts.ValuesOf(found.Dossier)));

    private static List<Award> Awards(Case found) => found.Appraisal.Answer.Awards.Where(a => a.Kind != AwardKind.Institution).ToList();

    // What had not begun yet at the old place begins with its own month, as the message or, where it cannot, the appraiser tells.
    private static PayMonth First(Case found) => First(found, packet => packet.First(Start(found)));

    private static PayMonth First(Case found, EntitlementStrand strand) => First(found, packet => packet.First(Start(found), strand));

    private static PayMonth First(Case found, Func<TransferPacket, PayMonth> told) => !AsksFirstMonth(found) ? told(TransferPacket.Parse(found.Incoming!.Packet))
        : found.Measure.FirstMonth > Start(found).Number ? new PayMonth(found.Measure.FirstMonth) : Start(found);

    // What another province added to a level or a coefficient is its own (policy 3.7): only the groups travel, and what one pays is asked of the law here. A group that is none here ends.
    private static List<AwardRow> Before(Case found, TransferHalf incoming) => !incoming.CrossesProvinces ? Before(incoming)
        : [.. Before(incoming).Select(r => found.Context.Rules.RateOf(r.CategoryCode, First(found, r.Strand) is var first && first > Start(found) ? first : r.Start, r.Times, found.Commune.Province) is { } rate
            ? r with { CoefficientHundredths = rate.CoefficientHundredths, Level = new Dong(rate.LevelDong), Monthly = new Dong(rate.MonthlyDong) } : null).OfType<AwardRow>()];

    /// <summary>What the old place paid last, as its record tells it.</summary>
    internal static List<AwardRow> Before(TransferHalf incoming) => TransferPacket.Parse(incoming.Packet).Rows.Select(r => new AwardRow(r.Kind, r.CategoryCode, r.CoefficientHundredths,
        r.Times, new Dong(r.LevelDong), new Dong(r.MonthlyDong), new PayMonth(incoming.StopMonth), new Receiver(r.ReceiverName, r.ReceiverNumber, r.ReceiverRelation) { Way = r.Way ?? PayWay.Cash })).ToList();
}
