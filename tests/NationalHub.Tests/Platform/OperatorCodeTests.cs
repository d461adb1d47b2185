using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Operators;
using NationalHub.Platform;
using NationalHub.Provinces;
using TestSupport;

namespace NationalHub.Tests.Platform;

/// <summary>Codes and sessions of operators at their edges: what is counted, forgotten, locked and for how long.</summary>
public sealed class OperatorCodeTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);
    private readonly FakeClock _clock = new(new DateOnly(2026, 3, 2));
    private HubHost _hub = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync(configure: b => b.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(_clock)));
        _client = OperatorClient.Stranger(_hub);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    // Who looked over his shoulder at the set-up knows the password and this code.
    [Fact]
    public async Task Code_OfTheSetUp_OpensNothingAgain()
    {
        var password = await AddAsync();
        var page = await _client.EnterPasswordAsync("an", password);
        var code = new Phone(_clock, OperatorClient.KeyOn(page)).NextCode();
        await _client.SendAsync(page, "/dang-nhap/xac-thuc-hai-lop", new() { ["Offer"] = OperatorClient.OfferOn(page), ["Code"] = code });
        using var other = OperatorClient.Stranger(_hub);

        Assert.Contains("mỗi mã dùng một lần", await other.EnterAsync("an", password, code), StringComparison.Ordinal);

        Assert.Equal((true, false), (await IsInAsync(_client), await IsInAsync(other)));
    }

    [Fact]
    public async Task Codes_WrongBeforeARightOne_AreForgotten()
    {
        var password = await AddAsync();
        var phone = await _client.EnrolAsync(_hub, "an", password);
        // A right one counts as a try too until it is looked at: of the fourth try nothing may be left.
        foreach (var wrong in new[] { OperatorAccounts.MostFailures - 2, OperatorAccounts.MostFailures - 1 })
        {
            for (var i = 0; i < wrong; i++)
            {
                Assert.Equal(CodeOutcome.Wrong, await CheckAsync(phone.WrongCode()));
            }

            _clock.Advance(Step);
            Assert.Equal(CodeOutcome.Right, await CheckAsync(phone.NextCode()));
        }
    }

    // Whoever goes on trying keeps the owner out no longer than a quarter of an hour.
    [Fact]
    public async Task Lock_TriedAtMeanwhile_EndsAtItsTime()
    {
        var phone = await _client.EnrolAsync(_hub, "an", await AddAsync());
        for (var i = 0; i < OperatorAccounts.MostFailures; i++)
        {
            await CheckAsync(phone.WrongCode());
        }

        _clock.Advance(OperatorAccounts.LockTime - Step);
        Assert.Equal(CodeOutcome.Locked, await CheckAsync(phone.WrongCode()));
        _clock.Advance(Step);

        Assert.Equal(CodeOutcome.Right, await CheckAsync(phone.NextCode()));
    }

    // The phone was stolen with a browser that was signed in.
    [Fact]
    public async Task Session_OfBeforeAReset_StaysOverWhenTheFactorIsSetUpAnew()
    {
        var password = await AddAsync();
        await _client.EnrolAsync(_hub, "an", password);
        Assert.Equal(HubCommands.Done, await CommandAsync("operator", "reset-factor", "an"));
        using var owner = OperatorClient.Stranger(_hub);
        await owner.EnrolAsync(_hub, "an", password);

        Assert.Equal((true, false), (await IsInAsync(owner), await IsInAsync(_client)));
    }

    [Fact]
    public async Task Session_WhoseCodeWasTypedAgain_IsNoYoungerThanItsSignIn()
    {
        await _client.EnrolAsync(_hub, "an", await AddAsync());
        for (var used = TimeSpan.Zero; used < OperatorSession.Longest - TimeSpan.FromMinutes(20); used += TimeSpan.FromMinutes(20))
        {
            _clock.Advance(TimeSpan.FromMinutes(20));
            Assert.True(await IsInAsync(_client));
        }

        Assert.Contains("Mã mời của", await _client.SendFormAsync("/tinh/dang-ky", "/tinh/dang-ky", new() { ["ma"] = "38" }), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(20));

        Assert.False(await IsInAsync(_client));
    }

    [Fact]
    public async Task Password_OfTenMinutesAgo_IsTypedAgain()
    {
        var password = await AddAsync();
        var phone = await _client.EnrolAsync(_hub, "an", password);
        using var other = OperatorClient.Stranger(_hub);
        var page = await other.EnterPasswordAsync("an", password);
        _clock.Advance(OperatorSession.Halfway);

        Assert.Contains("name=\"Password\"", await other.SendAsync(page, "/dang-nhap/ma-xac-thuc", new() { ["Code"] = phone.NextCode() }), StringComparison.Ordinal);

        Assert.False(await IsInAsync(other));
    }

    [Fact]
    public async Task Account_ChangedByCommand_IsPutOnRecordEachTime()
    {
        foreach (var args in new string[][] { ["add", "an"], ["role", "an", "--role=goi"], ["password", "an"], ["disable", "an"], ["enable", "an"] })
        {
            Assert.Equal(HubCommands.Done, await CommandAsync(["operator", .. args]));
        }

        var told = await _hub.WithDbAsync(db => db.SecurityEvents.Where(e => e.Kind == SecurityEventKind.AccountChanged && e.Subject == "an").OrderBy(e => e.Id).Select(e => e.Detail).ToListAsync());
        Assert.Equal(5, told.Count);
        Assert.Equal("Đổi vai trò thành goi. (lệnh tại máy chủ)", told[1]);
    }

    [Fact]
    public async Task FreshCode_ThatIsWrong_IsPutOnRecordAndFiveLock()
    {
        var phone = await _client.EnrolAsync(_hub, "an", await AddAsync());
        _clock.Advance(TimeSpan.FromMinutes(5));
        var form = await _client.GetStringAsync(new Uri("/tinh/dang-ky", UriKind.Relative));
        for (var i = 0; i < OperatorAccounts.MostFailures; i++)
        {
            await _client.SendAsync(form, "/tinh/dang-ky", new() { ["ma"] = "38", ["ma-xac-thuc"] = phone.WrongCode() });
        }

        Assert.Contains("tạm khóa xác thực", await _client.SendAsync(form, "/tinh/dang-ky", new() { ["ma"] = "38", ["ma-xac-thuc"] = phone.NextCode() }), StringComparison.Ordinal);
        var kinds = await _hub.WithDbAsync(db => db.SecurityEvents.Where(e => e.Subject == "an").Select(e => e.Kind).Distinct().ToListAsync());
        Assert.Contains(SecurityEventKind.SignInRefused, kinds);
        Assert.Contains(SecurityEventKind.AccountLocked, kinds);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.Invitations.CountAsync()));
    }

    // The server's administrator helps who was locked out.
    [Fact]
    public async Task Password_GivenAnew_UnlocksTheAccount()
    {
        await AddAsync();
        for (var i = 0; i < OperatorAccounts.MostFailures; i++)
        {
            Assert.NotEqual(SignInOutcome.Welcome, await AccountsAsync(a => a.SignInAsync("an", "sai", default)));
        }

        var password = await AccountsAsync(a => a.ChangePasswordAsync("an", default));

        Assert.Equal(SignInOutcome.Welcome, await AccountsAsync(a => a.SignInAsync("an", password, default)));
    }

    private async Task<CodeOutcome> CheckAsync(string code)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OperatorFactor>().CheckAsync("an", code, CancellationToken.None);
    }

    private Task<string> AddAsync() => AccountsAsync(a => a.AddAsync("an", CancellationToken.None));

    private async Task<T> AccountsAsync<T>(Func<OperatorAccounts, Task<T>> act)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<OperatorAccounts>());
    }

    private async Task<int> CommandAsync(params string[] args) =>
        await HubCommands.RunAsync([.. args, $"--Data:Folder={_hub.Folder}", "--Listen:HttpPort=0", "--Listen:NodePort=0"], TextWriter.Null, TextWriter.Null, CancellationToken.None);

    private static async Task<bool> IsInAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK && answer.RequestMessage!.RequestUri!.AbsolutePath == "/";
    }
}
