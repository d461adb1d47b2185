using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>Birth dates that are not always known to the day (policy 8.1).</summary>
public sealed class BirthDateTests
{
    [Theory]
    [InlineData("1954", "1954", "1954", BirthPrecision.Year, "1954-01-01")]
    [InlineData("1954-03", "1954-03", "03/1954", BirthPrecision.Month, "1954-03-01")]
    [InlineData("1954-03-02", "1954-03-02", "02/03/1954", BirthPrecision.Day, "1954-03-02")]
    [InlineData("02/03/1954", "1954-03-02", "02/03/1954", BirthPrecision.Day, "1954-03-02")]
    [InlineData(" 2/3/1954 ", "1954-03-02", "02/03/1954", BirthPrecision.Day, "1954-03-02")]
    [InlineData("3/1954", "1954-03", "03/1954", BirthPrecision.Month, "1954-03-01")]
    [InlineData("29/02/2024", "2024-02-29", "29/02/2024", BirthPrecision.Day, "2024-02-29")]
    public void Text_Read_KeepsWhatIsKnown(string text, string stored, string printed, BirthPrecision precision, string assumed)
    {
        var birth = BirthDate.Parse(text);

        Assert.Equal((stored, printed, precision), (birth.ToString(), birth.Printed, birth.Precision));
        Assert.Equal(DateOnly.Parse(assumed, System.Globalization.CultureInfo.InvariantCulture), birth.Assumed);
        Assert.Equal(birth, BirthDate.Parse(birth.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("54")]
    [InlineData("1849")]
    [InlineData("1954-13")]
    [InlineData("30/02/1954")]
    [InlineData("29/02/2023")]
    [InlineData("03-02-1954")]
    [InlineData("năm 1954")]
    public void Text_ThatIsNoBirthDate_IsRefused(string? text)
    {
        Assert.False(BirthDate.TryParse(text, out _));
        Assert.Throws<FormatException>(() => BirthDate.Parse(text!));
    }

    [Theory]
    [InlineData("2007-03-31", 202303, 192)] // "đủ 16 tuổi" within the month counts for the month
    [InlineData("2007-03-31", 202302, 191)]
    [InlineData("2007", 202301, 192)]
    [InlineData("2007", 202212, 191)]
    public void Age_InMonths_IsReachedInTheMonthOfTheBirthday(string birth, int month, int age) =>
        Assert.Equal(age, BirthDate.Parse(birth).AgeInMonths(new PayMonth(month)));

    [Theory]
    [InlineData("1982-11-22", "2022-11-21", 39)]
    [InlineData("1982-11-22", "2022-11-22", 40)]
    [InlineData("2004-02-29", "2022-02-28", 17)]
    [InlineData("2004-02-29", "2022-03-01", 18)]
    public void Age_InYears_IsCompletedOnTheBirthday(string birth, string on, int age) =>
        Assert.Equal(age, BirthDate.Parse(birth).AgeInYears(DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture)));
}
