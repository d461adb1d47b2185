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

    [Theory]
    [InlineData("""{"month":"2022-10","facts":null}""")]
    [InlineData("""{"month":null,"facts":{"birth":"1990"}}""")]
    [InlineData("""{"id":null,"month":"2022-10","facts":{"birth":"1990"}}""")]
    [InlineData("""{"month":"2022-10","until":null,"facts":{"birth":"1990"}}""")]
    [InlineData("""{"month":"2022-10","province":null,"facts":{"birth":"1990"}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":null}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","children":null}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","children":[null]}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","mother":[null,null]}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","residences":[{}]}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","currentCare":[null]}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","disability":{"degree":9,"kind":1,"certificateNumber":"1","certificateOn":"2022-01-01"}}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","disability":{"degree":"9","kind":1,"certificateNumber":"1","certificateOn":"2022-01-01"}}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","disability":{"degree":"severe, mild","kind":1,"certificateNumber":"1","certificateOn":"2022-01-01"}}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","disability":{"degree":"severe","kind":1,"certificateNumber":"1","certificateOn":"2022-01-01","validUntil":"2021-12-31"}}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","earlierCertificates":[{"degree":"severe","kind":7,"certificateNumber":"1","certificateOn":"2022-01-01"}]}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","supporters":[{"relation":"con","from":"2022-05-01","until":"2022-04-01"}]}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1970","children":[{"birth":"2003","study":{"from":"2022-05-01","until":"2022-04-01"}}]}}""")]
    [InlineData("""{"month":"2022-10","until":"9999-12","facts":{"birth":"1990"}}""")]
    [InlineData("""{"month":"9999-12","facts":{"birth":"1990"}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"9999-11"}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","poverty":[{"status":"poor","until":"9999-12-31"}]}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","incomes":[{"kind":"pension","monthlyDong":9223372036854775807}]}}""")]
    [InlineData("""{"month":"2022-10","facts":{"birth":"1990","adoptedOn":"1980-01-01"}}""")]
    [InlineData("""{"id":"\ud800","month":"2022-10","facts":{"birth":"1990"}}""")]
    public async Task Line_ThatCannotBe_GetsItsFaultAndTheNextItsAnswer(string line)
    {
        var (code, lines) = await RunAsync(line, Severe);

        Assert.Equal((3, 2), (code, lines.Count));
        Assert.All(lines[0].GetProperty("errors").EnumerateArray(), e => Assert.NotEmpty(e.GetProperty("message").GetString()!));
        Assert.Equal(540_000, lines[1].GetProperty("totalDong").GetInt64());
    }

    // The day of the decision chooses among what had force; without it all that is known counts.
    [Theory]
    [InlineData("", 810_000)]
    [InlineData("\"decidedOn\":\"2026-10-04\",", 750_000)]
    [InlineData("\"decidedOn\":\"2026-10-05\",", 810_000)]
    public async Task Line_WithADayOfDecision_IsAnsweredByTheLawOfThatDay(string field, long dong)
    {
        var (_, lines) = await RunAsync(Severe.Replace("\"month\":\"2022-10\",", "\"month\":\"2026-08\"," + field, StringComparison.Ordinal));

        Assert.Equal(dong, Assert.Single(lines).GetProperty("totalDong").GetInt64());
    }

    // Thousands of lines with something broken in each: never an exception, always one line.
    [Fact]
    public void Lines_BrokenByChance_AreEachAnswered()
    {
        const string Whole = """{"id":"T6","month":"2022-10","until":"2026-12","decidedOn":"2026-11-01","province":"38","facts":{"birth":"1982-05","diedOn":"2030-01-01","foreign":false,"residences":[{"communeCode":"16072","village":"a","from":"2020-01-01"}],"poverty":[{"status":"poor","until":"2022-12-31"}],"marital":"neverMarried","maritalSince":"2001-01-01","children":[{"birth":"2012-03-01"},{"birth":"2002-09-01","study":{"until":"2024-06-01"}}],"disability":{"degree":"severe","kind":1,"certificateNumber":"12","certificateOn":"2022-01-05","validUntil":"2027-01-05"},"earlierCertificates":[{"degree":"mild","kind":1,"certificateNumber":"1","certificateOn":"2020-01-05"}],"hiv":{"confirmedOn":"2020-01-01"},"pregnancies":[{"from":"2022-03-01","until":"2022-12-01"}],"mother":[{"state":"dead"}],"father":[{"state":"serving","from":"2000-01-01"}],"supporters":[{"relation":"con","receivesAssistance":true}],"study":[{"from":"2000-01-01"}],"incomes":[{"kind":"pension","monthlyDong":1000}],"otherAllowances":[{"kind":"merit","name":"x","monthlyDong":5}],"institution":[{"from":"2010-01-01","until":"2011-01-01"}],"detentions":[{"kind":"custody","from":"2022-10-02","until":"2022-11-15"}],"care":[{"kind":"family"}],"pensionRequestedOn":"2025-07-01","currentCategory":"6.n.adult","currentCare":["CS.4"]}}""";
        string[] pieces = ["null", "[]", "{}", "[null]", "9", "-1", "1e30", "\"\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"9999-12\"", "true", "\"severe\"", "\"x\"", "{\"from\":null}", "\"2200-12\"", "\"1850\""];
        var rules = new RuleBook(RuleSeed.Law());
        Assert.Null(ExplainCommand.Answer(1, Whole, rules).Errors);
        var (random, answered) = (new Random(20261122), 0);
        for (var i = 0; i < 6_000; i++)
        {
            var line = Broken(Whole, random, pieces);
            for (var more = random.Next(3); more > 0; more--)
            {
                line = Broken(line, random, pieces);
            }

            try
            {
                var answer = ExplainCommand.Answer(i + 1, line, rules);
                JsonSerializer.Serialize(answer, ExplainJson.Options);
                answered += answer.Errors is null ? 1 : 0;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                throw new Xunit.Sdk.XunitException($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}\n{line}");
            }
        }

        Assert.InRange(answered, 100, 5_900); // some survive, so the rules were reached too
    }

    // A value, a letter or a stretch is exchanged.
    private static string Broken(string line, Random random, string[] pieces)
    {
        if (random.Next(4) > 0)
        {
            var values = System.Text.RegularExpressions.Regex.Matches(line, """(?<=[:\[,])("[^"]*"(?!:)|\{[^{}\[\]]*\}|\[[^\[\]]*\]|-?\d+|true|false|null)""");
            if (values.Count > 0 && values[random.Next(values.Count)] is var value)
            {
                return line[..value.Index] + pieces[random.Next(pieces.Length)] + line[(value.Index + value.Length)..];
            }
        }

        var at = random.Next(line.Length);
        return random.Next(2) == 0 ? line[..at] + (char)random.Next(32, 127) + line[Math.Min(line.Length, at + 1)..] : line.Remove(at, Math.Min(random.Next(1, 20), line.Length - at)) + " ";
    }

    private static async Task<(int Code, List<JsonElement> Lines)> RunAsync(params string[] lines)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var output = new MemoryStream();
        var code = await ExplainCommand.RunAsync(new RuleBook(RuleSeed.Law()), input, output, CancellationToken.None);
        return (code, Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.Clone()).ToList());
    }
}
