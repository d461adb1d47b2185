using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.OnPaper;

/// <summary>
/// Xác nhận danh sách giấy: who may approve lists, and neither recorded the paper nor built or sent the list, holds it against the signed paper. Its lines are then paid on its day by its number; of a
/// list that no payer has the others were not collected. Or it is turned down, and nothing changes.
/// </summary>
public sealed class SettlePaperPayment(PaymentDesk desk, PaperLines lines, PaperResults results, AfterRestore restored)
{
    private NodeDb Db => desk.Db;

    public async Task<Outcome<PaperPayment>> Handle(Guid list, Guid id, bool accept, string why, SignedInOfficial official, CancellationToken cancel)
    {
        // Before the turn: a list that is approved here may have gone out before the node was restored, and its payer is asked.
        if (accept && await Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == list && l.Status == ListStatus.Approved, cancel) is { } unsent
            && (await desk.ListRefusalAsync(official, Actions.PaymentApprove, unsent, cancel) ?? await restored.RefusalAsync([unsent], cancel)) is { } held)
        {
            return held;
        }

        return await Db.InTurnAsync(() => SettleAsync(list, id, accept, why, official, cancel), cancel);
    }

    private async Task<Outcome<PaperPayment>> SettleAsync(Guid list, Guid id, bool accept, string why, SignedInOfficial official, CancellationToken cancel)
    {
        if (await Db.PaymentLists.SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of || await Db.Set<PaperPayment>().SingleOrDefaultAsync(p => p.Id == id && p.ListId == list, cancel) is not { } paper)
        {
            return CommonProblems.NotFound.Now();
        }

        // Who recorded it may take it back; only another confirms it.
        var own = paper.RecordedById == official.Id && !accept;
        var right = !own ? Actions.PaymentApprove : official.May(Actions.PaymentSend) ? Actions.PaymentSend : Actions.PaymentBuild;
        if (await desk.ListRefusalAsync(official, right, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (accept && ActedBefore(of, paper.RecordedById, official.Id) is { } did)
        {
            return PaymentProblems.SamePerson.Now(did);
        }

        if (paper.State != PaperPaymentState.Recorded)
        {
            return PaperProblems.NotWaiting.Now();
        }

        if (CloseNotice.Reason(why, "PaperWhy") is { } wrong)
        {
            return wrong;
        }

        (paper.State, paper.SettledByName, paper.SettledAt, paper.SettledWhy, paper.Version) = (accept ? PaperPaymentState.Confirmed : PaperPaymentState.Declined, official.FullName, desk.Time.UtcNow, why.Trim(), paper.Version + 1);
        if (accept && await PayAsync(of, paper, official, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        var what = $"{(accept ? "Xác nhận đã trả" : "Không nhận việc trả")} theo danh sách giấy số {paper.Number} ngày {VietnameseFormat.Date(paper.PaidOn)}: {paper.Lines} dòng, {paper.Amount}; {why.Trim()}";
        var act = Act.By(official, ActKinds.PaymentResult, desk.Time.UtcNow, what, $"sha256 {paper.ContentHash}").On("payment-list", list);
        return await Db.SaveAsync(act, cancel) ? paper : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Why this person may not confirm, as the word of what he did before; null when he may.</summary>
    public static string? ActedBefore(PaymentList list, Guid? recorder, Guid official) =>
        recorder == official ? "ghi danh sách giấy này" : list.BuiltById == official ? "lập danh sách" : list.SentById == official ? "gửi danh sách" : null;

    private async Task<List<Problem>> PayAsync(PaymentList list, PaperPayment paper, SignedInOfficial official, CancellationToken cancel)
    {
        // What the payer told since it was recorded is looked at again.
        if (await lines.RefusalAsync(list, cancel) is { } refusal)
        {
            return [refusal];
        }

        if (paper.Whole != await lines.IsWholeAsync(list, cancel))
        {
            return [CommonProblems.ChangedMeanwhile.Now()];
        }

        var chosen = await lines.ChosenAsync(list, PaperRows.Parse(paper.Rows, list.Lines)!, cancel);
        if (!chosen.Succeeded)
        {
            return [.. chosen.Problems.Select(p => p with { Field = null })];
        }

        if (list.Status == ListStatus.Approved && !await results.HandOutAsync(list, paper, official, cancel))
        {
            return [CommonProblems.ChangedMeanwhile.Now()];
        }

        var paid = chosen.Value.Select(l => l.Id).ToHashSet();
        var others = paper.Whole ? (await PaperLines.OfAsync(Db, list.Id, cancel)).FindAll(l => l.Outcome == LineOutcome.Open && !paid.Contains(l.Id)) : [];
        await results.StoreAsync(list, paper, [.. chosen.Value.Select(l => PaperResults.Paid(paper, l)), .. others.Select(l => PaperResults.NotCollected(paper, l))], cancel);
        return [];
    }
}
