using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Days off of a year by the Labour Code, tried against the closures that the Prime Minister fixed (policy 5.6).</summary>
public sealed class YearProposalTests
{
    private static readonly List<DayOff> Official = [.. RuleSeed.DaysOff()];

    // A swapped day is decided above the province each time; everything else follows from the law.
    [Theory]
    [InlineData(2022)]
    [InlineData(2023)]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    public void Proposal_OfAYearGone_IsTheOfficialClosure(int year)
    {
        var official = Official.Where(d => d.Date.Year == year && !d.Worked && !d.Name.StartsWith("Hoán đổi", StringComparison.Ordinal)).Select(d => d.Date);

        Assert.Equal(official.Order(), YearProposal.Of(year)!.Select(d => d.Date));
    }

    [Theory]
    [InlineData(2024, "2024-04-29", "2024-05-04")]
    [InlineData(2025, "2025-05-02", "2025-04-26")]
    [InlineData(2026, "2026-01-02", "2026-01-10")]
    [InlineData(2026, "2026-08-31", "2026-08-22")]
    public void Bridge_ThatWasSwapped_IsFoundWithItsSaturday(int year, string day, string saturday)
    {
        var bridge = Assert.Single(YearProposal.Bridges(year, YearProposal.Of(year)!), b => b.Day == Day(day));

        Assert.Contains(Day(saturday), bridge.Saturdays);
    }

    [Theory]
    [InlineData(2027, "2027-02-04 2027-02-05 2027-02-08 2027-02-09 2027-02-10")] // the first is a Saturday: two days made good
    [InlineData(2033, "2033-01-31 2033-02-01 2033-02-02 2033-02-03 2033-02-04")] // the first is a Monday
    [InlineData(2034, "2034-02-17 2034-02-20 2034-02-21 2034-02-22 2034-02-23")] // the first is a Sunday
    public void Tet_OfAYearToCome_HasFiveDaysAndWhatTheWeekendTook(int year, string days) =>
        Assert.Equal(days.Split(' ').Select(Day), YearProposal.Of(year)!.Where(d => d.Name.StartsWith("Nghỉ Tết", StringComparison.Ordinal)).Select(d => d.Date));

    [Theory]
    [InlineData(2026, "2026-09-01 2026-09-02")]
    [InlineData(2027, "2027-09-02 2027-09-03")] // Thursday: Friday joins it to the weekend
    [InlineData(2028, "2028-09-01 2028-09-04")] // Saturday: Friday, and Monday made good
    [InlineData(2029, "2029-09-03 2029-09-04")] // Sunday: with the Saturday before it, both made good
    public void NationalDay_WithItsNeighbour_MakesTheLongestRest(int year, string days) =>
        Assert.Equal(days.Split(' ').Select(Day), YearProposal.Of(year)!.Where(d => d.Name.StartsWith("Quốc khánh", StringComparison.Ordinal)).Select(d => d.Date));

    [Fact]
    public void CultureDay_SwitchedOff_IsWorked()
    {
        Assert.Contains(YearProposal.Of(2027)!, d => d.Date == new DateOnly(2027, 11, 24));
        Assert.DoesNotContain(YearProposal.Of(2027, cultureDay: false)!, d => d.Date == new DateOnly(2027, 11, 24));
        Assert.DoesNotContain(YearProposal.Of(2025)!, d => d.Date.Month == 11);
    }

    [Fact]
    public void Proposals_OfAllAnchors_AreWeekdaysOnceEach()
    {
        Assert.Equal(Enumerable.Range(2021, 14), LunarAnchors.Years);
        Assert.All(LunarAnchors.Years, year =>
        {
            var days = YearProposal.Of(year)!;
            Assert.Equal(days.Count, days.Select(d => d.Date).Distinct().Count());
            Assert.All(days, d => Assert.DoesNotContain(d.Date.DayOfWeek, new[] { DayOfWeek.Saturday, DayOfWeek.Sunday }));
            Assert.Equal(year < YearProposal.CultureSince ? 11 : 12, days.Count); // each holiday costs a working day, Art. 111(3)
        });
        Assert.Null(YearProposal.Of(2035));
    }

    [Fact]
    public void Calendar_OfAYearWithoutRows_RestsAsProposed()
    {
        var calendar = OfficeCalendar.Of(Official, saturdayMorning: false);

        Assert.False(calendar.IsWorkingDay(new DateOnly(2027, 2, 8)));
        Assert.Equal(new DateOnly(2027, 2, 11), calendar.AddWorkingDays(new DateOnly(2027, 2, 3), 1));
        // A province's own year is taken as it is, even against the law's days.
        Assert.True(OfficeCalendar.Of([new DayOff { Date = new DateOnly(2027, 1, 1), Name = "x" }], false).IsWorkingDay(new DateOnly(2027, 2, 8)));
    }

    [Theory]
    [InlineData("2022-10-05 07:00", "2022-10-05 17:00")]
    [InlineData("2022-10-05 09:30", "2022-10-06 09:30")]
    [InlineData("2022-10-05 12:00", "2022-10-06 11:30")]
    [InlineData("2022-10-05 17:00", "2022-10-06 17:00")] // after hours: the whole next day
    [InlineData("2022-10-07 16:00", "2022-10-10 16:00")] // over a weekend
    [InlineData("2023-01-19 15:00", "2023-01-27 15:00")] // over Tết
    [InlineData("2024-04-27 10:00", "2024-05-02 17:00")] // a Saturday before the swapped Monday
    public void Reception_EightWorkingHours_EndsWithinTheDesksHours(string sent, string until) =>
        Assert.Equal(Moment(until), WorkingHours.ReceptionUntil(new WorkingCalendar(Official), VietnamTime.Utc(Moment(sent))));

    // One hour on Friday, four on Saturday, three on Monday.
    [Fact]
    public void Reception_WithSaturdayMornings_CountsThem() => Assert.Equal(
        Moment("2022-10-10 10:30"), WorkingHours.ReceptionUntil(new WorkingCalendar(Official, saturdayMorning: true), VietnamTime.Utc(Moment("2022-10-07 16:00"))));

    [Theory]
    [InlineData("2022-10-05 16:59", "2022-10-05")]
    [InlineData("2022-10-05 17:00", "2022-10-06")]
    [InlineData("2022-10-07 20:00", "2022-10-10")]
    [InlineData("2022-10-08 09:00", "2022-10-10")]
    [InlineData("2022-09-01 09:00", "2022-09-05")] // the day beside 2/9
    [InlineData("2026-08-22 09:00", "2026-08-22")] // a worked Saturday
    public void Receiving_AfterHoursOrOnADayOff_CountsFromTheNextWorkingDay(string at, string counted) =>
        Assert.Equal(Day(counted), WorkingHours.CountedDay(new WorkingCalendar(Official), VietnamTime.Utc(Moment(at))));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTime Moment(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
