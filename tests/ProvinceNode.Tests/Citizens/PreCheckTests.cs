using Microsoft.EntityFrameworkCore;
using TestSupport;

namespace ProvinceNode.Tests.Citizens;

/// <summary>The public pre-check through the real host: no sign-in, no script, nothing stored.</summary>
public sealed class PreCheckTests
{
    [Fact]
    public async Task Visitor_AnsweringToTheEnd_ReadsWhatSheCouldReceive()
    {
        await using var node = await NodeHost.StartAsync(new NodeHostSettings { Day = new DateOnly(2026, 11, 23) });
        var acts = await node.WithDbAsync(db => db.Acts.CountAsync());
        var page = await (await PageReader.OpenAsync(node.NewClient(), "/tra-truoc")).SubmitAsync(new Dictionary<string, object?> { ["nam"] = "1950", ["thang"] = "" });
        var asked = 0;
        while (page.Document.QuerySelector("input[name=chon]") is not null && ++asked < 20)
        {
            page = await page.SubmitAsync(new Dictionary<string, object?> { ["chon"] = "0" }, button: "Tiếp tục");
        }

        Assert.Contains("540.000 đồng một tháng", page.Main, StringComparison.Ordinal);
        Assert.Contains("hưu trí xã hội", page.Main, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(asked, 1, 10);
        Assert.Equal(acts, await node.WithDbAsync(db => db.Acts.CountAsync()));
        Assert.Equal("/tra-truoc", page.Address.PathAndQuery);
    }

    [Fact]
    public async Task Visitor_GoingBack_KeepsTheAnswersBefore()
    {
        await using var node = await NodeHost.StartAsync(new NodeHostSettings { Day = new DateOnly(2026, 11, 23) });
        var first = await (await PageReader.OpenAsync(node.NewClient(), "/tra-truoc")).SubmitAsync(new Dictionary<string, object?> { ["nam"] = "1990" });
        var second = await first.SubmitAsync(new Dictionary<string, object?> { ["chon"] = "2" }, button: "Tiếp tục");
        Assert.NotEqual(first.Heading, second.Heading);
        var back = await second.SubmitAsync(new Dictionary<string, object?>(), button: "Quay lại");
        Assert.Equal(first.Heading, back.Heading);
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("abc", "13", 2)]
    [InlineData("2030", "", 1)]
    [InlineData("1700", "5", 1)]
    public async Task Birth_ThatCannotBe_IsToldAtItsField(string year, string month, int faults)
    {
        await using var node = await NodeHost.StartAsync(new NodeHostSettings { Day = new DateOnly(2026, 11, 23) });
        var page = await (await PageReader.OpenAsync(node.NewClient(), "/tra-truoc")).SubmitAsync(new Dictionary<string, object?> { ["nam"] = year, ["thang"] = month });
        Assert.Equal(faults, page.Problems.Count);
    }

    [Fact]
    public async Task Question_WithoutAnAnswer_IsAskedAgain()
    {
        await using var node = await NodeHost.StartAsync(new NodeHostSettings { Day = new DateOnly(2026, 11, 23) });
        var first = await (await PageReader.OpenAsync(node.NewClient(), "/tra-truoc")).SubmitAsync(new Dictionary<string, object?> { ["nam"] = "1990" });
        var again = await first.SubmitAsync(new Dictionary<string, object?>(), button: "Tiếp tục");
        Assert.Equal(first.Heading, again.Heading);
        Assert.Single(again.Problems);
    }
}
