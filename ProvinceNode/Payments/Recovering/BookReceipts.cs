using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Recovering;

/// <summary>A receipt as the accountant types it from the paper.</summary>
/// <param name="By">Null when nothing was chosen.</param>
public sealed record ReceiptInput(Guid PaymentId, string Number, DateOnly? PaidOn, long? Dong, Repayer? By, string PaidByName);

/// <summary>What can be wrong with receipts of recoveries.</summary>
public static class ReceiptProblems
{
    public static readonly ProblemKind TooMuch = new("receipt-too-much", "Khoản thu hồi này còn {0} chưa thu (kể cả phần đang nằm trong danh sách và phiếu thu chờ xác nhận). Hãy đối chiếu lại số tiền trên phiếu.");

    public static readonly ProblemKind Twice = new("receipt-twice", "Phiếu thu số {0} ngày {1} đã được ghi cho khoản này. Hãy kiểm tra lại số và ngày của phiếu.");

    public static readonly ProblemKind Settled = new("receipt-settled", "Phiếu thu này đã được xử lý. Hãy tải lại trang để xem kết quả.");

    public static readonly ProblemKind Choose = new("receipt-by", "Hãy chọn ai hoàn trả: người đã nhận tiền, hay người thừa kế từ tài sản để lại.");
}

/// <summary>What is left of a recovery.</summary>
public static class RecoveryLeft
{
    /// <summary>Less what lists took or hold and what receipts book or wait to book.</summary>
    /// <param name="but">A receipt that is not counted.</param>
    public static async Task<long> OfAsync(NodeDb db, OneOffPayment recovery, Guid? but, CancellationToken cancel)
    {
        var id = recovery.Id;
        var claims = await db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(c => c.SourceId == id && c.Kind > ClaimKind.Care && (c.State == ClaimState.Listed || c.State == ClaimState.Paid)).Select(c => new { c.Kind, c.Amount }).ToListAsync(cancel);
        var receipts = await db.RecoveryReceipts.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(r => r.PaymentId == id && r.State != ReceiptState.Declined && r.Id != but).Select(r => r.Amount).ToListAsync(cancel);
        return recovery.Amount.Amount - claims.Sum(c => c.Kind == ClaimKind.Recovery ? c.Amount.Amount : -c.Amount.Amount) - receipts.Sum(a => a.Amount);
    }

    /// <summary>A recovery that stands, in the scope.</summary>
    public static Task<OneOffPayment?> FindAsync(NodeDb db, Guid id, CancellationToken cancel) => db.OneOffPayments.SingleOrDefaultAsync(p => p.Id == id && p.Kind == OneOffKind.Recovery && p.CancelledById == null, cancel);

    /// <summary>Why this official may not book for a recovery today, or null: he is of the office that holds the fund of its commune.</summary>
    public static async Task<Problem?> RefusalAsync(PaymentDesk desk, SignedInOfficial official, string action, OneOffPayment recovery, CancellationToken cancel) =>
        await desk.RefusalAsync(official, action, null, cancel) ?? (official.Office.Covers(TenantPath.Parse(recovery.TenantPath)) ? null : CommonProblems.NotAllowed.Now());
}

/// <summary>Ghi phiếu thu: whoever makes the lists records the receipt on paper by which somebody paid back; nothing is booked until a second official confirms it.</summary>
public sealed class RecordReceipt(PaymentDesk desk)
{
    private NodeDb Db => desk.Db;

