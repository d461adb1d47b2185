using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Building;

/// <summary>Hủy dự thảo: gives up a draft, or all drafts of a month; their lines and claims go, the list stays as a trace. What was approved is never discarded.</summary>
public sealed class DiscardLists(PaymentDesk desk, Sending.AfterRestore restored)
{
    public const int LongestWhy = 500;

    /// <summary>One draft.</summary>
    public async Task<Outcome<PaymentList>> Handle(Guid id, string why, SignedInOfficial official, CancellationToken cancel) =>
        await HeldAsync(desk.Db.PaymentLists.Where(l => l.Id == id), official, cancel) is { } held ? held : await desk.Db.InTurnAsync(() => DiscardAsync(id, why, official, cancel), cancel);

    /// <summary>Every draft of a month; a building that still goes on is stopped first.</summary>
    /// <returns>Number of drafts.</returns>
    public async Task<Outcome<int>> HandleAll(Guid period, string why, SignedInOfficial official, CancellationToken cancel) =>
        await HeldAsync(desk.Db.PaymentLists.Where(l => l.PeriodId == period), official, cancel) is { } held ? held : await desk.Db.InTurnAsync(() => DiscardAllAsync(period, why, official, cancel), cancel);

    // Before the turn: after a restore the payer may be asked.
    private async Task<Problem?> HeldAsync(IQueryable<PaymentList> lists, SignedInOfficial official, CancellationToken cancel) =>
        official.May(Actions.PaymentBuild) ? await restored.RefusalAsync(await lists.AsNoTracking().Where(l => l.Status == ListStatus.Draft).ToListAsync(cancel), cancel) : null;

    private async Task<Outcome<PaymentList>> DiscardAsync(Guid id, string why, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.Db.PaymentLists.SingleOrDefaultAsync(l => l.Id == id, cancel) is not { } list)
        {
            return CommonProblems.NotFound.Now();
        }

        return await RefusalAsync(list.HolderPath, why, official, cancel) is { } refusal ? refusal
            : PaymentStatusTable.Find(list.Status, ListVerb.Discard) is null ? PaymentProblems.WrongStatus.Now(PaymentStatusTable.Name(list.Status))
            : await GiveUpAsync([list], why, official, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    private async Task<Outcome<int>> DiscardAllAsync(Guid period, string why, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(period, cancel) is not { } found)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await RefusalAsync(found.TenantPath, why, official, cancel) is { } refusal)
        {
            return refusal;
        }

        foreach (var run in await desk.Db.PaymentRuns.Where(r => r.PeriodId == period && r.State == RunState.Building).ToListAsync(cancel))
        {
            (run.State, run.DoneAt, run.Version) = (RunState.Stopped, desk.Time.UtcNow, run.Version + 1);
        }

        var drafts = await desk.Db.PaymentLists.Where(l => l.PeriodId == period && l.Status == ListStatus.Draft).OrderBy(l => l.TenantPath).ToListAsync(cancel);
        return await GiveUpAsync(drafts, why, official, cancel) ? drafts.Count : CommonProblems.ChangedMeanwhile.Now();
    }

    private async Task<Problem?> RefusalAsync(string holder, string why, SignedInOfficial official, CancellationToken cancel) =>
        await desk.RefusalAsync(official, Actions.PaymentBuild, holder, cancel)
        ?? (string.IsNullOrWhiteSpace(why) ? CommonProblems.Required.At("Why", "lý do hủy") : why.Trim().Length > LongestWhy ? CommonProblems.TooLong.At("Why", "Lý do", LongestWhy, why.Trim().Length) : null);

    private Task<bool> GiveUpAsync(List<PaymentList> lists, string why, SignedInOfficial official, CancellationToken cancel)
    {
        var act = Act.By(official, ActKinds.PaymentDiscard, desk.Time.UtcNow, why.Trim(), $"{lists.Count} danh sách");
        return GiveUpAsync(lists, why.Trim(), official.FullName, lists.Count == 1 ? act.On("payment-list", lists[0].Id) : act, cancel);
    }

    /// <summary>Takes lines and claims of drafts away and saves. Inside the caller's transaction.</summary>
    internal async Task<bool> GiveUpAsync(IReadOnlyList<PaymentList> lists, string why, string by, Act act, CancellationToken cancel)
    {
        var ids = lists.Select(l => l.Id).ToList();
        foreach (var chunk in ids.Chunk(500))
        {
            await desk.Db.PaymentClaims.Where(c => chunk.Contains(c.ListId)).ExecuteDeleteAsync(cancel);
            await desk.Db.PaymentLines.Where(l => chunk.Contains(l.ListId)).ExecuteDeleteAsync(cancel);
        }

        foreach (var list in lists)
        {
            (list.Status, list.DiscardedByName, list.DiscardedWhy, list.DiscardedAt, list.Version) = (ListStatus.Discarded, by, why, desk.Time.UtcNow, list.Version + 1);
        }

        return await desk.Db.SaveAsync(act, cancel);
    }
}
