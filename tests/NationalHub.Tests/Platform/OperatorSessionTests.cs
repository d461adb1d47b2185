using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Operators;
using NationalHub.Reporting;
using TestSupport;

namespace NationalHub.Tests.Platform;

/// <summary>Sessions of the ministry's operators end when they must.</summary>
public sealed class OperatorSessionTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(new DateOnly(2026, 3, 2));
    private HubHost _hub = null!;
    private HttpClient _client = null!;
    private Phone _phone = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync(configure: b => b.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(_clock)));
        _client = OperatorClient.Stranger(_hub);
        Assert.False(await IsInAsync());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Session_OfAClosedAccount_OpensNothingFromThatMoment()
    {
        await EnterAsync();
        await AccountsAsync(a => a.CloseAsync("an", true, default));
        Assert.False(await IsInAsync());

        await AccountsAsync(a => a.CloseAsync("an", false, default));
        Assert.False(await IsInAsync());
    }

    [Fact]
    public async Task Session_AfterAnotherPassword_IsOver()
    {
        var password = await EnterAsync();
        var other = "";
        await AccountsAsync(async a => other = await a.ChangePasswordAsync("an", default));
        Assert.False(await IsInAsync());

        Assert.Equal(SignInOutcome.Wrong, await TryAsync(password));
        Assert.Equal(SignInOutcome.Welcome, await TryAsync(other));
    }

    // A copy of the cookie is as good as the cookie: it ends with it.
    [Fact]
    public async Task Session_AfterSigningOutElsewhere_IsOver()
    {
        var password = await EnterAsync();
        using var other = OperatorClient.Stranger(_hub);
        await other.EnterAsync("an", password, _phone.NextCode());
        await other.SendFormAsync("/", "/dang-nhap?handler=Leave", []);

        Assert.False(await IsInAsync());
    }

    [Fact]
    public async Task Session_LongerThanTenHours_IsOverThoughUsed()
    {
        await EnterAsync();
        for (var used = TimeSpan.Zero; used < OperatorSession.Longest - TimeSpan.FromMinutes(20); used += TimeSpan.FromMinutes(20))
        {
            _clock.Advance(TimeSpan.FromMinutes(20));
            Assert.True(await IsInAsync());
        }

        _clock.Advance(TimeSpan.FromMinutes(20));
        Assert.False(await IsInAsync());
    }

    [Fact]
    public async Task SignIn_WhoeverIsRefused_ReadsTheSameAndNoTypedNameIsKept()
    {
        await AccountsAsync(a => a.AddAsync("an", default));
        var said = new HashSet<string>();
        foreach (var name in Enumerable.Repeat("an", OperatorAccounts.MostFailures + 1).Append("mat-khau-go-nham"))
        {
            using var stranger = OperatorClient.Stranger(_hub);
            var page = await stranger.EnterPasswordAsync(name, "sai");
            said.Add(page.Split("role=\"alert\"")[1].Split("</div>")[0]);
        }

        Assert.Single(said);
        var kept = await _hub.WithDbAsync(db => db.SecurityEvents.Select(e => e.Subject).Distinct().ToListAsync());
        Assert.Equal(["", "an"], kept.Order());
    }

    [Fact]
    public async Task SignIn_FromOneNetworkTooOften_IsTurnedAwayBeforeAnythingIsKept()
    {
        var rate = _hub.App.Services.GetRequiredService<SignInRate>();
        for (var i = 0; i < SignInRate.Most; i++)
        {
            rate.Allows(IPAddress.Loopback);
        }

        var token = OperatorClient.Token(await _client.GetStringAsync(new Uri("/dang-nhap", UriKind.Relative)));
        using var answer = await _client.PostAsync(new Uri("/dang-nhap", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["Name"] = "an", ["Password"] = "sai", ["__RequestVerificationToken"] = token }));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains("Hãy đợi 5 phút", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.SecurityEvents.CountAsync()));
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/cong-dvc/so-lieu")]
    public async Task Figures_AskedThroughAProxy_AreNotThere(string address)
    {
        using var direct = await _client.GetAsync(new Uri(address, UriKind.Relative));
        using var through = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "X-Forwarded-For", "203.0.113.9" } } };
        using var answer = await _client.SendAsync(through);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (direct.StatusCode, answer.StatusCode));
    }

    [Theory]
    [InlineData("/", "no-store")]
    [InlineData("/khong-co-trang-nay", "no-store")]
    public async Task Page_OfTheHub_IsNotCached(string address, string expected)
    {
        await EnterAsync();
        using var answer = await _client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(address == "/" ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(expected, answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OfAnAnalyst_OpensNothingOnceClosed()
    {
        var key = "";
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<AnalystKeys>();
        key = await keys.AddAsync("excel", default);
        var token = await keys.TokenAsync("excel", key, default);
        Assert.Equal(("excel", "excel"), ((await keys.OwnerAsync(key, default))?.Name, (await keys.HolderAsync(token!, default))?.Name));

        await keys.CloseAsync("excel", default);

        Assert.Equal((null, null), ((await keys.OwnerAsync(key, default))?.Name, (await keys.HolderAsync(token!, default))?.Name));
        await Assert.ThrowsAsync<ArgumentException>(() => keys.CloseAsync("khong-co", default));
    }

    private async Task<string> EnterAsync()
    {
        var password = "";
        await AccountsAsync(async a => password = await a.AddAsync("an", default));
        _phone = await _client.EnrolAsync(_hub, "an", password);
        Assert.True(await IsInAsync());
        return password;
    }

    private async Task<bool> IsInAsync()
    {
        using var answer = await _client.GetAsync(new Uri("/", UriKind.Relative));
        return answer.RequestMessage!.RequestUri!.AbsolutePath == "/";
    }

    private async Task<SignInOutcome> TryAsync(string password)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OperatorAccounts>().SignInAsync("an", password, default);
    }

    private async Task AccountsAsync(Func<OperatorAccounts, Task> act)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<OperatorAccounts>());
    }
}
