using System.Net;
using System.Text.Json;

namespace NationalHub.Tests.Reporting;

/// <summary>Server-driven paging through a real host, following nextLink word for word.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task NextLinks_FollowedVerbatim_GiveEveryRowOnce()
    {
        await using var door = await DoorWorld.StartAsync(60, limits => limits.DefaultPageSize = 7);
        var query = "Beneficiaries?$filter=" + Uri.EscapeDataString("contains(FullName,'ễ') or BirthYear eq null") + "&$select=FullName&$orderby=BirthYear desc&$count=true&marker=a%20b%2Bc";
        var (names, pages) = await WalkAsync(door, query);
        var expected = ReportDb.Rows().Count(row => row.FullName.Contains('ễ') || row.BirthYear is null);
        Assert.Equal(expected, names.Distinct().Count());
        Assert.Equal(expected, names.Count);
        Assert.All(pages, page => Assert.Equal(expected, page.GetProperty("@odata.count").GetInt64()));
        Assert.Contains("marker=a%20b%2Bc", pages[0].GetProperty("@odata.nextLink").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NextLinks_WhileRowsAreInserted_GiveEveryOldRowExactlyOnce()
    {
        await using var door = await DoorWorld.StartAsync(200, limits => limits.DefaultPageSize = 9);
        var old = ReportDb.Rows(200).Select(row => row.Id).ToHashSet();
        var page = 0;
        var (ids, _) = await WalkAsync(door, "Beneficiaries?$select=Id&$orderby=MonthlyAmount desc,BirthYear", "Id", () =>
        {
            var number = page++;
            var fresh = ReportDb.Rows(6).ToList();
            fresh.ForEach(row => row.Id = $"a{number:D3}{row.Id}");
            return door.FillAsync(fresh);
        });
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(old.IsSubsetOf(ids));
        Assert.True(ids.Count > 200, "rows inserted beyond the cursor are seen");
    }

    [Fact]
    public async Task Top_LargerThanAPage_IsHonouredAcrossPages()
    {
        await using var door = await DoorWorld.StartAsync(60, limits => limits.DefaultPageSize = 7);
        var (names, pages) = await WalkAsync(door, "Beneficiaries?$top=23&$skip=5&$orderby=Id desc", "Id");
        Assert.Equal(ReportDb.Rows().Select(row => row.Id).OrderDescending(StringComparer.Ordinal).Skip(5).Take(23), names);
        Assert.Equal(4, pages.Count);
        Assert.Equal(14, (await WalkAsync(door, "Beneficiaries?$top=14", "Id")).Pages.Sum(page => page.GetProperty("value").GetArrayLength()));
        Assert.Empty((await door.JsonAsync("Beneficiaries?$top=0")).GetProperty("value").EnumerateArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json;odata.metadata=full")]
    public async Task Pages_EndedByTheirBytes_GiveEveryRowOnce(string? accept)
    {
        await using var door = await DoorWorld.StartAsync(60, limits => (limits.MaxPageBytes, limits.FlushEveryRows) = (3000, 4));
        var (ids, pages) = await WalkAsync(door, "Beneficiaries?$count=true", "Id", accept: accept);
        Assert.Equal((60, 60), (ids.Count, ids.Distinct().Count()));
        Assert.InRange(pages.Count, 4, 59);
        Assert.All(pages, page => Assert.Equal(60, page.GetProperty("@odata.count").GetInt64()));
        var (some, cut) = await WalkAsync(door, "Beneficiaries?$top=23&$orderby=Id desc", "Id", accept: accept);
        Assert.Equal(ReportDb.Rows().Select(row => row.Id).OrderDescending(StringComparer.Ordinal).Take(23), some);
        Assert.True(cut.Count > 1);
        // A row that is longer than a page is a page.
        await using var narrow = await DoorWorld.StartAsync(3, limits => (limits.MaxPageBytes, limits.FlushEveryRows) = (1, 1));
        Assert.Equal((3, 3), (await WalkAsync(narrow, "Beneficiaries", "Id", accept: accept)) is var (rows, each) ? (rows.Count, each.Count) : default);
    }

    [Fact]
    public async Task Page_HeldWhole_TellsItsLength()
    {
        await using var door = await DoorWorld.StartAsync(60);
        using var response = await door.SendAsync(HttpMethod.Get, "Beneficiaries");
        Assert.Equal((await response.Content.ReadAsByteArrayAsync()).Length, response.Content.Headers.ContentLength);
        Assert.Null(response.Headers.TransferEncodingChunked);
    }

    [Fact]
    public async Task Groups_OverSeveralPages_ComeOnce()
    {
        await using var door = await DoorWorld.StartAsync(60, limits => limits.DefaultPageSize = 5);
        var (rows, pages) = await WalkAsync(door, "Beneficiaries?$apply=groupby((CommuneCode,CategoryCode),aggregate(MonthlyAmount with sum as Money))&$orderby=Money desc&$count=true", null);
        Assert.Equal((28, 28, 6), (rows.Count, rows.Distinct().Count(), pages.Count));
        Assert.All(pages, page => Assert.Equal(28, page.GetProperty("@odata.count").GetInt64()));
    }

    [Theory]
    [InlineData("odata.maxpagesize=4", 4)]
    [InlineData("respond-async, maxpagesize=6", 6)]
    [InlineData("odata.maxpagesize=100000", 20)]
    public async Task PageSize_Preferred_IsAppliedAndKeptByNextLink(string prefer, int expected)
    {
        await using var door = await DoorWorld.StartAsync(60, limits => (limits.DefaultPageSize, limits.MaxPageSize) = (7, 20));
        using var response = await door.SendAsync(HttpMethod.Get, "Beneficiaries", prefer: prefer);
        Assert.Equal($"odata.maxpagesize={expected}", response.Headers.GetValues("Preference-Applied").Single());
        var first = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(expected, first.GetProperty("value").GetArrayLength());
        var second = await door.JsonAsync(first.GetProperty("@odata.nextLink").GetString()!);
        Assert.Equal(expected, second.GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task Token_UnderAnotherFilter_IsRefused()
    {
        await using var door = await DoorWorld.StartAsync(60, limits => limits.DefaultPageSize = 7);
        var link = (await door.JsonAsync("Beneficiaries?$orderby=Id")).GetProperty("@odata.nextLink").GetString()!;
        Assert.Equal("OData.BadSkipToken", (await door.FaultAsync(link + "&$filter=Alive", HttpStatusCode.BadRequest)).Code);
    }

    private static async Task<(List<string> Values, List<JsonElement> Pages)> WalkAsync(DoorWorld door, string address, string? property = "FullName", Func<Task>? between = null, string? accept = null)
    {
        var values = new List<string>();
        var pages = new List<JsonElement>();
        for (var next = address; next is not null;)
        {
            var page = await door.JsonAsync(next, accept: accept);
            pages.Add(page);
            values.AddRange(page.GetProperty("value").EnumerateArray().Select(row => property is null ? row.ToString() : row.GetProperty(property).GetString()!));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
            await (between?.Invoke() ?? Task.CompletedTask);
        }
        return (values, pages);
    }
}
