using NationalHub.Reporting.Dashboard;

namespace NationalHub.Tests.Reporting.Dashboard;

public sealed class DrawingTests
{
    [Fact]
    public void Map_OfTheCountry_HasAllProvincesAndBothArchipelagos()
    {
        Assert.Equal(34, ProvinceMap.Provinces.Count);
        Assert.All(ProvinceMap.Provinces, p => Assert.True(p.Path.StartsWith('M') && p.LabelX > 0 && p.LabelX < ProvinceMap.Width && p.LabelY > 0 && p.LabelY < ProvinceMap.Height, p.Name));
        Assert.Equal("Tỉnh Thanh Hóa", ProvinceMap.Provinces.Single(p => p.Code == "38").Name); // as everywhere else
        Assert.Equal(["48", "56"], ProvinceMap.Provinces.Where(p => p.Islands.Length > 0).Select(p => p.Code));
        Assert.Equal(["Quần đảo Hoàng Sa", "(thành phố Đà Nẵng)", "Quần đảo Trường Sa", "(tỉnh Khánh Hòa)"], ProvinceMap.Names.Select(n => n.Text));
        Assert.True(ProvinceMap.Names[0].Y < ProvinceMap.Names[2].Y); // Hoàng Sa lies to the north.
    }

    [Fact]
    public void Scale_OfOneBigAndManySmall_TellsTheSmallApart()
    {
        var scale = MapScale.Of([3, 4, 5, 6, 7, 8, 9, 10, 900_000]);

        Assert.Equal(5, scale.Classes.Count);
        Assert.NotEqual(scale.ClassOf(3), scale.ClassOf(10));
        Assert.Equal(MapScale.NoData, scale.ClassOf(null));
    }

    [Fact]
    public void Scale_ByChance_HasAClassForEveryValueAndNoneTwice()
    {
        var random = new Random(3);
        for (var run = 0; run < 500; run++)
        {
            var values = Enumerable.Range(0, random.Next(0, 35)).Select(_ => (long)random.Next(0, run % 2 == 0 ? 6 : 100_000)).ToList();
            var scale = MapScale.Of(values);
            Assert.All(values, v => Assert.Single(scale.Classes, c => v >= c.From && v <= c.To));
            Assert.Equal(scale.Classes.Count, scale.Classes.Select(c => c.Fill).Distinct().Count());
        }
    }

    [Fact]
    public void Trend_OfMonths_StartsAtNothingAndLabelsWhatFits()
    {
        var trend = Trend.Of("t", "", "", [.. Enumerable.Range(0, 24).Select(i => ($"{i}", i == 12 ? 100L : 50, ""))], v => $"{v}");

        Assert.Equal((16, 200), (trend.Points[12].Y, trend.Marks[2].Y));
        Assert.Equal(108, trend.Points[0].Y);
        Assert.InRange(trend.Points.Count(p => p.Labelled), 6, 9);
    }

    [Fact]
    public void Bars_OfNobody_AreEmpty()
    {
        Assert.Empty(Bars.Of("b", "", "", []).All);
        Assert.Equal([100m, 0m], Bars.Of("b", "", "", [("a", 5, ""), ("b", 0, "")]).All.Select(b => b.Width));
    }
}
