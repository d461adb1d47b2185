using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Accounts;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Organization;

/// <summary>A session ends when it must, and the door is not stormed.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string Password = "mot cau de nho 2025";
    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync(new NodeHostSettings { Configuration = new Dictionary<string, string?> { ["Node:Demo"] = "true" } });

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    // A copy of the cookie is as good as the cookie: signing out ends it too.
    [Fact]
    public async Task Session_AfterSigningOutElsewhere_IsOver()
    {
        await AddAsync();
        var (one, other) = (_node.NewClient(), _node.NewClient());
        Assert.Equal("/ho-so", (await SignedInAsync(one)).Address.AbsolutePath);
        var page = await SignedInAsync(other);
        Assert.Equal("/ho-so", page.Address.AbsolutePath);

        await page.SubmitAsync(button: "Đăng xuất");

        Assert.Equal("/dang-nhap", (await PageReader.OpenAsync(one, "/ho-so")).Address.AbsolutePath);
        Assert.Equal(ActKinds.SignOut, await LastActAsync());
    }

    [Fact]
    public async Task Session_OlderThanTenHours_IsOverThoughUsed()
    {
        await AddAsync();
        var (options, principal) = await _node.WithAsync(async s => (s.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme),
            await s.GetRequiredService<IUserClaimsPrincipalFactory<Official>>().CreateAsync((await s.GetRequiredService<UserManager<Official>>().FindByNameAsync("lan"))!)));
        var now = options.TimeProvider!.GetUtcNow();
        foreach (var (began, goes) in new[] { (now - SessionServices.LongestTime + TimeSpan.FromMinutes(5), true), (now - SessionServices.LongestTime, false) })
        {
            var session = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + SessionServices.IdleTime };
            SessionServices.Begin(session, began);
            var client = _node.NewClient();
            client.DefaultRequestHeaders.Add(CookieHandler.Fixed, $"{options.Cookie.Name}={options.TicketDataFormat.Protect(new(principal, session, IdentityConstants.ApplicationScheme))}; path=/");
            Assert.Equal(goes ? "/ho-so" : "/dang-nhap", (await PageReader.OpenAsync(client, "/ho-so")).Address.AbsolutePath);
        }
    }

    // Whoever floods the door is turned away before a password is looked at, and fills no book with names that nobody has.
    [Fact]
    public async Task SignIn_FromOneNetworkTooOften_IsTurnedAway()
    {
        await AddAsync();
        for (var i = 0; i < SignInTries.Most; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(_node.NewClient(false), $"khong.co.{i}", "sai sai sai sai")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync(_node.NewClient(false), "lan", Password)).StatusCode);
        Assert.Equal(SignInTries.MostUnknown, await _node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.SignInFailed)));

        _node.Clock.Advance(SignInTries.Window);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(_node.NewClient(false), "lan", Password)).StatusCode);
    }

    private Task AddAsync() => _node.WithAsync(async s =>
        Assert.Empty((await s.GetRequiredService<AccountCommands>().MakeAsync(new CommandAccount(new NewAccount("lan", "Nguyễn Thị Lan", "Cán bộ", "38.380.14758", [Roles.Desk]), Password, null), default)).Problems));

    private static async Task<PageReader> SignedInAsync(HttpClient client) =>
        await (await PageReader.OpenAsync(client, "/dang-nhap")).SubmitAsync(new Dictionary<string, object?> { ["UserName"] = "lan", ["Password"] = Password });

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string name, string password)
    {
        var page = await PageReader.OpenAsync(client, "/dang-nhap");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(new Uri("/dang-nhap", UriKind.Relative), new FormUrlEncodedContent(
            new Dictionary<string, string> { ["UserName"] = name, ["Password"] = password, ["__RequestVerificationToken"] = token }));
    }

    private Task<string> LastActAsync() => _node.WithDbAsync(db => db.Acts.OrderByDescending(a => a.Sequence).Select(a => a.Kind).FirstAsync());
}
