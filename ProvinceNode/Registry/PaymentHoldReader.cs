using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Reads the holds that <see cref="PaymentHolds"/> is asked with.</summary>
public static class PaymentHoldReader
{
    /// <summary>Holds that reach the list of a month, of everybody in the scope.</summary>
    public static Task<List<PaymentHold>> OfMonthAsync(NodeDb db, PayMonth month, CancellationToken cancel) =>
        db.PaymentHolds.AsNoTracking().Where(h => h.FromMonth <= month.Number && (h.LiftedAt == null || h.LastMonth >= month.Number)).OrderBy(h => h.RecordedAt).ToListAsync(cancel);

    /// <summary>All holds of a person, lifted ones too. The person himself is in the caller's scope.</summary>
    public static Task<List<PaymentHold>> OfPersonAsync(NodeDb db, Guid person, CancellationToken cancel) =>
        db.PaymentHolds.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(h => h.BeneficiaryId == person).OrderBy(h => h.RecordedAt).ToListAsync(cancel);
}
