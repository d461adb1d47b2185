using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Citizens;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The clerk's one page, and the papers that officials open.</summary>
public sealed class EnterForCitizenTests
{
    [Fact]
    public async Task Enter_OnePage_GivesCodeOnceThoughSentTwice()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(await node.SignInAsync(Roles.Desk, TestDossiers.CommuneOn(node.Settings.Day)));
        await browser.GoAsync("/ho-so/nhap-ho?loai=khuyet-tat");
        Assert.Contains("Xã Hoa Lộc, huyện Hậu Lộc", browser.Text, StringComparison.Ordinal);
        var code = browser.Page.QuerySelector("input[name=code]")!.GetAttribute("value")!;
        await browser.PressAsync();
        Assert.True(browser.Problems.Count > 15);
        Assert.Equal(code, browser.Page.QuerySelector("input[name=code]")!.GetAttribute("value"));
        Fill(node, browser);
        await browser.PressAsync();
        Assert.Equal("Đã nhập hồ sơ", browser.Heading);
        // The page after filing has an address of its own: loading it again files nothing and shows the same code.
        Assert.Contains("da-nop=", browser.Address.Query, StringComparison.Ordinal);
        var dossier = await node.WithDbAsync(db => db.Dossiers.SingleAsync());
        Assert.Equal((dossier.Code, Submit.InPerson), (browser.Page.QuerySelector(".code-line")!.TextContent, dossier.Channel));
        Assert.NotNull(dossier.EnteredById);
    }

    [Fact]
    public async Task Enter_ByOfficeThatIsNoCommune_IsNotOffered()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(await node.SignInAsync(Roles.Desk, "38.400"));
        await browser.GoAsync("/ho-so/nhap-ho");
        Assert.Contains("Chỉ cán bộ của UBND cấp xã", browser.Text, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task Paper_OpenedByItsOffice_ComesAsWhatItIs()
    {
        await using var node = await NodeHost.StartAsync();
        var id = await new TestDossiers(node).SubmittedAsync();
        var paper = await node.WithDbAsync(db => db.Attachments.SingleAsync());
        var client = await node.SignInAsync(Roles.Desk, TestDossiers.CommuneOn(node.Settings.Day));
        var answer = await client.GetAsync(new Uri($"/ho-so/{id}/tep/{paper.Id}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(paper.Bytes, (await answer.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal(1, await node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.ViewPerson)));
    }

    [Fact]
    public async Task Paper_OpenedByAnotherCommuneOrNobody_IsNotThere()
    {
        await using var node = await NodeHost.StartAsync();
        var id = await new TestDossiers(node).SubmittedAsync();
        var address = new Uri($"/ho-so/{id}/tep/{await node.WithDbAsync(db => db.Attachments.Select(a => a.Id).SingleAsync())}", UriKind.Relative);
        var client = await node.SignInAsync(Roles.Desk, "38.380.14758");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address)).StatusCode);
        Assert.Equal(1, await node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.ForeignTenant)));
        Assert.Equal(HttpStatusCode.Redirect, (await node.NewClient(followRedirects: false).GetAsync(address)).StatusCode);
    }

    private static void Fill(NodeHost node, Browser browser)
    {
        var form = new TestDossiers(node).Form(f => f.OriginalsSeen = "1");
        foreach (var field in SubmitForm.Fields.Where(f => f != nameof(form.CommuneCode) && form.Get(f).Length > 0))
        {
            browser.Fill(field, form.Get(field));
        }
    }
}
