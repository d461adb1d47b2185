using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Together;

/// <summary>
/// Does what was asked for over many lists, one list a transaction, in the name of who asked and only as long as he may. A list that is refused is noted with its reason and keeps no other waiting;
/// a node that was stopped goes on with the lists that are left.
/// </summary>
public sealed class WorkTogether(PaymentDesk desk, ApproveLists approve, SendList send, IOptions<NodeOptions> node, ILogger<WorkTogether> log)
{
    private NodeDb Db => desk.Db;

    /// <summary>Runs that are not at their end, the oldest first, with their fund holders.</summary>
    public async Task<List<(Guid Id, string Holder, ListVerb Verb)>> OpenAsync(CancellationToken cancel) =>
        (await Db.ListsRuns.AsNoTracking().Where(r => r.State == ListsRunState.Running).OrderBy(r => r.StartedAt).ThenBy(r => r.Id).Select(r => new { r.Id, r.TenantPath, r.Verb }).ToListAsync(cancel)).ConvertAll(r => (r.Id, r.TenantPath, r.Verb));

    /// <summary>The next list of a run. Call in the scope of its fund holder.</summary>
    /// <returns>False when nothing is left.</returns>
    public async Task<bool> NextAsync(Guid id, CancellationToken cancel)
    {
        if (await Db.ListsRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.State == ListsRunState.Running, cancel) is not { } run)
        {
            return false;
        }

        if (await Db.ListsRunItems.AsNoTracking().Where(i => i.RunId == id && i.State == ListsRunItemState.Waiting).OrderBy(i => i.Order).FirstOrDefaultAsync(cancel) is not { } item)
        {
            await Db.InTurnAsync(() => EndAsync(id, ListsRunState.Done, "", cancel), cancel);
            return false;
        }

        var (official, stopped) = await OfficialAsync(run, cancel);
        if (official is null || stopped is not null)
        {
            await Db.InTurnAsync(() => EndAsync(id, ListsRunState.Stopped, (stopped ?? CommonProblems.NotAllowed.Now()).Message, cancel), cancel);
            return false;
        }

        if (await TryAsync(run, item, official, cancel) is { } problem)
        {
            Db.ChangeTracker.Clear();
            await Db.InTurnAsync(() => RefuseAsync(item, problem, cancel), cancel);
        }

        return true;
    }

    // As he stands in the rows now: an account that was closed, or lost its right or its second factor, binds nothing any more.
    private async Task<(SignedInOfficial? Official, Problem? Stopped)> OfficialAsync(ListsRun run, CancellationToken cancel) =>
        await SessionCheck.FindAsync(Db, run.StartedById, null, cancel) is { Owes: null } session ? (session.Official, await desk.RefusalAsync(session.Official, AskTogether.Right(run.Verb), run.TenantPath, cancel)) : (null, null);

    // What stands in the way of one list; null when it is done.
    private async Task<Problem?> TryAsync(ListsRun run, ListsRunItem item, SignedInOfficial official, CancellationToken cancel)
    {
        try
        {
            // Before the turn: after a restore the payer may be asked.
            var held = run.Verb == ListVerb.Approve && await approve.IsHeldAsync(item.ListId, official, cancel);
            var outcome = await Db.InTurnAsync(() => DoAsync(run, item, held, official, cancel), cancel);
            return outcome.Succeeded ? null : outcome.Problems[0];
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            TogetherLog.Failed(log, failure, run.Id, item.ListId);
            return PaymentProblems.ListFault.Now();
        }
    }

    private async Task<Outcome<PaymentList>> DoAsync(ListsRun run, ListsRunItem waiting, bool held, SignedInOfficial official, CancellationToken cancel)
    {
        await PassAsync(waiting, i => i.State = ListsRunItemState.Done, r => r.Done++, cancel);
        var outcome = run.Verb == ListVerb.Send ? await send.PrepareAsync(waiting.ListId, waiting.Seen, "", official, cancel) : await approve.ApproveAsync(waiting.ListId, waiting.Seen, official, held, cancel);
        // Done by a form of its own meanwhile: the verb wrote nothing, the run still passes it.
        return outcome.Succeeded && Db.ChangeTracker.HasChanges() && !await SaveAsync(run.Id, "Danh sách đã được xử lý riêng", cancel) ? CommonProblems.ChangedMeanwhile.Now() : outcome;
    }

    private async Task<bool> RefuseAsync(ListsRunItem item, Problem problem, CancellationToken cancel)
    {
        var why = Cut(problem.Message);
        await PassAsync(item, i => (i.State, i.Code, i.Why) = (ListsRunItemState.Refused, problem.Code, why), r => r.Refused++, cancel);
        return await SaveAsync(item.RunId, $"Danh sách {item.ListId:D}: {why}", cancel);
    }

    private async Task PassAsync(ListsRunItem waiting, Action<ListsRunItem> mark, Action<ListsRun> count, CancellationToken cancel)
    {
        mark(await Db.ListsRunItems.SingleAsync(i => i.RunId == waiting.RunId && i.ListId == waiting.ListId && i.State == ListsRunItemState.Waiting, cancel));
        var run = await Db.ListsRuns.SingleAsync(r => r.Id == waiting.RunId, cancel);
        count(run);
        run.Version++;
    }

    private async Task<bool> EndAsync(Guid id, ListsRunState state, string why, CancellationToken cancel)
    {
        if (await Db.ListsRuns.SingleOrDefaultAsync(r => r.Id == id && r.State == ListsRunState.Running, cancel) is not { } run)
        {
            return false;
        }

        (run.State, run.StoppedWhy, run.DoneAt, run.Version) = (state, Cut(why), desk.Time.UtcNow, run.Version + 1);
        return await SaveAsync(id, why.Length > 0 ? $"Dừng: {why}" : $"Xong: {run.Done} danh sách, {run.Refused} danh sách không làm được", cancel);
    }

    private Task<bool> SaveAsync(Guid run, string what, CancellationToken cancel) =>
        Db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PaymentTogether, desk.Time.UtcNow, what).On("payment-lists-run", run), cancel);

    private static string Cut(string text) => text.Length <= ListsRunItem.LongestWhy ? text : text[..ListsRunItem.LongestWhy];
}

/// <summary>Runs <see cref="WorkTogether"/> soon after somebody asked, and goes on with what was interrupted; lists that are on their way are called for at once.</summary>
public sealed class WorkTogetherJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<WorkTogetherJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var runs = await services.GetRequiredService<WorkTogether>().OpenAsync(cancel);
        foreach (var (id, holder, _) in runs)
        {
            for (var more = true; more;)
            {
                more = false;
                await PieceAsync(
                    async own =>
                    {
                        own.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(holder));
                        more = await own.GetRequiredService<WorkTogether>().NextAsync(id, cancel);
                    },
                    cancel);
            }
        }

        if (runs.Exists(r => r.Verb == ListVerb.Send))
        {
            await Jobs.StartNowAsync<HandOverJob>(services, cancel);
        }
    }
}

internal static partial class TogetherLog
{
    [LoggerMessage(LogLevel.Error, "Run {Run}: payment list {List} failed; the others go on")]
    public static partial void Failed(ILogger logger, Exception failure, Guid run, Guid list);
}
