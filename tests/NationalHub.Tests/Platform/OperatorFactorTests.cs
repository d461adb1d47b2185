using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Operators;
using NationalHub.Platform;
using NationalHub.Provinces;
using TestSupport;

namespace NationalHub.Tests.Platform;

/// <summary>The second factor of the ministry's operators: set up at the first sign-in, asked at each, and again before what binds.</summary>
public sealed class OperatorFactorTests : IAsyncLifetime
{
    private const string AskedCode = "name=\"ma-xac-thuc\"";
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

    [Fact]
    public async Task SignIn_ForTheFirstTime_SetsTheFactorUpAndOpensNothingBefore()
    {
        var password = await AddAsync("an");
        var page = await _client.EnterPasswordAsync("an", password);
        var phone = new Phone(_clock, OperatorClient.KeyOn(page));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.False(await IsInAsync(_client));

        var wrong = await _client.SendAsync(page, "/dang-nhap/xac-thuc-hai-lop", new() { ["Offer"] = OperatorClient.OfferOn(page), ["Code"] = phone.WrongCode() });
        Assert.Contains("Mã xác thực chưa đúng", wrong, StringComparison.Ordinal);
        Assert.Equal(phone.Key, OperatorClient.KeyOn(wrong)); // what the phone has already is not shown another
        Assert.False(await IsInAsync(_client));

        var done = await _client.SendAsync(wrong, "/dang-nhap/xac-thuc-hai-lop", new() { ["Offer"] = OperatorClient.OfferOn(wrong), ["Code"] = phone.NextCode() });
        Assert.Equal(OperatorFactor.RecoveryCodes, done.Split("<li><code>").Length - 1);
        Assert.True(await IsInAsync(_client));

        // The key stands sealed, and is not shown a second time.
        Assert.DoesNotContain(phone.Key, await _hub.WithDbAsync(db => db.Operators.Select(o => o.FactorSeal).SingleAsync()), StringComparison.Ordinal);
        using var again = OperatorClient.Stranger(_hub);
        Assert.Contains("Nhập mã xác thực", await again.EnterPasswordAsync("an", password), StringComparison.Ordinal);
        Assert.Contains("Nhập mã xác thực", await again.PageAsync("/dang-nhap/ma-xac-thuc"), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"khoa\"", await again.PageAsync("/dang-nhap/xac-thuc-hai-lop"), StringComparison.Ordinal);
        Assert.False(await IsInAsync(again));
    }

    // A second window of the same first sign-in, or a key that was offered to somebody else.
    [Fact]
    public async Task Offer_OfAnotherOrAfterTheSetUp_IsTakenByNobody()
    {
        var password = await AddAsync("an");
        await AddAsync("binh");
        using var second = OperatorClient.Stranger(_hub);
        var late = await second.EnterPasswordAsync("an", password);
        await _client.EnrolAsync(_hub, "an", password);

        var key = OperatorClient.KeyOn(late);
        await second.SendAsync(late, "/dang-nhap/xac-thuc-hai-lop", new() { ["Offer"] = OperatorClient.OfferOn(late), ["Code"] = new Phone(_clock, key).NextCode() });
        Assert.False(await IsInAsync(second));

        await using var scope = _hub.App.Services.CreateAsyncScope();
        var (factor, accounts) = (scope.ServiceProvider.GetRequiredService<OperatorFactor>(), scope.ServiceProvider.GetRequiredService<OperatorAccounts>());
        var (an, binh) = ((await accounts.OpenAsync("an", default))!, (await accounts.OpenAsync("binh", default))!);
        Assert.Equal((key, null), (factor.Offered(an, factor.Offer(an, key)), factor.Offered(binh, factor.Offer(an, key))));
        Assert.Null(await factor.SetUpAsync(an, key, new Phone(_clock, key).NextCode(), default));
    }

    [Fact]
    public async Task Code_ThatWasUsed_OpensNothingAgain()
    {
        var password = await AddAsync("an");
        var phone = await _client.EnrolAsync(_hub, "an", password);
        using var second = OperatorClient.Stranger(_hub);
        using var third = OperatorClient.Stranger(_hub);
        var code = phone.NextCode();

        await second.EnterAsync("an", password, code);
        Assert.Contains("mỗi mã dùng một lần", await third.EnterAsync("an", password, code), StringComparison.Ordinal);
        Assert.Equal((true, false), (await IsInAsync(second), await IsInAsync(third)));

        await third.EnterAsync("an", password, phone.NextCode());
        Assert.True(await IsInAsync(third));
    }

