using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Calendar;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>
/// Whether a calendar has the holidays of a year: those of the Labour Code (Law 45/2019/QH14 Art. 112) with what Art. 111(3) makes good for a weekend. The Prime Minister moves days within them,
/// so days are counted around each holiday; the day off of 24 November is not asked for, its text is not sure yet (policy 5.6). Pure.
/// </summary>
public static class HolidayCheck
{
    private const int TetDays = 5;
    private const int NationalDays = 2;

    /// <returns>Holidays that are not in it, in Vietnamese with their day; none when it is whole. Lunar holidays only of years whose days are shipped.</returns>
    public static IReadOnlyList<string> Missing(int year, IReadOnlyList<DayOff> rows)
    {
        var calendar = new WorkingCalendar(rows);
        return [.. Wanted(year).Where(h => !IsThere(h, calendar)).Select(h => h.Name)];
    }

    private static IEnumerable<Holiday> Wanted(int year)
    {
        var newYear = new DateOnly(year, 1, 1);
        yield return new($"Tết Dương lịch ({Day(newYear)})", [newYear], newYear, newYear.AddDays(3), 1);
        var spring = new[] { new DateOnly(year, 4, 30), new DateOnly(year, 5, 1) };
        if (LunarAnchors.Of(year) is not { } lunar)
        {
            yield return Spring(spring);
        }
        else
        {
            yield return new($"Tết Nguyên đán (05 ngày quanh {Day(lunar.NewYear)})", [lunar.NewYear, lunar.NewYear.AddDays(1)], lunar.NewYear.AddDays(-6), lunar.NewYear.AddDays(8), TetDays);
            // Where the Hung Kings' day stands beside 30/4, what is made good for one falls behind the others.
            var apart = lunar.HungKings < spring[0].AddDays(-5);
            if (apart)
            {
                yield return new($"Giỗ Tổ Hùng Vương ({Day(lunar.HungKings)})", [lunar.HungKings], lunar.HungKings, lunar.HungKings.AddDays(3), 1);
            }

            yield return apart ? Spring(spring) : new($"Giỗ Tổ Hùng Vương ({Day(lunar.HungKings)}), Ngày Chiến thắng (30/04), Quốc tế Lao động (01/05)", [lunar.HungKings, .. spring], lunar.HungKings, spring[1].AddDays(6), spring.Length + 1);
        }

        var national = new DateOnly(year, 9, 2);
        yield return new($"Quốc khánh ({Day(national)} và một ngày liền kề)", [national], national.AddDays(-3), national.AddDays(4), NationalDays);
    }

    private static Holiday Spring(DateOnly[] days) => new("Ngày Chiến thắng (30/04), Quốc tế Lao động (01/05)", days, days[0], days[1].AddDays(4), days.Length);

    private static bool IsThere(Holiday holiday, WorkingCalendar calendar)
    {
        var around = Enumerable.Range(0, holiday.To.DayNumber - holiday.From.DayNumber + 1).Select(holiday.From.AddDays);
        return holiday.Rests.All(d => !calendar.IsWorkingDay(d)) && around.Count(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && calendar.IsOff(d)) >= holiday.Weekdays;
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM", VietnameseFormat.Culture);

    /// <param name="Rests">Days on which nobody works, whatever is moved.</param>
    /// <param name="Weekdays">Weekdays off between From and To: a holiday of a weekend is made good.</param>
    private sealed record Holiday(string Name, IReadOnlyList<DateOnly> Rests, DateOnly From, DateOnly To, int Weekdays);
}
