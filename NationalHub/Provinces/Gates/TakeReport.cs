using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Enrolment;
using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>Keeps what a node tells of itself: the newest standing, and its weeks.</summary>
public sealed class TakeReport(HubDb db, VietnamTime time)
{
    private const int MostWeeks = 12;

    public async Task HandleAsync(string provinceCode, StandingReport report, CancellationToken cancellation)
    {
        var standing = await db.Standings.FirstOrDefaultAsync(s => s.ProvinceCode == provinceCode, cancellation).ConfigureAwait(false);
        if (standing is null)
        {
            db.Add(standing = new Standing { ProvinceCode = provinceCode });
        }

        standing.Take(report, time.UtcNow);
        var known = await db.PilotWeeks.Where(w => w.ProvinceCode == provinceCode).OrderByDescending(w => w.Monday).Take(MostWeeks).ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var (monday, week) in Weeks(report))
        {
            var row = known.Find(w => w.Monday == monday);
            if (row is null)
            {
                db.Add(row = new PilotWeek { ProvinceCode = provinceCode, Monday = monday });
            }

            (row.Entered, row.Decided, row.Lists, row.Changes) = (Math.Max(0, week.Entered), Math.Max(0, week.Decided), Math.Max(0, week.Lists), Math.Max(0, week.Changes));
        }

        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Weeks that begin on a Monday, each once. A week that is older than those that are kept in sight is past mending.</summary>
    private IEnumerable<(DateOnly Monday, WeekFigures Week)> Weeks(StandingReport report)
    {
        var oldest = time.Today.AddDays(-7 * MostWeeks);
        foreach (var group in report.Weeks.Take(MostWeeks).GroupBy(w => w.Monday, StringComparer.Ordinal))
        {
            if (DateOnly.TryParseExact(group.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var monday)
                && monday.DayOfWeek == DayOfWeek.Monday && monday > oldest.AddDays(7))
            {
                yield return (monday, group.First());
            }
        }
    }
}
