using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static EndToEnd.Tests.NationalServices.RunningServices;

namespace EndToEnd.Tests.NationalServices;

[Collection(Alone.Name)]
public sealed class FaultTests
{
    private static readonly DateTimeOffset Start = new(2022, 10, 5, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Slow_UntilTheDelayHasPassed_DoesNotAnswer()
    {
        var clock = new SteppedClock(Start);
        await using var services = await StartAsync(clock);
        await services.HasPersonAsync();
        await services.SetFaultAsync(Population, "slow", delayMs: 60_000);

        var asked = services.PostAsync("/csdlqg/xac-nhan", Question());
        await clock.SomebodyWaits.WaitAsync(TimeSpan.FromSeconds(90));
        clock.Step(TimeSpan.FromSeconds(59));
        Assert.False(asked.IsCompleted);
        Assert.Empty((await services.GetAsync("/quan-tri/nhat-ky-dan-cu")).AsArray());
        clock.Step(TimeSpan.FromSeconds(1));

        var (status, body) = await asked;
        Assert.Equal((200, "KHOP"), (status, body["KetQua"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Fail_AtHalfTheRate_FailsEverySecondRequestAndLeavesTheOtherServiceAlone()
    {
        await using var services = await StartAsync();
        await services.SetFaultAsync(Population, "fail", rate: 0.5);

        List<int> seen = [];
        for (var question = 0; question < 4; question++)
        {
            seen.Add((await services.PostAsync("/csdlqg/tra-cuu", Question($"yc-{question}"))).Status);
        }

        Assert.Equal([200, 503, 200, 503], seen);
        await services.SignInAsync();
        var row = (await services.GetAsync("/quan-tri/che-do")).AsArray().Single(row => row!["service"]!.GetValue<string>() == Population)!;
        Assert.Equal(("fail", 2), (row["mode"]!.GetValue<string>(), row["struck"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("before", 404)]
    [InlineData("after", 200)]
    public async Task Fail_BeforeOrAfterTheEffect_LosesTheRequestOrOnlyTheAnswer(string stage, int held)
    {
        await using var services = await StartAsync();
        await services.SignInAsync();
        await services.SetFaultAsync(Portal, "fail", stage: stage);

        var (status, _) = await services.PostAsync("/dvcqg/ho-so", Dossier());

        Assert.Equal(503, status);
        using var answer = await services.Http.GetAsync(new Uri($"/quan-tri/ho-so/{DossierCode}", UriKind.Relative));
        Assert.Equal(held, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Blackhole_UntilSwitchedOff_NeverAnswers()
    {
        await using var services = await StartAsync();
        await services.HasPersonAsync();
        await services.SetFaultAsync(Population, "blackhole");
        using var patience = new CancellationTokenSource();

        var asked = services.Http.PostAsJsonAsync("/csdlqg/xac-nhan", Question(), patience.Token);
        await StruckAsync(services, Population);
        Assert.False(asked.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await services.SetFaultAsync(Population, "none");
        Assert.Equal(200, (await services.PostAsync("/csdlqg/xac-nhan", Question())).Status);
    }

    [Fact]
    public async Task Blackhole_WhenTheHostStops_LetsItStopAtOnce()
    {
        await using var services = await StartAsync();
        await services.SetFaultAsync(Population, "blackhole");
        var asked = services.Http.PostAsJsonAsync("/csdlqg/xac-nhan", Question());
        await StruckAsync(services, Population);

        // The grace of a host is 30 seconds: without the abort this wait would run out.
        await services.StopAsync().WaitAsync(TimeSpan.FromSeconds(25));

        await Assert.ThrowsAsync<HttpRequestException>(() => asked);
    }

    [Fact]
    public async Task Duplicate_OneQuestion_IsAnsweredAndRecordedTwice()
    {
        await using var services = await StartAsync();
        await services.HasPersonAsync();
        await services.SetFaultAsync(Population, "duplicate");

        var (status, body) = await services.PostAsync("/csdlqg/xac-nhan", Question());

        Assert.Equal((200, "TL00000002"), (status, body["MaTraLoi"]!.GetValue<string>()));
        Assert.Equal(2, (await services.GetAsync("/quan-tri/nhat-ky-dan-cu?maYeuCau=yc-1")).AsArray().Count);
    }

    [Fact]
    public async Task Duplicate_OneStatus_IsCountedTwiceAndAppliedOnce()
    {
        await using var services = await StartAsync();
        await services.SignInAsync();
        await services.SetFaultAsync(Portal, "duplicate");

        var (_, created) = await services.PostAsync("/dvcqg/ho-so", Dossier());
        var (_, updated) = await services.PostAsync("/dvcqg/ho-so/trang-thai", List(Status(4, 1)));

        Assert.True(created["DaNhanTruocDo"]!.GetValue<bool>());
        Assert.Equal("DA_NHAN_TRUOC_DO", updated["KetQua"]![0]!["Ma"]!.GetValue<string>());
        var held = await services.GetAsync($"/quan-tri/ho-so/{DossierCode}");
        Assert.Equal((2, 2), (held["SoLanNhan"]!.GetValue<int>(), held["SoBanTinTrung"]!.GetValue<int>()));
        Assert.Equal(2, Assert.Single(held["TrangThaiDaNhan"]!.AsArray())!["SoLanNhan"]!.GetValue<int>());
    }

    [Fact]
    public async Task Lie_AboutAPerson_DisagreesWhileTheRegisterStaysTrue()
    {
        await using var services = await StartAsync();
        var person = await services.HasPersonAsync();
        await services.SetFaultAsync(Population, "lie");
        var question = Question();
        question["GioiTinh"] = "2";

        var (_, body) = await services.PostAsync("/csdlqg/xac-nhan", question);

        Assert.Equal("KHONG_KHOP", body["KetQua"]!.GetValue<string>());
        Assert.Equal(["GioiTinh", "HoVaTen", "NgayThangNamSinh"],
            body["DoiChieu"]!.AsArray().Where(field => !field!["Khop"]!.GetValue<bool>()).Select(field => field!["Truong"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        var held = await services.GetAsync("/quan-tri/nguoi/038154000001");
        Assert.Equal(person["HoVaTen"]!.GetValue<string>(), held["HoVaTen"]!.GetValue<string>());
    }

    [Fact]
    public async Task Lie_AboutADossier_IsWrongWhileTheLedgerStaysTrue()
    {
        await using var services = await StartAsync();
        await services.SignInAsync();
        await services.PostAsync("/dvcqg/ho-so", Dossier());
        await services.SetFaultAsync(Portal, "lie");

        var (_, updated) = await services.PostAsync("/dvcqg/ho-so/trang-thai", List(Status(4, 1)));

        Assert.Equal("9", updated["KetQua"]![0]!["TrangThai"]!.GetValue<string>());
        Assert.Equal("9", (await services.GetAsync($"/dvcqg/ho-so/{DossierCode}"))["TrangThai"]!.GetValue<string>());
        Assert.Equal("4", (await services.GetAsync($"/quan-tri/ho-so/{DossierCode}"))["TrangThai"]!.GetValue<string>());
    }

    [Fact]
    public async Task Switch_MalformedOrFromAnotherSite_IsRefused()
    {
        await using var services = await StartAsync();

        var (status, body) = await services.PostAsync("/quan-tri/che-do", new JsonObject { ["service"] = "x", ["mode"] = "5", ["delayMs"] = -1, ["rate"] = 2, ["stage"] = "sau" });
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/quan-tri/che-do") { Content = JsonContent.Create(new { service = Portal, mode = "fail" }) };
        foreign.Headers.Add("Origin", "http://noi-khac.example");
        using var answer = await services.Http.SendAsync(foreign);

        Assert.Equal(400, status);
        Assert.Equal(["delayMs", "mode", "rate", "service", "stage"], body["Loi"]!.AsArray().Select(fault => fault!["Truong"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task StatusPage_FormSent_SetsTheModeAndShowsIt()
    {
        await using var services = await StartAsync();
        await services.SignInAsync();
        await services.PostAsync("/dvcqg/ho-so", Dossier());
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["service"] = Portal, ["mode"] = "slow", ["delayMs"] = "1500", ["percent"] = "12,5", ["stage"] = "after" });
        using var wrong = new FormUrlEncodedContent(new Dictionary<string, string> { ["service"] = Portal, ["mode"] = "slow", ["percent"] = "120" });

        using var page = await services.Http.PostAsync(new Uri("/che-do", UriKind.Relative), form);
        using var refused = await services.Http.PostAsync(new Uri("/che-do", UriKind.Relative), wrong);

        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Đã đặt chế độ.", html, StringComparison.Ordinal);
        Assert.Contains(DossierCode, html, StringComparison.Ordinal);
        Assert.Contains("lang=\"vi\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        var row = (await services.GetAsync("/quan-tri/che-do")).AsArray().Single(row => row!["service"]!.GetValue<string>() == Portal)!;
        Assert.Equal(("slow", 1500, 0.125, "after"), (row["mode"]!.GetValue<string>(), row["delayMs"]!.GetValue<int>(), row["rate"]!.GetValue<double>(), row["stage"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Tỷ lệ phải là số từ 0 đến 100", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("ok", await services.Http.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }

    /// <summary>Waits until a request has been struck by the fault.</summary>
    private static async Task StruckAsync(RunningServices services, string service)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while ((await services.GetAsync("/quan-tri/che-do")).AsArray().Single(row => row!["service"]!.GetValue<string>() == service)!["struck"]!.GetValue<int>() == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
