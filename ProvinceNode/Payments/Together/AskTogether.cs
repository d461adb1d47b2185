using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Together;

/// <summary>
/// Duyệt, gửi tất cả danh sách: writes down which lists of a month one official approves or sends with one confirmation; <see cref="WorkTogether"/> does them one after the other in his name.
/// While such a run goes on, who asks again gets it and begins no other.
/// </summary>
public sealed class AskTogether(PaymentDesk desk)
{
    private NodeDb Db => desk.Db;

    /// <param name="verb"><see cref="ListVerb.Approve"/> or <see cref="ListVerb.Send"/>.</param>
    /// <returns>The run that does it; another's, when one is going on.</returns>
    public async Task<Outcome<ListsRun>> Handle(Guid period, ListVerb verb, SignedInOfficial official, CancellationToken cancel)
    {
        // Asked before the turn is taken: it reads a whole month, and each list is looked at again when it goes out.
        var held = verb == ListVerb.Send && await desk.FindAsync(period, cancel) is not null ? (await HeldSince.OfPeriodAsync(Db, period, cancel)).Select(h => h.ListId).ToHashSet() : [];
        return await Db.InTurnAsync(() => StartAsync(period, verb, held, official, cancel), cancel);
    }

    /// <summary>Right that a verb over many lists needs.</summary>
    public static string Right(ListVerb verb) => verb == ListVerb.Send ? Actions.PaymentSend : Actions.PaymentApprove;

    private async Task<Outcome<ListsRun>> StartAsync(Guid id, ListVerb verb, HashSet<Guid> held, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } period)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.RefusalAsync(official, Right(verb), period.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        if (verb == ListVerb.Send && period.State != PeriodState.Closed)
        {
            return SendingProblems.NotClosed.Now();
        }

        if (await Db.ListsRuns.AsNoTracking().FirstOrDefaultAsync(r => r.PeriodId == id && r.Verb == verb && r.State == ListsRunState.Running, cancel) is { } running)
        {
            return running;
        }

        var from = verb == ListVerb.Send ? ListStatus.Approved : ListStatus.Draft;
        var lists = await Db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == id && l.Status == from).OrderBy(l => l.TenantPath).ThenBy(l => l.Type).ThenBy(l => l.Method).ThenBy(l => l.Sequence).ToListAsync(cancel);
        var (taken, nothing) = Choose(lists, verb, held, official.Id);
        return nothing ?? await AddAsync(period, verb, taken, official, cancel);
    }

    // Of drafts all are tried, and who built some is told which; what goes out is left to another where he built or approved it, and to a decision of its own where somebody is held.
    private static (List<PaymentList> Taken, Problem? Nothing) Choose(List<PaymentList> lists, ListVerb verb, HashSet<Guid> held, Guid official)
    {
        var own = lists.FindAll(l => PaymentStatusTable.ActedBefore(l, verb, official) is null);
        if (verb == ListVerb.Approve)
        {
            return (lists, lists.Count == 0 ? PaymentProblems.NothingToApprove.Now() : own.Count == 0 ? PaymentProblems.SamePerson.Now(PaymentStatusTable.ActedBefore(lists[0], verb, official)!) : null);
        }

        var free = own.FindAll(l => !held.Contains(l.Id));
        return (free, free.Count > 0 ? null : held.Count > 0 ? SendingProblems.HeldLists.Now(held.Count) : SendingProblems.NothingToSend.Now());
    }

    private async Task<Outcome<ListsRun>> AddAsync(PaymentPeriod period, ListVerb verb, List<PaymentList> lists, SignedInOfficial official, CancellationToken cancel)
    {
        var now = desk.Time.UtcNow;
        var run = new ListsRun
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), TenantPath = period.TenantPath, PeriodId = period.Id, Verb = verb, StartedById = official.Id, StartedByName = official.FullName, StartedAt = now, Lists = lists.Count, Version = 1,
        };
        Db.ListsRuns.Add(run);
        Db.ListsRunItems.AddRange(lists.Select((l, i) => new ListsRunItem { RunId = run.Id, ListId = l.Id, TenantPath = l.TenantPath, Order = i + 1, Seen = l.Version }));
        var act = Act.By(official, ActKinds.PaymentStart, now, $"{TogetherShown.Word(verb)} {lists.Count} danh sách kỳ {new PayMonth(period.Month)}, {new Dong(lists.Sum(l => l.TotalDong.Amount))}").On("payment-lists-run", run.Id);
        return await Db.SaveAsync(act, cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }
}
