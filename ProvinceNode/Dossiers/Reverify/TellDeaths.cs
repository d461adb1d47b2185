using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using Protos.Values;

namespace ProvinceNode.Dossiers.Reverify;

/// <summary>
/// Reports to the communes whom the population database has as dead: through the one door of events, which holds the next payment and makes a task; nothing ends by it. What was
/// not told when the node stopped is told by the next run; told twice it is one report. Call in the scope of the province.
/// </summary>
public sealed class TellDeaths(NodeDb db, ReportEvent report, VietnamTime time, IOptions<NodeOptions> node)
{
    private const int Most = 50;

    /// <returns>Deaths that are in the hands of the communes now.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var waiting = await db.Set<PopulationAnswer>().AsNoTracking().Where(a => a.DiedOn != null && a.DeathToldAt == null).OrderBy(a => a.BeneficiaryId).Take(Most).ToListAsync(cancel);
        var told = 0;
        foreach (var answer in waiting)
        {
            db.ChangeTracker.Clear();
            told += await TellAsync(answer, cancel) ? 1 : 0;
        }

        return told;
    }

    private async Task<bool> TellAsync(PopulationAnswer answer, CancellationToken cancel)
    {
        var input = new ReportEventInput(answer.BeneficiaryId, LifeEventKind.Death, answer.DiedOn, EventSource.Population, answer.AnswerId);
        var outcome = await report.Handle(input, null, cancel);
        if (outcome.Has(ReportEvent.DayWrong))
        {
            // A day that cannot be is for the officer to find out; that he is said to be dead is not lost by it.
            outcome = await report.Handle(input with { HappenedOn = null }, null, cancel);
        }

        // Who is no longer in the registry has nothing to be held.
        if (!outcome.Succeeded && !outcome.Has(CommonProblems.NotFound))
        {
            return false;
        }

        db.ChangeTracker.Clear();
        var row = await db.Set<PopulationAnswer>().SingleAsync(a => a.BeneficiaryId == answer.BeneficiaryId, cancel);
        if (row.DiedOn != answer.DiedOn)
        {
            return false;
        }

        (row.DeathToldAt, row.Version) = (time.UtcNow, row.Version + 1);
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.Reverify, time.UtcNow, "Tin báo chết của dữ liệu dân cư đã chuyển cho xã xác minh", answer.AnswerId).On("beneficiary", row.BeneficiaryId);
        return await db.SaveAsync(act, cancel);
    }
}