    [Fact]
    public async Task Codes_FiveWrong_LockTheRightOneForAQuarterOfAnHour()
    {
        var password = await AddAsync("an");
        var phone = await _client.EnrolAsync(_hub, "an", password);
        using var stranger = OperatorClient.Stranger(_hub);
        for (var i = 0; i < OperatorAccounts.MostFailures; i++)
        {
            await stranger.EnterAsync("an", password, phone.WrongCode());
        }

        // The right password, typed anew, gives no more tries.
        Assert.Contains("tạm khóa xác thực 15 phút", await stranger.EnterAsync("an", password, phone.NextCode()), StringComparison.Ordinal);
        Assert.False(await IsInAsync(stranger));
        var kinds = await _hub.WithDbAsync(db => db.SecurityEvents.Where(e => e.Subject == "an").Select(e => e.Kind).ToListAsync());
        Assert.Contains(SecurityEventKind.AccountLocked, kinds);

        _clock.Advance(OperatorAccounts.LockTime);
        await stranger.EnterAsync("an", password, phone.NextCode());
        Assert.True(await IsInAsync(stranger));
    }

    [Fact]
    public async Task Codes_ManyAtOnce_AreCountedBeforeTheyAreLookedAt()
    {
        var phone = await _client.EnrolAsync(_hub, "an", await AddAsync("an"));
        var wrong = phone.WrongCode();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var scope = _hub.App.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<OperatorFactor>().CheckAsync("an", wrong, default);
        }));

        Assert.InRange(outcomes.Count(o => o == CodeOutcome.Wrong), 0, OperatorAccounts.MostFailures - 1);
        Assert.DoesNotContain(CodeOutcome.Right, outcomes);
    }

    [Fact]
    public async Task RecoveryCode_InThePlaceOfThePhone_OpensOnceAndIsTold()
    {
        var password = await AddAsync("an");
        var page = await _client.EnterPasswordAsync("an", password);
        var done = await _client.SendAsync(page, "/dang-nhap/xac-thuc-hai-lop", new() { ["Offer"] = OperatorClient.OfferOn(page), ["Code"] = new Phone(_clock, OperatorClient.KeyOn(page)).NextCode() });
        var recovery = done.Split("<li><code>")[1].Split('<')[0];
        using var second = OperatorClient.Stranger(_hub);
        using var third = OperatorClient.Stranger(_hub);

        await second.EnterAsync("an", password, recovery.ToUpperInvariant());
        await third.EnterAsync("an", password, recovery);

        Assert.Equal((true, false), (await IsInAsync(second), await IsInAsync(third)));
        Assert.Equal(1, await _hub.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.RecoveryCodeUsed && e.Subject == "an")));
        Assert.DoesNotContain(recovery.Replace("-", "", StringComparison.Ordinal), await _hub.WithDbAsync(db => db.OperatorRecoveryCodes.Select(c => c.Hash).ToListAsync()));
    }

    [Fact]
    public async Task Factor_ResetByCommand_EndsSessionsAndIsSetUpAnew()
    {
        var password = await AddAsync("an");
        var phone = await _client.EnrolAsync(_hub, "an", password);

        Assert.Equal(HubCommands.Done, await CommandAsync("operator", "reset-factor", " AN "));

        Assert.False(await IsInAsync(_client));
        var page = await _client.EnterPasswordAsync("an", password);
        Assert.NotEqual(phone.Key, OperatorClient.KeyOn(page));
        Assert.Equal(0, await _hub.WithDbAsync(db => db.OperatorRecoveryCodes.CountAsync()));
        Assert.Equal(1, await _hub.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.FactorReset && e.Subject == "an")));
    }

    // An account of before there were second factors: its session ends, and the next sign-in sets one up.
    [Fact]
    public async Task Session_OfAnAccountWithoutFactor_IsOver()
    {
        var password = await AddAsync("an");
        await _client.EnrolAsync(_hub, "an", password);
        await _hub.WithDbAsync(db => db.Operators.ExecuteUpdateAsync(set => set.SetProperty(o => o.FactorSeal, "")));

        Assert.False(await IsInAsync(_client));
        Assert.NotEqual("", OperatorClient.KeyOn(await _client.EnterPasswordAsync("an", password)));
    }

    [Fact]
    public async Task Invitation_SomeMinutesAfterTheSignIn_AsksForACodeAndKeepsWhatWasTyped()
    {
        var phone = await _client.EnrolAsync(_hub, "an", await AddAsync("an"));
        _clock.Advance(TimeSpan.FromMinutes(5));
        var form = await _client.GetStringAsync(new Uri("/tinh/dang-ky", UriKind.Relative));

        var asked = await _client.SendAsync(form, "/tinh/dang-ky", new() { ["ma"] = "38" });
        Assert.Contains(AskedCode, asked, StringComparison.Ordinal);
        Assert.Contains("name=\"ma\" value=\"38\"", asked, StringComparison.Ordinal);
        var wrong = await _client.SendAsync(asked, "/tinh/dang-ky", new() { ["ma"] = "38", ["ma-xac-thuc"] = phone.WrongCode() });
        Assert.Contains("Mã xác thực chưa đúng", wrong, StringComparison.Ordinal);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.Invitations.CountAsync()));

        Assert.Contains("Mã mời của", await _client.SendAsync(wrong, "/tinh/dang-ky", new() { ["ma"] = "38", ["ma-xac-thuc"] = phone.NextCode() }), StringComparison.Ordinal);
        // For some minutes none is asked; a clock that is set back makes none of them fresh.
        Assert.Contains("Mã mời của", await _client.SendAsync(await _client.GetStringAsync(new Uri("/tinh/dang-ky", UriKind.Relative)), "/tinh/dang-ky", new() { ["ma"] = "46" }), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(-1));
        Assert.Contains(AskedCode, await _client.SendAsync(await _client.GetStringAsync(new Uri("/tinh/dang-ky", UriKind.Relative)), "/tinh/dang-ky", new() { ["ma"] = "48" }), StringComparison.Ordinal);
        Assert.Equal(2, await _hub.WithDbAsync(db => db.Invitations.CountAsync()));
    }

    // Strangers who type wrong passwords lock the sign-in, not the work of who is signed in.
    [Fact]
    public async Task WrongPasswords_OfAStranger_KeepNobodyFromHisWork()
    {
        await _client.EnrolAsync(_hub, "an", await AddAsync("an"));
        using var stranger = OperatorClient.Stranger(_hub);
        for (var i = 0; i <= OperatorAccounts.MostFailures; i++)
        {
            await stranger.EnterPasswordAsync("an", "sai");
        }

        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("Mã mời của", await _client.SendFormAsync("/tinh/dang-ky", "/tinh/dang-ky", new() { ["ma"] = "38" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an", "AN")]
    [InlineData(" An ", "an")]
    [InlineData("Ánh", "A\u0301NH")]
    public async Task Name_WrittenOtherwise_IsTheSameAccount(string name, string otherwise)
    {
        var password = await AddAsync(name);
        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(otherwise));

        await _client.EnrolAsync(_hub, otherwise, password);
        Assert.True(await IsInAsync(_client));
        Assert.Equal([Operator.NameOf(name)], await _hub.WithDbAsync(db => db.Operators.Select(o => o.Name).ToListAsync()));
        await _hub.WithDbAsync(async db =>
        {
            // Whoever makes the row: the store itself holds no second one.
            db.Operators.Add(new Operator { Name = otherwise });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            return 0;
        });
        Assert.Equal(HubCommands.Done, await CommandAsync("operator", "disable", otherwise));
        Assert.False(await IsInAsync(_client));
    }

    [Fact]
    public async Task Key_GivenBeforehand_IsForRehearsalsAlone()
    {
        Assert.Equal(HubCommands.Refused, await CommandAsync("operator", "add", "an", "--totp=true"));
        Assert.Equal(HubCommands.Done, await CommandAsync("operator", "add", "an", "--totp=true", "--Gateways:Rehearsal=true"));
        var key = Said.Split("Khóa TOTP của an")[1].Split(": ")[1].Split('\n')[0].Trim();
        var password = Said.Split("Mật khẩu của an")[1].Split(": ")[1].Split('\n')[0].Trim();

        // The command ran by the clock of the machine, which is later: the codes of the hub's own time are of before.
        _clock.SetDay(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1));
        await _client.EnterAsync("an", password, new Phone(_clock, key).NextCode());
        Assert.True(await IsInAsync(_client));
    }

    private string Said { get; set; } = "";

    private async Task<int> CommandAsync(params string[] args)
    {
        var output = new StringWriter();
        var code = await HubCommands.RunAsync([.. args, $"--Data:Folder={_hub.Folder}", "--Listen:HttpPort=0", "--Listen:NodePort=0"], output, output, CancellationToken.None);
        Said = output.ToString();
        return code;
    }

    private async Task<string> AddAsync(string name)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OperatorAccounts>().AddAsync(name, CancellationToken.None);
    }

    private static async Task<bool> IsInAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK && answer.RequestMessage!.RequestUri!.AbsolutePath == "/";
    }
}
