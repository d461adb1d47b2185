using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>What binds money asks for a second factor that is fresh (reliability: level 3 for payments).</summary>
public sealed class StepUpTests
{
    private const string Approve = "form[action*='handler=Approve']";
    private readonly MovedClock _clock = new();

    [Fact]
    public async Task Approving_WithTheCodeOfTheForm_GoesAndAsksNoMoreForAWhile()
    {
        await using var host = await StartAsync();
        var (run, period) = await DraftAsync(host);
        var key = await KeyAsync(host, Roles.DivisionHead, run.Holder);
        var head = await host.SignInAsync(Roles.DivisionHead, run.Holder, confirmed: false);
        var month = await PageReader.OpenAsync(head, $"/chi-tra/{period:D}");
        Assert.NotNull(month.Document.QuerySelector($"{Approve} input[name=Code]"));

        var without = await month.SubmitAsync(form: Approve);
        Assert.Contains("mã xác thực", without.ProblemAt("Code"), StringComparison.Ordinal);
        Assert.Equal(ListStatus.Draft, (await run.ListsAsync(period)).Single().Status);
        var done = await without.SubmitAsync(new Dictionary<string, object?> { ["Code"] = CodeNow(key) }, form: Approve);
        Assert.Contains("đang duyệt 1 danh sách", done.Main, StringComparison.Ordinal);
        await run.WorkTogetherAsync();

        host.Clock.SetDay(new DateOnly(2022, 11, 21));
        var next = LevelRun.Must(await run.OpenAsync(202212)).Id;
        await run.BuildAsync(next);
        var second = await PageReader.OpenAsync(head, $"/chi-tra/{next:D}");
        Assert.Null(second.Document.QuerySelector($"{Approve} input[name=Code]"));
        Assert.Contains("có hiệu lực đến", second.Main, StringComparison.Ordinal);
        Assert.Contains("đang duyệt 1 danh sách", (await second.SubmitAsync(form: Approve)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approving_AfterTheTimeIsOver_AsksAgainAndTakesNoUsedCode()
    {
        await using var host = await StartAsync();
        var (run, period) = await DraftAsync(host);
        var key = await KeyAsync(host, Roles.DivisionHead, run.Holder);
        var list = $"/chi-tra/danh-sach/{(await run.ListsAsync(period)).Single().Id:D}";
        var head = await host.SignInAsync(Roles.DivisionHead, run.Holder);
        Assert.Null((await PageReader.OpenAsync(head, list)).Document.QuerySelector("input[name=Code]"));

        _clock.Advance(TimeSpan.FromMinutes(5));
        var page = await PageReader.OpenAsync(head, list);
        Assert.NotNull(page.Document.QuerySelector("input[name=Code]"));
        var code = CodeNow(key);
        Assert.True(await host.WithAsync(async s =>
        {
            var users = s.GetRequiredService<UserManager<Official>>();
            return await users.VerifyTwoFactorTokenAsync((await users.FindByNameAsync($"{Roles.DivisionHead}.{run.Holder}"))!, users.Options.Tokens.AuthenticatorTokenProvider, code);
        }));
        var replayed = await page.SubmitAsync(new Dictionary<string, object?> { ["Code"] = code }, form: Approve);
        Assert.Equal(SessionProblems.WrongCode.Sentence, replayed.ProblemAt("Code"));

        _clock.Advance(TimeSpan.FromSeconds(30));
        var done = await replayed.SubmitAsync(new Dictionary<string, object?> { ["Code"] = CodeNow(key) }, form: Approve);
        Assert.Contains("Đã duyệt danh sách", done.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongCode_FiveTimes_LocksAlsoTheRightOneAndStaysOnRecord()
    {
        await using var host = await StartAsync();
        var (run, period) = await DraftAsync(host);
        var key = await KeyAsync(host, Roles.DivisionHead, run.Holder);
        await host.WithDbAsync(db => db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.LockoutEnabled, true))); // as every account is made
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, run.Holder, confirmed: false), $"/chi-tra/{period:D}");
        for (var i = 1; i <= 5; i++)
        {
            page = await page.SubmitAsync(new Dictionary<string, object?> { ["Code"] = "12345" + i % 10 }, form: Approve);
            Assert.Equal((i < 5 ? SessionProblems.WrongCode : SessionProblems.CodeLocked).Sentence, page.ProblemAt("Code"));
        }

        page = await page.SubmitAsync(new Dictionary<string, object?> { ["Code"] = CodeNow(key) }, form: Approve);

        Assert.Equal(SessionProblems.CodeLocked.Sentence, page.ProblemAt("Code"));
        Assert.Equal(ListStatus.Draft, (await run.ListsAsync(period)).Single().Status);
        Assert.Equal(5, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.SignInFailed && a.Reason == "second-factor-again")));
    }

    // A province may let another role approve: without an authenticator it binds nothing, and is told where to set one up.
    [Fact]
    public async Task Official_WithoutAnAuthenticator_IsToldHowToSetItUp()
    {
        await using var host = await StartAsync();
        var (run, period) = await DraftAsync(host);
        await host.OfficialAsync(Roles.Appraiser, run.Holder);
        await host.WithDbAsync(async db =>
        {
            db.RolePermissions.Add(new RolePermission { Role = Roles.Appraiser, Action = Actions.PaymentApprove });
            await db.SaveChangesAsync();
            return await db.Users.Where(u => u.UserName == $"{Roles.Appraiser}.{run.Holder}").ExecuteUpdateAsync(s => s.SetProperty(u => u.TwoFactorEnabled, false));
        });
        var appraiser = await host.SignInAsync(Roles.Appraiser, run.Holder);

        var page = await PageReader.OpenAsync(appraiser, $"/chi-tra/{period:D}");
        Assert.NotNull(page.Document.QuerySelector($"{Approve} a[href='{SessionCheck.SecondFactorPage}']"));
        Assert.Contains(SessionProblems.NoSecondFactor.Sentence, (await page.SubmitAsync(form: Approve)).Problems);
        Assert.Equal(ListStatus.Draft, (await run.ListsAsync(period)).Single().Status);
    }

    // Somebody else's proof, an older password's, and a made-up one prove nothing.
    [Fact]
    public async Task Proof_OfAnotherOrAnOlderSession_IsNotTaken()
    {
        await using var host = await StartAsync();
        var (run, period) = await DraftAsync(host);
        var (head, other) = (await host.OfficialAsync(Roles.DivisionHead, run.Holder), await host.OfficialAsync(Roles.Chairman, run.Holder));
        var old = await host.WithAsync(s => Task.FromResult(s.GetRequiredService<StepUp>().Seal(head)));
        await host.WithDbAsync(db => db.Users.Where(u => u.Id == head.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.SecurityStamp, "moi")));
        foreach (var proof in new[] { old, await host.WithAsync(s => Task.FromResult(s.GetRequiredService<StepUp>().Seal(other))), "khong-phai" })
        {
            var client = await host.SignInAsync(Roles.DivisionHead, run.Holder, confirmed: false);
            var session = client.DefaultRequestHeaders.GetValues(CookieHandler.Fixed).Single();
            client.DefaultRequestHeaders.Remove(CookieHandler.Fixed);
            client.DefaultRequestHeaders.Add(CookieHandler.Fixed, $"{session},{StepUp.CookieName}={proof}; path=/");
            Assert.NotNull((await PageReader.OpenAsync(client, $"/chi-tra/{period:D}")).Document.QuerySelector($"{Approve} input[name=Code]"));
        }
    }

    // Every door that binds money, by a role that may: nothing moves without the second factor.
    [Theory]
    [InlineData(Roles.DivisionHead, "/chi-tra/{0}?handler=Approve")]
    [InlineData(Roles.Chairman, "/chi-tra/danh-sach/{1}?handler=Approve")]
    [InlineData(Roles.Cashier, "/chi-tra/{0}/gui?handler=Send")]
    [InlineData(Roles.Cashier, "/chi-tra/danh-sach/{1}/ket-qua?handler=Send")]
    [InlineData(Roles.DivisionHead, "/chi-tra/danh-sach/{1}/ket-qua?handler=Confirm")]
    [InlineData(Roles.DivisionHead, "/chi-tra/danh-sach/{1}/van-ban?handler=Confirm")]
    [InlineData(Roles.DivisionHead, "/chi-tra/danh-sach/{1}/ket-qua?handler=Withdraw")]
    [InlineData(Roles.DivisionHead, "/chi-tra/danh-sach/{1}/ket-qua?handler=Fault")]
    [InlineData(Roles.DivisionHead, "/chi-tra/{0}/chot?handler=Confirm")]
    [InlineData(Roles.Accountant, "/chi-tra/{0}?handler=Approve")]
    public async Task Door_WithoutTheSecondFactor_MovesNothing(string role, string address)
    {
        await using var host = await StartAsync();
        var (run, period) = await DraftAsync(host);
        var list = (await run.ListsAsync(period)).Single();
        var client = await host.SignInAsync(role, run.Holder, confirmed: false);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await TenancyWorld.TokenAsync(client))]);

        using var answer = await client.PostAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, period, list.Id), UriKind.Relative), form);

        Assert.Contains("mã xác thực trên điện thoại", System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal((list.Status, list.Version), (await run.ListsAsync(period)).Select(l => (l.Status, l.Version)).Single());
    }

    private Task<NodeHost> StartAsync() => NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 20), Services = s => s.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)) });

    private static async Task<(PayRun Run, Guid Period)> DraftAsync(NodeHost host)
    {
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a", 540_000);
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        return (run, period);
    }

    private static async Task<string> KeyAsync(NodeHost host, string role, string office)
    {
        var official = await host.OfficialAsync(role, office);
        return await host.WithAsync(async s =>
        {
            var users = s.GetRequiredService<UserManager<Official>>();
            var user = (await users.FindByIdAsync(official.Id.ToString()))!;
            await users.ResetAuthenticatorKeyAsync(user);
            return (await users.GetAuthenticatorKeyAsync(user))!;
        });
    }

    private string CodeNow(string key) => Totp.CodeAt(key, _clock.GetUtcNow());

    private sealed class MovedClock : TimeProvider
    {
        private TimeSpan _offset;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset;

        public void Advance(TimeSpan by) => _offset += by;
    }
}
