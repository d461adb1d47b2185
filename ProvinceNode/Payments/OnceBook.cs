using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>
/// Keeps with each payment made once what lists have moved of it: paid, or taken of a recovery, by the payer's results, or paid back by receipts. A decision that undoes it later gives back and takes back that, and not what
/// was only listed or came back. Call inside the transaction that changed the claims; the caller saves.
/// </summary>
public static class OnceBook
{
    private const int Set = 500;

    /// <summary>Books what the claims of some lines are for.</summary>
    public static async Task LinesAsync(NodeDb db, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        var sources = new HashSet<Guid>();
        foreach (var ids in lines.Chunk(Set))
        {
            sources.UnionWith(await db.PaymentClaims.AsNoTracking().Where(c => ids.Contains(c.LineId) && c.Kind > ClaimKind.Care && c.SourceId != Guid.Empty).Select(c => c.SourceId).ToListAsync(cancel));
        }

        await PaymentsAsync(db, sources, cancel);
    }

    /// <summary>Books some payments made once.</summary>
    public static async Task PaymentsAsync(NodeDb db, IReadOnlyCollection<Guid> payments, CancellationToken cancel)
    {
        foreach (var ids in payments.Chunk(Set))
        {
            await BookAsync(db, ids, cancel);
        }
    }

    /// <summary>What lists and receipts moved of a payment made once, in its own direction: a receipt pays a recovery back as a list does, and gives back what a refund gave too much.</summary>
    /// <param name="listed">Đồng that lists moved of it; below nothing where they gave back more than they took.</param>
    public static Dong Moved(bool recovery, long listed, long repaid) => new(Math.Max(0, recovery ? listed + repaid : listed - repaid));

    private static async Task BookAsync(NodeDb db, Guid[] ids, CancellationToken cancel)
    {
        var claims = (await db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(c => ids.Contains(c.SourceId) && c.Kind > ClaimKind.Care && (c.State == ClaimState.Listed || c.State == ClaimState.Paid))
            .Select(c => new { c.SourceId, c.Kind, c.State, c.Amount, Draft = db.PaymentLists.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(l => l.Id == c.ListId && l.Status == ListStatus.Draft) }).ToListAsync(cancel)).ToLookup(c => c.SourceId);
        var repaid = (await db.RecoveryReceipts.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(r => ids.Contains(r.PaymentId) && r.State == ReceiptState.Confirmed).Select(r => new { r.PaymentId, r.Amount }).ToListAsync(cancel)).ToLookup(r => r.PaymentId, r => r.Amount.Amount);
        var (whole, undone) = (new Dictionary<Guid, bool>(), new List<MovedUndone>());
        foreach (var payment in await db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(p => ids.Contains(p.Id)).ToListAsync(cancel))
        {
            // Of a recovery lists take, and may give back: the one lessens the other.
            var taken = payment.Kind == OneOffKind.Recovery;
            var moved = Moved(taken, claims[payment.Id].Where(c => c.State == ClaimState.Paid).Sum(c => (c.Kind == ClaimKind.Recovery) == taken ? c.Amount.Amount : -c.Amount.Amount), repaid[payment.Id].Sum());
            var listed = claims[payment.Id].Any(c => c.State == ClaimState.Listed && !c.Draft);
            if (db.Scope.Allows(payment.TenantPath))
            {
                (payment.MovedDong, payment.IsOnList) = (moved, listed);
            }
            else
            {
                // A recovery went along with a person who moved: the list that took of it is still this office's, the row is not.
                var id = payment.Id;
                await db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.MovedDong, moved).SetProperty(p => p.IsOnList, listed), cancel);
            }

            whole[payment.Id] = moved.Amount >= payment.Amount.Amount;
            // What lists took of an undone recovery the next one gives back by itself.
            if (payment is { CancelledById: not null, BeneficiaryId: not null, Kind: not OneOffKind.Recovery } && moved > Dong.Zero)
            {
                undone.Add(new(payment, moved));
            }
        }

        await FollowAsync(db, [.. ids, .. await OpenedAgain.TakeBackAsync(db, undone, cancel)], whole, cancel);
    }

    // What a correction opens again after its person moved is settled where he is paid now: the place that he left has no money of his to take it from.
    private static async Task FollowAsync(NodeDb db, Guid[] ids, Dictionary<Guid, bool> whole, CancellationToken cancel)
    {
        var left = await db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter])
            .Where(p => (ids.Contains(p.Id) && (p.Kind == OneOffKind.Recovery || p.CancelledById != null)) || (p.ReversesId != null && ids.Contains(p.ReversesId.Value) && p.Kind != OneOffKind.Recovery && p.ListedMonth > 0))
            .Join(db.Beneficiaries.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }), p => p.BeneficiaryId, b => (Guid?)b.Id, (p, b) => new { Payment = p, To = b.TenantPath }).Where(p => p.Payment.TenantPath != p.To).ToListAsync(cancel);
        foreach (var (payment, to) in left.Where(p => p.Payment.CancelledById is not null || p.Payment.Kind != OneOffKind.Recovery || !whole.GetValueOrDefault(p.Payment.Id)).Select(p => (p.Payment, p.To)))
        {
            if (db.Scope.Allows(payment.TenantPath) && db.Scope.Allows(to))
            {
                payment.TenantPath = to;
            }
            else
            {
                var id = payment.Id;
                await db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.TenantPath, to), cancel);
            }
        }
    }
}
