using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>Who lifts a hold, why, and the month that runs: the list after it pays again.</summary>
public sealed record HoldLifting(string By, string Why, PayMonth Month, DateTime NowUtc)
{
    /// <summary>The dossier whose decision lifts it; null when none does.</summary>
    public Guid? DossierId { get; init; }

    /// <summary>What months lack of their level, by version (<see cref="LastLevels.Held"/>); nothing of what runs, for a list decision settles it.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<ArrearsSpan>> Raised { get; init; } = new Dictionary<Guid, IReadOnlyList<ArrearsSpan>>();
}

/// <summary>
/// Lifts holds of payment and gives what was held its way: the months that were due stand under the decision that granted them and are paid once, in
/// the next list, so that nobody loses by a report (policy 3.6). Months that were not due any more are not paid.
/// </summary>
public static class HeldMoney
{
    /// <summary>Lifts all holds of a person who lives. The caller saves.</summary>
    /// <param name="holds">Tracked; lifted ones are left alone.</param>
    /// <param name="rows">His versions as they stand now.</param>
    public static void Lift(NodeDb db, Beneficiary person, IEnumerable<PaymentHold> holds, IReadOnlyList<Entitlement> rows, HoldLifting lifting)
    {
        var open = holds.Where(h => h.LiftedAt is null).ToList();
        if (open.Count == 0)
        {
            return;
        }

        End(open, lifting);
        db.OneOffPayments.AddRange(Payments(person, rows, new PayMonth(open.Min(h => h.FromMonth)), lifting));
    }

    /// <summary>Lifts them where the decision itself pays what was held: of who is gone (<see cref="Heirs"/>). The caller saves.</summary>
    /// <param name="holds">Tracked; lifted ones are left alone.</param>
    public static void End(IEnumerable<PaymentHold> holds, HoldLifting lifting)
    {
        foreach (var hold in holds.Where(h => h.LiftedAt is null))
        {
            hold.Lift(lifting.Month, lifting.NowUtc, lifting.By, lifting.Why, lifting.DossierId);
        }
    }

    // What no list paid though it was due, one payment for each entitlement and receiver.
    private static List<OneOffPayment> Payments(Beneficiary person, IReadOnlyList<Entitlement> rows, PayMonth from, HoldLifting lifting)
    {
        var next = lifting.Month.AddMonths(1);
        var due = rows.SelectMany(r => Settlements.Paid([r]).SelectMany(s => lifting.Raised.TryGetValue(r.Id, out var spans) ? LastLevels.Raised(s, spans) : [s])).ToList();
        return Settlements.Between(due, [], from, next).Select(line =>
        {
            var version = rows.Where(r => r.Kind == line.Kind && r.Strand == line.Strand && r.StartMonth <= line.Spans[^1].ToMonth && (r.EndMonth == 0 || r.EndMonth >= r.StartMonth)).MaxBy(r => r.StartMonth)!;
            return new OneOffPayment
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(lifting.NowUtc)), TenantPath = person.TenantPath, BeneficiaryId = person.Id, EntitlementId = version.Id, Kind = OneOffKind.Arrears,
                PersonName = person.FullName, PersonNumber = person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber,
                ReceiverName = line.Receiver.Name, ReceiverNumber = line.Receiver.Number, ReceiverRelation = line.Receiver.Relation, Amount = new Dong(line.TotalDong),
                FromMonth = line.Spans[0].FromMonth, ToMonth = line.Spans[^1].ToMonth, DueMonth = next.Number, DecisionId = version.DecisionId,
                Arithmetic = $"Chi trả các tháng đã tạm giữ: {OutcomeMoney.Words(line.Spans)}", RecordedAt = lifting.NowUtc,
            };
        }).ToList();
    }
}
