using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Provinces.Gates;

namespace NationalHub.Intake;

/// <summary>The provinces of an earlier day with the stage of that day: what is real then, and what is tried out, stays so whenever the day is made anew.</summary>
internal static class DaySnapshotsStages
{
    /// <param name="before">UTC of the day's end.</param>
    public static async Task FillAsync(HubDb hub, SqliteHubDb snapshot, DateTime before, CancellationToken cancellation)
    {
        var provinces = await hub.Provinces.AsNoTracking().Where(p => p.RegisteredAt < before).ToListAsync(cancellation).ConfigureAwait(false);
        var changes = (await hub.StageChanges.AsNoTracking().ToListAsync(cancellation).ConfigureAwait(false)).ToLookup(c => c.ProvinceCode);
        provinces.ForEach(p => p.Stage = On(p.Stage, changes[p.Code], before));
        snapshot.Provinces.AddRange(provinces);
        await snapshot.SaveChangesAsync(cancellation).ConfigureAwait(false);
        snapshot.StageChanges.AddRange(provinces.SelectMany(p => changes[p.Code]).Where(c => c.At < before));
        await snapshot.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The stage before a moment. Pure.</summary>
    internal static ProvinceStage On(ProvinceStage today, IEnumerable<StageChange> changes, DateTime before)
    {
        var inOrder = changes.OrderBy(c => c.At).ThenBy(c => c.Id).ToList();
        return inOrder.LastOrDefault(c => c.At < before)?.To ?? inOrder.FirstOrDefault()?.From ?? today;
    }
}
