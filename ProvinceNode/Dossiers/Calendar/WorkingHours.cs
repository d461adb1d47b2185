using Protos.Values;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>
/// Hours of the one-stop desk: eight a working day, 7:30–11:30 and 13:00–17:00; where the province opens it, Saturday morning too
/// (policy 5.6). Pure.
/// </summary>
public static class WorkingHours
{
    private static readonly (TimeSpan From, TimeSpan To)[] Shifts =
        [(new TimeSpan(7, 30, 0), new TimeSpan(11, 30, 0)), (new TimeSpan(13, 0, 0), new TimeSpan(17, 0, 0))];

    /// <summary>When the desk closes on a working day: until then a result is handed over on its day.</summary>
    public static TimeSpan Closing => Shifts[^1].To;

    /// <summary>An online dossier is accepted or refused within eight working hours (policy 5.5).</summary>
    public static TimeSpan Reception { get; } = TimeSpan.FromHours(8);

    /// <summary>The day that counts as the day of receiving: after hours or on a day off it is the next working day (policy 5.5).</summary>
    /// <param name="receivedAt">UTC.</param>
    public static DateOnly CountedDay(WorkingCalendar calendar, DateTime receivedAt)
    {
        var local = VietnamTime.Local(receivedAt);
        var day = DateOnly.FromDateTime(local);
        var afterHours = calendar.IsWorkingDay(day) && local.TimeOfDay >= Shifts[^1].To;
        return calendar.AddWorkingDays(day, afterHours ? 1 : 0);
    }

    /// <summary>Until when the desk must accept or refuse, on a Vietnamese wall clock.</summary>
    /// <param name="submittedAt">UTC.</param>
    public static DateTime ReceptionUntil(WorkingCalendar calendar, DateTime submittedAt) => Add(calendar, VietnamTime.Local(submittedAt), Reception);

    /// <summary>The moment on the wall clock after so many hours of the desk.</summary>
    public static DateTime Add(WorkingCalendar calendar, DateTime from, TimeSpan hours)
    {
        var left = hours;
        for (var day = DateOnly.FromDateTime(from); ; day = day.AddDays(1))
        {
            foreach (var (start, end) in ShiftsOn(calendar, day))
            {
                var begin = day.ToDateTime(TimeOnly.FromTimeSpan(start));
                begin = begin < from ? from : begin;
                var open = day.ToDateTime(TimeOnly.FromTimeSpan(end)) - begin;
                if (open <= TimeSpan.Zero)
                {
                    continue;
                }

                if (left <= open)
                {
                    return begin + left;
                }

                left -= open;
            }
        }
    }

    private static (TimeSpan From, TimeSpan To)[] ShiftsOn(WorkingCalendar calendar, DateOnly day) =>
        calendar.IsWorkingDay(day) ? Shifts : calendar.SaturdayMorning && day.DayOfWeek == DayOfWeek.Saturday && !calendar.IsOff(day) ? Shifts[..1] : [];
}
