using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Recovering;

/// <summary>What decisions take back of whose months, and what was paid back outside the lists; of whatever commune.</summary>
public static class TakenBack
{
    private const int Set = 500;

    /// <param name="people">As a query: whoever has or had a month in the commune.</param>
    /// <param name="beside">People or payments made once that the query may not name.</param>
    public static async Task<(ILookup<Guid, RecoveredMonth> Months, IReadOnlyDictionary<Guid, long> Repaid)> OfAsync(NodeDb db, IQueryable<Guid> people, IReadOnlyList<Guid> beside, CancellationToken cancel)
    {
        // A recovery that a later decision undid takes nothing back. A month that another province paid rightly, or that the payer handed out twice, is still due by what is decided here: its sum stands by itself.
        var all = db.OverpaidMonths.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(m => m.RecoveryId != null && m.CaseId == null && m.FaultId == null && db.OneOffPayments.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(p => p.Id == m.RecoveryId && p.CancelledById == null));
        var months = await all.Where(m => people.Contains(m.BeneficiaryId)).ToListAsync(cancel);
        foreach (var chunk in beside.Chunk(Set))
        {
            months.AddRange(await all.Where(m => chunk.Contains(m.BeneficiaryId) && !people.Contains(m.BeneficiaryId)).ToListAsync(cancel));
        }

        var receipts = db.RecoveryReceipts.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(r => r.State == ReceiptState.Confirmed);
        var repaid = await receipts.Where(r => db.OneOffPayments.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(p => p.Id == r.PaymentId && p.BeneficiaryId != null && people.Contains(p.BeneficiaryId.Value))).ToListAsync(cancel);
        foreach (var chunk in beside.Chunk(Set))
        {
            repaid.AddRange(await receipts.Where(r => db.OneOffPayments.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(p => p.Id == r.PaymentId && (chunk.Contains(p.Id) || (p.BeneficiaryId != null && chunk.Contains(p.BeneficiaryId.Value))))).ToListAsync(cancel));
        }

        return (months.ToLookup(m => m.BeneficiaryId, m => new RecoveredMonth(m.Strand, m.Month, m.RecoveryId!.Value, m.Amount.Amount)), repaid.DistinctBy(r => r.Id).GroupBy(r => r.PaymentId).ToDictionary(g => g.Key, g => g.Sum(r => r.Amount.Amount)));
    }
}
