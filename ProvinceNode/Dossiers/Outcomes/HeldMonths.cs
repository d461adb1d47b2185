using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What lists paid, without the months that a hold kept back: nobody owes back what he never got (policy 3.6). Pure.</summary>
public static class HeldMonths
{
    /// <summary>The stretches of <see cref="Settlements.Paid"/> less the held months.</summary>
    public static List<Stretch> Paid(IEnumerable<Entitlement> rows, IReadOnlyList<PaymentHold> holds) =>
        rows.SelectMany(r => holds.Where(h => h.BeneficiaryId == r.BeneficiaryId && (h.EntitlementId is null || h.EntitlementId == r.Id))
            .Aggregate(Settlements.Paid([r]), (left, hold) => [.. left.SelectMany(s => Without(s, hold))])).ToList();

    internal static IEnumerable<Stretch> Without(Stretch stretch, PaymentHold hold)
    {
        var from = new PayMonth(hold.FromMonth);
        PayMonth? last = hold.LiftedAt is null ? null : new PayMonth(hold.LastMonth);
        if ((last is { } l && (l < from || l < stretch.From)) || (stretch.To is { } to && to < from))
        {
            return [stretch];
        }

        var pieces = new List<Stretch>();
        if (stretch.From < from)
        {
            pieces.Add(stretch with { To = from.AddMonths(-1) });
        }

        if (last is { } end && (stretch.To is not { } until || end < until))
        {
            pieces.Add(stretch with { From = end.AddMonths(1) });
        }

        return pieces;
    }
}
