using System.Text.RegularExpressions;
using ProvinceNode.Organization;

namespace EndToEnd.Tests.Journeys;

/// <summary>Pages that only dossiers far along their way have: drafts of papers, lists decided as one, many signed and numbered at once; on a screen and on a phone.</summary>
public sealed partial class LaterPagesTests
{
    private static readonly string[] People = ["Nguyễn Văn Thủy", "Lê Thị Hòa", "Phạm Văn Đức", "Công Tằng Tôn Nữ Thị Phương Thảo"];

    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-23")]
    public async Task LaterPages_OnScreenAndPhone_FitAndAreAccessible(string day)
    {
        await using var node = await OneNode.StartAsync(day);
        var ids = new List<Guid>();
        for (var i = 0; i < People.Length; i++)
        {
            ids.Add(await node.ToSignAsync(i, People[i]));
        }

        await ListAsync(node);
        var chairman = await node.AsAsync(Roles.Chairman, node.Deciding);
        await PapersAsync(chairman, ids[3]);
        await LookAsync(chairman, "/ho-so", "/ho-so/ky-hang-loat");
        await chairman.FillAsync("Code", node.CodeNow(Roles.Chairman, node.Deciding));
        await chairman.PressAsync("Ký các hồ sơ đã chọn");
        await chairman.NarrowAsync();
        var clerk = await node.AsAsync(Roles.RecordsClerk, node.Deciding);
        await LookAsync(clerk, "/ho-so/vao-so-hang-loat");
        await clerk.PressAsync("Vào số các văn bản đã chọn");
        await clerk.NarrowAsync();
        await PapersAsync(await node.AsAsync(Roles.Desk), ids[3]);
    }

    // The appraiser puts three on a list and takes one off; the chairman signs it once, the clerk numbers it once.
    private static async Task ListAsync(OneNode node)
    {
        var appraiser = await node.AsAsync(Roles.Appraiser, node.Deciding);
        await LookAsync(appraiser, "/ho-so/danh-sach-trinh");
        await appraiser.PressAsync("Lập danh sách từ hồ sơ đã chọn");
        Assert.StartsWith("Lỗi: ", await appraiser.Page.TitleAsync(), StringComparison.Ordinal);
        var boxes = appraiser.Page.Locator("input[name='Ticked']");
        for (var i = 0; i < 3; i++)
        {
            await boxes.Nth(i).CheckAsync();
        }

        await appraiser.PressAsync("Lập danh sách từ hồ sơ đã chọn");
        await appraiser.NarrowAsync();
        await appraiser.Page.Locator("input[name='TakeOff']").Nth(1).CheckAsync();
        await appraiser.FillAsync("Why", "Xác minh thêm");
        await appraiser.PressAsync("Đưa các hồ sơ đã chọn ra");
        var list = new Uri(appraiser.Page.Url).AbsolutePath;

        var chairman = await node.AsAsync(Roles.Chairman, node.Deciding);
        await LookAsync(chairman, list, list + "/ky");
        await chairman.FillAsync("Code", node.CodeNow(Roles.Chairman, node.Deciding));
        await chairman.PressAsync("Ký quyết định theo danh sách");
        var clerk = await node.AsAsync(Roles.RecordsClerk, node.Deciding);
        await LookAsync(clerk, list, list + "/vao-so");
        await clerk.PressAsync("Vào số và phát hành");
        await clerk.NarrowAsync();
        await clerk.PressAsync("Quyết định và danh sách kèm theo");
        await clerk.NarrowAsync();
    }

    private static async Task LookAsync(Visitor visitor, params string[] paths)
    {
        foreach (var path in paths)
        {
            await visitor.GoAsync(path);
            await visitor.NarrowAsync();
        }
    }

    // Every paper and draft that the dossier's page links to.
    private static async Task PapersAsync(Visitor visitor, Guid id)
    {
        await visitor.GoAsync($"/ho-so/{id}");
        await visitor.NarrowAsync();
        foreach (Match link in Paper().Matches(await visitor.Page.ContentAsync()))
        {
            await LookAsync(visitor, link.Groups[1].Value);
        }
    }

    [GeneratedRegex(@"href=\x22(/ho-so/[0-9a-f-]{36}/(?:du-thao|van-ban)/[^\x22?/]+)\x22")]
    private static partial Regex Paper();
}
