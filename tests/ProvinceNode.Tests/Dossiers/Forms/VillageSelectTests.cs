using AngleSharp.Html.Dom;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Citizens;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Forms;

/// <summary>The village of a specially difficult commune is chosen from the list on the rendered page; where the list has none it is typed.</summary>
public sealed class VillageSelectTests
{
    [Theory]
    [InlineData("Bản Mới", "Bản Cao", true)]
    [InlineData("", "", false)]
    public async Task Village_OnTheClerksPage_IsChosenFromTheList(string one, string two, bool listed)
    {
        await using var node = await NodeHost.StartAsync();
        await node.WithDbAsync(async db =>
        {
            db.AddRange(new[] { one, two }.Where(v => v.Length > 0).Select(v => (object)new SpecialAreaRow { CommuneCode = "16063", Village = v, Legal = "QĐ 612/QĐ-UBDT", ValidFrom = new(2021, 7, 1) }));
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(node.Clock).UtcNow), CancellationToken.None);
        });
        var clerk = new Browser(await node.SignInAsync(Roles.Desk, TestDossiers.CommuneOn(node.Settings.Day)));

        await clerk.GoAsync("/ho-so/nhap-ho?loai=tre-duoi-3-tuoi");

        var field = clerk.Page.QuerySelector("[name=AreaVillage]")!;
        Assert.Equal(listed ? new[] { "", "Bản Cao", "Bản Mới" } : null, (field as IHtmlSelectElement)?.Options.Select(o => o.Value));
        Assert.Equal(listed, field is IHtmlSelectElement);
        await clerk.Fill("SpecialArea", "yes").Fill("AreaVillage", "Bản Mới").PressAsync(value: "save");
        var again = clerk.Page.QuerySelector("[name=AreaVillage]")!;
        Assert.Equal("Bản Mới", again is IHtmlSelectElement chosen ? chosen.Value : again.GetAttribute("value"));
    }
}
