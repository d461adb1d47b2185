using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>A line's state after its latest result.</summary>
public sealed record SettledLine(Guid LineId, LineOutcome Outcome, DateOnly? PaidOn, int Version);

/// <summary>
/// Writes what became of lines and their claims by sets: half a million results are some thousand statements. It belongs inside the transaction of the verb, which saves its act in it.
/// </summary>
public static class LineUpdates
{
    private const int Set = 500;

    public static async Task SettleAsync(NodeDb db, IReadOnlyCollection<SettledLine> lines, CancellationToken cancel)
    {
        foreach (var group in lines.GroupBy(l => (l.Outcome, l.PaidOn, l.Version)))
        {
            var (outcome, paidOn, version) = group.Key;
            foreach (var ids in group.Select(l => l.LineId).Chunk(Set))
            {
                await db.PaymentLines.Where(l => ids.Contains(l.Id)).ExecuteUpdateAsync(
                    s => s.SetProperty(l => l.Outcome, outcome).SetProperty(l => l.PaidOn, paidOn).SetProperty(l => l.ResultVersion, version)
                        .SetProperty(l => l.UntoldVersion, l => (long?)(l.Version + 1)).SetProperty(l => l.Version, l => l.Version + 1), cancel);
            }
        }

        foreach (var group in lines.GroupBy(l => l.Outcome))
        {
            var state = ResultRules.StateOf(group.Key);
            foreach (var ids in group.Select(l => l.LineId).Chunk(Set))
            {
                await db.PaymentClaims.Where(c => ids.Contains(c.LineId)).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, state), cancel);
            }
        }

        await OnceBook.LinesAsync(db, [.. lines.Select(l => l.LineId)], cancel);
        await Recovering.OverpaidBook.LinesAsync(db, [.. lines.Select(l => l.LineId)], cancel);
    }

    /// <summary>Lines that come to nothing are settled when the list goes out: what they set off is taken.</summary>
    public static async Task PayEmptyAsync(NodeDb db, PaymentList list, DateOnly day, CancellationToken cancel)
    {
        var id = list.Id;
        var empty = await db.PaymentLines.AsNoTracking().Where(l => l.ListId == id && l.Total == Dong.Zero && l.Outcome == LineOutcome.Open).Select(l => l.Id).ToListAsync(cancel);
        await SettleAsync(db, empty.ConvertAll(l => new SettledLine(l, LineOutcome.Paid, day, 0)), cancel);
    }

    /// <summary>A run of uncollected months that is none any more: before a report carries it, it ends here; else the events' door takes it back. The notice lies with the list that told it, which may be a former commune's.</summary>
    /// <param name="state">Withdrawn or taken back.</param>
    public static Task<int> WithdrawRunAsync(NodeDb db, Guid notice, Registry.PayerNoticeState state, string why, DateTime nowUtc, CancellationToken cancel) =>
        db.PayerNotices.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(n => n.Id == notice).ExecuteUpdateAsync(
            s => s.SetProperty(n => n.State, state).SetProperty(n => n.SettledAt, nowUtc).SetProperty(n => n.SettledWhy, why).SetProperty(n => n.Version, n => n.Version + 1), cancel);

    /// <summary>Lines whose claims name another person by a merge, and that the hub has or is about to be told: they are told anew. They lie with their lists, also those of communes that whoever merges
    /// has no hand in. It belongs inside the transaction of the merge, which saves its act in it.</summary>
    public static async Task TellAnewAsync(NodeDb db, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        foreach (var ids in lines.Chunk(Set))
        {
            await db.PaymentLines.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(l => ids.Contains(l.Id) && (l.Outcome != LineOutcome.Open || l.Epoch > 0)).ExecuteUpdateAsync(
                s => s.SetProperty(l => l.UntoldVersion, l => (long?)(l.Version + 1)).SetProperty(l => l.Version, l => l.Version + 1), cancel);
        }
    }

    /// <summary>Tasks of people who collected since: the same sum that the task is about, on whichever line. Another sum of his that arrives, or one that is paid to another for him, ends nothing.</summary>
    public static async Task CloseTasksAsync(NodeDb db, IReadOnlyCollection<Guid> paidLines, DateTime nowUtc, CancellationToken cancel)
    {
        if (paidLines.Count == 0 || !await db.PayerNotices.AnyAsync(n => n.State == Registry.PayerNoticeState.Open, cancel))
        {
            return;
        }

        foreach (var ids in paidLines.Chunk(Set))
        {
            await db.PayerNotices.Where(n => n.State == Registry.PayerNoticeState.Open && db.PaymentClaims.Any(c => ids.Contains(c.LineId) && c.BeneficiaryId == n.BeneficiaryId
                && db.PaymentClaims.Any(o => o.LineId == n.LineId && o.BeneficiaryId == c.BeneficiaryId && o.Strand == c.Strand && o.Month == c.Month && o.Kind == c.Kind && o.SourceId == c.SourceId))).ExecuteUpdateAsync(
                s => s.SetProperty(n => n.State, Registry.PayerNoticeState.Done).SetProperty(n => n.SettledAt, nowUtc).SetProperty(n => n.SettledWhy, "Đã chi trả được").SetProperty(n => n.Version, n => n.Version + 1), cancel);
        }
    }
}
