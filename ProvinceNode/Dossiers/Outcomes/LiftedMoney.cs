using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// What the lifting of a hold paid of versions that a wrong decision began, while it stood (<see cref="Events.HeldMoney"/>): the payment bears that decision, and is no effect of its own. What a list
/// carried stands, as every month does that lists paid since; what waits is cancelled, and its months count as paid by nobody. Pure.
/// </summary>
/// <param name="Payment">Tracked.</param>
/// <param name="Months">What it pays, month by month; empty when the registry does not tell it any more: then the payment stands.</param>
public sealed record LiftedMoney(OneOffPayment Payment, IReadOnlyList<Stretch> Months)
{
    /// <summary>Whether the undoing takes it off.</summary>
    public bool Cancelled => Payment.MovedDong.Amount == 0 && Months.Count > 0;

    /// <summary>Those among the payments of the decisions.</summary>
    /// <param name="holds">Holds that were lifted while the decisions stood.</param>
    /// <param name="rows">All versions of the person, as nothing of them is undone yet.</param>
    public static List<LiftedMoney> Of(IEnumerable<OneOffPayment> payments, IReadOnlyList<PaymentHold> holds, IReadOnlyList<Entitlement> rows) =>
        [.. payments.Where(p => p.Kind == OneOffKind.Arrears && holds.Any(h => h.LiftedDossierId is null && h.LiftedAt == p.RecordedAt)).Select(p => new LiftedMoney(p, MonthsOf(p, rows)))];

    /// <summary>What lists paid of a stretch without what is taken off.</summary>
    public static IEnumerable<Stretch> Without(Stretch stretch, IEnumerable<LiftedMoney> lifted) =>
        lifted.Where(l => l.Cancelled).SelectMany(l => l.Months).Where(m => m.Strand == stretch.Strand).Aggregate((IEnumerable<Stretch>)[stretch], (left, month) => left.SelectMany(s => Less(s, month)).ToList());

    // As the lifting read them: the latest version of the strand that was known then.
    private static List<Stretch> MonthsOf(OneOffPayment payment, IReadOnlyList<Entitlement> rows)
    {
        var months = new List<Stretch>();
        if (rows.FirstOrDefault(r => r.Id == payment.EntitlementId) is not { } last)
        {
            return months;
        }

        var known = rows.Where(r => r.Strand == last.Strand && !r.Withheld && r.RecordedAt < payment.RecordedAt).ToList();
        for (var month = new PayMonth(payment.FromMonth); month.Number <= payment.ToMonth; month = month.AddMonths(1))
        {
            var row = known.Where(r => r.StartMonth <= month.Number && (r.EndMonth == 0 || r.EndRecordedAt >= payment.RecordedAt || r.EndMonth >= month.Number)).MaxBy(r => (r.StartMonth, r.RecordedAt));
            if (row is not null && row.Receiver.Name == payment.ReceiverName && row.Receiver.Number == payment.ReceiverNumber)
            {
                months.Add(Stretch.Of(row) with { From = month, To = month });
            }
        }

        return months.Sum(m => m.MonthlyDong) == payment.Amount.Amount ? months : [];
    }

    private static List<Stretch> Less(Stretch stretch, Stretch month)
    {
        if (!stretch.Covers(month.From))
        {
            return [stretch];
        }

        var pieces = new List<Stretch> { stretch with { From = month.From, To = month.From, MonthlyDong = stretch.MonthlyDong - month.MonthlyDong } };
        if (stretch.From < month.From)
        {
            pieces.Insert(0, stretch with { To = month.From.AddMonths(-1) });
        }

        if (stretch.To is not { } to || month.From < to)
        {
            pieces.Add(stretch with { From = month.From.AddMonths(1) });
        }

        return pieces;
    }
}
