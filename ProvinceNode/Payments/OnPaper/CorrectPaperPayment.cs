using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.OnPaper;

/// <summary>Đề nghị sửa danh sách giấy đã xác nhận: whoever makes or sends lists says which lines were not paid by it, and how he knows.</summary>
public sealed class DoubtPaperPayment(PaymentDesk desk)
{
    private NodeDb Db => desk.Db;

    /// <param name="rows">Orders of the lines; empty: all that are paid by it.</param>
    public Task<Outcome<PaperPayment>> Handle(Guid list, Guid id, string rows, string why, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<PaperPayment>(async () =>
    {
        if (await Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of || await Db.Set<PaperPayment>().SingleOrDefaultAsync(p => p.Id == id && p.ListId == list, cancel) is not { } paper)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, official.May(Actions.PaymentSend) ? Actions.PaymentSend : Actions.PaymentBuild, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (paper.State != PaperPaymentState.Confirmed)
        {
            return PaperProblems.NotWaiting.Now();
        }

        if (await PaperLines.WaitingAsync(Db, list, cancel) is { } waiting)
        {
            return PaperProblems.Waits.Now(waiting.Number);
        }

        var standing = Standing(paper, of);
        var chosen = PaperRows.Parse(rows, of.Lines) is { Count: > 0 } named ? named : standing;
        if (Faults(paper, of, rows, why, standing, chosen) is { Count: > 0 } faults)
        {
            return faults;
        }

        (paper.State, paper.DoubtedRows, paper.DoubtedWhy, paper.DoubtedById, paper.DoubtedByName, paper.Version) =
            (PaperPaymentState.Doubted, PaperRows.Words(chosen), why.Trim(), official.Id, official.FullName, paper.Version + 1);
        var act = Act.By(official, ActKinds.PaymentResult, desk.Time.UtcNow, $"Đề nghị sửa danh sách giấy số {paper.Number}, dòng {Short(paper.DoubtedRows)}: {why.Trim()}", $"payment-paper/{id:D}").On("payment-list", list);
        return await Db.SaveAsync(act, cancel) ? paper : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);

    private static List<Problem> Faults(PaperPayment paper, PaymentList list, string rows, string why, IReadOnlyList<int> standing, IReadOnlyList<int> chosen)
    {
        // What is taken back adds up, one correction after the other, and what is left can be taken back as a whole.
        IEnumerable<int>[] kept = [chosen, chosen.Concat(PaperRows.Parse(paper.WithdrawnRows, list.Lines)!), standing.Except(chosen)];
        var wrong = PaperRows.Fault(rows, list.Lines, "WrongRows") ?? (chosen.Except(standing).ToList() is { Count: > 0 } other ? PaperProblems.NotPaidByIt.At("WrongRows", Short(PaperRows.Words(other)))
            : kept.Any(k => PaperRows.Words(k).Length > PaperPayment.LongestRows) ? PaperProblems.TooScattered.At("WrongRows") : null);
        return [.. new[] { wrong, CloseNotice.Reason(why, "WrongWhy") }.OfType<Problem>()];
    }

    /// <summary>Orders of the lines that are paid by a confirmed paper.</summary>
    public static IReadOnlyList<int> Standing(PaperPayment paper, PaymentList list) => [.. PaperRows.Parse(paper.Rows, list.Lines)!.Except(PaperRows.Parse(paper.WithdrawnRows, list.Lines)!)];

    internal static string Short(string rows) => rows.Length <= 200 ? rows : rows[..199] + "…";
}

/// <summary>
/// Xác nhận sửa danh sách giấy: a second official, who neither asked for it nor built the list, takes the wrong lines back. They stand as before the paper: as the payer told last, waiting for him, or not
/// collected where no payer has the list; what is then unpaid the next list carries. What the payer told meanwhile is looked at again. Or the paper stands as it was.
/// </summary>
public sealed class CorrectPaperPayment(PaymentDesk desk, PaperResults results)
{
    private NodeDb Db => desk.Db;

    public Task<Outcome<PaperPayment>> Handle(Guid list, Guid id, bool accept, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<PaperPayment>(async () =>
    {
        if (await Db.PaymentLists.SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of || await Db.Set<PaperPayment>().SingleOrDefaultAsync(p => p.Id == id && p.ListId == list, cancel) is not { } paper)
        {
            return CommonProblems.NotFound.Now();
        }

        var own = paper.DoubtedById == official.Id && !accept;
        var right = !own ? Actions.PaymentApprove : official.May(Actions.PaymentSend) ? Actions.PaymentSend : Actions.PaymentBuild;
        if (await desk.ListRefusalAsync(official, right, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (accept && (paper.DoubtedById == official.Id ? "đề nghị sửa danh sách giấy này" : of.BuiltById == official.Id ? "lập danh sách" : null) is { } did)
        {
            return PaymentProblems.SamePerson.Now(did);
        }

        if (paper.State != PaperPaymentState.Doubted)
        {
            return PaperProblems.NotWaiting.Now();
        }

        var (now, rows) = (desk.Time.UtcNow, paper.DoubtedRows);
        if (accept)
        {
            await TakeBackAsync(of, paper, cancel);
            paper.WithdrawnRows = PaperRows.Words([.. PaperRows.Parse(paper.WithdrawnRows, of.Lines)!, .. PaperRows.Parse(rows, of.Lines)!]);
            (paper.WithdrawnByName, paper.WithdrawnAt) = (official.FullName, now);
        }

        paper.State = accept && DoubtPaperPayment.Standing(paper, of).Count == 0 ? PaperPaymentState.Withdrawn : PaperPaymentState.Confirmed;
        paper.Version++;
        var act = Act.By(official, ActKinds.PaymentResult, now, $"{(accept ? "Sửa" : "Không sửa")} danh sách giấy số {paper.Number}, dòng {DoubtPaperPayment.Short(rows)}: {paper.DoubtedWhy}", $"payment-paper/{id:D}").On("payment-list", list);
        return await Db.SaveAsync(act, cancel) ? paper : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);

    private async Task TakeBackAsync(PaymentList list, PaperPayment paper, CancellationToken cancel)
    {
        var wrong = PaperRows.Parse(paper.DoubtedRows, list.Lines)!.ToHashSet();
        var lines = (await PaperLines.OfAsync(Db, list.Id, cancel)).FindAll(l => wrong.Contains(l.Order) && l.Outcome == LineOutcome.Paid);
        await Recovering.TwicePaid.PaperWasWrongAsync(Db, lines.ConvertAll(l => l.Id), cancel);
        await results.StoreAsync(list, paper, await results.BeforeAsync(paper, lines, cancel), cancel);
    }
}
