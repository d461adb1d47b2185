using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Citizens;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using TestSupport;

namespace ProvinceNode.Tests.Citizens;

/// <summary>The public wizard through the real host, as a browser without scripts walks it.</summary>
public sealed class WizardTests
{
    internal static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0xFF, 0xD9];

    [Fact]
    public async Task Wizard_EveryStepFilled_GivesReceiptAndDossier()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(node.NewClient());
        await FillAllAsync(browser);
        Assert.Equal("Kiểm tra lại trước khi nộp", browser.Heading);
        Assert.Contains("Xã Hoa Lộc, huyện Hậu Lộc", browser.Text, StringComparison.Ordinal);
        await browser.Fill("Promise", "1").PressAsync();
        Assert.Equal("/nop-ho-so/bien-nhan", browser.Address.AbsolutePath);
        var code = browser.Page.QuerySelector(".code-line")!.TextContent;
        Assert.Matches(@"^H56\.\d+\.\d+-250310-0001$", code);
        Assert.NotNull(browser.Page.QuerySelector(".qr svg"));
        var dossier = await node.WithDbAsync(db => db.Dossiers.Include(d => d.Requests).Include(d => d.Attachments).Include(d => d.Steps).Include(d => d.Requests).SingleAsync());
        Assert.Equal((code, DossierStatus.AwaitingReception, Submit.Online), (dossier.Code, dossier.Status, dossier.Channel));
        Assert.Equal(("Nguyễn Thị Lan", "1954", "038154000123"), (dossier.Owner.FullName, dossier.Owner.BirthDate, dossier.Owner.CitizenId));
        Assert.Equal(2, dossier.Attachments.Count);
        Assert.Equal("mẹ", FormValues.Parse(dossier.Answers)["CarerRelation"]);
    }

    [Fact]
    public async Task Wizard_WrongAnswers_SaysAllAtOnceAndKeepsWhatWasTyped()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(node.NewClient());
        await StartAsync(browser);
        await browser.Fill("FullName", "Lan 2").Fill("CitizenId", "03815400012").Fill("BirthDay", "31").Fill("BirthMonth", "2").Fill("BirthYear", "1954").PressAsync();
        Assert.Equal("/nop-ho-so/nguoi-huong", browser.Address.AbsolutePath);
        Assert.StartsWith("Lỗi: ", browser.Page.Title, StringComparison.Ordinal);
        Assert.Contains("Số định danh phải có 12 chữ số. Ông/Bà đã nhập 11 chữ số.", browser.Problems);
        Assert.Contains("Không có ngày 31/2/1954. Hãy kiểm tra lại ngày, tháng, năm.", browser.Problems);
        Assert.Contains("Hãy chọn giới tính.", browser.Problems);
        Assert.Equal(4, browser.Problems.Count);
        Assert.All(browser.Page.QuerySelectorAll(".problem-summary a"), a => Assert.NotNull(browser.Page.QuerySelector(a.GetAttribute("href")!)));
        Assert.Equal("Lan 2", browser.Page.QuerySelector("#f-FullName")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Wizard_BackFromHalfFilledPage_LosesNothing()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(node.NewClient());
        await StartAsync(browser);
        await PersonAsync(browser);
        await browser.Fill("Village", "Thôn 5").PressAsync(value: "back");
        Assert.Equal("Nguyễn Thị Lan", browser.Page.QuerySelector("#f-FullName")!.GetAttribute("value"));
        await browser.PressAsync();
        Assert.Equal("Thôn 5", browser.Page.QuerySelector("#f-Village")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Draft_CodeOnAnotherDevice_OpensWhatWasTyped()
    {
        await using var node = await NodeHost.StartAsync();
        var phone = new Browser(node.NewClient());
        await StartAsync(phone);
        await PersonAsync(phone);
        var code = phone.Page.QuerySelector(".draft-code strong")!.TextContent;
        var other = new Browser(node.NewClient());
        await other.GoAsync("/nop-ho-so/viet-tiep");
        await other.Fill("code", code.ToLowerInvariant().Replace('-', ' ')).PressAsync(name: null);
        Assert.Equal("/nop-ho-so/kiem-tra", other.Address.AbsolutePath);
        Assert.Contains("Nguyễn Thị Lan", other.Text, StringComparison.Ordinal);
        await other.GoAsync("/nop-ho-so/viet-tiep");
        await other.Fill("code", "2222-2222-2222").PressAsync(name: null);
        Assert.Single(other.Problems);
    }

    [Fact]
    public async Task Draft_NobodyStarted_LeadsToTheStart()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(node.NewClient());
        await browser.GoAsync("/nop-ho-so/nguoi-huong");
        Assert.Equal("/nop-ho-so", browser.Address.AbsolutePath);
        await browser.GoAsync("/nop-ho-so/khong-co-buoc-nay");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task Review_ThingsMissing_LinksToThePagesWhereTheyAreMended()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(node.NewClient());
        await StartAsync(browser);
        await PersonAsync(browser);
        await browser.GoAsync("/nop-ho-so/kiem-tra");
        Assert.Contains("Hãy chọn đơn vị cấp xã nơi đang cư trú trong danh sách.", browser.Problems);
        await browser.PressAsync();
        Assert.Equal("/nop-ho-so/kiem-tra", browser.Address.AbsolutePath);
        await browser.GoAsync(browser.Page.QuerySelector(".problem-summary a[href*='noi-cu-tru']")!.GetAttribute("href")!);
        await browser.Fill("CommuneCode", "Hoa Lộc, Hậu Lộc").Fill("Village", "Thôn 5").Fill("Phone", "0912 345 678").Fill("InInstitution", "no").PressAsync();
        Assert.Equal("/nop-ho-so/kiem-tra", browser.Address.AbsolutePath);
        Assert.Equal(0, await node.WithDbAsync(db => db.Dossiers.CountAsync()));
    }

    [Fact]
    public async Task Communes_TypedWithoutAccents_AreFoundAndChosen()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(node.NewClient());
        await StartAsync(browser);
        await PersonAsync(browser);
        await browser.Fill("CommuneCode", "hoa loc").PressAsync(value: "search");
        var choices = browser.Page.QuerySelectorAll("#communes label").Select(l => l.TextContent).ToList();
        Assert.Equal(["Xã Hoa Lộc, huyện Hậu Lộc", "Xã Hòa Lộc, huyện Hậu Lộc"], choices.Take(2).Order(StringComparer.Ordinal));
        await browser.GoAsync("/nop-ho-so/noi-cu-tru?tat-ca=1");
        Assert.Equal(547 + 1, browser.Page.QuerySelectorAll("#f-CommuneCode option").Length);
        await browser.GoAsync("/nop-ho-so/noi-cu-tru?handler=Communes&q=khong+co+xa+nay");
        Assert.Contains("Không có đơn vị cấp xã", browser.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_LieOrEmpty_AreRefusedAndGoodOnesKept()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(node.NewClient());
        await StartAsync(browser);
        await browser.GoAsync("/nop-ho-so/giay-to");
        await browser.Attach("Papers.giay-xac-nhan-khuyet-tat", "giấy.jpg", Photo).Attach("Papers.giay-xac-nhan-khuyet-tat", "giay.pdf", Photo)
            .Attach("Papers.giay-to-tuy-than", "rong.png", []).PressAsync(value: "upload");
        Assert.Contains("Tệp “giay.pdf” có tên đuôi “.pdf” nhưng nội dung là ảnh JPG. Hãy gửi đúng tệp gốc, không đổi đuôi tệp.", browser.Problems);
        Assert.Contains("Tệp “rong.png” rỗng (0 byte). Hãy chụp hoặc quét lại rồi gửi.", browser.Problems);
        Assert.Contains("giấy.jpg", browser.Text, StringComparison.Ordinal);
        var hash = browser.Page.QuerySelector("button[name=remove]")!.GetAttribute("value")!;
        await browser.PressAsync("remove", hash);
        Assert.Null(browser.Page.QuerySelector("button[name=remove]"));
    }

    internal static async Task StartAsync(Browser browser)
    {
        await browser.GoAsync("/nop-ho-so/chuan-bi");
        await browser.PressAsync(name: null);
        Assert.Equal("/nop-ho-so/nguoi-huong", browser.Address.AbsolutePath);
    }

    internal static async Task PersonAsync(Browser browser)
    {
        await browser.Fill("FullName", "Nguyễn Thị Lan").Fill("BirthYear", "1954").Fill("Sex", "2").Fill("CitizenId", "038 154 000 123").PressAsync();
        Assert.Empty(browser.Problems);
        Assert.Equal("Người hưởng đang ở đâu?", browser.Heading);
    }

    internal static async Task FillAllAsync(Browser browser)
    {
        await StartAsync(browser);
        await PersonAsync(browser);
        await browser.Fill("CommuneCode", "Hoa Lộc, Hậu Lộc").Fill("Village", "Thôn Hoa Phú").Fill("Phone", "0912345678").Fill("InInstitution", "no").PressAsync();
        await browser.Fill("CertificateNumber", "38.380.14758.000123").Fill("CertificateDay", "5").Fill("CertificateMonth", "10").Fill("CertificateYear", "2022")
            .Fill("CertificateBy", "UBND xã Hoa Lộc").Fill("DisabilityKind", "1").Fill("DisabilityDegree", "2").Fill("SelfCare", "partly")
            .Fill("CarerName", "Lê Thị Mai").Fill("CarerRelation", "mẹ").PressAsync();
        await browser.Fill("Study", "none").Fill("Work", "no").PressAsync();
        await browser.Fill("Marital", "single").Fill("Pregnant", "no").PressAsync();
        await browser.Fill("Poverty", "poor").Fill("HealthCard", "yes").PressAsync();
        Assert.Equal("Ai phụng dưỡng người hưởng?", browser.Heading); // poor and 68: point a of Art. 5(5) is not assumed
        await browser.Fill("SupporterState", "none").PressAsync();
        await browser.Fill("DeclaredBy", "owner").PressAsync();
        await browser.Attach("Papers.giay-xac-nhan-khuyet-tat", "mat-truoc.jpg", Photo).Attach("Papers.giay-xac-nhan-khuyet-tat", "mat-sau.jpg", [.. Photo, 1]).PressAsync();
        await browser.Fill("ResultBy", "desk").Fill("PaymentBy", "cash").PressAsync();
        Assert.Empty(browser.Problems);
    }
}
