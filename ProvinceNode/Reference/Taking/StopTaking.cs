using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>Dừng: a taking that runs, or waits for its day, goes no further. Who went over stays there; the others are seen and decided about anew.</summary>
public sealed class StopTaking(NodeDb db, VietnamTime time)
{
    public async Task<Outcome<CommuneTaking>> HandleAsync(Guid run, SignedInOfficial official, CancellationToken cancel) =>
        !StartTaking.May(official) ? CommonProblems.NotAllowed.Now() : await db.InTurnAsync(() => StopAsync(run, official, cancel), cancel);

    private async Task<Outcome<CommuneTaking>> StopAsync(Guid id, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.CommuneTakings.SingleOrDefaultAsync(t => t.Id == id && t.State == TakingState.Running, cancel) is not { } run)
        {
            return CommonProblems.NotFound.Now();
        }

        (run.State, run.DoneAt, run.Version) = (TakingState.Stopped, time.UtcNow, run.Version + 1);
        var act = Act.By(official, ActKinds.CommuneTake, time.UtcNow, $"Dừng tiếp nhận người của {run.FromName}: đã chuyển {run.Moved} trên {run.Total} người").On("commune-taking", run.Id);
        return await db.SaveAsync(act, cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }
}
