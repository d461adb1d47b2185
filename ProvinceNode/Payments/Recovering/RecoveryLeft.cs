using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Recovering;

/// <summary>What is left of a recovery.</summary>
/// <param name="Dong">Still to be paid back; never below nothing.</param>
/// <param name="CameBack">Of what the decision takes back the part that nobody ever got: the payer told its months unpaid since.</param>
public sealed record RecoveryRest(long Dong, long CameBack);

/// <summary>Tells what is left of a recovery, and who may book for it.</summary>
public sealed class RecoveryLeft(PaymentDesk desk, CommuneReader reader)
{
    private NodeDb Db => desk.Db;

    /// <summary>Less what came back unpaid, what lists took or hold, and what receipts book or wait to book.</summary>
    /// <param name="but">A receipt that is not counted.</param>
    public async Task<RecoveryRest> OfAsync(OneOffPayment recovery, Guid? but, CancellationToken cancel)
    {
        if (IsUndone(recovery))
        {
            return new(Math.Max(0, await UndoneAsync(recovery, but, cancel)), 0);
        }

        var id = recovery.Id;
        var claims = await Db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(c => c.SourceId == id && c.Kind > ClaimKind.Care && (c.State == ClaimState.Listed || c.State == ClaimState.Paid)).Select(c => new { c.Kind, c.Amount }).ToListAsync(cancel);
        if (recovery.ListedMonth > 0 && claims.Count == 0 && !await Db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(c => c.SourceId == id && c.Kind > ClaimKind.Care, cancel))
        {
            // A list on paper took it whole before this system (PaidBefore).
            return new(0, 0);
        }

        var receipts = await Db.RecoveryReceipts.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(r => r.PaymentId == id && r.State != ReceiptState.Declined).Select(r => new { r.Id, r.State, r.Amount }).ToListAsync(cancel);
        var repaid = receipts.Where(r => r.State == ReceiptState.Confirmed).Sum(r => r.Amount.Amount);
        // As the next list would have it, so that no counter takes what no list would.
        var owed = await OwedAsync(recovery, cancel) is { } still ? still + repaid : recovery.Amount.Amount;
        var left = owed - claims.Sum(c => c.Kind == ClaimKind.Recovery ? c.Amount.Amount : -c.Amount.Amount) - receipts.Where(r => r.Id != but).Sum(r => r.Amount.Amount);
        return new(Math.Max(0, left), Math.Max(0, recovery.Amount.Amount - owed));
    }

    /// <summary>A recovery that stands, or what may be owed of one that was undone, in the scope.</summary>
    public Task<OneOffPayment?> FindAsync(Guid id, CancellationToken cancel) => Repayable(Db.OneOffPayments).SingleOrDefaultAsync(p => p.Id == id, cancel);

    /// <summary>
    /// What people may pay back: recoveries; and of an undone recovery what was refunded although the payer told afterwards that nobody had taken it, by the row that refunds it or, where lists gave it back without one, by its own.
    /// </summary>
    public static IQueryable<OneOffPayment> Repayable(IQueryable<OneOffPayment> payments) => payments.Where(p => p.Kind == OneOffKind.Recovery || (p.ReversesId != null && p.CancelledById == null));

    /// <summary>Whether it is owed only as far as a refund gave too much.</summary>
    public static bool IsUndone(OneOffPayment payment) => payment.Kind != OneOffKind.Recovery || payment.CancelledById is not null;

    /// <summary>Why this official may not book for a recovery today, or null: he is of the office that holds the fund of its commune.</summary>
    public async Task<Problem?> RefusalAsync(SignedInOfficial official, string action, OneOffPayment recovery, CancellationToken cancel) =>
        await desk.RefusalAsync(official, action, null, cancel) ?? (official.Office.Covers(TenantPath.Parse(recovery.TenantPath)) ? null : CommonProblems.NotAllowed.Now());

    // As the next list would have it, less what waits to be booked.
    private async Task<long> UndoneAsync(OneOffPayment undone, Guid? but, CancellationToken cancel)
    {
        var (id, of) = (undone.Id, undone.ReversesId ?? undone.Id);
        // A row that refunds it answers for it: nothing is owed of both.
        if (undone.CancelledById is not null && await Db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(p => p.ReversesId == id, cancel))
        {
            return 0;
        }

        var claims = (await Db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(c => (c.SourceId == id || c.SourceId == of) && c.Kind > ClaimKind.Care).ToListAsync(cancel))
            .ConvertAll(c => new ClaimFact(c.Strand, c.Month, c.Kind, c.SourceId, c.Amount.Amount, c.State));
        var receipts = await Db.RecoveryReceipts.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(r => (r.PaymentId == id || r.PaymentId == of) && r.State != ReceiptState.Declined).Select(r => new { r.Id, r.PaymentId, r.State, r.Amount }).ToListAsync(cancel);
        var repaid = receipts.Where(r => r.State == ReceiptState.Confirmed).GroupBy(r => r.PaymentId).ToDictionary(g => g.Key, g => g.Sum(r => r.Amount.Amount));
        // What is due of it once, and on no list yet, is no debt.
        var left = UndoneRules.Left(new(undone.BeneficiaryId ?? id, [], claims, [undone], []) { Repaid = repaid }, undone);
        return left - receipts.Where(r => r.PaymentId == id && r.State == ReceiptState.Recorded && r.Id != but).Sum(r => r.Amount.Amount);
    }

    // Null where no list of this system can say: nobody of the registry, or a fund holder that never opened a month.
    private async Task<long?> OwedAsync(OneOffPayment recovery, CancellationToken cancel)
    {
        var (commune, above) = (recovery.TenantPath, TenantPath.Parse(recovery.TenantPath).Parent.Value);
        if (recovery.BeneficiaryId is not { } person || await Db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => p.TenantPath == commune || p.TenantPath == above).OrderByDescending(p => p.Month).FirstOrDefaultAsync(cancel) is not { } period)
        {
            return null;
        }

        var terms = new MonthTerms(new PayMonth(period.Month), new PayMonth(period.FirstMonth), desk.Time.Month, commune) { Firsts = await FirstMonths.OfAsync(desk, commune, cancel) };
        return DueRules.StillOwed(await reader.RecoveriesAsync(person, terms, cancel), terms).TryGetValue(recovery.Id, out var owed) ? owed : null;
    }
}
