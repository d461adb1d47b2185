using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Operators;
using NationalHub.Provinces;
using NationalHub.Reporting;
using NationalHub.Tests.Intake;
using TestSupport;

namespace NationalHub.Tests.Platform;

/// <summary>Who may read what at the people's door.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private HttpClient _client = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _hub.Http };
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _key = await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("excel", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/su-kien", HttpStatusCode.Redirect)]
    [InlineData("/chuyen-tinh", HttpStatusCode.Redirect)]
    [InlineData("/khop-du-lieu?ma=38", HttpStatusCode.Redirect)]
    [InlineData("/dan-cu", HttpStatusCode.Redirect)]
    [InlineData("/dan-cu?handler=Sheet", HttpStatusCode.Redirect)]
    [InlineData("/truy-van", HttpStatusCode.Redirect)]
    [InlineData("/truy-van?handler=Sheet", HttpStatusCode.Redirect)]
    [InlineData("/cong-dvc", HttpStatusCode.Redirect)]
    [InlineData("/odata/Beneficiaries", HttpStatusCode.Unauthorized)]
    [InlineData("/odata/$metadata", HttpStatusCode.Unauthorized)]
    [InlineData("/dang-nhap", HttpStatusCode.OK)]
    [InlineData("/dang-nhap/ma-xac-thuc", HttpStatusCode.Redirect)]
    [InlineData("/dang-nhap/xac-thuc-hai-lop", HttpStatusCode.Redirect)]
    [InlineData("/tinh/dang-ky", HttpStatusCode.Redirect)]
    [InlineData("/tinh/38", HttpStatusCode.Redirect)]
    [InlineData("/tinh/38/chi-song-song", HttpStatusCode.Redirect)]
    [InlineData("/tinh/38/hang-tuan", HttpStatusCode.Redirect)]
    [InlineData("/tinh/38/bi-tu-choi", HttpStatusCode.Redirect)]
    [InlineData("/css/hub.css", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/metrics", HttpStatusCode.OK)]
    public async Task Address_ForAStranger_IsOpenOrClosed(string address, HttpStatusCode expected)
    {
        using var answer = await _client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("header")]
    [InlineData("basic")]
    [InlineData("bearer")]
    public async Task Ministry_WithItsKey_ReadsRowsMaskedWithFreshnessAndIsRecorded(string way)
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        await using var node = new Pusher(_hub, certificate);
        await node.PushAsync(1, Records.Person(Records.Id(1), 1), Records.Person(Records.Id(2), 1, category: "8"), Records.Tombstone(Records.Id(3), 4));
        await AuthorizeAsync(way);

        var all = await JsonAsync("/odata/Beneficiaries?$filter=(BirthYear eq 1954 or CategoryCode eq 'KHAC') and CommuneName ne 'Nguyễn Thị Thủy'&$count=true&$orderby=Id");
        var sums = await JsonAsync("/odata/Beneficiaries?$apply=groupby((ProvinceCode,CategoryCode),aggregate($count as People,MonthlyAmount with sum as Money))&$orderby=CategoryCode");

        Assert.Equal(2, all.GetProperty("@odata.count").GetInt32());
        Assert.Equal("038•••••1234", all.GetProperty("value")[0].GetProperty("CitizenIdMasked").GetString());
        Assert.Equal(["Nguyễn Thị Thủy", ""], all.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("FullName").GetString()));
        Assert.Contains(all.EnumerateObject(), p => p.Name.StartsWith("@bao.freshness", StringComparison.Ordinal));
        Assert.Equal(["6.dbn.adult", "KHAC"], sums.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("CategoryCode").GetString()));
        var log = await WaitForLogAsync(2);
        Assert.All(log, l => Assert.Equal("excel", l.Analyst));
        Assert.DoesNotContain(log, l => l.Query.Contains("Thủy", StringComparison.Ordinal));
        Assert.True(log[0].Rows >= 2, $"{log[0].Rows} rows recorded");
    }

    [Fact]
    public async Task Key_ThatOpensNothing_IsRefusedAndRecorded()
    {
        _client.DefaultRequestHeaders.Add("X-Api-Key", "btxh_wrong");

        using var answer = await _client.GetAsync(new Uri("/odata/Beneficiaries", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(1, await _hub.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.KeyRefused)));
    }

    [Fact]
    public async Task Operator_FiveWrongPasswords_IsLockedOutEvenWithTheRightOne()
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<OperatorAccounts>();
        var password = await accounts.AddAsync("an", CancellationToken.None);
        Assert.Equal(SignInOutcome.Welcome, await accounts.SignInAsync("an", password, CancellationToken.None));
        for (var i = 0; i < OperatorAccounts.MostFailures; i++)
        {
            await using var once = _hub.App.Services.CreateAsyncScope();
            await once.ServiceProvider.GetRequiredService<OperatorAccounts>().SignInAsync("an", "sai", CancellationToken.None);
        }

        await using var last = _hub.App.Services.CreateAsyncScope();
        Assert.Equal(SignInOutcome.Locked, await last.ServiceProvider.GetRequiredService<OperatorAccounts>().SignInAsync("an", password, CancellationToken.None));
    }

    [Theory]
    [InlineData("$filter=FullName eq 'Nguyễn Thị Thủy'", "/odata/X$filter=FullName eq '…'")]
    [InlineData("$filter=BirthYear eq 1954", "/odata/X$filter=BirthYear eq #")]
    [InlineData("$search=Thủy&$top=5", "/odata/X$search=…&$top=#")]
    public void QueryShape_OfAQuery_HasNoLiterals(string query, string expected) => Assert.Equal(expected, QueryRecording.Shape("/odata/X", query));

    private async Task AuthorizeAsync(string way)
    {
        if (way == "header")
        {
            _client.DefaultRequestHeaders.Add("X-Api-Key", _key);
        }
        else if (way == "basic")
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{_key}")));
        }
        else
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "excel", ["client_secret"] = _key });
            using var answer = await _client.PostAsync(new Uri("/token", UriKind.Relative), form);
            var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString();
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    private async Task<JsonElement> JsonAsync(string address)
    {
        using var answer = await _client.GetAsync(new Uri(address, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The record is written after the answer has gone.</summary>
    private async Task<List<QueryLogEntry>> WaitForLogAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var log = await _hub.WithDbAsync(db => db.QueryLog.OrderBy(q => q.Id).ToListAsync(patience.Token));
            if (log.Count >= count)
            {
                return log;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
