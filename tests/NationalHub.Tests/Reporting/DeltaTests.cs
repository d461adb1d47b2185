using System.Net;
using System.Text.Json;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>Incremental refresh: what changed since a reading, what is gone, and from where to go on.</summary>
public sealed class DeltaTests : IAsyncLifetime
{
    private static readonly DateTime Later = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1);
    private DoorWorld _door = null!;

    public async Task InitializeAsync() => _door = await DoorWorld.StartAsync();

    public async Task DisposeAsync() => await _door.DisposeAsync();

    [Fact]
    public async Task Reading_ThatIsFollowed_EndsWithADeltaLinkThatGivesOnlyChanges()
    {
        const string Address = "Beneficiaries?$filter=ProvinceCode eq '38' and MonthlyAmount gt 600000&$select=FullName,MonthlyAmount";
        var (first, applied) = await ReadAsync(Address, "odata.track-changes");
        Assert.Equal("odata.track-changes", applied);
        Assert.Equal(15, first.GetProperty("value").GetArrayLength());
        var link = first.GetProperty("@odata.deltaLink").GetString()!;
        Assert.Empty((await _door.JsonAsync(link)).GetProperty("value").EnumerateArray());

        await _door.ChangeAsync(db =>
        {
            (db.Beneficiaries.Single(x => x.Id == "b000003").RecordedAt, db.Beneficiaries.Single(x => x.Id == "b000003").FullName) = (Later, "Đổi Tên");
            (db.Beneficiaries.Single(x => x.Id == "b000006").RecordedAt, db.Beneficiaries.Single(x => x.Id == "b000006").Gone) = (Later, 1);
            (db.Beneficiaries.Single(x => x.Id == "b000009").RecordedAt, db.Beneficiaries.Single(x => x.Id == "b000009").MonthlyAmount) = (Later, 1);
        });
        var delta = await _door.JsonAsync(link);

        Assert.EndsWith("#Beneficiaries(FullName,MonthlyAmount)/$delta", delta.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.True(delta.TryGetProperty("@bao.freshness", out _), delta.ToString());
        var rows = delta.GetProperty("value").EnumerateArray().ToList();
        Assert.Equal(3, rows.Count);
        Assert.Equal("Đổi Tên", rows[0].GetProperty("FullName").GetString());
        Assert.Contains("b000003", rows[0].GetProperty("@odata.id").GetString(), StringComparison.Ordinal);
        Assert.Equal(["b000006", "b000009"], rows.Skip(1).Select(r => r.GetProperty("id").GetString()!).Select(id => id[(id.IndexOf("b0", StringComparison.Ordinal))..^2].TrimEnd('%', '2')));
        Assert.All(rows.Skip(1), r => Assert.Equal("deleted", r.GetProperty("reason").GetString()));
        Assert.True(delta.TryGetProperty("@odata.deltaLink", out _));
    }

    [Fact]
    public async Task Reading_InPages_CarriesTheDayItBeganToItsLastPage()
    {
        var (page, _) = await ReadAsync("Beneficiaries", "odata.track-changes,odata.maxpagesize=25");
        var pages = 1;
        while (page.TryGetProperty("@odata.nextLink", out var next))
        {
            Assert.False(page.TryGetProperty("@odata.deltaLink", out _));
            page = await _door.JsonAsync(next.GetString()!);
            pages++;
        }
        Assert.Equal(3, pages);
        await _door.ChangeAsync(db => db.Beneficiaries.ToList().ForEach(x => x.RecordedAt = Later));
        var (delta, _) = await ReadAsync(page.GetProperty("@odata.deltaLink").GetString()!, "odata.maxpagesize=50");
        Assert.Equal(50, delta.GetProperty("value").GetArrayLength());
        var rest = await _door.JsonAsync(delta.GetProperty("@odata.nextLink").GetString()!);
        Assert.Equal(10, rest.GetProperty("value").GetArrayLength());
        Assert.True(rest.TryGetProperty("@odata.deltaLink", out _));
    }

    [Theory]
    [InlineData("Beneficiaries?$top=5")]
    [InlineData("Beneficiaries?$apply=groupby((ProvinceCode))")]
    [InlineData("Beneficiaries?$orderby=FullName")]
    [InlineData("Provinces")]
    public async Task Wish_ThatCannotBeGranted_IsIgnored(string address)
    {
        var (feed, applied) = await ReadAsync(address, "odata.track-changes");
        Assert.Equal(("", false), (applied, feed.TryGetProperty("@odata.deltaLink", out _)));
    }

    [Theory]
    [InlineData("Province/Rank eq 7")]
    [InlineData("Alive and (ProvinceCode eq '38' or province/name ne 'x')")]
    [InlineData("Province ne null")]
    public async Task Reading_FilteredByANavigation_IsNotFollowedAndSaysWhy(string filter)
    {
        var (feed, applied) = await ReadAsync("Beneficiaries?$filter=" + filter, "odata.track-changes");
        Assert.Equal(("", false), (applied, feed.TryGetProperty("@odata.deltaLink", out _)));
        Assert.Contains("$filter dùng Province/", feed.GetProperty("@bao.delta").GetString(), StringComparison.Ordinal);
        Assert.False((await _door.JsonAsync("Beneficiaries?$filter=" + filter)).TryGetProperty("@bao.delta", out _));

        // A link of an older hub says the same.
        var token = DeltaToken.Write(Later, $"\n\n{filter}\n\n");
        var fault = await _door.FaultAsync($"Beneficiaries?$filter={filter}&$deltatoken={token}", HttpStatusCode.NotImplemented);
        Assert.Equal("OData.NotSupported", fault.Code);
        Assert.Contains("theo dõi riêng Beneficiaries và Provinces", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_FilteredByATextLikeANavigation_IsFollowed()
        => Assert.Equal("odata.track-changes", (await ReadAsync("Beneficiaries?$filter=FullName ne 'Province'", "odata.track-changes")).Applied);

    [Fact]
    public async Task DeltaToken_OfAnotherQuery_IsGone()
    {
        var link = (await ReadAsync("Beneficiaries?$filter=Alive", "odata.track-changes")).Feed.GetProperty("@odata.deltaLink").GetString()!;
        var token = link[link.IndexOf("$deltatoken", StringComparison.Ordinal)..];
        Assert.Equal("OData.BadDeltaToken", (await _door.FaultAsync("Beneficiaries?" + token, HttpStatusCode.Gone)).Code);
        Assert.Equal("OData.OptionNotHere", (await _door.FaultAsync("Beneficiaries?$filter=Alive&$top=3&" + token, HttpStatusCode.BadRequest)).Code);
        Assert.Equal("OData.NotSupported", (await _door.FaultAsync("Provinces?" + token, HttpStatusCode.NotImplemented)).Code);
    }

    private async Task<(JsonElement Feed, string Applied)> ReadAsync(string address, string prefer)
    {
        using var response = await _door.SendAsync(HttpMethod.Get, address, prefer: prefer);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return (JsonDocument.Parse(text).RootElement, response.Headers.TryGetValues("Preference-Applied", out var applied) ? string.Join(",", applied) : "");
    }
}
