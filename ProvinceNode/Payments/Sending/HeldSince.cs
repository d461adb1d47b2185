using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Sending;

/// <summary>Somebody of an approved list who is held since it was approved.</summary>
/// <param name="Line">Number of his line.</param>
/// <param name="Why">Of the hold.</param>
public sealed record HeldPerson(Guid ListId, Guid BeneficiaryId, int Line, string Name, string Why);

/// <summary>Finds people whose payment was held after their list was approved and before it goes out: the list is frozen and would pay them, so who sends it must see them (policy 3.6, 6.2).</summary>
public static class HeldSince
{
    public static Task<List<HeldPerson>> OfListAsync(NodeDb db, Guid list, CancellationToken cancel) => OfAsync(db, db.PaymentLists.AsNoTracking().Where(l => l.Id == list), cancel);

    /// <summary>Of every approved list of a month.</summary>
    public static Task<List<HeldPerson>> OfPeriodAsync(NodeDb db, Guid period, CancellationToken cancel) => OfAsync(db, db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == period), cancel);

    private static async Task<List<HeldPerson>> OfAsync(NodeDb db, IQueryable<PaymentList> lists, CancellationToken cancel)
    {
        // Who moved meanwhile is held where he lives now.
        var holds = db.PaymentHolds.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(h => h.LiftedAt == null);
        var found = await holds.Join(db.PaymentClaims.AsNoTracking().Where(c => c.Kind != ClaimKind.OneOff), h => h.BeneficiaryId, c => c.BeneficiaryId, (h, c) => new { Hold = h, Claim = c })
            .Join(lists.Where(l => l.Status == ListStatus.Approved), p => p.Claim.ListId, l => l.Id, (p, l) => new { p.Hold, p.Claim, List = l })
            .Where(p => p.Hold.FromMonth <= p.List.Month && p.List.ApprovedAt != null && p.Hold.RecordedAt > p.List.ApprovedAt)
            .Join(db.PaymentLines.AsNoTracking(), p => p.Claim.LineId, l => l.Id, (p, l) => new { l.ListId, p.Claim.BeneficiaryId, l.Order, l.PersonName, p.Hold.Why }).Distinct().ToListAsync(cancel);
        return [.. found.OrderBy(f => f.ListId).ThenBy(f => f.Order).Select(f => new HeldPerson(f.ListId, f.BeneficiaryId, f.Order, f.PersonName, f.Why))];
    }
}
