using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;

namespace EndToEnd.Tests.Journeys;

/// <summary>The pages of the forms as people see them: a citizen's phone at 360 px, a clerk's screen at 1280 px; axe finds nothing and nothing scrolls sideways.</summary>
public sealed class FormPagesTests
{
    private static readonly string[] Looked = ["tre-em", "nuoi-con-mot-minh", "cao-tuoi", "nhan-cham-soc", "mai-tang", "xac-dinh-khuyet-tat", "thieu-doi", "chuyen-di"];

    [Fact]
    public async Task Forms_OnPhoneAndScreen_FitAndAreAccessible()
    {
        await using var node = await OneNode.StartAsync("2022-10-05");
        foreach (var situation in Looked.Select(s => Situations.Of(s)!))
        {
            if (!situation.ByOfficials)
            {
                await PhoneAsync(await node.CitizenAsync(), situation, node.Dossiers.Today);
            }
        }

        var clerk = await node.AsAsync(Roles.Desk);
        await clerk.GoAsync("/ho-so/nhap-ho");
        foreach (var slug in Looked)
        {
            await clerk.GoAsync("/ho-so/nhap-ho?loai=" + slug);
            await clerk.NarrowAsync();
        }
    }

    private static async Task PhoneAsync(Visitor phone, Situation situation, DateOnly today)
    {
        await phone.GoAsync("/nop-ho-so/chuan-bi?loai=" + situation.Slug);
        await phone.PressAsync("Bắt đầu");
        foreach (var step in new FormSet([situation.FormOn(today)!]).Steps)
        {
            await phone.GoAsync("/nop-ho-so/" + step.Slug);
        }

        // Everything is missing: the review page links to where it is mended.
        await phone.PressAsync("Nộp hồ sơ");
    }
}
