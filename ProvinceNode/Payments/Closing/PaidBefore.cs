using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Closing;

/// <summary>
/// Đã chi trả trước khi dùng hệ thống: a payment made once that was due before the first month of this system was paid, or taken, by a list on paper. No list carries it any more; a draft that
/// does is built anew.
/// </summary>
public sealed class PaidBefore(PaymentDesk desk)
{
    /// <param name="paper">Number and month of the list on paper.</param>
    public Task<Outcome<OneOffPayment>> Handle(Guid period, Guid payment, string paper, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync<OneOffPayment>(async () =>
    {
        if (await desk.FindAsync(period, cancel) is not { } found || await desk.Db.OneOffPayments.SingleOrDefaultAsync(p => p.Id == payment && p.CancelledById == null, cancel) is not { } once)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.RefusalAsync(official, Actions.PaymentBuild, found.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        if (paper.Trim().Length is < JustifyMatters.Fewest or > PaymentJustification.LongestReason)
        {
            return PaymentProblems.Reason.At("Reason");
        }

        if (once.DueMonth >= found.FirstMonth || once.IsOnList || once.MovedDong.Amount > 0)
        {
            return PaymentProblems.NotBefore.Now(new PayMonth(found.FirstMonth));
        }

        (once.ListedMonth, once.MovedDong) = (once.DueMonth, once.Amount);
        var act = Act.By(official, ActKinds.PaymentJustify, desk.Time.UtcNow, $"Đã chi trả trước khi dùng hệ thống: {paper.Trim()}", $"{once.Amount}, đến hạn tháng {new PayMonth(once.DueMonth)}").On("one-off-payment", once.Id);
        return await desk.Db.SaveAsync(act, cancel) ? once : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);
}
