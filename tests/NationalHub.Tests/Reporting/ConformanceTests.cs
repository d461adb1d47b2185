using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace NationalHub.Tests.Reporting;

/// <summary>OData 4.0 minimal conformance (protocol, section 13.1.1) and what analysts' tools rely on beyond it, at the level of JSON.</summary>
public sealed class ConformanceTests(SharedDoor shared) : IClassFixture<SharedDoor>
{
    private readonly DoorWorld _door = shared.World;

    [Fact]
    public async Task ServiceDocument_AtTheRoot_ListsSets()
    {
        var document = await _door.JsonAsync("");
        Assert.EndsWith("/odata/$metadata", document.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal(["Beneficiaries", "Provinces"], document.GetProperty("value").EnumerateArray().Select(set => set.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task Metadata_Xml_DeclaresKeysAndTypes()
    {
        var xml = XDocument.Parse(await _door.Client.GetStringAsync("$metadata"));
        XNamespace edm = "http://docs.oasis-open.org/odata/ns/edm";
        var type = xml.Descendants(edm + "EntityType").Single(element => element.Attribute("Name")!.Value == "Beneficiary");
        Assert.Equal(["ProvinceCode", "Id"], type.Descendants(edm + "PropertyRef").Select(element => element.Attribute("Name")!.Value));
        var types = type.Elements(edm + "Property").ToDictionary(element => element.Attribute("Name")!.Value, element => element.Attribute("Type")!.Value);
        Assert.Equal(("Edm.Int64", "Edm.DateTimeOffset", "Edm.Date", "Edm.String"), (types["MonthlyAmount"], types["RecordedAt"], types["StartedOn"], types["Status"]));
        Assert.DoesNotContain("Secret", types.Keys);
        Assert.Contains("Họ và tên", xml.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_AskedAsJson_IsCsdlJson()
        => Assert.Equal("Bao.Container", (await _door.JsonAsync("$metadata", accept: "application/json")).GetProperty("$EntityContainer").GetString());

    [Fact]
    public async Task Feed_WithEveryOption_IsODataJson()
    {
        var feed = await _door.JsonAsync("Beneficiaries?$filter=ProvinceCode eq '38' and Status eq 'Active'&$select=FullName,MonthlyAmount&$orderby=MonthlyAmount desc,FullName&$top=5&$count=true");
        Assert.EndsWith("/odata/$metadata#Beneficiaries(FullName,MonthlyAmount)", feed.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal(20, feed.GetProperty("@odata.count").GetInt64());
        Assert.Equal("33/34 tỉnh đủ đến 02:10", feed.GetProperty("@bao.freshness").GetString());
        Assert.Equal(5, feed.GetProperty("value").GetArrayLength());
        Assert.Equal(["FullName", "MonthlyAmount"], feed.GetProperty("value")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(2_000_000, feed.GetProperty("value")[0].GetProperty("MonthlyAmount").GetInt64());
        Assert.False(feed.TryGetProperty("@odata.nextLink", out _));
    }

    [Fact]
    public async Task Apply_OfTheMinistry_IsODataJson()
    {
        var feed = await _door.JsonAsync("Beneficiaries?$apply=groupby((ProvinceCode,CategoryCode),aggregate($count as People,MonthlyAmount with sum as Money))");
        Assert.EndsWith("#Beneficiaries(ProvinceCode,CategoryCode,People,Money)", feed.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        var first = feed.GetProperty("value")[0];
        Assert.Equal(("01", "6.0", 5, 2_500_000), (first.GetProperty("ProvinceCode").GetString(), first.GetProperty("CategoryCode").GetString(), first.GetProperty("People").GetInt64(), first.GetProperty("Money").GetInt64()));
        Assert.Equal(12, feed.GetProperty("value").GetArrayLength());
        Assert.Equal("33/34 tỉnh đủ đến 02:10", feed.GetProperty("@bao.freshness").GetString());
    }

    [Fact]
    public async Task Apply_WithSelectAndCount_NamesWhatIsLeft()
    {
        var feed = await _door.JsonAsync("Beneficiaries?$apply=groupby((ProvinceCode),aggregate($count as People))&$select=People&$count=true&$orderby=People desc&$top=2");
        Assert.EndsWith("#Beneficiaries(People)", feed.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal((3, 2), (feed.GetProperty("@odata.count").GetInt64(), feed.GetProperty("value").GetArrayLength()));
    }

    [Fact]
    public async Task Aggregate_OverNothing_IsOneRowOfZeros()
    {
        var feed = await _door.JsonAsync("Beneficiaries?$apply=filter(ProvinceCode eq '99')/aggregate($count as N,MonthlyAmount with sum as S,MonthlyAmount with max as Top)&$count=true");
        var row = Assert.Single(feed.GetProperty("value").EnumerateArray());
        Assert.Equal((0, 0, JsonValueKind.Null), (row.GetProperty("N").GetInt64(), row.GetProperty("S").GetInt64(), row.GetProperty("Top").ValueKind));
        Assert.Equal(1, feed.GetProperty("@odata.count").GetInt64());
    }

    [Fact]
    public async Task Entity_ByCompositeKey_IsGivenInAnyOrder()
    {
        foreach (var address in new[] { "Beneficiaries(ProvinceCode='38',Id='b000003')", "Beneficiaries(Id='b000003',ProvinceCode='38')", "Beneficiaries(ProvinceCode=%2738%27,Id=%27b000003%27)" })
        {
            var entity = await _door.JsonAsync(address);
            Assert.EndsWith("#Beneficiaries/$entity", entity.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
            Assert.Equal("Nguyễn Văn 3", entity.GetProperty("FullName").GetString());
            Assert.True(entity.TryGetProperty("@bao.freshness", out _));
        }
    }

    [Theory]
    [InlineData("Beneficiaries(ProvinceCode='38',Id='none')", HttpStatusCode.NotFound, "OData.NotFound")]
    [InlineData("Beneficiaries('38')", HttpStatusCode.BadRequest, "OData.BadPath")]
    [InlineData("Beneficiaries(ProvinceCode=38,Id='b000003')", HttpStatusCode.BadRequest, "OData.BadPath")]
    [InlineData("Beneficiary", HttpStatusCode.NotFound, "OData.UnknownSet")]
    [InlineData("Provinces('38')", HttpStatusCode.NotFound, "OData.NotFound")]
    [InlineData("Beneficiaries/nothing", HttpStatusCode.BadRequest, "OData.BadPath")]
    public async Task Path_ThatLeadsNowhere_SaysSo(string address, HttpStatusCode status, string code)
        => Assert.Equal(code, (await _door.FaultAsync(address, status)).Code);

    [Fact]
    public async Task PropertyAndValue_OfAnEntity_AreGiven()
    {
        const string Entity = "Beneficiaries(ProvinceCode='38',Id='b000003')";
        var property = await _door.JsonAsync(Entity + "/MonthlyAmount");
        Assert.Equal(2_000_000, property.GetProperty("value").GetInt64());
        Assert.EndsWith("#Beneficiaries(ProvinceCode='38',Id='b000003')/MonthlyAmount", property.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal("Nguyễn Văn 3", await _door.Client.GetStringAsync(Entity + "/FullName/$value"));
        Assert.Equal(HttpStatusCode.NoContent, (await _door.SendAsync(HttpMethod.Get, "Beneficiaries(ProvinceCode='38',Id='b000000')/BirthYear")).StatusCode);
    }

    [Theory]
    [InlineData("Beneficiaries/$count", "60")]
    [InlineData("Beneficiaries/$count?$filter=ProvinceCode eq '38'", "20")]
    [InlineData("Beneficiaries/$count?$search=tran", "12")]
    [InlineData("Beneficiaries/$count?$apply=groupby((ProvinceCode))", "3")]
    public async Task Count_AsText_CountsMatches(string address, string expected)
    {
        using var response = await _door.SendAsync(HttpMethod.Get, address);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task MetadataLevels_NoneMinimalFull_AreHonoured()
    {
        const string Address = "Beneficiaries?$top=1&$select=FullName,MonthlyAmount";
        var none = await _door.JsonAsync(Address, accept: "application/json;odata.metadata=none");
        Assert.False(none.TryGetProperty("@odata.context", out _));
        var full = (await _door.JsonAsync(Address, accept: "application/json;odata.metadata=full")).GetProperty("value")[0];
        Assert.True(full.TryGetProperty("@odata.id", out _), full.ToString());
        Assert.EndsWith("/odata/Beneficiaries(ProvinceCode='01',Id='b000002')", Uri.UnescapeDataString(full.GetProperty("@odata.id").GetString()!), StringComparison.Ordinal);
        Assert.Equal("#Bao.Beneficiary", full.GetProperty("@odata.type").GetString());
        Assert.Equal("Nguyễn Văn 2", (await (await _door.Client.GetAsync(full.GetProperty("@odata.id").GetString())).Content.ReadAsStringAsync()) is var text ? JsonDocument.Parse(text).RootElement.GetProperty("FullName").GetString() : null);
        Assert.Equal(1, (await _door.JsonAsync("Beneficiaries?$top=1&$format=application/json;odata.metadata=full")).GetProperty("value").GetArrayLength());
        var groups = await _door.JsonAsync("Beneficiaries?$apply=groupby((ProvinceCode),aggregate(MonthlyAmount with sum as Money))", accept: "application/json;odata.metadata=full");
        // A row that is no entity says so: its id is null (OData JSON 4.0, section 4.5.8).
        Assert.Equal(JsonValueKind.Null, groups.GetProperty("value")[0].GetProperty("@odata.id").ValueKind);
    }

    [Fact]
    public async Task Ieee754Compatible_WhenAsked_WritesInt64AsText()
    {
        var feed = await _door.JsonAsync("Beneficiaries?$top=1", accept: "application/json;IEEE754Compatible=true");
        Assert.Equal(JsonValueKind.String, feed.GetProperty("value")[0].GetProperty("MonthlyAmount").ValueKind);
    }

    [Fact]
    public async Task Times_InAnswers_AreVietNamTime()
        => Assert.Equal("2026-01-01T07:00:00+07:00", (await _door.JsonAsync("Beneficiaries(ProvinceCode='38',Id='b000000')")).GetProperty("RecordedAt").GetString());

    [Fact]
    public async Task Answers_AtTheSameTime_DoNotMix()
    {
        string[] selects = ["Id", "FullName", "MonthlyAmount,Id", "Status"];
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var select = selects[i % selects.Length];
            var feed = await _door.JsonAsync($"Beneficiaries?$top=3&$select={select}");
            Assert.EndsWith($"#Beneficiaries({select})", feed.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
            Assert.Equal(select.Split(',').Length, feed.GetProperty("value")[0].EnumerateObject().Count());
        });
    }

    [Fact]
    public async Task Version_AskedByHeader_IsAnswered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "Beneficiaries?$top=1");
        request.Headers.Add("OData-MaxVersion", "3.0");
        Assert.Equal(HttpStatusCode.BadRequest, (await _door.Client.SendAsync(request)).StatusCode);
        using var newer = new HttpRequestMessage(HttpMethod.Get, "Beneficiaries?$top=1");
        newer.Headers.Add("OData-MaxVersion", "4.01");
        Assert.Equal(HttpStatusCode.OK, (await _door.Client.SendAsync(newer)).StatusCode);
    }

    [Fact]
    public async Task MaskedProperty_ForThatUser_IsHiddenAndUnsearchable()
    {
        var seen = await _door.JsonAsync("Beneficiaries(ProvinceCode='01',Id='b000002')", user: "analyst");
        var hidden = await _door.JsonAsync("Beneficiaries(ProvinceCode='01',Id='b000002')", user: "masked");
        Assert.Equal(("1942-03-03", "***"), (seen.GetProperty("BirthDate").GetString(), hidden.GetProperty("BirthDate").GetString()));
        Assert.Equal("OData.MaskedProperty", (await _door.FaultAsync("Beneficiaries?$filter=startswith(BirthDate,'19')", HttpStatusCode.Forbidden, "masked")).Code);
    }
}