    public Task<Outcome<RecoveryReceipt>> Handle(ReceiptInput input, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<RecoveryReceipt>(async () =>
    {
        if (await RecoveryLeft.FindAsync(Db, input.PaymentId, cancel) is not { } recovery)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await RecoveryLeft.RefusalAsync(desk, official, Actions.PaymentBuild, recovery, cancel) is { } refusal)
        {
            return refusal;
        }

        if (Faults(input, recovery) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (number, on) = (input.Number.Trim(), input.PaidOn!.Value);
        if (await Db.RecoveryReceipts.IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(r => r.PaymentId == recovery.Id && r.Number == number && r.PaidOn == on && r.State != ReceiptState.Declined, cancel))
        {
            return ReceiptProblems.Twice.At("Number", number, VietnameseFormat.Date(on));
        }

        if (await RecoveryLeft.OfAsync(Db, recovery, null, cancel) is var left && input.Dong > left)
        {
            return ReceiptProblems.TooMuch.At("Dong", new Dong(Math.Max(0, left)));
        }

        return await SaveAsync(input, recovery, official, cancel);
    }, cancel);

    private List<Problem> Faults(ReceiptInput input, OneOffPayment recovery)
    {
        var faults = new List<Problem>();
        if (input.Number.Trim().Length is 0 or > RecoveryReceipt.LongestNumber)
        {
            faults.Add(CommonProblems.Required.At("Number", $"số phiếu thu, tối đa {RecoveryReceipt.LongestNumber} ký tự"));
        }

        if (input.PaidOn is not { } on || on > desk.Time.Today || on < VietnamTime.Day(recovery.RecordedAt))
        {
            faults.Add(CommonProblems.Required.At("PaidOn", "ngày của phiếu thu, từ ngày ký quyết định thu hồi đến hôm nay"));
        }

        if (input.Dong is not > 0)
        {
            faults.Add(CommonProblems.Required.At("Dong", "số tiền trên phiếu thu"));
        }

        if (input.By is null)
        {
            faults.Add(ReceiptProblems.Choose.At("By"));
        }

        if (input.PaidByName.Trim().Length is 0 or > RecoveryReceipt.LongestName)
        {
            faults.Add(CommonProblems.Required.At("PaidByName", $"họ tên người nộp tiền, tối đa {RecoveryReceipt.LongestName} ký tự"));
        }

        return faults;
    }

    private async Task<Outcome<RecoveryReceipt>> SaveAsync(ReceiptInput input, OneOffPayment recovery, SignedInOfficial official, CancellationToken cancel)
    {
        var now = desk.Time.UtcNow;
        var receipt = new RecoveryReceipt
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), TenantPath = recovery.TenantPath, PaymentId = recovery.Id, Number = input.Number.Trim(), PaidOn = input.PaidOn!.Value, Amount = new Dong(input.Dong!.Value), By = input.By!.Value,
            PaidByName = input.PaidByName.Trim(), RecordedById = official.Id, RecordedByName = official.FullName, RecordedAt = now, Version = 1,
        };
        Db.RecoveryReceipts.Add(receipt);
        var act = Act.By(official, ActKinds.PaymentRecover, now, $"Ghi phiếu thu số {receipt.Number} ngày {VietnameseFormat.Date(receipt.PaidOn)}: {receipt.Amount}", $"receipt/{receipt.Id:D}").On("one-off-payment", recovery.Id);
        return await Db.SaveAsync(act, cancel) ? receipt : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <summary>Xác nhận phiếu thu, or not: by whom approves lists, and not by who recorded it. What is confirmed, no list takes any more.</summary>
public sealed class SettleReceipt(PaymentDesk desk)
{
    private NodeDb Db => desk.Db;

    public Task<Outcome<RecoveryReceipt>> Handle(Guid id, bool accept, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<RecoveryReceipt>(async () =>
    {
        if (await Db.RecoveryReceipts.SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } receipt || await RecoveryLeft.FindAsync(Db, receipt.PaymentId, cancel) is not { } recovery)
        {
            return CommonProblems.NotFound.Now();
        }

        // Who recorded it may take it back; only another confirms it.
        var own = receipt.RecordedById == official.Id;
        if (await RecoveryLeft.RefusalAsync(desk, official, own && !accept ? Actions.PaymentBuild : Actions.PaymentApprove, recovery, cancel) is { } refusal)
        {
            return refusal;
        }

        if (own && accept)
        {
            return PaymentProblems.SamePerson.Now("ghi phiếu thu này");
        }

        if (receipt.State != ReceiptState.Recorded)
        {
            return ReceiptProblems.Settled.Now();
        }

        if (accept && await RecoveryLeft.OfAsync(Db, recovery, receipt.Id, cancel) is var left && receipt.Amount.Amount > left)
        {
            // A list took of it since.
            return ReceiptProblems.TooMuch.Now(new Dong(Math.Max(0, left)));
        }

        (receipt.State, receipt.SettledByName, receipt.SettledAt, receipt.Version) = (accept ? ReceiptState.Confirmed : ReceiptState.Declined, official.FullName, desk.Time.UtcNow, receipt.Version + 1);
        recovery.MovedDong += accept ? receipt.Amount : Dong.Zero;
        var act = Act.By(official, ActKinds.PaymentRecover, desk.Time.UtcNow, $"{(accept ? "Xác nhận" : "Không xác nhận")} phiếu thu số {receipt.Number} ngày {VietnameseFormat.Date(receipt.PaidOn)}: {receipt.Amount}", $"receipt/{receipt.Id:D}").On("one-off-payment", recovery.Id);
        return await Db.SaveAsync(act, cancel) ? receipt : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);
}
