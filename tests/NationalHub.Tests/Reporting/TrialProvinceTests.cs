using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Provinces;
using NationalHub.Provinces.Gates;
using NationalHub.Reporting;
using TestSupport;

namespace NationalHub.Tests.Reporting;

/// <summary>A hub with a province that works for real (38), one that was set back from its pilot (46) and one that is tried out (48), each of seven people and one list.</summary>
public sealed class TrialHub : IAsyncLifetime
{
    private HubHost _hub = null!;

    public HttpClient Analyst { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        Analyst = new HttpClient { BaseAddress = new Uri(_hub.Http, "odata/") };
        await using var scope = _hub.App.Services.CreateAsyncScope();
        Analyst.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("excel", AnalystRole.Analyst, CancellationToken.None));
        await _hub.WithDbAsync(async db =>
        {
            foreach (var (code, stage) in new[] { ("38", ProvinceStage.Live), ("46", ProvinceStage.Testing), ("48", ProvinceStage.Testing) })
            {
                db.Provinces.Add(new Province { Code = code, Name = "Tỉnh " + code, Stage = stage });
                db.Beneficiaries.AddRange(Enumerable.Range(1, 7).Select(i => new Beneficiary { ProvinceCode = code, Id = $"b{i}", FullName = "Province/x", CategoryCode = "6.1", MonthlyAmount = 1 }));
                db.PaymentLists.Add(new PaymentList { ProvinceCode = code, Id = "l", Month = 202511, People = 7, Lines = 7, Total = 700 });
            }

            await db.SaveChangesAsync();
            db.Add(new StageChange { ProvinceCode = "46", From = ProvinceStage.Pilot, To = ProvinceStage.Testing, By = "van.hanh", At = DateTime.UnixEpoch, Why = "thử lại" });
            return await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync()
    {
        Analyst.Dispose();
        await _hub.DisposeAsync();
    }
}

/// <summary>Sums are of provinces that work with real people and money, unless the query names provinces; sample rows are told apart.</summary>
public sealed class TrialProvinceTests(TrialHub world) : IClassFixture<TrialHub>
{
    [Theory]
    [InlineData("Beneficiaries?$apply=aggregate($count as N)", 14)]
    [InlineData("Beneficiaries?$apply=groupby((CategoryCode),aggregate($count as N))", 14)]
    [InlineData("Beneficiaries?$apply=filter(FullName eq 'Province/x')/aggregate($count as N)", 14)]
    [InlineData("Beneficiaries?$apply=filter(ProvinceCode ne '01')/compute(MonthlyAmount mul 2 as M)/aggregate(M with sum as N)", 28)]
    [InlineData("Beneficiaries?$apply=filter(CategoryCode eq '6.1')/groupby((CategoryCode),aggregate($count as N))/filter(CategoryCode eq '6.1')", 14)]
    [InlineData("PaymentLists?$apply=aggregate(Total with sum as N)", 1400)]
    [InlineData("Beneficiaries?$apply=filter(ProvinceCode eq '48')/aggregate($count as N)", 7)]
    [InlineData("Beneficiaries?$apply=filter(ProvinceCode in ('38','46','48'))/aggregate($count as N)", 21)]
    [InlineData("Beneficiaries?$apply=filter(Province/IsReal eq false)/aggregate($count as N)", 7)]
    [InlineData("Beneficiaries?$apply=filter(Province/Stage ne 'Invited')/aggregate($count as N)", 21)]
    [InlineData("Beneficiaries?$apply=compute(Province/IsReal as Real)/filter(Real)/aggregate($count as N)", 14)]
    public async Task Sum_ThatNamesNoProvince_IsOfThoseThatWorkForReal(string address, long expected)
        => Assert.Equal(expected, (await RowsAsync(address)).Single().GetProperty("N").GetInt64());

    [Theory]
    [InlineData("Beneficiaries?$apply=groupby((ProvinceCode),aggregate($count as N))&$orderby=ProvinceCode")]
    [InlineData("Beneficiaries?$apply=groupby((CategoryCode,ProvinceCode),aggregate($count as N))&$orderby=ProvinceCode")]
    public async Task Groups_ByProvince_AreOfAll(string address)
        => Assert.Equal([("38", 7), ("46", 7), ("48", 7)], (await RowsAsync(address)).Select(r => (r.GetProperty("ProvinceCode").GetString()!, r.GetProperty("N").GetInt32())));

    [Theory]
    [InlineData("Beneficiaries", 21)]
    [InlineData("Beneficiaries?$filter=Province/IsReal", 14)]
    [InlineData("Beneficiaries?$filter=not Province/IsReal", 7)]
    [InlineData("Beneficiaries?$compute=MonthlyAmount mul 2 as M&$filter=M eq 2", 21)]
    [InlineData("Provinces?$filter=IsReal", 2)]
    [InlineData("Provinces?$filter=Stage eq 'Testing'&$orderby=IsReal desc,Name", 2)]
    public async Task Rows_OfAllProvinces_AreToldApart(string address, int expected) => Assert.Equal(expected, (await RowsAsync(address)).Count);

    [Fact]
    public async Task Row_WithItsProvince_SaysWhetherItIsReal()
    {
        var rows = await RowsAsync("Beneficiaries?$expand=Province($select=IsReal,Stage)&$filter=Id eq 'b1'&$orderby=ProvinceCode");

        Assert.Equal([("Live", true), ("Testing", true), ("Testing", false)], rows.Select(r => r.GetProperty("Province")).Select(p => (p.GetProperty("Stage").GetString()!, p.GetProperty("IsReal").GetBoolean())));
        Assert.False(JsonDocument.Parse(await world.Analyst.GetStringAsync(new Uri("Provinces('48')", UriKind.Relative))).RootElement.GetProperty("IsReal").GetBoolean());
    }

    private async Task<List<JsonElement>> RowsAsync(string address)
    {
        using var answer = await world.Analyst.GetAsync(new Uri(address, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("value").EnumerateArray()];
    }
}
