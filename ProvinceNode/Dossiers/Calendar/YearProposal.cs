namespace ProvinceNode.Dossiers.Calendar;

/// <summary>A working day caught between two stretches of rest, which the Prime Minister may swap with a Saturday.</summary>
/// <param name="Saturdays">Saturdays that could be worked instead: the nearest before and after that are not inside the rest.</param>
public sealed record Bridge(DateOnly Day, IReadOnlyList<DateOnly> Saturdays);

/// <summary>
/// Days off of a year as the Labour Code gives them (Law 45/2019/QH14 Art. 111(3), 112): a proposal until the Prime Minister's
/// notice is known, for Tết and the day beside 2/9 are fixed each year. Pure.
/// </summary>
public static class YearProposal
{
    private const string NewYear = "Tết Dương lịch";
    private const string Tet = "Nghỉ Tết Nguyên đán";
    private const string HungKings = "Giỗ Tổ Hùng Vương";
    private const string Victory = "Ngày Chiến thắng";
    private const string Labour = "Ngày Quốc tế Lao động";
    private const string National = "Quốc khánh";
    private const string Culture = "Ngày Văn hóa Việt Nam";

    /// <summary>First year of the day off on 24 November (policy 5.6, low confidence: a parameter).</summary>
    public const int CultureSince = 2026;

    /// <summary>Weekdays off, in order of date; null when the lunar days of the year are not shipped.</summary>
    /// <param name="cultureDay">Whether 24 November is a day off.</param>
    public static IReadOnlyList<DayOff>? Of(int year, bool cultureDay = true)
    {
        if (LunarAnchors.Of(year) is not { } lunar)
        {
            return null;
        }

        var days = new SortedDictionary<DateOnly, string>();
        List<(DateOnly Day, string Name)> holidays =
        [
            (new DateOnly(year, 1, 1), NewYear),
            .. TetDays(lunar.NewYear).Select(d => (d, Tet)),
            (lunar.HungKings, HungKings), (new DateOnly(year, 4, 30), Victory), (new DateOnly(year, 5, 1), Labour),
            .. NationalDays(year).Select(d => (d, National)),
        ];
        if (cultureDay && year >= CultureSince)
        {
            holidays.Add((new DateOnly(year, 11, 24), Culture));
        }

        foreach (var (day, name) in holidays.OrderBy(h => h.Day))
        {
            days.TryAdd(day, name);
        }

        // A rest day that is a holiday is made good on the next working day, Art. 111(3).
        foreach (var (day, name) in holidays.Where(h => IsWeekend(h.Day)).OrderBy(h => h.Day))
        {
            days.Add(NextFree(day, days), $"{name} (nghỉ bù)");
        }

        return [.. days.Where(d => !IsWeekend(d.Key)).Select(d => new DayOff { Date = d.Key, Name = d.Value })];
    }

    /// <summary>Single working days between rest on both sides; whether and with which Saturday they are swapped is decided above the province.</summary>
    public static IReadOnlyList<Bridge> Bridges(int year, IReadOnlyList<DayOff> days)
    {
        var calendar = new WorkingCalendar(days);
        return [.. days.Where(d => !d.Worked).SelectMany(d => new[] { d.Date.AddDays(-1), d.Date.AddDays(1) }).Distinct().Order()
            .Where(d => d.Year == year && calendar.IsWorkingDay(d) && !calendar.IsWorkingDay(d.AddDays(-1)) && !calendar.IsWorkingDay(d.AddDays(1)))
            .Select(d => new Bridge(d, [Saturday(calendar, d, -1), Saturday(calendar, d, 1)]))];
    }

    // Two days before the first of the year and two after it, or one before when the second would be a weekend: so was each year 2021–2026.
    private static IEnumerable<DateOnly> TetDays(DateOnly first)
    {
        var start = first.AddDays(IsWeekend(first.AddDays(-2)) ? -1 : -2);
        return Enumerable.Range(0, 5).Select(start.AddDays);
    }

    // 2/9 and the day beside it that gives the longer unbroken rest; the earlier one when both are alike.
    private static DateOnly[] NationalDays(int year)
    {
        var day = new DateOnly(year, 9, 2);
        return RestAround(day, day.AddDays(1)) > RestAround(day.AddDays(-1), day) ? [day, day.AddDays(1)] : [day.AddDays(-1), day];
    }

    private static int RestAround(DateOnly first, DateOnly second)
    {
        var off = new SortedDictionary<DateOnly, string> { [first] = "", [second] = "" };
        foreach (var weekend in new[] { first, second }.Where(IsWeekend))
        {
            off.Add(NextFree(weekend, off), "");
        }

        bool Rests(DateOnly d) => IsWeekend(d) || off.ContainsKey(d);
        var (from, to) = (first, second);
        for (; Rests(from.AddDays(-1)); from = from.AddDays(-1))
        {
        }

        for (; Rests(to.AddDays(1)); to = to.AddDays(1))
        {
        }

        return to.DayNumber - from.DayNumber + 1;
    }

    private static DateOnly NextFree(DateOnly after, SortedDictionary<DateOnly, string> taken)
    {
        var day = after.AddDays(1);
        while (IsWeekend(day) || taken.ContainsKey(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    // The Saturday beyond the rest that the bridge would close.
    private static DateOnly Saturday(WorkingCalendar calendar, DateOnly bridge, int way)
    {
        var day = bridge.AddDays(way);
        while (!calendar.IsWorkingDay(day))
        {
            day = day.AddDays(way);
        }

        while (day.DayOfWeek != DayOfWeek.Saturday)
        {
            day = day.AddDays(way);
        }

        return day;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
