namespace ProvinceNode.Dossiers;

/// <summary>Working days of state offices: Monday to Friday, less days off, plus swapped days (policy 5.5, 5.6). Pure.</summary>
public sealed class WorkingCalendar
{
    private readonly HashSet<DateOnly> _off;
    private readonly HashSet<DateOnly> _worked;

    /// <param name="saturdayMorning">The one-stop desk is open on Saturday mornings; hours count there, days do not (policy 5.6).</param>
    public WorkingCalendar(IEnumerable<DayOff> days, bool saturdayMorning = false)
    {
        var all = days.ToList();
        _off = all.Where(d => !d.Worked).Select(d => d.Date).ToHashSet();
        _worked = all.Where(d => d.Worked).Select(d => d.Date).ToHashSet();
        SaturdayMorning = saturdayMorning;
    }

    public bool SaturdayMorning { get; }

    /// <summary>Named as a day off, whichever day of the week it is.</summary>
    public bool IsOff(DateOnly day) => _off.Contains(day);

    public bool IsWorkingDay(DateOnly day) =>
        _worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_off.Contains(day));

    /// <summary>The n-th working day after a day; day 0 is the day of receiving, so n = 0 gives the day itself or the next working day.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        var result = day;
        for (var left = count; left > 0;)
        {
            result = result.AddDays(1);
            left -= IsWorkingDay(result) ? 1 : 0;
        }

        while (!IsWorkingDay(result))
        {
            result = result.AddDays(1);
        }

        return result;
    }

    /// <summary>The working day from which <see cref="AddWorkingDays"/> of as many days leads back to <paramref name="day"/>.</summary>
    public DateOnly TakeWorkingDays(DateOnly day, int count)
    {
        var result = day;
        for (var left = count; left > 0; result = result.AddDays(-1))
        {
            left -= IsWorkingDay(result) ? 1 : 0;
        }

        while (!IsWorkingDay(result))
        {
            result = result.AddDays(-1);
        }

        return result;
    }

    /// <summary>Working days after <paramref name="from"/> up to and with <paramref name="to"/>; negative when <paramref name="to"/> is earlier.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -WorkingDaysBetween(to, from);
        }

        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }
}
