using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.OnPaper;

/// <summary>Which lines of a list a list on paper may have paid.</summary>
public sealed class PaperLines(PaymentDesk desk)
{
    private NodeDb Db => desk.Db;

    /// <summary>Nobody hands money out before the month in which the list is made.</summary>
    public static DateOnly FirstDay(PaymentList list) => new PayMonth(list.Month).AddMonths(-1).FirstDay;

    /// <summary>The paper of a list that waits for its second official; null when none does.</summary>
    public static Task<PaperPayment?> WaitingAsync(NodeDb db, Guid list, CancellationToken cancel) =>
        db.Set<PaperPayment>().AsNoTracking().FirstOrDefaultAsync(p => p.ListId == list && (p.State == PaperPaymentState.Recorded || p.State == PaperPaymentState.Doubted), cancel);

    /// <summary>Why no paper is taken for a list now, or null: its month is closed, and it is known whether a payer has it.</summary>
    public async Task<Problem?> RefusalAsync(PaymentList list, CancellationToken cancel)
    {
        if (list.Status is not (ListStatus.Approved or ListStatus.Sent or ListStatus.Settled))
        {
            return PaperProblems.Status.Now(PaymentStatusTable.Name(list.Status));
        }

        var period = list.PeriodId;
        // A month of a fund holder that is no more cannot be closed: nothing is built in it any more.
        return await desk.SuccessorAsync(list, cancel) is not null || await Db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(p => p.Id == period && p.State == PeriodState.Closed, cancel)
            ? null : PaperProblems.MonthOpen.Now(new PayMonth(list.Month));
    }

    /// <summary>Whether no payer has, or ever had, the list.</summary>
    public async Task<bool> IsWholeAsync(PaymentList list, CancellationToken cancel)
    {
        var id = list.Id;
        return list.Status == ListStatus.Approved || await Db.PaymentSendings.AnyAsync(s => s.ListId == id && s.State == SendingState.Accepted && s.Provider == ChannelRules.Paper, cancel);
    }

    /// <summary>The lines of some orders, with all that stands against them.</summary>
    /// <param name="rows">None: every line that was not paid.</param>
    public async Task<Outcome<List<SentLine>>> ChosenAsync(PaymentList list, IReadOnlyList<int> rows, CancellationToken cancel)
    {
        var wanted = rows.ToHashSet();
        var chosen = (await OfAsync(Db, list.Id, cancel)).FindAll(l => wanted.Count == 0 ? l.Outcome != LineOutcome.Paid : wanted.Contains(l.Order));
        if (chosen.Count == 0)
        {
            return PaperProblems.Nothing.At("Rows");
        }

        var standing = await ClaimConflicts.FindAsync(Db, [.. chosen.Where(l => l.Outcome is not (LineOutcome.Open or LineOutcome.Paid)).Select(l => l.Id)], cancel);
        // What carried the same is shown by its list; a line that was paid needs no other.
        List<Problem> faults =
        [
            .. chosen.Any(l => l.Outcome == LineOutcome.Paid) ? [PaperProblems.Paid.At("Rows", DoubtPaperPayment.Short(PaperRows.Words(chosen.Where(l => l.Outcome == LineOutcome.Paid).Select(l => l.Order))))] : Array.Empty<Problem>(),
            .. chosen.Where(l => standing.ContainsKey(l.Id)).Take(10).Select(l => (Line: l, Other: standing[l.Id])).Select(s => PaperProblems.Later.At("Rows", s.Line.Order, new PayMonth(s.Other.OtherMonth), s.Other.OtherUnit, s.Other.OtherOrder)),
        ];
        return faults.Count > 0 ? faults : chosen;
    }

    /// <summary>Lines of a list that come to something.</summary>
    internal static Task<List<SentLine>> OfAsync(NodeDb db, Guid list, CancellationToken cancel) => db.PaymentLines.AsNoTracking().Where(l => l.ListId == list && l.Total != Dong.Zero).OrderBy(l => l.Order)
        .Select(l => new SentLine(l.Id, l.ListId, l.TenantPath, l.Order, l.Total, l.Outcome, l.ResultVersion, l.People)).ToListAsync(cancel);
}
