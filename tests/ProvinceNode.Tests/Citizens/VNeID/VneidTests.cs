using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens.VNeID;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Citizens.VNeID;

/// <summary>Sign-in of citizens with VNeID through the real handler, against the stand-in (policy 8.3).</summary>
public sealed class VneidTests
{
    [Fact]
    public async Task SignIn_OfLevel2_OpensWhatIsHisUntilHeLeaves()
    {
        await using var world = await VneidWorld.StartAsync(new(2022, 10, 5), ("Logging:LogLevel:Default", "Trace"), ("Serilog:MinimumLevel:Override:Microsoft.AspNetCore.Authentication", "Verbose"), ("Serilog:MinimumLevel:Override:Microsoft.IdentityModel", "Verbose"), ("Serilog:MinimumLevel:Override:ProvinceNode", "Verbose"));
        await ReceivingAsync(world.Node);
        var client = VneidSide.NewClient(world.Node);

        var page = await VneidWorld.SignInAsync(client, VneidWorld.Thuy);
        Assert.Equal(("/cua-toi", "Ông/Bà đang được hưởng gì?"), (page.Address.AbsolutePath, page.Heading));
        Assert.Contains("Trợ cấp xã hội hàng tháng: 540.000 đồng/tháng", page.Main, StringComparison.Ordinal);
        Assert.Contains("Người đăng nhập bằng VNeID", (await PageReader.OpenAsync(client, "/cua-toi")).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PageReader.OpenAsync(client, "/cua-toi/vneid")).Status);

