using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// Dừng lập danh sách, giữ dự thảo: a building that one commune keeps from its end is stopped, what it made stays and can be approved. The communes that are left are built again at any time;
/// those that failed are a matter of closing, with their names.
/// </summary>
public sealed class StopBuilding(PaymentDesk desk)
{
    public const int ShortestWhy = 10;

    public Task<Outcome<PaymentRun>> Handle(Guid period, string why, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync<PaymentRun>(async () =>
    {
        if (await desk.FindAsync(period, cancel) is not { } found)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.RefusalAsync(official, Actions.PaymentBuild, found.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        if (why.Trim().Length is < ShortestWhy or > DiscardLists.LongestWhy)
        {
            return PaymentProblems.StopWhy.At("Why", ShortestWhy, DiscardLists.LongestWhy);
        }

        if (await desk.Db.PaymentRuns.FirstOrDefaultAsync(r => r.PeriodId == period && r.State == RunState.Building, cancel) is not { } run)
        {
            return PaymentProblems.NotBuilding.Now();
        }

        (run.State, run.DoneAt, run.Version) = (RunState.Stopped, desk.Time.UtcNow, run.Version + 1);
        var act = Act.By(official, ActKinds.PaymentBuild, desk.Time.UtcNow, $"Dừng lập danh sách kỳ {new PayMonth(run.Month)}, giữ dự thảo: {why.Trim()}", run.Failed).On("payment-run", run.Id);
        return await desk.Db.SaveAsync(act, cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);
}
