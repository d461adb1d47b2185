using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>Personal numbers: PPP G YY NNNNNN (Decree 137/2015), never shown whole by accident.</summary>
public sealed class CitizenIdTests
{
    [Theory]
    [InlineData("038082000102")]
    [InlineData("038 082 000 102")]
    [InlineData(" 038.082.000.102 ")]
    public void Number_WithSpacesOrDots_IsForgiven(string text)
    {
        Assert.True(CitizenId.TryParse(text, out var id));
        Assert.Equal("038082000102", id.Digits);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("03808200010")]
    [InlineData("0380820001022")]
    [InlineData("03808200010a")]
    [InlineData("038082-00102")]
    [InlineData("٠٣٨٠٨٢٠٠٠١٠٢")]
    public void Text_ThatIsNoNumber_IsRefused(string? text) => Assert.False(CitizenId.TryParse(text, out _));

    [Theory]
    [InlineData("038082000102", 1982, 1)]
    [InlineData("038182000102", 1982, 2)]
    [InlineData("038207000102", 2007, 1)]
    [InlineData("038310000102", 2010, 2)]
    public void Number_Tells_CenturyYearAndSex(string digits, int year, int sex)
    {
        Assert.True(CitizenId.TryParse(digits, out var id));
        Assert.Equal((year, sex, "038"), (id.BirthYear, id.Sex, id.RegistrationCode));
    }

    [Theory]
    [InlineData("171234567", true)]
    [InlineData("171 234 567", true)]
    [InlineData("17123456", false)]
    [InlineData("038082000102", false)]
    [InlineData("17123456x", false)]
    public void OldCard_HasNineDigits_NothingElse(string text, bool old) => Assert.Equal(old, CitizenId.IsOldCardNumber(text));

    [Theory]
    [InlineData("038082000102", "038•••••0102")]
    [InlineData("171234567", "•••••567")]
    [InlineData("1234", "•••••")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Number_Masked_HidesTheMiddle(string? number, string masked) => Assert.Equal(masked, CitizenId.Mask(number));

    [Fact]
    public void Number_WrittenIntoAText_IsMasked()
    {
        Assert.True(CitizenId.TryParse("038082000102", out var id));
        Assert.Equal("038•••••0102", $"{id}");
        Assert.DoesNotContain("082000", id.ToString(), StringComparison.Ordinal);
    }
}
