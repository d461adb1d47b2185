using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Sending;

/// <summary>
/// Rút danh sách đã duyệt: who may approve takes a list back that has not gone out, or that the payer refused whole, because somebody of it died meanwhile or the payer wants it otherwise.
/// The list and its lines stay as they were signed, with the reason; its claims are freed, so that what is still due comes on the next building or a supplementary list.
/// </summary>
public sealed class WithdrawList(PaymentDesk desk, AfterRestore restored)
{
    public const int LongestWhy = 500;
    private const int ShortestWhy = 10;

    private NodeDb Db => desk.Db;

    public async Task<Outcome<PaymentList>> Handle(Guid id, string why, SignedInOfficial official, CancellationToken cancel)
    {
        // Before the turn: the payer may be asked.
        if (await Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && l.Status == ListStatus.Approved, cancel) is { } list
            && (await desk.ListRefusalAsync(official, Actions.PaymentApprove, list, cancel) ?? await restored.RefusalAsync([list], cancel)) is { } held)
        {
            return held;
        }

        return await Db.InTurnAsync(() => WithdrawAsync(id, why, official, cancel), cancel);
    }

    private async Task<Outcome<PaymentList>> WithdrawAsync(Guid id, string why, SignedInOfficial official, CancellationToken cancel)
    {
        if (await Db.PaymentLists.SingleOrDefaultAsync(l => l.Id == id, cancel) is not { } list)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, Actions.PaymentApprove, list, cancel) is { } refusal)
        {
            return refusal;
        }

        if (PaymentStatusTable.Find(list.Status, ListVerb.Withdraw) is not { } move)
        {
            return PaymentProblems.WrongStatus.Now(PaymentStatusTable.Name(list.Status));
        }

        if (why.Trim().Length is < ShortestWhy or > LongestWhy)
        {
            return SendingProblems.WithdrawWhy.At("WithdrawWhy");
        }

        if (await OnPaper.PaperLines.WaitingAsync(Db, id, cancel) is { } paper)
        {
            return OnPaper.PaperProblems.Waits.Now(paper.Number);
        }

        if (await Db.PaymentSendings.AnyAsync(s => s.ListId == id && s.State != SendingState.Refused, cancel))
        {
            return SendingProblems.OnItsWay.Now();
        }

        await FreeAsync(list, cancel);
        (list.Status, list.DiscardedByName, list.DiscardedWhy, list.DiscardedAt, list.Version) = (move.To, official.FullName, why.Trim(), desk.Time.UtcNow, list.Version + 1);
        var act = Act.By(official, ActKinds.PaymentWithdraw, desk.Time.UtcNow, $"{list.UnitName}, tháng {new Protos.Values.PayMonth(list.Month)}: {why.Trim()}", $"sha256 {list.Hash}").On("payment-list", id);
        return await Db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    // What is paid once stands on no list any more, unless an earlier list took a part of it.
    private async Task FreeAsync(PaymentList list, CancellationToken cancel)
    {
        var (id, month) = (list.Id, list.Month);
        var sources = await Db.PaymentClaims.AsNoTracking().Where(c => c.ListId == id && c.SourceId != Guid.Empty).Select(c => c.SourceId).Distinct().ToListAsync(cancel);
        foreach (var chunk in sources.Chunk(500))
        {
            // Kind: by the index that holds only what is paid once.
            var elsewhere = await Db.PaymentClaims.AsNoTracking().Where(c => chunk.Contains(c.SourceId) && c.Kind > ClaimKind.Care && c.ListId != id && Db.PaymentLists.Any(l => l.Id == c.ListId && l.ApprovedAt != null && l.Status != ListStatus.Discarded))
                .Select(c => c.SourceId).Distinct().ToListAsync(cancel);
            (await Db.OneOffPayments.Where(p => chunk.Contains(p.Id) && p.ListedMonth == month && !elsewhere.Contains(p.Id)).ToListAsync(cancel)).ForEach(p => p.ListedMonth = 0);
        }

        await Db.PaymentClaims.Where(c => c.ListId == id).ExecuteDeleteAsync(cancel);
        await OnceBook.PaymentsAsync(Db, sources, cancel);
    }
}
