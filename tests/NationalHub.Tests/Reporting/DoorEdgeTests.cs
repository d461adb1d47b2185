using System.Net;

namespace NationalHub.Tests.Reporting;

/// <summary>Requests that are wrong, too dear, or not for reading.</summary>
public sealed class DoorEdgeTests(SharedDoor shared) : IClassFixture<SharedDoor>
{
    private readonly DoorWorld _door = shared.World;

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Write_ToTheDoor_Gives405(string method)
    {
        using var response = await _door.SendAsync(new HttpMethod(method), "Beneficiaries");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
        Assert.Contains("\"OData.ReadOnly\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("$metadata", HttpStatusCode.OK)]
    [InlineData("Beneficiaries?$filter=ProvinceCode eq '38'", HttpStatusCode.OK)]
    [InlineData("Beneficiaries/$count", HttpStatusCode.OK)]
    [InlineData("Beneficiaries(ProvinceCode='38',Id='b000003')", HttpStatusCode.OK)]
    [InlineData("Beneficiaries(ProvinceCode='38',Id='none')", HttpStatusCode.NotFound)]
    [InlineData("Beneficiaries?$filter=Nothing eq 1", HttpStatusCode.BadRequest)]
    public async Task Head_OnAnyAddress_HasHeadersAndNoBody(string address, HttpStatusCode expected)
    {
        using var response = await _door.SendAsync(HttpMethod.Head, address);
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("4.0", response.Headers.GetValues("OData-Version").Single());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("$filter=FullNam eq 'x'", 400, "OData.UnknownProperty", "“FullName”")]
    [InlineData("$select=FullNam", 400, "OData.UnknownProperty", "“FullName”")]
    [InlineData("$orderby=FullNam", 400, "OData.UnknownProperty", "“FullName”")]
    [InlineData("$apply=aggregate(MonthlyAmout with sum as S)", 400, "OData.UnknownProperty", "“MonthlyAmount”")]
    [InlineData("$fliter=x", 400, "OData.UnknownOption", "“$filter”")]
    [InlineData("$expand=Provinc", 400, "OData.UnknownProperty", "“Province”")]
    [InlineData("$expand=Province($filter=Code eq '1')", 501, "OData.NotSupported", "$select")]
    [InlineData("$expand=Province&$apply=groupby((ProvinceCode))", 501, "OData.NotSupported", "compute(…)")]
    [InlineData("$apply=groupby((Province/Name))", 501, "OData.NotSupported", "Chưa nhóm")]
    [InlineData("$compute=MonthlyAmount mul as X", 400, "OData.Syntax", "$apply")]
    [InlineData("$compute=1 add 1 as FullName", 400, "OData.DuplicateName", "“FullName”")]
    [InlineData("$levels=1", 501, "OData.NotSupported", "$levels")]
    [InlineData("$deltatoken=abc", 410, "OData.BadDeltaToken", "track-changes")]
    [InlineData("$format=csv", 400, "OData.PurposeMissing", "mục đích")]
    [InlineData("$format=xlsx&purpose=abc", 400, "OData.PurposeMissing", "mục đích")]
    [InlineData("$top=-1", 400, "OData.BadNumber", "$top")]
    [InlineData("$top=99999999999999999999999", 400, "OData.OverLimit", "nextLink")]
    [InlineData("$top=99999999", 400, "OData.OverLimit", "nextLink")]
    [InlineData("$skip=99999999", 400, "OData.OverLimit", "nextLink")]
    [InlineData("$count=yes", 400, "OData.BadFlag", "true hoặc false")]
    [InlineData("$filter=Alive&$filter=Alive", 400, "OData.RepeatedOption", "$filter")]
    [InlineData("$filter=", 400, "OData.EmptyOption", "$filter")]
    [InlineData("$format=xml", 415, "OData.Format", "$format=json")]
    [InlineData("$skiptoken=abc", 400, "OData.BadSkipToken", "nextLink")]
    [InlineData("$search=x AND", 400, "OData.Syntax", "$search")]
    [InlineData("$filter=1 eq 1 eq 1 and (((", 400, "OData.Syntax", "$filter")]
    public async Task Query_ThatIsWrong_GetsAnErrorThatSaysWhatToDo(string query, int status, string code, string advice)
    {
        var fault = await _door.FaultAsync("Beneficiaries?" + query, (HttpStatusCode)status);
        Assert.Equal(code, fault.Code);
        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_WithoutJson_Gives406()
        => Assert.Equal(HttpStatusCode.NotAcceptable, (await _door.SendAsync(HttpMethod.Get, "Beneficiaries", accept: "application/atom+xml")).StatusCode);

    [Fact]
    public async Task Accept_OfABrowser_GivesJson()
        => Assert.Equal(HttpStatusCode.OK, (await _door.SendAsync(HttpMethod.Get, "Beneficiaries?$top=1", accept: "text/html,application/xhtml+xml,*/*;q=0.8")).StatusCode);

    [Fact]
    public async Task Batch_Sent_IsNotSupportedYet()
        => Assert.Equal("OData.NotSupported", (await _door.FaultAsync("$batch", HttpStatusCode.NotImplemented)).Code);

    [Theory]
    [InlineData(30)]
    [InlineData(3000)]
    public async Task Parentheses_NestedTooDeep_AreRefusedBeforeParsing(int depth)
    {
        await using var door = await DoorWorld.StartAsync(3, limits => limits.MaxUrlLength = 50_000);
        var filter = new string('(', depth) + "Alive" + new string(')', depth);
        await Refused(door, filter, 400, "OData.OverLimit");
    }

    [Fact]
    public async Task Chains_LongerThanTheLimit_AreRefused()
    {
        await using var door = await DoorWorld.StartAsync(3, limits => limits.MaxUrlLength = 500_000);
        await Refused(door, string.Join(" or ", Enumerable.Range(0, 300).Select(i => $"BirthYear eq {i}")), 400, "OData.OverLimit");
        await Refused(door, $"BirthYear in ({string.Join(",", Enumerable.Range(0, 500))})", 400, "OData.OverLimit");
        await Refused(door, string.Concat(Enumerable.Repeat("not ", 900)) + "Alive", 400, "OData.OverLimit");
    }

    [Fact]
    public async Task Url_LongerThanTheLimit_IsRefused()
    {
        await using var door = await DoorWorld.StartAsync(3, limits => limits.MaxUrlLength = 200);
        await Refused(door, "FullName eq '" + new string('x', 300) + "'", 414, "OData.TooLong");
    }

    [Fact]
    public async Task Apply_WithTooManyGroups_IsRefused()
    {
        await using var door = await DoorWorld.StartAsync(60, limits => limits.MaxApplyGroups = 10);
        Assert.Equal("OData.OverLimit", (await door.FaultAsync("Beneficiaries?$apply=groupby((Id),aggregate($count as N))", HttpStatusCode.BadRequest)).Code);
        Assert.Equal(5, (await door.JsonAsync("Beneficiaries?$apply=groupby((Id),aggregate($count as N))&$top=5")).GetProperty("value").GetArrayLength());
    }

    private static async Task Refused(DoorWorld door, string filter, int status, string code)
        => Assert.Equal(code, (await door.FaultAsync("Beneficiaries?$filter=" + Uri.EscapeDataString(filter), (HttpStatusCode)status)).Code);
}
