using System.Text;
using System.Text.Json;
using ProvinceNode.Dossiers.Explain;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Dossiers.Explain;

/// <summary>A file of cases through the command: one line in, one line out.</summary>
public sealed class ExplainCommandTests
{
    private const string Severe = """{"id":"T3","month":"2022-10","facts":{"birth":"1987-05-02","disability":{"degree":"severe","kind":1,"certificateNumber":"12","certificateOn":"2022-01-05"}}}""";

    [Fact]
    public async Task File_WithGoodAndBadLines_AnswersEachInOrder()
    {
        var (code, lines) = await RunAsync(Severe, "not json", "", """{"id":"x","month":"2022-13","province":"3","facts":{"birth":"1990","diedOn":"1980-01-01","children":[{"birth":"1991"}]}}""");

        Assert.Equal(3, code);
        Assert.Equal([1, 2, 4], lines.Select(l => l.GetProperty("line").GetInt32()));
        Assert.Equal(540_000, lines[0].GetProperty("totalDong").GetInt64());
        Assert.Equal("6.n.adult", lines[0].GetProperty("awards")[0].GetProperty("categoryCode").GetString());
        Assert.Single(lines[1].GetProperty("errors").EnumerateArray());
        Assert.Equal(["month", "province", "facts.diedOn", "facts.children[0].birth"], lines[2].GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()!));
    }

    [Theory]
    [InlineData("""{"month":"2022-10"}""")]
    [InlineData("""{"month":"2022-10","facts":{}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"hôm qua"}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","tuổi":5}}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Line_OfTheWrongShape_IsToldInWords(string line)
    {
        var (code, lines) = await RunAsync(line);
        Assert.Equal(3, code);
        Assert.NotEmpty(Assert.Single(lines).GetProperty("errors").EnumerateArray().Single().GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Line_WithUntil_CarriesTheTimelineWhoseSumsAreItsMonths()
    {
        var (code, lines) = await RunAsync(Severe.Replace("\"facts\"", "\"until\":\"2026-12\",\"facts\"", StringComparison.Ordinal));
        Assert.Equal(0, code);
        var runs = lines[0].GetProperty("timeline").EnumerateArray().Select(r => (From: r.GetProperty("from").GetString(), Dong: r.GetProperty("monthlyDong").GetInt64(), Total: r.GetProperty("totalDong").GetInt64())).ToList();
        Assert.Equal([("2022-10", 540_000, 21 * 540_000), ("2024-07", 750_000, 24 * 750_000), ("2026-07", 810_000, 6 * 810_000L)], runs);
        Assert.Equal(["2024-07", "2026-07"], lines[0].GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("month").GetString()));
    }

    private static async Task<(int Code, List<JsonElement> Lines)> RunAsync(params string[] lines)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var output = new MemoryStream();
        var code = await ExplainCommand.RunAsync(new RuleBook(RuleSeed.Law()), input, output, CancellationToken.None);
        return (code, Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.Clone()).ToList());
    }
}
