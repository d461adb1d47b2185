using System.Net;
using System.Text.Json;

namespace NationalHub.Tests.Reporting;

/// <summary>Single navigations: written inside a row, named in conditions and orders, followed by address. And $compute.</summary>
public sealed class ExpandTests(SharedDoor shared, BinderWorld binder) : IClassFixture<SharedDoor>, IClassFixture<BinderWorld>
{
    private readonly DoorWorld _door = shared.World;

    [Fact]
    public async Task Expand_OfASingleNavigation_WritesTheOtherRowOrNull()
    {
        var feed = await _door.JsonAsync("Beneficiaries?$expand=Province($select=Name,Rank)&$select=Id&$orderby=ProvinceCode,Id&$count=true");
        Assert.EndsWith("#Beneficiaries(Id,Province(Name,Rank))", feed.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal(60, feed.GetProperty("@odata.count").GetInt64());
        var rows = feed.GetProperty("value").EnumerateArray().ToList();
        Assert.Equal(60, rows.Count);
        Assert.Equal(("Thành phố Hà Nội", 1), (rows[0].GetProperty("Province").GetProperty("Name").GetString(), rows[0].GetProperty("Province").GetProperty("Rank").GetInt32()));
        Assert.Equal(["Name", "Rank"], rows[0].GetProperty("Province").EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, rows[20].GetProperty("Province").ValueKind);
        Assert.Equal(["Id", "Province"], rows[0].EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("$filter=Province/Name eq 'Tỉnh Nghệ An'", 20)]
    [InlineData("$filter=Province/Rank gt 1", 20)]
    [InlineData("$filter=not (Province/Rank gt 1)", 40)]
    [InlineData("$filter=Province/Name eq null", 20)]
    [InlineData("$filter=contains(Province/Name,'Hà Nội') and Alive", 20)]
    [InlineData("$apply=filter(Province/Rank ge 1)/aggregate($count as N)", 1)]
    [InlineData("$apply=compute(Province/Name as Tinh)/groupby((Tinh),aggregate($count as N))", 3)]
    [InlineData("$orderby=Province/Rank desc,Id", 60)]
    [InlineData("$compute=MonthlyAmount mul 12 as Year&$filter=Year gt 12000000&$orderby=Year desc&$select=Id,Year", 30)]
    [InlineData("$compute=year(StartedOn) as Y,length(FullName) as L&$filter=Y eq 2025 and L gt 3", 60)]
    [InlineData("$compute=Province/Rank add 1 as R&$filter=R eq 8", 20)]
    [InlineData("$filter=tolower(FullName) eq 'nguyễn văn 3'", 1)]
    [InlineData("$expand=*", 60)]
    public void Query_OverNavigationsAndComputed_BindsOnBothDatabases(string query, int rows) => Assert.Equal(rows, binder.Ask(query).Count);

    [Fact]
    public async Task Compute_OfTheDoor_KeepsRowsEntitiesAndPages()
    {
        var feed = await _door.JsonAsync("Beneficiaries?$compute=MonthlyAmount mul 12 as Year&$select=Id,Year&$filter=Year gt 6000000&$orderby=Year desc,Id&$top=3&$count=true");
        Assert.Equal(45, feed.GetProperty("@odata.count").GetInt64());
        Assert.Equal(24_000_000, feed.GetProperty("value")[0].GetProperty("Year").GetInt64());
        var full = await _door.JsonAsync("Beneficiaries?$compute=MonthlyAmount mul 12 as Year&$top=1", accept: "application/json;odata.metadata=full");
        Assert.Contains("Beneficiaries(", full.GetProperty("value")[0].GetProperty("@odata.id").GetString(), StringComparison.Ordinal);
        var first = await _door.SendAsync(HttpMethod.Get, "Beneficiaries?$compute=MonthlyAmount mul 12 as Year&$orderby=Year", prefer: "odata.maxpagesize=40");
        var next = JsonDocument.Parse(await first.Content.ReadAsStringAsync()).RootElement.GetProperty("@odata.nextLink").GetString()!;
        Assert.Equal(20, (await _door.JsonAsync(next)).GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task Navigation_ByAddress_GivesTheOtherEntityOr204()
    {
        var province = await _door.JsonAsync("Beneficiaries(ProvinceCode='40',Id='b000001')/Province?$select=Name");
        Assert.Equal("Tỉnh Nghệ An", province.GetProperty("Name").GetString());
        Assert.EndsWith("#Provinces(Name)/$entity", province.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await _door.SendAsync(HttpMethod.Get, "Beneficiaries(ProvinceCode='38',Id='b000003')/Province")).StatusCode);
        Assert.Equal("OData.NotFound", (await _door.FaultAsync("Beneficiaries(ProvinceCode='40',Id='none')/Province", HttpStatusCode.NotFound)).Code);
        var entity = await _door.JsonAsync("Beneficiaries(ProvinceCode='40',Id='b000001')?$expand=Province&$select=Id");
        Assert.Equal("40", entity.GetProperty("Province").GetProperty("Code").GetString());
    }

    [Fact]
    public async Task Metadata_OfANavigation_IsDeclaredAndFullAnswersLeadThere()
    {
        var xml = await _door.Client.GetStringAsync("$metadata");
        Assert.Contains("<NavigationProperty Name=\"Province\" Type=\"Bao.Province\"", xml, StringComparison.Ordinal);
        Assert.Contains("<NavigationPropertyBinding Path=\"Province\" Target=\"Provinces\"", xml, StringComparison.Ordinal);
        var row = (await _door.JsonAsync("Beneficiaries?$filter=ProvinceCode eq '40'&$top=1", accept: "application/json;odata.metadata=full")).GetProperty("value")[0];
        var link = row.GetProperty("Province@odata.navigationLink").GetString()!;
        Assert.Equal("Tỉnh Nghệ An", (await _door.JsonAsync(link)).GetProperty("Name").GetString());
        var expanded = (await _door.JsonAsync("Beneficiaries?$filter=ProvinceCode eq '40'&$top=1&$expand=Province", accept: "application/json;odata.metadata=full")).GetProperty("value")[0];
        Assert.EndsWith("/Provinces('40')", Uri.UnescapeDataString(expanded.GetProperty("Province").GetProperty("@odata.id").GetString()!), StringComparison.Ordinal);
    }
}
