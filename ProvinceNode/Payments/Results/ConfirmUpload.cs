using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>
/// Xác nhận tệp kết quả: a second official, who neither brought the file nor built nor sent the list, holds it against the payer's signed papers (Circular 76/2021: the payer hands over
/// vouchers) and lets it count. Its lines are stored at once when they are few, else by the job, and go on where a stop left them.
/// </summary>
public sealed class ConfirmUpload(PaymentDesk desk, ReadUploads reader)
{
    /// <summary>Lines that are stored while the official waits.</summary>
    private const int AtOnce = 5_000;

    public async Task<Outcome<BroughtResults>> Handle(Guid list, Guid id, string why, SignedInOfficial official, CancellationToken cancel)
    {
        var confirmed = await desk.Db.InTurnAsync(() => ConfirmAsync(list, id, why, official, cancel), cancel);
        desk.Db.ChangeTracker.Clear();
        if (!confirmed.Succeeded)
        {
            return confirmed.Problems[0];
        }

        var delivery = await reader.ReadOnAsync(id, AtOnce, cancel);
        return delivery.State == DeliveryState.Refused ? ResultProblems.Refused.At("Delivery", delivery.Words) : new BroughtResults(delivery, true);
    }

    private async Task<Outcome<ResultDelivery>> ConfirmAsync(Guid list, Guid id, string why, SignedInOfficial official, CancellationToken cancel)
    {
        if (await UploadChecks.FindAsync(desk.Db, list, id, cancel) is not var (of, delivery))
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, Actions.PaymentApprove, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (delivery.State != DeliveryState.Checking)
        {
            return ResultProblems.NotWaiting.Now();
        }

        if (UploadChecks.ActedBefore(of, delivery, official.Id) is { } did)
        {
            return PaymentProblems.SamePerson.Now(did);
        }

        if (CloseNotice.Reason(why, "FileWhy") is { } wrong)
        {
            return wrong;
        }

        (delivery.State, delivery.ConfirmedByName, delivery.ConfirmedAt, delivery.ConfirmedWhy, delivery.Version) = (DeliveryState.Waiting, official.FullName, desk.Time.UtcNow, why.Trim(), delivery.Version + 1);
        var act = Act.By(official, ActKinds.PaymentResult, desk.Time.UtcNow, $"Xác nhận tệp kết quả {delivery.Source}: {why.Trim()}", $"sha256 {delivery.ContentHash}").On("payment-list", list);
        return await desk.Db.SaveAsync(act, cancel) ? delivery : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <summary>Không nhận tệp kết quả: who brought it takes it back, or a leader turns it down; nothing of it ever counted.</summary>
public sealed class DeclineUpload(PaymentDesk desk)
{
    public Task<Outcome<ResultDelivery>> Handle(Guid list, Guid id, string why, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync<ResultDelivery>(async () =>
    {
        if (await UploadChecks.FindAsync(desk.Db, list, id, cancel) is not var (of, delivery))
        {
            return CommonProblems.NotFound.Now();
        }

        var right = official.May(Actions.PaymentApprove) ? Actions.PaymentApprove : official.May(Actions.PaymentSend) ? Actions.PaymentSend : Actions.PaymentBuild;
        if (await desk.ListRefusalAsync(official, right, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (delivery.State != DeliveryState.Checking)
        {
            return ResultProblems.NotWaiting.Now();
        }

        if (CloseNotice.Reason(why, "FileWhy") is { } wrong)
        {
            return wrong;
        }

        (delivery.State, delivery.DoneAt, delivery.ConfirmedByName, delivery.ConfirmedAt, delivery.ConfirmedWhy, delivery.Version) =
            (DeliveryState.Refused, desk.Time.UtcNow, official.FullName, desk.Time.UtcNow, why.Trim(), delivery.Version + 1);
        var act = Act.By(official, ActKinds.PaymentResult, desk.Time.UtcNow, $"Không nhận tệp kết quả {delivery.Source}: {why.Trim()}", $"sha256 {delivery.ContentHash}").On("payment-list", list);
        return await desk.Db.SaveAsync(act, cancel) ? delivery : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);
}

internal static class UploadChecks
{
    public static async Task<(PaymentList List, ResultDelivery Delivery)?> FindAsync(NodeDb db, Guid list, Guid id, CancellationToken cancel) =>
        await db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == list, cancel) is { } of && await db.ResultDeliveries.SingleOrDefaultAsync(d => d.Id == id && d.ListId == list && d.ContentHash != "", cancel) is { } delivery
            ? (of, delivery) : null;

    /// <summary>Why this person may not confirm a file, as the word of what he did before; null when he may.</summary>
    public static string? ActedBefore(PaymentList list, ResultDelivery delivery, Guid official) =>
        delivery.ReceivedById == official ? "nhận tệp này" : list.BuiltById == official ? "lập danh sách" : list.SentById == official ? "gửi danh sách" : null;
}
