using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Joining;
using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Joining;

/// <summary>Whether a calendar has the holidays of a year. Pure.</summary>
public sealed class HolidayCheckTests
{
    private static readonly List<DayOff> Shipped = [.. RuleSeed.DaysOff()];

    // As the Prime Minister gave them, with swapped days and what is made good for weekends.
    [Theory]
    [InlineData(2022)]
    [InlineData(2023)]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    public void Year_AsShipped_IsWhole(int year) => Assert.Empty(HolidayCheck.Missing(year, Shipped));

    [Fact]
    public void Year_AsTheCalendarProposesIt_IsWhole() => Assert.All(LunarAnchors.Years, y => Assert.Empty(HolidayCheck.Missing(y, [.. YearProposal.Of(y)!])));

    [Fact]
    public void Year_WithOneDayOff_LacksTheOthers()
    {
        var missing = HolidayCheck.Missing(2026, [new DayOff { Date = new DateOnly(2026, 1, 1), Name = "Tết Dương lịch" }]);

        Assert.Equal(
            ["Tết Nguyên đán (05 ngày quanh 17/02)", "Giỗ Tổ Hùng Vương (26/04), Ngày Chiến thắng (30/04), Quốc tế Lao động (01/05)", "Quốc khánh (02/09 và một ngày liền kề)"], missing);
    }

    [Theory]
    [InlineData("2026-01-01", "Tết Dương lịch")]
    [InlineData("2026-02-20", "Tết Nguyên đán")]
    [InlineData("2026-04-27", "Giỗ Tổ")]
    [InlineData("2026-09-02", "Quốc khánh")]
    [InlineData("2025-04-07", "Giỗ Tổ")]
    [InlineData("2022-05-03", "Ngày Chiến thắng")]
    public void Year_WithoutADay_NamesItsHoliday(string day, string name)
    {
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Contains(name, Assert.Single(HolidayCheck.Missing(date.Year, Shipped.FindAll(d => d.Date != date))), StringComparison.Ordinal);
    }

    [Fact]
    public void Holiday_ThatIsMarkedAsWorked_IsMissing() =>
        Assert.Contains("Quốc khánh", Assert.Single(HolidayCheck.Missing(2026, [.. Shipped.Where(d => d.Date != new DateOnly(2026, 9, 2)), new DayOff { Date = new DateOnly(2026, 9, 2), Worked = true, Name = "Làm bù" }])), StringComparison.Ordinal);
}
