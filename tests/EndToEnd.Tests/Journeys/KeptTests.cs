using Microsoft.Playwright;
using ProvinceNode.Organization;

namespace EndToEnd.Tests.Journeys;

/// <summary>What somebody typed is there again after a reload, on the way back, on another device and after the session ended.</summary>
public sealed class KeptTests
{
    [Fact]
    public async Task CitizensWizard_ReloadedGoneBackAndOpenedElsewhere_KeepsWhatWasTyped()
    {
        await using var node = await OneNode.StartAsync("2022-10-05");
        var phone = await node.CitizenAsync();
        await phone.GoAsync("/nop-ho-so/chuan-bi?loai=khuyet-tat");
        await phone.PressAsync("Bắt đầu");
        var first = new Uri(phone.Page.Url).AbsolutePath;

        // Nothing was pressed: the page keeps itself.
        await TypeAsync(phone, "FullName", "Nguyễn Văn Thủy");
        await SavedAsync(phone);
        await phone.Page.ReloadAsync();
        await HoldsAsync(phone, "FullName", "Nguyễn Văn Thủy");

        await phone.FillAsync("BirthDay", "31");
        await phone.FillAsync("BirthMonth", "02");
        await phone.PressAsync("Tiếp tục");
        Assert.StartsWith("Lỗi: ", await phone.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("problem-summary", await phone.Page.EvaluateAsync<string>("document.activeElement.id"));
        await HoldsAsync(phone, "BirthDay", "31");

        (string Name, string Value)[] person = [("BirthDay", "15"), ("BirthMonth", "03"), ("BirthYear", "1982"), ("CitizenId", "038082000102")];
        foreach (var (name, value) in person)
        {
            await phone.FillAsync(name, value);
        }

        await phone.ChooseAsync("Sex", "1");
        await phone.PressAsync("Tiếp tục");
        Assert.DoesNotContain(first, phone.Page.Url, StringComparison.Ordinal);
        await phone.Page.GoBackAsync();
        Assert.Equal(first, new Uri(phone.Page.Url).AbsolutePath);
        await HoldsAsync(phone, "CitizenId", "038082000102");

        var code = (await phone.Page.Locator(".draft-code strong").InnerTextAsync()).Trim();
        var other = await node.CitizenAsync(javaScript: false);
        await other.GoAsync("/nop-ho-so/viet-tiep");
        await other.FillAsync("code", code.ToLowerInvariant());
        await other.PressAsync("Mở hồ sơ");
        await other.GoAsync(first);
        await HoldsAsync(other, "FullName", "Nguyễn Văn Thủy");
    }

    [Fact]
    public async Task ClerksEntry_WhenTheSessionEnds_IsSentAgainAfterSigningIn()
    {
        await using var node = await OneNode.StartAsync("2022-10-05");
        var clerk = await node.AsAsync(Roles.Desk);
        await clerk.GoAsync("/ho-so/nhap-ho?loai=khuyet-tat");
        await TypeAsync(clerk, "FullName", "Nguyễn Văn Thủy");
        await SavedAsync(clerk);

        await OneNode.EndSessionAsync(clerk);
        clerk.Expected = 401;
        await TypeAsync(clerk, "Village", "Thôn Hoa Trung");
        await clerk.Page.Locator("[data-kept]").GetByText("Phiên làm việc đã hết").WaitForAsync();
        await clerk.PressAsync("Nộp hồ sơ");
        Assert.Equal("Phiên làm việc đã hết", await clerk.HeadingAsync());
        await clerk.NarrowAsync();
        await clerk.PressAsync("Gửi lại những gì đã nhập");
        Assert.Equal("Phiên làm việc đã hết", await clerk.HeadingAsync());

        await node.SignInAgainAsync(clerk, Roles.Desk, node.Commune);
        await clerk.PressAsync("Gửi lại những gì đã nhập");
        await HoldsAsync(clerk, "FullName", "Nguyễn Văn Thủy");
        await HoldsAsync(clerk, "Village", "Thôn Hoa Trung");
        Assert.Equal("problem-summary", await clerk.Page.EvaluateAsync<string>("document.activeElement.id"));
        await clerk.NarrowAsync();

        // What was begun waits in the list of this official.
        await clerk.GoAsync("/ho-so/nhap-ho");
        await clerk.NarrowAsync();
        await clerk.PressAsync("Nguyễn Văn Thủy");
        await HoldsAsync(clerk, "Village", "Thôn Hoa Trung");
    }

    // As a person types: the page hears each key.
    private static async Task TypeAsync(Visitor visitor, string name, string text) => await visitor.Page.Locator($"[name='{name}']").First.PressSequentiallyAsync(text);

    private static Task SavedAsync(Visitor visitor) => visitor.Page.Locator("[data-kept]").GetByText("Đã lưu nháp").WaitForAsync();

    private static async Task HoldsAsync(Visitor visitor, string name, string value) =>
        await Assertions.Expect(visitor.Page.Locator($"[name='{name}']").First).ToHaveValueAsync(value, new() { Timeout = 30_000 });
}
