using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Recovering;

/// <summary>An undone payment of which lists moved something by all that the payer told.</summary>
public sealed record MovedUndone(OneOffPayment Payment, Dong Moved);

/// <summary>
/// What a decision undid while it had come back unpaid, and the payer tells paid after all: it is taken back from whoever got it, by a row of its own, as if he had told so before the undoing.
/// A receipt can be booked for it, and it goes where the person goes. The sum follows what the payer tells (UndoneRules). Call inside the transaction that changed the claims.
/// </summary>
public static class OpenedAgain
{
    /// <summary>Writes what takes back the payments that nothing stands against yet; once each.</summary>
    /// <returns>Ids of the rows, which lie with the list that paid.</returns>
    public static async Task<IReadOnlyList<Guid>> TakeBackAsync(NodeDb db, IReadOnlyList<MovedUndone> undone, CancellationToken cancel)
    {
        var rows = new List<OneOffPayment>();
        foreach (var one in undone)
        {
            if (await IsAnsweredAsync(db, one.Payment, cancel) || await PaidAsync(db, one.Payment.Id, cancel) is not { } paid)
            {
                continue;
            }

            var line = paid.Id;
            // The result that opened it is stored before the claims follow it.
            var told = await db.PaymentResults.AsNoTracking().Where(r => r.LineId == line).OrderByDescending(r => r.Version).Select(r => (DateTime?)r.RecordedAt).FirstOrDefaultAsync(cancel);
            var undoneAt = one.Payment.CancelledAt ?? one.Payment.RecordedAt;
            rows.Add(Row(one, paid, told > undoneAt ? told.Value : undoneAt));
        }

        if (rows.Count > 0)
        {
            await BulkInsert.AddAsync(db, rows, cancel);
        }

        return rows.ConvertAll(r => r.Id);
    }

    // By the undoing itself, which names no payment where that was another person's, or by an earlier correction.
    private static Task<bool> IsAnsweredAsync(NodeDb db, OneOffPayment undone, CancellationToken cancel)
    {
        var (id, person, by, name, number) = (undone.Id, undone.BeneficiaryId, undone.CancelledById, undone.ReceiverName, undone.ReceiverNumber);
        return db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(p => p.ReversesId == id
            || (p.ReversesId == null && p.DecisionId == by && p.Kind == OneOffKind.Recovery && p.BeneficiaryId != person && p.ReceiverName == name && p.ReceiverNumber == number), cancel);
    }

    private static async Task<PaymentLine?> PaidAsync(NodeDb db, Guid payment, CancellationToken cancel) => (await db.PaymentLines.AsNoTracking()
        .Where(l => db.PaymentClaims.Any(c => c.LineId == l.Id && c.SourceId == payment && c.Kind > ClaimKind.Care && c.Kind != ClaimKind.Recovery && c.State == ClaimState.Paid)).ToListAsync(cancel)).MinBy(l => l.Id);

    // For no months: what lists moved of it is taken back whole, whatever became of its months.
    private static OneOffPayment Row(MovedUndone of, PaymentLine paid, DateTime nowUtc) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), TenantPath = paid.TenantPath, BeneficiaryId = of.Payment.BeneficiaryId, EntitlementId = of.Payment.EntitlementId, ReversesId = of.Payment.Id, Kind = OneOffKind.Recovery,
        PersonName = of.Payment.PersonName, PersonNumber = of.Payment.PersonNumber, ReceiverName = paid.ReceiverName, ReceiverNumber = paid.ReceiverNumber, ReceiverRelation = paid.ReceiverRelation, Amount = of.Moved,
        DueMonth = PayMonth.Of(VietnamTime.Day(nowUtc)).Number, DecisionId = of.Payment.CancelledById!.Value, RecordedAt = nowUtc,
        Arithmetic = $"Thu hồi khoản tổ chức chi trả báo đã chi trả sau khi quyết định bị hủy bỏ: {of.Moved}",
    };
}
