using ProvinceNode.Dossiers.People;
using Protos.Replication;

namespace ProvinceNode.Tests.Registry;

/// <summary>The drawing of entitlements along time: bars inside the width, one after the other where months are.</summary>
public sealed class EntitlementChartTests
{
    [Fact]
    public void Chart_OfVersionsThatFollow_BeginsEachBarWhereTheLastEnds()
    {
        var chart = EntitlementChart.Of([Of(202201, 202406), Of(202407, 0)], new DateOnly(2025, 12, 31));

        Assert.Equal(2, chart.Bars.Count);
        Assert.Equal((0m, 62.5m, 62.5m, 37.5m), (chart.Bars[0].From, chart.Bars[0].Width, chart.Bars[1].From, chart.Bars[1].Width));
        Assert.Equal(["2022", "2023", "2024", "2025"], chart.Years.Select(y => y.Text));
        Assert.Equal("540.000 đồng/tháng, 01/2022–06/2024", chart.Bars[0].Label);
    }

    [Fact]
    public void Chart_OfASuspension_SaysItInWords()
    {
        var chart = EntitlementChart.Of([Of(202201, 0, "Suspended")], new DateOnly(2022, 6, 1));

        Assert.True(chart.Bars[0].Held);
        Assert.EndsWith("tạm dừng", chart.Bars[0].Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Chart_OfWhatWasNeverDue_DrawsNothing() => Assert.Empty(EntitlementChart.Of([Of(202407, 202406)], new DateOnly(2025, 1, 1)).Bars);

    [Fact]
    public void Chart_OfThirtyYears_StaysInsideItsWidthWithFewYears()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var versions = Enumerable.Range(0, random.Next(1, 12)).Select(_ =>
            {
                var start = new Protos.Values.PayMonth(199501).AddMonths(random.Next(0, 360));
                return Of(start.Number, random.Next(3) == 0 ? 0 : start.AddMonths(random.Next(0, 60)).Number);
            }).ToList();

            var chart = EntitlementChart.Of(versions, new DateOnly(1995, 1, 1).AddDays(random.Next(0, 13_000)));

            Assert.All(chart.Bars, b => Assert.True(b.From >= 0 && b.Width > 0 && b.From + b.Width <= 101m, $"{b}"));
            Assert.InRange(chart.Years.Count, 1, 6);
            Assert.Equal(versions.Count, chart.Bars.Count);
        }
    }

    private static EntitlementState Of(int start, int end, string status = "Active") => new() { StartMonth = start, EndMonth = end, Status = status, MonthlyAmountDong = 540_000 };
}
