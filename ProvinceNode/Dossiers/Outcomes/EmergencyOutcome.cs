using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Trợ giúp khẩn cấp (Decree 20 Art. 12–16, 19): one payment, by the rule of the day of the event.</summary>
public sealed class EmergencyOutcome : IOutcome
{
    private const int MostDays = 90;

    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Emergency];

    public bool NeedsIdentity => false;

    /// <summary>Aids that a procedure can give.</summary>
    public static IReadOnlyList<AidKind> AidsOf(string procedure) => procedure switch
    {
        Procedures.EmergencyTreatment => [AidKind.Treatment],
        Procedures.EmergencyFuneral => [AidKind.DisasterFuneral],
        Procedures.EmergencyHousing => [AidKind.HouseLost, AidKind.Relocation, AidKind.HouseDamaged],
        Procedures.EmergencyCare => [AidKind.EmergencyCare],
        _ => [],
    };

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

        if (found.Measure.Days > MostDays)
        {
            yield return OutcomeProblems.CareTooLong.At("Days");
        }

        if (AidOf(found) is null)
        {
            yield return OutcomeProblems.AidNeeded.At("Aid");
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var (aid, receiver) = (AidOf(found)!, found.Measure.Receiver!);
        if (aid.Kind == AidKind.DisasterFuneral)
        {
            return [new("D19", FuneralOutcome.Paper(found, aid, FuneralLaw.Emergency))];
        }

        return [new("KC1", EmergencyPapers.Decide(OutcomeWords.Scene(found), new EmergencyPaper
        {
            Kind = aid.Kind switch { AidKind.Treatment => EmergencyWord.Injured, AidKind.EmergencyCare => EmergencyWord.TemporaryCare, _ => EmergencyWord.House },
            Person = OutcomeWords.Owner(found), Receiver = $"{receiver.Name}{(receiver.Relation.Length > 0 ? $" ({receiver.Relation})" : "")}",
            Cause = $"{found.Dossier.AppraisalNote?.TrimEnd('.')}, ngày {VietnameseFormat.Date(found.Measure.On!.Value)}", AmountDong = aid.Dong, Measure = aid.Arithmetic,
        }, found.Open.Official))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        db.OneOffPayments.Add(Payment(found, AidOf(found)!, found.Person?.Id, decisions[0]));
        return Task.CompletedTask;
    }

    /// <summary>The payment that waits for a list.</summary>
    public static OneOffPayment Payment(Case found, Aid aid, Guid? beneficiary, Guid decision) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TenantPath = found.Dossier.TenantPath, BeneficiaryId = beneficiary,
        Kind = AidAmounts.PaymentOf(aid.Kind), PersonName = found.Dossier.Owner.FullName, PersonNumber = found.Number,
        ReceiverName = found.Measure.Receiver!.Name, ReceiverNumber = found.Measure.Receiver.Number, ReceiverRelation = found.Measure.Receiver.Relation,
        Amount = new Dong(aid.Dong), DueMonth = found.Month.Number, DecisionId = decision, Arithmetic = aid.Arithmetic, RecordedAt = found.Context.NowUtc,
    };

    private static Aid? AidOf(Case found)
    {
        var aids = AidsOf(found.Dossier.ProcedureCode);
        var kind = found.Measure.Aid ?? (aids.Count == 1 ? aids[0] : null);
        return kind is { } asked && aids.Contains(asked)
            ? AidAmounts.Of(asked, found.Measure.On!.Value, found.Measure.Days, found.Measure.CostDong, found.Context.Rules, found.Commune.Province) : null;
    }
}
