using ProvinceNode.Organization;
using ProvinceNode.Tests.Dossiers;
using TestSupport;

namespace ProvinceNode.Tests.Platform;

/// <summary>Single keys can be turned off on a device (WCAG 2.2, 2.1.4), without scripts.</summary>
public sealed class ShortcutKeysTests
{
    [Fact]
    public async Task Keys_TurnedOffAndOnAgain_LeaveThePagesAndComeBack()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        var desk = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);
        Assert.True(await KeysAsync(desk, flow.Id) > 2);

        var off = await (await PageReader.OpenAsync(desk, "/tai-khoan/phim-tat")).SubmitAsync(button: "Tắt phím tắt");

        Assert.Contains("Đã tắt phím tắt một chữ trên máy này", off.Main, StringComparison.Ordinal);
        Assert.Equal(0, await KeysAsync(desk, flow.Id));
        await off.SubmitAsync(button: "Bật phím tắt");
        Assert.True(await KeysAsync(desk, flow.Id) > 2);
    }

    private static async Task<int> KeysAsync(HttpClient client, Guid dossier)
    {
        var page = await PageReader.OpenAsync(client, $"/ho-so/{dossier}");
        // A data attribute without a value is written empty; no key matches it.
        var keys = page.Document.QuerySelectorAll("[data-key]:not([data-key=''])").Length;
        Assert.Equal((keys, keys), (page.Document.QuerySelectorAll("[aria-keyshortcuts]").Length, page.Document.QuerySelectorAll("kbd").Length));
        return keys;
    }
}
