using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>The calendar of the node: the province's rows, and for a year that has none the proposal, so that no deadline runs through Tết.</summary>
public static class OfficeCalendar
{
    private static readonly Lazy<IReadOnlyList<DayOff>> Proposed = new(() => [.. LunarAnchors.Years.SelectMany(y => YearProposal.Of(y)!)]);

    public static async Task<WorkingCalendar> LoadAsync(NodeDb db, CancellationToken cancel) =>
        Of(await db.DaysOff.AsNoTracking().ToListAsync(cancel), await db.CalendarSettings.AnyAsync(c => c.SaturdayMorning, cancel));

    public static WorkingCalendar Of(IReadOnlyList<DayOff> rows, bool saturdayMorning) => new(Filled(rows), saturdayMorning);

    /// <summary>Rows, and the proposal for each year without one.</summary>
    public static IEnumerable<DayOff> Filled(IReadOnlyList<DayOff> rows)
    {
        var known = rows.Select(d => d.Date.Year).ToHashSet();
        return rows.Concat(Proposed.Value.Where(d => !known.Contains(d.Date.Year)));
    }
}
