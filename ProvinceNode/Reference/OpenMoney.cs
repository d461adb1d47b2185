using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;
using ProvinceNode.Platform;

namespace ProvinceNode.Reference;

/// <summary>What of payments is not through at a commune: who ends it would leave nobody who sends a list, hears of its results or pays what was not collected (Decree 20/2021 Art. 34).</summary>
/// <param name="Lists">Neither settled nor discarded, of the commune or of its fund.</param>
/// <param name="Periods">Months of its fund that are not closed.</param>
/// <param name="Claims">Not collected, returned or failed, on no later list, and of nobody whom another commune has in its registry: that one's lists carry them.</param>
internal sealed record OpenMoney(int Lists, int Periods, int Claims)
{
    public bool IsNone => Lists + Periods + Claims == 0;

    /// <summary>E.g. 2 danh sách chi trả chưa quyết toán.</summary>
    public string Words => string.Join(", ", new[] { (Lists, "danh sách chi trả chưa quyết toán"), (Periods, "kỳ chi trả chưa chốt"), (Claims, "khoản chưa chi được chưa chuyển sang danh sách sau") }
        .Where(p => p.Item1 > 0).Select(p => $"{p.Item1} {p.Item2}"));

    /// <param name="path">Of the commune.</param>
    public static async Task<OpenMoney> AtAsync(NodeDb db, string path, CancellationToken cancel) => new(
        await db.PaymentLists.CountAsync(l => (l.TenantPath == path || l.HolderPath == path) && l.Status != ListStatus.Settled && l.Status != ListStatus.Discarded, cancel),
        await db.PaymentPeriods.CountAsync(p => p.TenantPath == path && p.State == PeriodState.Open, cancel),
        await db.PaymentClaims.CountAsync(
            c => c.TenantPath == path && c.Kind != ClaimKind.Recovery && (c.State == ClaimState.Unpaid || c.State == ClaimState.Returned || c.State == ClaimState.Failed)
                && !db.PaymentClaims.Any(n => n.BeneficiaryId == c.BeneficiaryId && n.Strand == c.Strand && n.Month == c.Month && n.Kind == c.Kind && n.SourceId == c.SourceId
                    && (n.State == ClaimState.Listed || n.State == ClaimState.Paid || n.ListMonth > c.ListMonth))
                && !db.Beneficiaries.Any(b => b.Id == c.BeneficiaryId && b.TenantPath != path),
            cancel));
}
