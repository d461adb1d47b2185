using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>Reads the identity of lists from their lines: one query, whatever their number.</summary>
public static class Reconciliations
{
    public static async Task<Reconciliation> OfAsync(NodeDb db, PaymentList list, CancellationToken cancel) =>
        (await OfAsync(db, [list], cancel))[list.Id];

    public static async Task<Dictionary<Guid, Reconciliation>> OfAsync(NodeDb db, IReadOnlyCollection<PaymentList> lists, CancellationToken cancel)
    {
        var ids = lists.Select(l => l.Id).ToList();
        var sums = await db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.ListId)).GroupBy(l => new { l.ListId, l.Outcome })
            .Select(g => new { g.Key.ListId, g.Key.Outcome, Lines = g.Count(), Dong = g.Sum(l => (long)(object)l.Total) }).ToListAsync(cancel);
        var of = sums.ToLookup(s => s.ListId, s => new OutcomeSum(s.Outcome, s.Lines, s.Dong));
        return lists.ToDictionary(l => l.Id, l => Reconciliation.Of(l.Lines, l.TotalDong, of[l.Id]));
    }
}
