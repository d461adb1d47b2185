using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Trợ giúp khẩn cấp (Decree 20 Art. 12–16, 19): money once by the rule of the day of the event, or rice and essentials for the households of a
/// village's list. Who died in a disaster while receiving stops receiving in the same decision round (T1).
/// </summary>
public sealed class EmergencyOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Emergency];

    public IEnumerable<Problem> Faults(Case found)
    {
        if (IsGoods(found))
        {
            return ReliefGoods.Faults(found).Concat(GivenOnce.Goods(found));
        }

        return found.Measure.On is { } on && on <= found.Context.Today ? FaultsOfAid(found) : [OutcomeProblems.DayNeeded.At("On")];
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public OneOffAnswer? Once(Case found) => !IsGoods(found) && found.Measure.On is not null && Aids.Chosen(found) is { } aid ? Aids.Ask(found, aid) : null;

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        if (IsGoods(found))
        {
            return [new("KC1", ReliefGoods.Paper(found))];
        }

        var (aid, answer, receiver) = (Aids.Chosen(found)!.Value, Once(found)!, found.Measure.Receiver!);
        if (Aids.PaymentOf(aid) == OneOffKind.Funeral)
        {
            return [new("D19", Heirs.In(TransitDeath.In(FuneralOutcome.Paper(found, answer), found), found)), .. Ending(found)];
        }

        return [new("KC1", EmergencyPapers.Decide(OutcomeWords.Scene(found), new EmergencyPaper
        {
            Kind = aid switch { AidKind.Treatment or AidKind.InjuryAtHome => EmergencyWord.Injured, AidKind.EmergencyCare => EmergencyWord.TemporaryCare, _ => EmergencyWord.House },
            Person = OutcomeWords.Owner(found), Receiver = $"{receiver.Name}{(receiver.Relation.Length > 0 ? $" ({receiver.Relation})" : "")}",
            Cause = Cause(found, aid), AmountDong = answer.Dong, Measure = Aids.Arithmetic(answer),
        }, found.Open.Official))];
    }

    public async Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        if (IsGoods(found))
        {
            db.AidsInKind.AddRange(ReliefGoods.Rows(found, decisions[0]));
            if (ReliefGoods.Letter(found) is { } letter)
            {
                db.Papers.Add(PaperDesk.Issue(found.Context, found.Dossier, "KC2", "", letter));
            }

            return;
        }

        db.OneOffPayments.Add(Payment(found, Aids.PaymentOf(Aids.Chosen(found)!.Value), Once(found)!, decisions[0]));
        if (decisions.Count > 1)
        {
            StopOutcome.Apply(db, found, MeasureReasons.Death, found.Measure.On!.Value, decisions[1]);
        }
        else
        {
            Heirs.Pay(db, found, Heirs.Owed(found), Heirs.About(found), decisions[0]);
        }

        if (Death.IsIn(found))
        {
            await TransitDeath.SettleAsync(db, found, decisions[0], cancel);
            Death.EndRequests(db, found);
        }
    }

    // The ground that was chosen, what the declaration tells of its cause, and the sentence written for the citizen.
    private static string Cause(Case found, AidKind aid)
    {
        var what = aid switch
        {
            AidKind.Treatment => $"bị thương nặng, cấp cứu và điều trị {found.Measure.Days} ngày",
            AidKind.InjuryAtHome => $"bị thương nặng tại nơi cư trú, cấp cứu và điều trị {found.Measure.Days} ngày",
            AidKind.EmergencyCare => $"cần bảo vệ khẩn cấp, được chăm sóc {found.Measure.Days} ngày",
            AidKind.HouseLost => "nhà bị đổ, sập, trôi, cháy hoàn toàn", AidKind.Relocation => "phải di dời nhà ở khẩn cấp", _ => "nhà bị hư hỏng nặng không ở được",
        };
        var cause = Declared.Words(found.Dossier, "Cause");
        return $"{what}{(cause.Length > 0 ? $" do {cause}" : "")}, ngày {VietnameseFormat.Date(found.Measure.On!.Value)}{(found.Measure.Words.Length > 0 ? $"; {found.Measure.Words.TrimEnd('.')}" : "")}";
    }

    /// <summary>The payment that waits for a list.</summary>
    public static OneOffPayment Payment(Case found, OneOffKind kind, OneOffAnswer answer, Guid decision) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TenantPath = found.Dossier.TenantPath, BeneficiaryId = found.Person?.Id,
        Kind = kind, PersonName = found.Dossier.Owner.FullName, PersonNumber = found.Number,
        // A body is paid by its own name and has no personal number; who represents it stands beside.
        ReceiverName = found.Measure.Organization.Length > 0 ? found.Measure.Organization : found.Measure.Receiver!.Name,
        ReceiverNumber = found.Measure.Organization.Length > 0 ? "" : found.Measure.Receiver!.Number,
        ReceiverRelation = found.Measure.Organization.Length > 0 ? Cut($"đại diện: {found.Measure.Receiver!.Name}") : found.Measure.Receiver!.Relation,
        PersonBirth = found.Dossier.Owner.BirthDate, HouseholdNumbers = EarlierAids.NumbersOf(found.Dossier, found.Person), EventOn = found.Measure.On,
        EventUntil = kind == OneOffKind.EmergencyCare ? found.Measure.On!.Value.AddDays(found.Measure.Days - 1) : null,
        Amount = new Dong(answer.Dong), DueMonth = found.Month.Number, DecisionId = decision, Arithmetic = Aids.Arithmetic(answer), RecordedAt = found.Context.NowUtc,
    };

    private static string Cut(string text) => text.Length > OneOffPayment.MostRelation ? text[..OneOffPayment.MostRelation] : text;

    private IEnumerable<Problem> FaultsOfAid(Case found)
    {
        if (found.Measure.Receiver is not { Name.Length: > 0 })
        {
            yield return OutcomeProblems.ReceiverNeeded.At("ReceiverName");
        }

        if (Aids.Chosen(found) is { } funeral && Aids.PaymentOf(funeral) == OneOffKind.Funeral && Heirs.Fault(found) is { } heir)
        {
            yield return heir;
        }

        if (Aids.Chosen(found) is not { } aid || found.Measure.Days < 0)
        {
            yield return OutcomeProblems.AidNeeded.At("Aid");
        }
        else if (GivenOnce.Money(found, aid) is { } again)
        {
            yield return again;
        }
        else if (Once(found) is { } answer && Aids.Chosen(found) == AidKind.EmergencyCare && answer.Remarks.Count > 0 && answer.Eligible)
        {
            yield return OutcomeProblems.CareTooLong.At("Days", answer.Remarks[0]);
        }
        else if (aid == AidKind.EmergencyCare && LacksOfTransport(found.Measure) is { } lacks)
        {
            yield return lacks;
        }
        else if (Once(found) is not { Eligible: true })
        {
            yield return OutcomeProblems.AidNotDue.At("Aid", WhyNot(Once(found)));
        }
    }

    // A journey without its price or its kilometres would be paid as nothing (Circular 02/2021 Art. 3(3)).
    private static Problem? LacksOfTransport(Measure measure) => measure switch
    {
        { Transport: TransportWay.Public or TransportWay.Hired, TransportDong: <= 0 } => OutcomeProblems.FareNeeded.At(nameof(Measure.TransportDong)),
        { Transport: TransportWay.Own, Kilometres: <= 0 } => OutcomeProblems.KilometresNeeded.At(nameof(Measure.Kilometres)),
        { Transport: TransportWay.Own, PetrolDong: <= 0 } => OutcomeProblems.PetrolNeeded.At(nameof(Measure.PetrolDong)),
        _ => null,
    };

    private static string WhyNot(OneOffAnswer? answer) => string.Join("; ", (answer?.Trials ?? []).SelectMany(t => t.Clauses).Where(c => !c.Holds)
        .Select(c => $"{c.Wants}: {c.Found} ({c.Article})").Concat(answer?.Remarks ?? []));

    private static IEnumerable<Drafted> Ending(Case found) =>
        found.Running.Any() ? [StopOutcome.Draft(found, MeasureReasons.Death, found.Measure.On!.Value)] : [];

    private static bool IsGoods(Case found) => found.Dossier.ProcedureCode == Procedures.EmergencyGoods;
}
