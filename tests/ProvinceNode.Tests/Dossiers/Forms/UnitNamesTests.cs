using ProvinceNode.Dossiers.Forms;

namespace ProvinceNode.Tests.Dossiers.Forms;

/// <summary>Names and kinds of units as they are shown on a day.</summary>
public sealed class UnitNamesTests
{
    [Theory]
    [InlineData("2025-06-30", "Xã, phường, thị trấn nơi chuyển đến")]
    [InlineData("2025-07-01", "Xã, phường, đặc khu nơi chuyển đến")]
    public void Kinds_OfCommunes_AreThoseOfTheDay(string day, string label) =>
        Assert.Equal(label, UnitNames.OfDay("Xã, phường, thị trấn nơi chuyển đến", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    // One spelling wherever a unit is shown: Thanh Hóa as official papers have it, Thiệu Hóa too; quý keeps its tone.
    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-02")]
    public void Names_OfUnits_AreSpeltOneWay(string text)
    {
        var day = DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("Tỉnh Thanh Hóa", UnitNames.ProvinceOn("38", day));
        var names = UnitNames.CommunesOn("38", day).Select(c => c.Value).ToList();
        Assert.DoesNotContain(names, n => n.Contains("Hoá", StringComparison.Ordinal) || n.Contains("Thuỷ", StringComparison.Ordinal));
        Assert.Contains(names, n => n.Contains("Thiệu Hóa", StringComparison.Ordinal));
    }
}
