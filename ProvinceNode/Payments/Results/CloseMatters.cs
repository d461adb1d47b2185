using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Results;

/// <summary>Ghi việc đã làm: a task that a reason asked for is done without a later payment telling it (the dead person was found, the papers were mended).</summary>
public sealed class CloseNotice(PaymentDesk desk)
{
    public const int LongestWhy = 300;
    private const int ShortestWhy = 10;

    public Task<Outcome<PayerNotice>> Handle(Guid list, Guid id, string why, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync<PayerNotice>(async () =>
    {
        if (await desk.Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of || await desk.Db.PayerNotices.SingleOrDefaultAsync(n => n.Id == id && n.ListId == list, cancel) is not { } notice)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, official.May(Actions.PaymentSend) ? Actions.PaymentSend : Actions.PaymentBuild, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (Reason(why, "Why") is { } fault)
        {
            return fault;
        }

        if (notice.State != PayerNoticeState.Open)
        {
            // Done meanwhile, by another or by a payment.
            return notice;
        }

        (notice.State, notice.SettledAt, notice.SettledWhy, notice.Version) = (PayerNoticeState.Done, desk.Time.UtcNow, why.Trim(), notice.Version + 1);
        var act = Act.By(official, ActKinds.PaymentResult, desk.Time.UtcNow, $"{notice.Kind}: {why.Trim()}", $"payment-line/{notice.LineId:D}").On("payment-list", list);
        return await desk.Db.SaveAsync(act, cancel) ? notice : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);

    internal static Problem? Reason(string why, string field) => why.Trim().Length switch
    {
        < ShortestWhy => ResultProblems.Why.At(field), > LongestWhy => CommonProblems.TooLong.At(field, "Nội dung", LongestWhy, why.Trim().Length), _ => null,
    };
}

/// <summary>Why a result that cannot be stored is closed.</summary>
public enum FaultClosing
{
    /// <summary>The payer took it back: the money left once.</summary>
    TakenBack = 1,

    /// <summary>The payer handed the money out by both lines: what he gave too much is told to <c>/thu-hoi</c>, where a decision takes it back.</summary>
    PaidTwice,
}

/// <summary>
/// Khép một kết quả sửa: a leader of who holds the fund decides that a correction which a later list stands against is not stored, because the payer took it back or because he handed the money out
/// twice, which then stands among what is to be taken back. The line stays as it was told first; the list is settled by it.
/// </summary>
public sealed class CloseFault(PaymentDesk desk)
{
    public Task<Outcome<ResultFault>> Handle(Guid list, Guid id, FaultClosing how, string why, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync<ResultFault>(async () =>
    {
        if (await desk.Db.PaymentLists.SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of || await desk.Db.ResultFaults.SingleOrDefaultAsync(f => f.Id == id && f.ListId == list, cancel) is not { } fault)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, Actions.PaymentApprove, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (CloseNotice.Reason(why, "CorrectionWhy") is { } wrong)
        {
            return wrong;
        }

        if (fault.State != FaultState.Waiting)
        {
            return fault;
        }

        // Of a list that was discarded no line gets a result any more.
        if (of.Status != ListStatus.Discarded && fault.LineId is { } line && await desk.Db.PaymentLines.AnyAsync(l => l.Id == line && l.Outcome == LineOutcome.Open, cancel))
        {
            // A first result that the database refused: without it the money would be nowhere.
            return ResultProblems.NoResultYet.At("Correction");
        }

        return await CloseAsync(of, fault, how, why.Trim(), official, cancel);
    }, cancel);

    private async Task<Outcome<ResultFault>> CloseAsync(PaymentList of, ResultFault fault, FaultClosing how, string why, SignedInOfficial official, CancellationToken cancel)
    {
        var (list, id, now, away) = (of.Id, fault.Id, desk.Time.UtcNow, (IReadOnlyDictionary<Guid, string>)new Dictionary<Guid, string>());
        if (how == FaultClosing.PaidTwice)
        {
            var twice = await TwicePaid.OfAsync(desk.Db, fault, now, cancel);
            if (!twice.Succeeded)
            {
                return twice.Problems.ToList();
            }

            away = TwicePaid.Here(desk.Db, twice.Value);
            desk.Db.OverpaidMonths.AddRange(twice.Value);
        }

        (fault.State, fault.ClosedWhy, fault.ClosedByName, fault.Version) = (FaultState.Closed, why, official.FullName, fault.Version + 1);
        var open = await desk.Db.PaymentLines.AnyAsync(l => l.ListId == list && l.Outcome == LineOutcome.Open, cancel) || await desk.Db.ResultFaults.AnyAsync(f => f.ListId == list && f.State == FaultState.Waiting && f.Id != id, cancel);
        if (!open && PaymentStatusTable.Find(of.Status, ListVerb.Settle) is { } move)
        {
            (of.Status, of.SettledAt, of.Version) = (move.To, now, of.Version + 1);
        }

        var act = Act.By(official, ActKinds.PaymentResult, now, $"Khép kết quả sửa{(how == FaultClosing.PaidTwice ? ", đã chi hai lần" : "")}: {why}", $"payment-fault/{id:D}").On("payment-list", list);
        if (!await desk.Db.SaveAsync(act, cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await TwicePaid.PlaceAsync(desk.Db, away, cancel);
        return fault;
    }

    /// <summary>
    /// Mở lại kết quả đã khép: the leader ended the wrong one, or for the wrong reason. It waits again, what it told as paid twice and no decision took back is gone, and it is stored by itself when nothing stands
    /// against it.
    /// </summary>
    public Task<Outcome<ResultFault>> ReopenAsync(Guid list, Guid id, string why, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync<ResultFault>(async () =>
    {
        if (await desk.Db.PaymentLists.SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of || await desk.Db.ResultFaults.SingleOrDefaultAsync(f => f.Id == id && f.ListId == list, cancel) is not { } fault)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, Actions.PaymentApprove, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (CloseNotice.Reason(why, "ReopenWhy") is { } wrong)
        {
            return wrong;
        }

        if (fault.State != FaultState.Closed)
        {
            return ResultProblems.NotClosed.At("Closed");
        }

        if (await TwicePaid.IsDecidedAsync(desk.Db, id, cancel))
        {
            return ResultProblems.TwiceDecided.At("Closed");
        }

        (fault.State, fault.ClosedWhy, fault.ClosedByName, fault.Version) = (FaultState.Waiting, "", "", fault.Version + 1);
        if (PaymentStatusTable.Find(of.Status, ListVerb.Reopen) is { } move)
        {
            (of.Status, of.SettledAt, of.Version) = (move.To, null, of.Version + 1);
        }

        var act = Act.By(official, ActKinds.PaymentResult, desk.Time.UtcNow, $"Mở lại kết quả sửa đã khép: {why.Trim()}", $"payment-fault/{id:D}").On("payment-list", list);
        if (!await desk.Db.SaveAsync(act, cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await TwicePaid.ForgetAsync(desk.Db, [id], cancel);
        return fault;
    }, cancel);
}
