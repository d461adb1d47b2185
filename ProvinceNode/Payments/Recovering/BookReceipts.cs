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

    public static readonly ProblemKind CameBack = new("receipt-came-back",
        "Tổ chức chi trả đã báo có tháng trong quyết định thu hồi này không chi trả được: {0} không ai nhận nên không phải thu. Khoản này chỉ còn {1} phải thu. Nếu đã thu tiền thì trả lại người nộp phần thu thừa và bỏ phiếu thu.");

    public static readonly ProblemKind Twice = new("receipt-twice", "Phiếu thu số {0} ngày {1} đã được ghi cho khoản này. Hãy kiểm tra lại số và ngày của phiếu.");

    public static readonly ProblemKind Settled = new("receipt-settled", "Phiếu thu này đã được xử lý. Hãy tải lại trang để xem kết quả.");

    public static readonly ProblemKind Choose = new("receipt-by", "Hãy chọn ai hoàn trả: người đã nhận tiền, hay người thừa kế từ tài sản để lại.");

    /// <summary>Why a sum is more than what is left.</summary>
    public static Problem Over(RecoveryRest left) => left.CameBack > 0 ? CameBack.Now(new Dong(left.CameBack), new Dong(left.Dong)) : TooMuch.Now(new Dong(left.Dong));
}

/// <summary>Ghi phiếu thu: whoever makes the lists records the receipt on paper by which somebody paid back; nothing is booked until a second official confirms it.</summary>
public sealed class RecordReceipt(PaymentDesk desk, RecoveryLeft recoveries)
{
    private NodeDb Db => desk.Db;

    public Task<Outcome<RecoveryReceipt>> Handle(ReceiptInput input, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<RecoveryReceipt>(async () =>
    {
        if (await recoveries.FindAsync(input.PaymentId, cancel) is not { } recovery)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await recoveries.RefusalAsync(official, Actions.PaymentBuild, recovery, cancel) is { } refusal)
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

        if (await recoveries.OfAsync(recovery, null, cancel) is var left && input.Dong > left.Dong)
        {
            return ReceiptProblems.Over(left) with { Field = "Dong" };
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
public sealed class SettleReceipt(PaymentDesk desk, RecoveryLeft recoveries)
{
    private NodeDb Db => desk.Db;

    public Task<Outcome<RecoveryReceipt>> Handle(Guid id, bool accept, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<RecoveryReceipt>(async () =>
    {
        if (await Db.RecoveryReceipts.SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } receipt || await recoveries.FindAsync(receipt.PaymentId, cancel) is not { } recovery)
        {
            return CommonProblems.NotFound.Now();
        }

        // Who recorded it may take it back; only another confirms it.
        var own = receipt.RecordedById == official.Id;
        if (await recoveries.RefusalAsync(official, own && !accept ? Actions.PaymentBuild : Actions.PaymentApprove, recovery, cancel) is { } refusal)
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

        if (accept && await recoveries.OfAsync(recovery, receipt.Id, cancel) is var left && receipt.Amount.Amount > left.Dong)
        {
            // A list took of it since, or the payer told its month unpaid.
            return ReceiptProblems.Over(left);
        }

        (receipt.State, receipt.SettledByName, receipt.SettledAt, receipt.Version) = (accept ? ReceiptState.Confirmed : ReceiptState.Declined, official.FullName, desk.Time.UtcNow, receipt.Version + 1);
        if (accept)
        {
            await BookAsync(recovery, receipt, cancel);
        }

        var act = Act.By(official, ActKinds.PaymentRecover, desk.Time.UtcNow, $"{(accept ? "Xác nhận" : "Không xác nhận")} phiếu thu số {receipt.Number} ngày {VietnameseFormat.Date(receipt.PaidOn)}: {receipt.Amount}", $"receipt/{receipt.Id:D}").On("one-off-payment", recovery.Id);
        return await Db.SaveAsync(act, cancel) ? receipt : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);

    // As the book of lists has it (OnceBook), with this receipt.
    private async Task BookAsync(OneOffPayment recovery, RecoveryReceipt receipt, CancellationToken cancel)
    {
        var (id, but, taken) = (recovery.Id, receipt.Id, recovery.Kind == OneOffKind.Recovery);
        var paid = await Db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(c => c.SourceId == id && c.Kind > ClaimKind.Care && c.State == ClaimState.Paid).Select(c => new { c.Kind, c.Amount }).ToListAsync(cancel);
        var others = await Db.RecoveryReceipts.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(r => r.PaymentId == id && r.State == ReceiptState.Confirmed && r.Id != but).Select(r => r.Amount).ToListAsync(cancel);
        recovery.MovedDong = OnceBook.Moved(taken, paid.Sum(c => (c.Kind == ClaimKind.Recovery) == taken ? c.Amount.Amount : -c.Amount.Amount), receipt.Amount.Amount + others.Sum(r => r.Amount));
    }
}
