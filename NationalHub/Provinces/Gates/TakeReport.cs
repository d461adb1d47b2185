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
        var told = Weeks(report).ToList();
        // By the weeks that are told, not the newest ones: rows of a week to come, left by a clock that ran ahead, would hide those of the past.
        var mondays = told.ConvertAll(w => w.Monday);
        var known = await Known(db, provinceCode, mondays).ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var (monday, week) in told)
        {
            var row = known.Find(w => w.Monday == monday);
            if (row is null)
            {
                db.Add(row = new PilotWeek { ProvinceCode = provinceCode, Monday = monday });
            }

            row.Take(week);
        }

        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    internal static IQueryable<PilotWeek> Known(HubDb db, string provinceCode, List<DateOnly> mondays) => db.PilotWeeks.Where(w => w.ProvinceCode == provinceCode && mondays.Contains(w.Monday));

    /// <summary>
    /// Weeks that begin on a Monday, each once. A week that is older than those that are kept in sight is past mending; one after the next is of a node whose clock runs ahead, and says nothing.
    /// </summary>
    private IEnumerable<(DateOnly Monday, WeekFigures Week)> Weeks(StandingReport report)
    {
        var (oldest, newest) = (time.Today.AddDays(-7 * MostWeeks), time.Today.AddDays(7));
        foreach (var group in report.Weeks.Take(MostWeeks).GroupBy(w => w.Monday, StringComparer.Ordinal))
        {
            if (DateOnly.TryParseExact(group.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var monday)
                && monday.DayOfWeek == DayOfWeek.Monday && monday > oldest.AddDays(7) && monday <= newest)
            {
                yield return (monday, group.First());
            }
        }
    }
}
