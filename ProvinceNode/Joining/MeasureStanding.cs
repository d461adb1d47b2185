using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Direct;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Replication;
using Protos.Enrolment;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>Measures how far the province has come: counts only, nobody is named.</summary>
public sealed class MeasureStanding(NodeDb db, OutboxStore outbox, MeasureCoverage coverage, VietnamTime time)
{
    private const int Weeks = 8;
    private static readonly string NodeVersion = typeof(MeasureStanding).Assembly.GetName().Version?.ToString() ?? "";

    public async Task<StandingReport> HandleAsync(CancellationToken cancel)
    {
        var waiting = await outbox.CountAsync(cancel);
        var report = new StandingReport { NodeVersion = NodeVersion, Protocol = MessageFormat.Newest, Waiting = waiting.Waiting, Refused = waiting.Refused };
        report.CalendarYears.Add(await db.DaysOff.Select(d => d.Date.Year).Distinct().ToListAsync(cancel));
        await AddRolesAsync(report, cancel);
        await AddImportsAsync(report, cancel);
        await AddQualityAsync(report, cancel);
        await AddWeeksAsync(report, cancel);
        report.Coverage = await coverage.HandleAsync(cancel);
        return report;
    }

    // Who has not chosen his own password yet has never signed in: his account is there, and the work does not stop for it.
    private async Task AddRolesAsync(StandingReport report, CancellationToken cancel)
    {
        var counts = await db.OfficialRoles.Where(r => db.Users.Any(u => u.Id == r.OfficialId && !u.Disabled))
            .GroupBy(r => r.Role).Select(g => new { Role = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Role, g => g.Count, cancel);
        report.Roles.Add(Roles.Names.Select(n => new RoleCount { Role = n.Key, Name = n.Value, Accounts = counts.GetValueOrDefault(n.Key) }));
    }

    private async Task AddImportsAsync(StandingReport report, CancellationToken cancel)
    {
        var rows = MeasureCoverage.RowsOfLists(db).Where(r => r.State != RowState.LeftOut);
        report.ImportLines = await rows.LongCountAsync(cancel);
        report.ImportEntered = await rows.LongCountAsync(r => r.State == RowState.Entered, cancel);
    }

    // The newest month of each commune, as the page of data quality shows it.
    private async Task AddQualityAsync(StandingReport report, CancellationToken cancel)
    {
        var rows = await db.Set<CommuneQuality>().AsNoTracking().ToListAsync(cancel);
        var newest = rows.GroupBy(r => r.TenantPath, StringComparer.Ordinal).Select(g => g.MaxBy(r => r.Month)!).Where(r => r.People > 0).ToList();
        var counts = newest.SelectMany(r => r.Counts).GroupBy(c => c.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Value), StringComparer.Ordinal);
        report.People = newest.Sum(r => (long)r.People);
        report.QualityTenths = QualityRules.ScoreTenths((int)report.People, counts) ?? -1;
    }

    private async Task AddWeeksAsync(StandingReport report, CancellationToken cancel)
    {
        var monday = Monday(time.Today);
        for (var back = 0; back < Weeks; back++)
        {
            var first = monday.AddDays(-7 * back);
            var (from, to) = (VietnamTime.Utc(first.ToDateTime(TimeOnly.MinValue)), VietnamTime.Utc(first.AddDays(7).ToDateTime(TimeOnly.MinValue)));
            report.Weeks.Add(await WeekAsync(first, from, to, cancel));
        }
    }

    // What the letter of the pilot asks for (product 2.3): new dossiers and those not decided yet, and what was decided before and came in from lists and paper.
    private async Task<WeekFigures> WeekAsync(DateOnly monday, DateTime from, DateTime to, CancellationToken cancel)
    {
        var next = monday.AddDays(7);
        var ended = db.Dossiers.Where(d => d.FinishedAt >= from && d.FinishedAt < to);
        return new WeekFigures
        {
            Monday = monday.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Entered = await db.Dossiers.CountAsync(d => d.SubmittedAt >= from && d.SubmittedAt < to, cancel),
            Decided = await ended.CountAsync(cancel),
            Closed = await ended.CountAsync(d => d.Status == DossierStatus.Refused || d.Status == DossierStatus.Stopped, cancel),
            Undecided = await db.Dossiers.CountAsync(d => d.SubmittedAt < to && (d.FinishedAt == null || d.FinishedAt >= to) && !db.Decisions.Any(s => s.DossierId == d.Id && s.SignedOn < next), cancel),
            Listed = await MeasureCoverage.RowsOfLists(db).CountAsync(r => r.State == RowState.Entered && r.EnteredAt >= from && r.EnteredAt < to, cancel),
            OnPaper = await db.DirectEntries.CountAsync(e => e.State == EntryState.Entered && e.CheckedAt >= from && e.CheckedAt < to, cancel),
            Lists = await db.PaymentLists.CountAsync(l => l.ApprovedAt >= from && l.ApprovedAt < to, cancel),
            Changes = await db.LifeEvents.CountAsync(e => e.RecordedAt >= from && e.RecordedAt < to, cancel),
        };
    }

    internal static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
