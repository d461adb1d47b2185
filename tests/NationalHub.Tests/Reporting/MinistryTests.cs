using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Provinces;
using NationalHub.Reporting;
using NationalHub.Tests.Intake;
using TestSupport;

namespace NationalHub.Tests.Reporting;

/// <summary>The published sets on the real hub: earlier days, units, search, roles, files with their purpose.</summary>
public sealed class MinistryTests : IAsyncLifetime
{
    private static readonly DateOnly First = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-5));
    private readonly FakeClock _clock = new(First);
    private HubHost _hub = null!;
    private Pusher _node = null!;

    public async Task InitializeAsync()
    {
        // Runs when the host is built: after the hub's own registrations.
        _hub = await HubHost.StartAsync(configure: builder => builder.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(_clock)));
        _node = new Pusher(_hub, await _hub.AddProvinceAsync("38"));
        await _hub.WithDbAsync(db => db.Provinces.ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, ProvinceStage.Pilot)));
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task AsOf_AnEarlierDay_IsWhatTheHubKnewThenAndStaysSo()
    {
        using var auditor = await ClientAsync(AnalystRole.Auditor);
        await PushAsync(Records.Person(Records.Id(1), 1, 540_000), Records.Person(Records.Id(2), 1, 100_000));
        _clock.SetDay(First.AddDays(1));
        await PushAsync(Records.Person(Records.Id(1), 2, 720_000), Records.Person(Records.Id(3), 1, 1_000));
        _clock.SetDay(First.AddDays(2));

        Assert.Equal([100_000, 540_000], await AmountsAsync(auditor, First));
        Assert.Equal([1_000, 100_000, 720_000], await AmountsAsync(auditor, First.AddDays(1)));
        Assert.Empty(await AmountsAsync(auditor, First.AddDays(-1)));
        var sums = await JsonAsync(auditor, $"Beneficiaries?$apply=groupby((ProvinceCode),aggregate($count as N,MonthlyAmount with sum as S))&asOf={First:yyyy-MM-dd}");
        Assert.Equal((2, 640_000), (sums.GetProperty("value")[0].GetProperty("N").GetInt32(), sums.GetProperty("value")[0].GetProperty("S").GetInt32()));
        Assert.Equal($"{First:yyyy-MM-dd}", sums.GetProperty("@bao.asOf").GetString());
        Assert.StartsWith($"{First:yyyy-MM-dd}T09:00:00", sums.GetProperty("@bao.freshness.P38").GetString(), StringComparison.Ordinal);

        // What law erases is gone from earlier days too; nothing else ever changes them.
        await PushAsync(Records.Tombstone(Records.Id(2), 2), Records.Person(Records.Id(1), 3, 5));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([540_000], await AmountsAsync(auditor, First));
        await FaultAsync(auditor, $"Beneficiaries?asOf={First.AddDays(2):yyyy-MM-dd}", HttpStatusCode.BadRequest, "OData.BadDay");
        await FaultAsync(auditor, $"Indicators?asOf={First:yyyy-MM-dd}", HttpStatusCode.NotImplemented, "OData.NotSupported");
        await FaultAsync(auditor, "Beneficiaries?asOf=hôm qua", HttpStatusCode.BadRequest, "OData.BadDay");
    }

    [Fact]
    public async Task Roles_OnTheSameRows_SeeWhatTheyMay()
    {
        await PushAsync([.. Enumerable.Range(1, 7).Select(i => Records.Person(Records.Id(i), 1)), Records.Person(Records.Id(8), 1, category: "8"), Records.Person(Records.Id(9), 1, category: "6.n.adult")]);
        const string Sums = "Beneficiaries?$apply=groupby((CategoryCode),aggregate($count as N))&$orderby=CategoryCode";
        using var auditor = await ClientAsync(AnalystRole.Auditor);
        using var analyst = await ClientAsync(AnalystRole.Analyst);
        using var statistician = await ClientAsync(AnalystRole.Statistics);

        Assert.Equal([7, 1, 1], Counts(await JsonAsync(auditor, Sums)));
        Assert.Equal([7, null, null], Counts(await JsonAsync(analyst, Sums)));
        Assert.Equal([5], Counts(await JsonAsync(statistician, Sums)));
        await FaultAsync(statistician, "Beneficiaries", HttpStatusCode.Forbidden, "OData.RowsClosed");
        // Words without tones find names with tones; who belongs to a confidential group is found by no name.
        Assert.Equal(8, (await JsonAsync(analyst, "Beneficiaries?$search=thi AND THUY")).GetProperty("value").GetArrayLength());
        Assert.Equal(8, (await JsonAsync(analyst, "Beneficiaries?$filter=contains(toupper(FullName),'THỦY')")).GetProperty("value").GetArrayLength());
        Assert.Equal([""], (await JsonAsync(analyst, "Beneficiaries?$filter=CategoryCode eq 'KHAC'")).GetProperty("value").EnumerateArray().Select(r => r.GetProperty("FullName").GetString()));

        var units = await JsonAsync(statistician, "Units?$search=%22hoa loc%22&$filter=Regime eq '3T' and ProvinceCode eq '38' and Level eq 'commune'");
        Assert.Equal(["Xã Hoa Lộc", "Xã Hòa Lộc"], units.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("Name").GetString()));

        using var file = await analyst.GetAsync(new Uri("odata/Beneficiaries?$select=FullName&$expand=Province($select=Name)&$format=csv&purpose=Th%E1%BA%A9m tra qu%C3%BD 3", UriKind.Relative));
        Assert.Contains("Nguyễn Thị Thủy,Tỉnh Thanh Hóa", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var logged = await UntilLoggedAsync("Thẩm tra quý 3");
        Assert.Equal((nameof(AnalystRole.Analyst), true, false), (logged.Analyst, logged.Rows >= 9, logged.Query.Contains("tra", StringComparison.Ordinal)));
    }

    [Fact]
    public void Units_AsShipped_AreATreeInBothOrganizations()
    {
        var units = UnitRows.All();
        Assert.Equal((63, 34), (units.Count(u => u is { Level: "province", Regime: "3T" }), units.Count(u => u is { Level: "province", Regime: "2T" })));
        var known = units.Select(u => (u.Code, u.Regime)).ToHashSet();
        Assert.Equal(units.Count, known.Count);
        Assert.All(units, u => Assert.True(u.ParentCode.Length == 0 ? u.Level == "province" : known.Contains((u.ParentCode, u.Regime)), u.Code));
        Assert.All(units, u => Assert.Contains((u.ProvinceCodeNow, "2T"), known));
    }

    private async Task PushAsync(params Protos.Replication.Record[] records) => Assert.Empty((await _node.PushAsync(1, records)).Refusals);

    private static IEnumerable<long?> Counts(JsonElement feed)
        => feed.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("N")).Select(n => n.ValueKind == JsonValueKind.Null ? (long?)null : n.GetInt64());

    private static async Task<List<long>> AmountsAsync(HttpClient client, DateOnly day)
        => [.. (await JsonAsync(client, $"Beneficiaries?asOf={day:yyyy-MM-dd}&$orderby=MonthlyAmount&$expand=Province")).GetProperty("value").EnumerateArray().Select(r => r.GetProperty("MonthlyAmount").GetInt64())];

    private async Task<HttpClient> ClientAsync(AnalystRole role)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var client = new HttpClient { BaseAddress = _hub.Http };
        client.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync(role.ToString(), role, CancellationToken.None));
        return client;
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri("odata/" + address, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task FaultAsync(HttpClient client, string address, HttpStatusCode status, string code)
    {
        using var answer = await client.GetAsync(new Uri("odata/" + address, UriKind.Relative));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The record is written after the answer has gone.</summary>
    private async Task<QueryLogEntry> UntilLoggedAsync(string purpose)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (await _hub.WithDbAsync(db => db.QueryLog.FirstOrDefaultAsync(q => q.Purpose == purpose, patience.Token)) is { } found)
            {
                return found;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