        var left = await page.SubmitAsync(button: "Thoát");
        Assert.Equal("Ông/Bà đã thoát khỏi trang của mình", left.Heading);
        Assert.Equal("/cua-toi/vao", (await PageReader.OpenAsync(client, "/cua-toi")).Address.AbsolutePath);
        // VNeID is left too, and sends him back to the first page by the registered address.
        Assert.Equal(("localhost", "/"), (await left.FollowAsync("Thoát cả VNeID")).Address is var end ? (end.Host, end.AbsolutePath) : default);
        // Whatever level the log is set to: neither token nor number nor name.
        var log = await LogAsync(world.Node);
        Assert.Contains("signed in with VNeID", log, StringComparison.Ordinal);
        Assert.All(new[] { VneidWorld.Thuy, "Thủy", "eyJ", VneidSide.Secret, "code=" }, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_FalseInOneWay_OpensNothing()
    {
        await using var world = await VneidWorld.StartAsync();
        foreach (var way in new[] { "nonce", "audience", "issuer", "expired", "key", "unsigned", "subject" })
        {
            await world.LieAsync(way);
            var client = VneidSide.NewClient(world.Node);

            var page = await VneidWorld.SignInAsync(client, VneidWorld.Thuy);

            Assert.True(page.Address.Query == "?loi=khong-xac-nhan" && page.Main.Contains("không xác nhận được câu trả lời của VNeID", StringComparison.Ordinal), $"{way}: {page.Address} {page.Main}");
            Assert.Equal("/cua-toi/vao", (await PageReader.OpenAsync(client, "/cua-toi")).Address.AbsolutePath);
        }

        await world.LieAsync("none");
        Assert.Equal("/cua-toi", (await VneidWorld.SignInAsync(VneidSide.NewClient(world.Node), VneidWorld.Thuy)).Address.AbsolutePath);
    }

    [Fact]
    public async Task Answer_OfAnotherBrowserOrASecondTime_OpensNothing()
    {
        await using var world = await VneidWorld.StartAsync();
        var (his, other) = (VneidSide.NewClient(world.Node, followRedirects: false), VneidSide.NewClient(world.Node));
        // A host that the request invents changes no address, and another site is never led to.
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/cua-toi/vneid?ve=//ke-gia.example/");
        asked.Headers.Host = "ke-gia.example";
        using var challenge = await his.SendAsync(asked);
        var question = challenge.Headers.Location!;
        Assert.Contains("redirect_uri=" + Uri.EscapeDataString(VneidSide.Back) + "&", question.Query, StringComparison.Ordinal);
        Assert.All(new[] { "code_challenge=", "code_challenge_method=S256", "nonce=", "state=", "response_type=code", "prompt=login" }, p => Assert.Contains(p, question.Query, StringComparison.Ordinal));
        var answer = await AnswerAsync(world, question);

        // Login of somebody else's browser by a link: it never asked.
        Assert.Equal("?loi=qua-lau", (await PageReader.OpenAsync(other, answer.PathAndQuery)).Address.Query);
        using var first = await his.GetAsync(answer);
        Assert.Equal("/cua-toi", first.Headers.Location!.OriginalString);
        using var second = await his.GetAsync(answer);
        Assert.Equal("/cua-toi/vneid?loi=qua-lau", second.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Level1_SignedIn_SeesWhereHisDossiersStandAndNoMoney()
    {
        await using var world = await VneidWorld.StartAsync(new(2022, 10, 5));
        await ReceivingAsync(world.Node);
        var code = (await new OutcomeRun(world.Node).FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled)) is var id ? await world.Node.WithDbAsync(db => db.Dossiers.Where(d => d.Id == id).Select(d => d.Code).SingleAsync()) : "";
        var client = VneidSide.NewClient(world.Node);

        var page = await VneidWorld.SignInAsync(client, VneidWorld.Thuy, "1");

        Assert.Equal("Tài khoản VNeID mức 1 chưa xem được chế độ", page.Heading);
        Assert.Contains("Chờ tiếp nhận", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("540.000", page.Main, StringComparison.Ordinal);
        // The code and the last digits of the number, which he has typed himself, would open the dossier's page.
        Assert.NotEqual("", code);
        Assert.All(new[] { code, "/tra-cuu?ma=" }, t => Assert.DoesNotContain(t, page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal));
        Assert.Equal("Ông/Bà là ai?", (await page.FollowAsync("dùng mã hồ sơ, số định danh và ngày sinh")).Heading);
        var needs = await PageReader.OpenAsync(client, "/nop-ho-so/chuan-bi?loai=khuyet-tat");
        Assert.Contains("mức 1, chưa nộp hồ sơ bằng VNeID được", needs.Main, StringComparison.Ordinal);
        // The form works as without VNeID: nothing is filled in.
        Assert.Equal("", (await needs.SubmitAsync(button: "Bắt đầu")).Document.QuerySelector("[name=FullName]")!.GetAttribute("value") ?? "");
        // Who is in no registry sees his dossiers too.
        Assert.Contains("Chưa có hồ sơ nào", (await VneidWorld.SignInAsync(VneidSide.NewClient(world.Node), VneidWorld.Lan)).Main, StringComparison.Ordinal);
    }

    // A higher level sees no less: a dossier that names him as who declared leads to nobody's money, and is his to follow all the same.
    [Fact]
    public async Task Level2_WhoReceives_SeesAlsoTheDossierInWhichHeDeclared()
    {
        await using var world = await VneidWorld.StartAsync(new(2022, 10, 5));
        await ReceivingAsync(world.Node);
        var id = await new OutcomeRun(world.Node).FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, new Person("Nguyễn Văn Bé", "2015-03-01", "038215000001"));
        await new PayRun(world.Node).SaveAsync(db =>
        {
            var dossier = db.Dossiers.Single(d => d.Id == id);
            dossier.Applicant = dossier.Applicant with { IsOwner = false, CitizenId = VneidWorld.Thuy };
        });
        var code = await world.Node.WithDbAsync(db => db.Dossiers.Where(d => d.Id == id).Select(d => d.Code).SingleAsync());
        await world.Node.WithAsync(async s =>
        {
            var now = new VietnamTime(world.Node.Clock).UtcNow;
            Assert.True(await s.GetRequiredService<NodeDb>().SaveAsync(Act.BySystem(TenantPath.Parse("38.400.16063"), ActKinds.ForeignTenant, now).On("dossier", id), default));
        });

        // Level 1 reads where it stands, without the code that would open it.
        Assert.DoesNotContain(code, (await VneidWorld.SignInAsync(VneidSide.NewClient(world.Node), VneidWorld.Thuy, "1")).Main, StringComparison.Ordinal);
        Assert.Contains(code, (await VneidWorld.SignInAsync(VneidSide.NewClient(world.Node), VneidWorld.Thuy, "2")).Main, StringComparison.Ordinal);

        var page = await VneidWorld.SignInAsync(VneidSide.NewClient(world.Node), VneidWorld.Thuy);
        Assert.Contains("Trợ cấp xã hội hàng tháng: 540.000 đồng/tháng", page.Main, StringComparison.Ordinal);
        Assert.Contains("Định mở hồ sơ, hệ thống không cho xem", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_OfLevel2_IsFilledInAndItsDossierSaysSo()
    {
        await using var world = await VneidWorld.StartAsync();
        var client = VneidSide.NewClient(world.Node);
        var needs = await VneidWorld.SignInAsync(client, VneidWorld.Lan, back: "/nop-ho-so/chuan-bi?loai=khuyet-tat");
        Assert.Equal("/nop-ho-so/chuan-bi", needs.Address.AbsolutePath);
        var who = await needs.SubmitAsync(button: "Bắt đầu");
        Assert.Equal(("Nguyễn Thị Lan", VneidWorld.Lan, "1954"), (Box(who, "FullName"), Box(who, "CitizenId"), Box(who, "BirthYear")));

        var browser = new Browser(client);
        await WizardTests.FillAllAsync(browser);
        await browser.Fill("Promise", "1").PressAsync();

        Assert.Equal("/nop-ho-so/bien-nhan", browser.Address.AbsolutePath);
        var step = await world.Node.WithDbAsync(db => db.Dossiers.Include(d => d.Steps).SingleAsync()) is var d ? d.Steps.Single() : null!;
        Assert.Equal("Nộp trực tuyến, người nộp đã đăng nhập VNeID mức 2", step.Note);
        // For his child: the number stands where the declarant is asked.
        var other = await (await PageReader.OpenAsync(client, "/nop-ho-so/chuan-bi?loai=khuyet-tat")).SubmitAsync(new Dictionary<string, object?> { ["cho"] = Prefill.Other }, button: "Bắt đầu");
        Assert.Equal("", Box(other, "FullName"));
        Assert.Equal((VneidWorld.Lan, "Nguyễn Thị Lan"), (await PageReader.OpenAsync(client, "/nop-ho-so/nguoi-nop")) is var p ? (Box(p, "ApplicantCitizenId"), Box(p, "ApplicantName")) : default);
    }

    [Fact]
    public async Task Vneid_AwayOrDeclined_SaysSoAndTheWayByDossierIsOpen()
    {
        await using var world = await VneidWorld.StartAsync();
        var client = VneidSide.NewClient(world.Node);
        var consent = await PageReader.OpenAsync(client, "/cua-toi/vneid");
        Assert.Contains("không đồng ý đăng nhập", (await consent.SubmitAsync(button: "Không đồng ý")).Main, StringComparison.Ordinal);
        var answer = await AnswerAsync(world, (await PageReader.OpenAsync(client, "/cua-toi/vneid")).Address);

        // It goes away between the consent and the token, then for whoever comes next.
        await world.FaultAsync("fail");
        Assert.Equal("?loi=khong-xac-nhan", (await PageReader.OpenAsync(client, answer.PathAndQuery)).Address.Query);
        var page = await PageReader.OpenAsync(client, "/cua-toi/vneid");
        Assert.Equal((HttpStatusCode.OK, "Chưa đăng nhập được bằng VNeID"), (page.Status, page.Heading));
        Assert.Contains("VNeID đang không trả lời", page.Main, StringComparison.Ordinal);
        Assert.Contains("chưa thoát được ở đó", (await PageReader.OpenAsync(client, "/cua-toi/vneid/thoat?ca-vneid=1")).Main, StringComparison.Ordinal);
        Assert.Equal("Ông/Bà là ai?", (await PageReader.OpenAsync(client, "/cua-toi/vao")).Heading);
        await world.FaultAsync("none");
        Assert.Equal("Đăng nhập VNeID (giả lập)", (await PageReader.OpenAsync(client, "/cua-toi/vneid")).Heading);
    }

    [Fact]
    public async Task Node_WithoutVneid_OffersTheWayByDossier()
    {
        await using var node = await NodeHost.StartAsync();
        var client = node.NewClient();
        Assert.Equal("/cua-toi/vao", (await PageReader.OpenAsync(client, "/cua-toi/vneid")).Address.AbsolutePath);
        Assert.Equal("/", (await PageReader.OpenAsync(client, "/cua-toi/vneid/thoat")).Address.AbsolutePath);
        Assert.DoesNotContain("VNeID", (await PageReader.OpenAsync(client, "/cua-toi/vao")).Main, StringComparison.Ordinal);
    }

    private static Task<Guid> ReceivingAsync(NodeHost host) => new PayRun(host).GrantedAsync(
        Person.Disabled, new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new(360_000), new(540_000), new(202206), new Receiver(Person.Disabled.Name, Person.Disabled.Number, "")));

    private static string Box(PageReader page, string field) => page.Document.QuerySelector($"[name='{field}']")?.GetAttribute("value") ?? "";

    /// <summary>The address that VNeID sends somebody back to, without going there.</summary>
    private static async Task<Uri> AnswerAsync(VneidWorld world, Uri question)
    {
        using var client = VneidSide.NewClient(world.Node, followRedirects: false);
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(question.Query).ToDictionary(q => q.Key, q => q.Value.ToString());
        (fields["so"], fields["muc"], fields["dong-y"]) = (VneidWorld.Thuy, "2", "1");
        using var body = new FormUrlEncodedContent(fields);
        using var sent = await client.PostAsync(new Uri(question, "/vneid/dang-nhap"), body);
        return sent.Headers.Location!;
    }

    private static async Task<string> LogAsync(NodeHost node)
    {
        var text = "";
        foreach (var file in Directory.GetFiles(Path.Combine(node.Folder, "logs")))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open);
            text += await reader.ReadToEndAsync();
        }

        return text;
    }
}
