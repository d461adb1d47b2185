using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Provinces;
using NationalHub.Reporting;
using TestSupport;

namespace NationalHub.Tests.Reporting;

/// <summary>A list of one person tells what he gets: who publishes does not find it, nor does anybody by an aggregate who may not see all.</summary>
public sealed class PaymentCellsTests : IAsyncLifetime
{
    private HubHost _hub = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        await _hub.WithDbAsync(async db =>
        {
            db.Provinces.AddRange(new Province { Code = "38", Name = "Tỉnh Thanh Hóa", Stage = ProvinceStage.Live }, new Province { Code = "68", Name = "Tỉnh Lâm Đồng", Stage = ProvinceStage.Live });
            // Twelve months of one person in one commune, and two larger lists of another.
            db.PaymentLists.AddRange(Enumerable.Range(1, 12).Select(m => List("14758", 202500 + m, 1, 540_000)));
            db.PaymentLists.AddRange(List("14764", 202511, 12, 6_000_000), List("14764", 202512, 8, 4_000_000));
            // As many as the country's in one list, in another province.
            var nation = List("24679", 202511, 7_000_002, 3_800_000_000_000);
            nation.ProvinceCode = "68";
            db.PaymentLists.Add(nation);
            return await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Theory]
    [InlineData("PaymentLists")]
    [InlineData("PaymentLists?$filter=People lt 5&$select=CommuneCode,Total")]
    [InlineData("PaymentLists/$count?$filter=People lt 5")]
    [InlineData("PaymentLists?$apply=filter(CommuneCode eq '14758')")]
    [InlineData("PaymentLists?$filter=People lt 5&$format=csv&purpose=bao cao")]
    public async Task Lists_ForWhoPublishes_AreClosed(string address)
        => Assert.Contains("OData.RowsClosed", (await AskAsync(AnalystRole.Statistics, address, HttpStatusCode.Forbidden)).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("PaymentLists?$apply=aggregate(Unpaid with sum as S)")]
    [InlineData("PaymentLists?$apply=filter(UnpaidLines eq 1)/aggregate($count as N)")]
    [InlineData("PaymentLists?$apply=groupby((Id),aggregate(Total with sum as S))")]
    [InlineData("PaymentLists?$apply=filter(People lt 5)/aggregate(Total with sum as S)")]
    [InlineData("PaymentLists?$apply=groupby((CommuneCode,Total))")]
    [InlineData("PaymentLists?$apply=filter(Total gt 500000)/groupby((CommuneCode))")]
    [InlineData("PaymentLists?$apply=compute(Total mul 1 as T)/groupby((T))")]
    [InlineData("PaymentLists?$apply=aggregate(Total mod 7 with sum as S)")]
    [InlineData("PaymentLists?$apply=aggregate(Total with countdistinct as S)")]
    [InlineData("PaymentLines?$apply=groupby((CommuneCode,Total))")]
    [InlineData("PaymentLines?$apply=filter(List/Unpaid gt 0)/groupby((CommuneCode))")]
    public async Task Amounts_ForWhoPublishes_AreSummedAndNothingElse(string address)
        => Assert.Contains("OData.MaskedProperty", (await AskAsync(AnalystRole.Statistics, address, HttpStatusCode.Forbidden)).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("$apply=filter(CommuneCode eq '14758' and Month eq 202501)/aggregate(Total with sum as S,Total with average as A,$count as N)")]
    [InlineData("$apply=filter(CommuneCode eq '14758')/groupby((Month),aggregate(Total with sum as S))")]
    [InlineData("$apply=filter(CommuneCode eq '14758')/aggregate(Total with sum as S)")]
    [InlineData("$apply=filter(CommuneCode eq '14758')/groupby((Month),aggregate(Total with sum as S))/aggregate(S with average as A)")]
    public async Task Sum_OfListsOfOnePerson_IsKeptBackHoweverManyMonths(string query)
    {
        foreach (var role in new[] { AnalystRole.Statistics, AnalystRole.Analyst })
        {
            var rows = (await AskAsync(role, "PaymentLists?" + query)).GetProperty("value").EnumerateArray().ToList();
            Assert.All(rows, row => Assert.All(row.EnumerateObject().Where(p => p.Name is "S" or "N" or "A"), p => Assert.Equal(JsonValueKind.Null, p.Value.ValueKind)));
        }
    }

    [Fact]
    public async Task Sum_OfListsThatAConditionFinds_IsKeptBackFromWhoWorksWithCases()
    {
        var few = (await AskAsync(AnalystRole.Analyst, "PaymentLists?$apply=filter(People lt 5)/aggregate(Total with sum as S,$count as N)")).GetProperty("value")[0];

        Assert.All(new[] { "S", "N" }, name => Assert.Equal(JsonValueKind.Null, few.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task Sum_OfLargerLists_IsToldExactOrInHandfuls()
    {
        const string Sums = "PaymentLists?$apply=filter(ProvinceCode eq '38')/groupby((CommuneCode),aggregate(Total with sum as S,People with sum as P))&$orderby=CommuneCode";

        Assert.Equal([null, 10_000_000], Values(await AskAsync(AnalystRole.Analyst, Sums), "S"));
        Assert.Equal([6_480_000, 10_000_000], Values(await AskAsync(AnalystRole.Auditor, Sums), "S"));
        // The commune of one person is no row.
        Assert.Equal([20], Values(await AskAsync(AnalystRole.Statistics, Sums), "P"));
        Assert.Equal([10, 10], Values(await AskAsync(AnalystRole.Statistics, "PaymentLists?$apply=filter(CommuneCode eq '14764')/groupby((Month),aggregate(People with sum as P))&$orderby=Month"), "P"));
        // Rows stay for who works with cases.
        Assert.Equal(15, (await AskAsync(AnalystRole.Analyst, "PaymentLists")).GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task Sum_OfTheCountry_IsToTheStep()
    {
        Assert.Equal([3_800_000_000_000], Values(await AskAsync(AnalystRole.Statistics, "PaymentLists?$apply=filter(ProvinceCode eq '68')/aggregate(Total with sum as S)"), "S"));
    }

    private static PaymentList List(string commune, int month, int people, long total) => new()
    {
        ProvinceCode = "38", Id = Guid.NewGuid().ToString("D"), Month = month, Type = "Regular", Method = "CashPoint", CommuneCode = commune, Status = "Settled", Lines = people, People = people, Total = total, PaidLines = people, Paid = total,
    };

    private static IEnumerable<long?> Values(JsonElement feed, string name)
        => feed.GetProperty("value").EnumerateArray().Select(r => r.GetProperty(name)).Select(v => v.ValueKind == JsonValueKind.Null ? (long?)null : v.GetInt64());

    private async Task<JsonElement> AskAsync(AnalystRole role, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        using var client = new HttpClient { BaseAddress = _hub.Http };
        client.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync(Guid.NewGuid().ToString("n"), role, CancellationToken.None));
        using var answer = await client.GetAsync(new Uri("odata/" + address, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
