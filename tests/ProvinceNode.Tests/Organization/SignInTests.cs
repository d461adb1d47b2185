using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Accounts;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ProvinceNode.Tests.Organization;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Password = "mot cau de nho 2025";
    private const string Key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private NodeHost _node = null!;

    public async Task InitializeAsync() =>
        _node = await NodeHost.StartAsync(new NodeHostSettings { Configuration = new Dictionary<string, string?> { ["Node:Demo"] = "true" } });

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task SignIn_WithNameAndPassword_OpensTheSessionAndLeavesAnAct()
    {
        await AddAsync("lan", Roles.Desk, "38.380.14758");
        var client = _node.NewClient(followRedirects: false);
        var answer = await PostAsync(client, "lan", Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/ho-so", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("btxh-phien=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ActKinds.SignIn, await LastActAsync());
    }

    [Fact]
    public async Task SignIn_ForWhateverReasonRefused_SaysTheSame()
    {
        await AddAsync("lan", Roles.Desk, "38.380.14758");
        await AddAsync("left", Roles.Desk, "38.380.14758");
        await _node.WithDbAsync(db => db.Users.Where(u => u.UserName == "left").ExecuteUpdateAsync(s => s.SetProperty(u => u.Disabled, true)));
        var said = new HashSet<string>();
        foreach (var (name, password) in new[] { ("lan", "wrong wrong wrong"), ("nobody", Password), ("left", Password) })
        {
            var page = await (await PageReader.OpenAsync(_node.NewClient(), "/dang-nhap")).SubmitAsync(new Dictionary<string, object?> { ["UserName"] = name, ["Password"] = password });
            said.Add(Assert.Single(page.Problems));
            Assert.Equal(ActKinds.SignInFailed, await LastActAsync());
        }

        Assert.Single(said);
    }

    [Fact]
    public async Task SignIn_AfterFiveFailures_IsLockedAlsoForTheRightPassword()
    {
        await AddAsync("lan", Roles.Desk, "38.380.14758");
        for (var i = 0; i < 5; i++)
        {
            await PostAsync(_node.NewClient(false), "lan", "wrong wrong wrong");
        }

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(_node.NewClient(false), "lan", Password)).StatusCode);
        Assert.True(await _node.WithDbAsync(db => db.Users.Where(u => u.UserName == "lan").Select(u => u.LockoutEnd).SingleAsync()) > TimeProvider.System.GetUtcNow().AddMinutes(14));
    }

    [Fact]
    public async Task SignIn_OfChairman_NeedsTheSecondFactor()
    {
        await AddAsync("chu.tich", Roles.Chairman, "38.380", Key);
        var second = await (await PageReader.OpenAsync(_node.NewClient(), "/dang-nhap")).SubmitAsync(new Dictionary<string, object?> { ["UserName"] = "chu.tich", ["Password"] = Password });
        Assert.Equal("/dang-nhap/ma-xac-thuc", second.Address.AbsolutePath);
        var wrong = await second.SubmitAsync(new Dictionary<string, object?> { ["Code"] = "000000" });
        Assert.NotEmpty(wrong.ProblemAt("Code"));
        await wrong.SubmitAsync(new Dictionary<string, object?> { ["Code"] = Totp.CodeAt(Key, TimeProvider.System.GetUtcNow()) });
        Assert.Equal(ActKinds.SignIn, await LastActAsync());
    }

    // Whoever looked over the shoulder comes too late (RFC 6238, 5.2).
    [Fact]
    public async Task SignIn_WithACodeThatWasUsed_IsRefused()
    {
        await AddAsync("chu.tich", Roles.Chairman, "38.380", Key);
        var step = Totp.StepAt(TimeProvider.System.GetUtcNow());
        foreach (var (code, goes) in new[] { (step, true), (step, false), (step - 1, false), (step + 1, true) })
        {
            var second = await (await PageReader.OpenAsync(_node.NewClient(), "/dang-nhap")).SubmitAsync(new Dictionary<string, object?> { ["UserName"] = "chu.tich", ["Password"] = Password });
            var answer = await second.SubmitAsync(new Dictionary<string, object?> { ["Code"] = Totp.CodeOf(Key, code) });
            Assert.Equal(goes, answer.ProblemAt("Code").Length == 0);
        }
    }

    [Fact]
    public async Task Code_AskedAboutTwiceAtOnce_CountsOnce()
    {
        await AddAsync("chu.tich", Roles.Chairman, "38.380", Key);
        var code = Totp.CodeAt(Key, TimeProvider.System.GetUtcNow());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _node.WithAsync(async s =>
        {
            var users = s.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Official>>();
            return await users.VerifyTwoFactorTokenAsync((await users.FindByNameAsync("chu.tich"))!, users.Options.Tokens.AuthenticatorTokenProvider, code);
        })));

        Assert.Single(answers, a => a);
    }

    // In a demo the page tells the code that is taken next, so that one person walks through everything without waiting.
    [Fact]
    public async Task DemoPage_AfterACodeWasUsed_TellsTheNext()
    {
        await _node.WithAsync(s => s.GetRequiredService<DemoAccounts>().SeedAsync(null, TextWriter.Null, default));
        var account = await _node.WithAsync(async s => (await s.GetRequiredService<DemoAccounts>().ReadAsync(default)).First(a => a.Totp.Length > 0));
        var (client, codes) = (_node.NewClient(), new List<string>());
        for (var i = 0; i < 2; i++)
        {
            codes.Add(await client.GetStringAsync(new Uri($"/demo/tai-khoan?ten={account.UserName}", UriKind.Relative)));
            Assert.True(await _node.WithAsync(async s =>
            {
                var users = s.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Official>>();
                return await users.VerifyTwoFactorTokenAsync((await users.FindByNameAsync(account.UserName))!, users.Options.Tokens.AuthenticatorTokenProvider, codes[i]);
            }));
        }

        Assert.NotEqual(codes[0], codes[1]);
        Assert.Equal("", await client.GetStringAsync(new Uri("/demo/tai-khoan?ten=khong-co", UriKind.Relative)));
    }

    // Saving the whole account from an older copy does not bring a used code back.
    [Fact]
    public async Task Code_UsedWhileAnOlderCopyIsSaved_StaysUsed()
    {
        await AddAsync("chu.tich", Roles.Chairman, "38.380", Key);
        var code = Totp.CodeAt(Key, TimeProvider.System.GetUtcNow());
        await _node.WithAsync(async s =>
        {
            var users = s.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Official>>();
            var user = (await users.FindByNameAsync("chu.tich"))!;
            Assert.True(await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code));
            Assert.True((await users.AccessFailedAsync(user)).Succeeded);
            Assert.False(await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code));
        });
    }

    [Fact]
    public async Task SignIn_OfAdministratorWithoutSecondFactor_LeadsToItsSetUpFirst()
    {
        await AddAsync("quan.tri", Roles.Administrator, "38");
        var client = _node.NewClient();
        var page = await (await PageReader.OpenAsync(client, "/dang-nhap")).SubmitAsync(new Dictionary<string, object?> { ["UserName"] = "quan.tri", ["Password"] = Password });
        Assert.Equal(SessionCheck.SecondFactorPage, page.Address.AbsolutePath);
        Assert.Equal(SessionCheck.SecondFactorPage, (await PageReader.OpenAsync(client, "/quan-tri/tai-khoan")).Address.AbsolutePath);
        Assert.NotNull(page.Document.QuerySelector(".qr svg"));
        var key = page.Text("ol code").Replace(" ", "", StringComparison.Ordinal);
        var done = await page.SubmitAsync(new Dictionary<string, object?> { ["Code"] = Totp.CodeAt(key, TimeProvider.System.GetUtcNow()) });
        Assert.Equal(10, done.Document.QuerySelectorAll("ul code").Length);
        Assert.Equal("Tài khoản cán bộ", (await PageReader.OpenAsync(client, "/quan-tri/tai-khoan")).Heading);
    }

    [Fact]
    public async Task RecoveryCode_UsedOnce_SignsInAndIsSpent()
    {
        await AddAsync("chu.tich", Roles.Chairman, "38.380", Key);
        var code = await _node.WithAsync(async s =>
        {
            var users = s.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Official>>();
            return (await users.GenerateNewTwoFactorRecoveryCodesAsync((await users.FindByNameAsync("chu.tich"))!, 3))!.First();
        });
        foreach (var goes in new[] { true, false })
        {
            var second = await (await PageReader.OpenAsync(_node.NewClient(), "/dang-nhap")).SubmitAsync(new Dictionary<string, object?> { ["UserName"] = "chu.tich", ["Password"] = Password });
            var answer = await second.SubmitAsync(new Dictionary<string, object?> { ["Code"] = code });
            Assert.Equal(goes, answer.ProblemAt("Code").Length == 0);
        }
    }

    [Fact]
    public async Task Password_MustBeChanged_LeadsThereUntilDone()
    {
        await AddAsync("lan", Roles.Administrator, "38", Key);
        await _node.WithDbAsync(db => db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.MustChangePassword, true)));
        var client = await _node.WithDbAsync(db => db.Users.SingleAsync()) is { } lan ? await ClientOfAsync(lan) : throw new InvalidOperationException();
        var page = await PageReader.OpenAsync(client, "/quan-tri/tai-khoan");
        Assert.Equal(SessionCheck.PasswordPage, page.Address.AbsolutePath);
        var refused = await page.SubmitAsync(new Dictionary<string, object?> { ["OldPassword"] = Password, ["Password"] = "my name is lan", ["Again"] = "x" });
        Assert.NotEmpty(refused.ProblemAt("Password"));
        await page.SubmitAsync(new Dictionary<string, object?> { ["OldPassword"] = Password, ["Password"] = "mot cau khac han 2026", ["Again"] = "mot cau khac han 2026" });
        Assert.Equal("Tài khoản cán bộ", (await PageReader.OpenAsync(client, "/quan-tri/tai-khoan")).Heading);
    }

    [Fact]
    public async Task Session_OfDisabledOfficial_EndsAtTheNextRequest()
    {
        var client = await _node.SignInAsync(Roles.Administrator, "38");
        Assert.Equal(HttpStatusCode.OK, (await PageReader.OpenAsync(client, "/quan-tri/tai-khoan")).Status);
        await _node.WithDbAsync(db => db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.Disabled, true)));
        Assert.Equal("/dang-nhap", (await PageReader.OpenAsync(client, "/quan-tri/tai-khoan")).Address.AbsolutePath);
    }

    [Fact]
    public async Task SignOut_ByLink_DoesNothingAndByFormEndsTheSession()
    {
        var client = await _node.SignInAsync(Roles.Administrator, "38");
        await client.GetAsync(new Uri("/dang-xuat", UriKind.Relative));
        var page = await PageReader.OpenAsync(client, "/quan-tri/tai-khoan");
        Assert.Equal("Tài khoản cán bộ", page.Heading);
        await page.SubmitAsync(button: "Đăng xuất");
        Assert.Equal("/dang-nhap", (await PageReader.OpenAsync(client, "/quan-tri/tai-khoan")).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("short", "password-short")]
    [InlineData("lan.nguyen.2025", "password-weak")]
    [InlineData("aaaaaaaaaaaa", "password-weak")]
    [InlineData("123456789012", "password-weak")]
    [InlineData("một câu dễ nhớ", null)]
    public void Password_OfOneself_IsCheckedByLengthAndGuessing(string password, string? code) =>
        Assert.Equal(code, PasswordRules.Check("lan.nguyen", password)?.Code);

    [Fact]
    public void Totp_OfRfcVector_IsTheSame() =>
        Assert.Equal("287082", Totp.CodeAt(Totp.Encode("12345678901234567890"u8), DateTimeOffset.FromUnixTimeSeconds(59)));

    private async Task<HttpClient> ClientOfAsync(Official official)
    {
        var cookie = await _node.WithAsync(s => SessionCookie.ForAsync(s, official));
        var client = _node.NewClient();
        client.DefaultRequestHeaders.Add(CookieHandler.Fixed, cookie);
        return client;
    }

    private Task AddAsync(string name, string role, string office, string? totp = null) => _node.WithAsync(async s =>
    {
        var account = new NewAccount(name, "Nguyễn Thị Lan", "Cán bộ", office, [role]);
        var made = await s.GetRequiredService<AccountCommands>().MakeAsync(new CommandAccount(account, Password, totp), default);
        Assert.Empty(made.Problems);
    });

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string name, string password)
    {
        var page = await PageReader.OpenAsync(client, "/dang-nhap");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(new Uri("/dang-nhap", UriKind.Relative), new FormUrlEncodedContent(
            new Dictionary<string, string> { ["UserName"] = name, ["Password"] = password, ["__RequestVerificationToken"] = token }));
    }

    private Task<string> LastActAsync() => _node.WithDbAsync(db => db.Acts.OrderByDescending(a => a.Sequence).Select(a => a.Kind).FirstAsync());
}
