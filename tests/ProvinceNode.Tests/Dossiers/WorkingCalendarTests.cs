using ProvinceNode.Dossiers;
using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Working days of state offices with the shipped days off (policy 5.6).</summary>
public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = new(RuleSeed.DaysOff());

    [Theory]
    [InlineData("2023-01-19", true)]
    [InlineData("2023-01-20", false)]  // Tết 2023: from Friday the 29th of the last month
    [InlineData("2023-01-21", false)]
    [InlineData("2023-01-26", false)]
    [InlineData("2023-01-27", true)]
    [InlineData("2023-01-02", false)]  // New Year fell on a Sunday
    [InlineData("2024-04-29", false)]  // swapped with a Saturday
    [InlineData("2024-05-04", true)]
    [InlineData("2024-05-05", false)]
    [InlineData("2026-11-24", false)]
    [InlineData("2022-10-05", true)]
    public void Day_WorkedOrOff_FollowsTheCalendar(string day, bool worked) => Assert.Equal(worked, Calendar.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2022-10-05", 1, "2022-10-06")]
    [InlineData("2022-10-07", 1, "2022-10-10")]
    [InlineData("2022-10-08", 1, "2022-10-10")]
    [InlineData("2022-10-05", 22, "2022-11-04")]
    [InlineData("2023-01-18", 1, "2023-01-19")]
    [InlineData("2023-01-18", 2, "2023-01-27")]
    [InlineData("2023-01-18", 3, "2023-01-30")]
    [InlineData("2024-04-26", 1, "2024-05-02")]
    [InlineData("2024-04-26", 3, "2024-05-04")]
    [InlineData("2024-04-26", 4, "2024-05-06")]
    [InlineData("2022-10-05", 0, "2022-10-05")]
    [InlineData("2022-10-08", 0, "2022-10-10")]
    public void Due_AfterADay_IsTheNthWorkingDay(string from, int count, string due) => Assert.Equal(Day(due), Calendar.AddWorkingDays(Day(from), count));

    [Theory]
    [InlineData("2022-10-05", "2022-10-05", 0)]
    [InlineData("2022-10-07", "2022-10-10", 1)]
    [InlineData("2022-10-10", "2022-10-07", -1)]
    [InlineData("2023-01-18", "2023-01-30", 3)]
    [InlineData("2024-04-26", "2024-05-06", 4)]
    public void Days_BetweenTwo_AreCounted(string from, string to, int count) => Assert.Equal(count, Calendar.WorkingDaysBetween(Day(from), Day(to)));

    [Fact]
    public void Counting_IsTheInverse_OfAdding()
    {
        for (var day = new DateOnly(2022, 1, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(11))
        {
            Assert.Equal(9, Calendar.WorkingDaysBetween(day, Calendar.AddWorkingDays(day, 9)));
        }
    }

    // A worked day off would be a contradiction, and only weekends are worked instead.
    [Fact]
    public void Days_Shipped_AreEachListedOnce()
    {
        var days = RuleSeed.DaysOff().ToList();

        Assert.Equal(days.Count, days.Select(d => d.Date).Distinct().Count());
        Assert.All(days.Where(d => d.Worked), d => Assert.Contains(d.Date.DayOfWeek, new[] { DayOfWeek.Saturday, DayOfWeek.Sunday }));
        Assert.All(days.Where(d => !d.Worked), d => Assert.DoesNotContain(d.Date.DayOfWeek, new[] { DayOfWeek.Saturday, DayOfWeek.Sunday }));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
