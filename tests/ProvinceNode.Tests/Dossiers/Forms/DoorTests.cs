using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Tests.Citizens;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Forms;

/// <summary>Each situation through both doors of a real host: the citizen's wizard and the clerk's one page.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData("2025-03-10")]
    [InlineData("2025-08-11")]
    public async Task Wizard_EverySituation_BecomesADossierOfItsProcedure(string day)
    {
        await using var node = await NodeHost.StartAsync(new() { Day = Date(day) });
        await OwnGroupSample.AddAsync(node);
        var data = new TestDossiers(node);
        foreach (var situation in Offered(Date(day)).Where(s => !s.ByOfficials))
        {
            var browser = new Browser(node.NewClient());
            await browser.GoAsync("/nop-ho-so/chuan-bi?loai=" + situation.Slug);
            await browser.PressAsync(name: null);
            var code = await WalkAsync(browser, data.Values(situation.Slug), Date(day));
            var dossier = await node.WithDbAsync(db => db.Dossiers.Include(d => d.Requests).SingleAsync(d => d.Code == code));
            Assert.Equal((situation.Procedure, situation.Kind, situation.FormOn(Date(day))!.Code), (dossier.ProcedureCode, dossier.Kind, dossier.Form));
        }
    }

    [Theory]
    [InlineData("2025-03-10")]
    [InlineData("2025-08-11")]
    public async Task Clerk_EverySituation_BecomesADossierOfItsProcedure(string day)
    {
        await using var node = await NodeHost.StartAsync(new() { Day = Date(day) });
        await OwnGroupSample.AddAsync(node);
        var data = new TestDossiers(node);
        var browser = new Browser(await node.SignInAsync(Roles.Desk, data.Commune));
        await browser.GoAsync("/ho-so/nhap-ho");
        var links = browser.Page.QuerySelectorAll("main a[href*='loai=']").Select(a => a.GetAttribute("href")!.Split('=')[1]).ToList();
        Assert.Equal(Offered(Date(day)).Select(s => s.Slug).Order(), links.Order());
        foreach (var slug in links)
        {
            await browser.GoAsync("/ho-so/nhap-ho?loai=" + slug);
            var values = data.Values(slug, v => v["OriginalsSeen"] = "1");
            var set = SituationSets.SetOf([slug], Date(day))!;
            for (var i = 0; i < 3; i++)
            {
                await FillAsync(browser, set.Fields, values);
            }

            await browser.PressAsync();
            Assert.Equal((slug, "Đã nhập hồ sơ"), (slug, browser.Heading + string.Join("; ", browser.Problems)));
        }

        Assert.Equal(links.Count, await node.WithDbAsync(db => db.Dossiers.CountAsync()));
    }

    [Fact]
    public async Task Wizard_ChildrenAddedAndRemoved_AreKeptOverReloadAndAnotherDevice()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(node.NewClient());
        await browser.GoAsync("/nop-ho-so/chuan-bi?loai=nuoi-con-mot-minh");
        await browser.PressAsync(name: null);
        await browser.GoAsync("/nop-ho-so/cac-con");
        await browser.Fill("Children[0].FullName", "Lê Thị An").PressAsync("row", "add:Children");
        await browser.Fill("Children[1].FullName", "Lê Văn Bình").PressAsync("row", "add:Children");
        await browser.Fill("Children[2].FullName", "Lê Thị Chi").PressAsync("row", "remove:Children:1");
        var code = browser.Page.QuerySelector(".draft-code strong")!.TextContent;
        var other = new Browser(node.NewClient());
        await other.GoAsync("/nop-ho-so/viet-tiep");
        await other.Fill("code", code).PressAsync(name: null);
        Assert.Contains("Lê Thị Chi", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lê Văn Bình", other.Text, StringComparison.Ordinal);
        await other.GoAsync("/nop-ho-so/cac-con");
        Assert.Equal("Lê Thị Chi", other.Page.QuerySelector("[name='Children[1].FullName']")!.GetAttribute("value"));
        await other.PressAsync();
        Assert.Contains(other.Page.QuerySelectorAll(".problem-summary a"), a => a.GetAttribute("href") == "#f-Children-0-Birth");
        Assert.NotNull(other.Page.QuerySelector("#f-Children-0-Birth"));
    }

    [Fact]
    public async Task Wizard_AnotherRequestAdded_IsASecondRequestOfTheDossier()
    {
        await using var node = await NodeHost.StartAsync();
        var data = new TestDossiers(node);
        var browser = new Browser(node.NewClient());
        await browser.GoAsync("/nop-ho-so/chuan-bi?loai=khuyet-tat");
        await browser.PressAsync(name: null);
        await browser.GoAsync("/nop-ho-so/kiem-tra");
        await browser.PressAsync("go", "more:ho-cham-soc");
        Assert.Equal("/nop-ho-so/chu-ho", browser.Address.AbsolutePath);
        await browser.GoAsync("/nop-ho-so/nguoi-huong");
        var code = await WalkAsync(browser, data.Values("khuyet-tat", v => v["DisabilityDegree"] = "3", "ho-cham-soc"), node.Settings.Day);
        var dossier = await node.WithDbAsync(db => db.Dossiers.Include(d => d.Requests).SingleAsync(d => d.Code == code));
        Assert.Equal([(RequestKind.Grant, "1đ"), (RequestKind.Care, "2a")], dossier.Requests.OrderBy(r => r.Number).Select(r => (r.Kind, r.Form)));
        Assert.Equal(new DateOnly(2021, 7, 1), dossier.Requests[0].FormVersion);
    }

    [Fact]
    public async Task Submit_DisabledWithSmallChild_AsksForCareSupportToo()
    {
        await using var node = await NodeHost.StartAsync();
        var data = new TestDossiers(node);
        var id = await data.SubmittedAsync("khuyet-tat", v =>
        {
            (v["Children"], v["ChildrenUnder36Months"], v["SmallChildren.Count"]) = ("1", "1", "1");
            (v["SmallChildren[0].FullName"], v["SmallChildren[0].BirthYear"]) = ("Nguyễn Bé An", $"{data.Today.Year - 1}");
        });
        var dossier = await node.WithDbAsync(db => db.Dossiers.Include(d => d.Requests).SingleAsync(d => d.Id == id));
        Assert.Equal([(RequestKind.Grant, "1đ"), (RequestKind.Care, "1đ")], dossier.Requests.OrderBy(r => r.Number).Select(r => (r.Kind, r.Form)));
        Assert.Single(FormFacts.Of(dossier).Children);
    }

    [Fact]
    public async Task Submit_FormOfAnotherDay_IsRefused()
    {
        await using var node = await NodeHost.StartAsync();
        var data = new TestDossiers(node);
        var outcome = await node.WithAsync(async s =>
        {
            var input = await data.InputAsync(s, "mai-tang", data.Values("mai-tang"));
            return await s.GetRequiredService<Submit>().Handle(input with { Requests = [new RequestInput(RequestKind.Funeral, "02-176")] }, CancellationToken.None);
        });
        Assert.True(outcome.Has(SubmitProblems.NotProcedure));
    }

    [Fact]
    public async Task Clerk_DraftSaved_IsOnTheListOfItsOwnerOnly()
    {
        await using var node = await NodeHost.StartAsync();
        var office = TestDossiers.CommuneOn(node.Settings.Day);
        var clerk = new Browser(await node.SignInAsync(Roles.Desk, office));
        await clerk.GoAsync("/ho-so/nhap-ho?loai=nuoi-con-mot-minh");
        await clerk.Fill("FullName", "Phạm Thị Tuyết").PressAsync(value: "save");
        await clerk.GoAsync("/ho-so/nhap-ho");
        var link = clerk.Page.QuerySelectorAll("a").Single(a => a.TextContent == "Phạm Thị Tuyết").GetAttribute("href")!;
        await clerk.GoAsync(link);
        Assert.Equal("Phạm Thị Tuyết", clerk.Page.QuerySelector("#f-FullName")!.GetAttribute("value"));
        var other = new Browser(await node.SignInAsync(Roles.SocialOfficer, office));
        await other.GoAsync(link);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, other.Status);
        await clerk.GoAsync("/ho-so/nhap-ho");
        await clerk.PressAsync(name: null, handler: "Forget");
        Assert.DoesNotContain("Phạm Thị Tuyết", clerk.Text, StringComparison.Ordinal);
    }

    private static DateOnly Date(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<Situation> Offered(DateOnly day) => Situations.All.Where(s => s.IsOffered(day < new DateOnly(2025, 7, 1) ? "3T" : "2T", day));

    // Goes through the pages as they come, answers what each asks, and tells the code of the receipt.
    private static async Task<string> WalkAsync(Browser browser, FormValues values, DateOnly day)
    {
        for (var page = 0; page < 40 && browser.Address.AbsolutePath != "/nop-ho-so/bien-nhan"; page++)
        {
            var before = browser.Address.AbsolutePath;
            await FillAsync(browser, FormCatalogue.All.SelectMany(f => new FormSet([f]).Fields).DistinctBy(f => (f.Name, f.Kind == FieldKind.Group)), values);
            foreach (var input in browser.Page.QuerySelectorAll("input[type=file]"))
            {
                browser.Attach(input.GetAttribute("name")!, "giay.jpg", WizardTests.Photo);
            }

            await browser.PressAsync();
            Assert.Equal((before, ""), (before, string.Join("; ", browser.Problems)));
        }

        return browser.Page.QuerySelector(".code-line")!.TextContent;
    }

    private static async Task FillAsync(Browser browser, IEnumerable<FormField> fields, FormValues values)
    {
        foreach (var field in fields)
        {
            if (field.Kind == FieldKind.Group)
            {
                await RowsAsync(browser, field, values);
            }
            else
            {
                Type(browser, field, "", values);
            }
        }
    }

    private static async Task RowsAsync(Browser browser, FormField group, FormValues values)
    {
        while (browser.Page.QuerySelector($"button[value='add:{group.Name}']") is not null && browser.Page.QuerySelectorAll($"[id^='dong-{group.Name}-']").Length < values.Rows(group.Name))
        {
            await browser.PressAsync("row", "add:" + group.Name);
        }

        for (var i = 0; i < values.Rows(group.Name); i++)
        {
            foreach (var item in group.Items)
            {
                Type(browser, item, FormValues.Row(group.Name, i), values);
            }
        }
    }

    private static void Type(Browser browser, FormField field, string prefix, FormValues values)
    {
        foreach (var name in field.Boxes.Select(b => prefix + b).Where(n => values[n].Length > 0 && browser.Page.QuerySelector($"main form [name='{n}']") is not null))
        {
            browser.Fill(name, name == "CommuneCode" && browser.Page.QuerySelector("[name=CommuneCode][type=text]") is not null ? "Hoa Lộc" + (values[name] == "16063" ? ", Hậu Lộc" : "") : values[name]);
        }
    }
}
