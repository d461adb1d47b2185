using EndToEnd.Tests.Processes;
using Protos.Values;

namespace EndToEnd.Tests.Journeys;

/// <summary>The hub's own pages, walked by an operator of the ministry over whatever a journey left there.</summary>
internal static class HubPages
{
    // Pages that no link of the crawl is sure to lead to while there are few data.
    private static readonly string[] Doors = ["/", "/so-lieu", "/su-kien", "/cong-dvc", "/tinh/38", "/tinh/38/chi-song-song", "/tinh/38/hang-tuan", "/tinh/38/bi-tu-choi", "/tinh/dang-ky", "/khop-du-lieu?ma=38", "/trung-tinh", "/chuyen-tinh", "/goi-tham-chieu", "/dan-cu", "/truy-van"];

    /// <summary>Every page that a link leads to answers, contacts nobody else, fits a phone, and axe finds nothing.</summary>
    public static async Task AssertAccessibleAsync(RealProcesses federation, Browser browser)
    {
        // People, money and settled lists are there; the certificate comes with this.
        await federation.RunNodeAsync("38", "replication", "certificate");
        const string Name = "van.hanh";
        var password = (await federation.HubCommandAsync("operator", "add", Name)).Split('\n').First(l => l.Contains("Mật khẩu của", StringComparison.Ordinal)).Split(": ")[^1].Trim();
        var visitor = await browser.VisitorAsync(federation.Hub, 1280);
        await visitor.GoAsync("/dang-nhap");
        await visitor.NarrowAsync();
        await visitor.FillAsync("Name", Name);
        await visitor.FillAsync("Password", password);
        await visitor.PressAsync("Đăng nhập");
        await visitor.NarrowAsync();
        var key = (await visitor.Page.Locator("#khoa").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await visitor.FillAsync("Code", Totp.CodeAt(key, TimeProvider.System.GetUtcNow()));
        await visitor.PressAsync("Bật xác thực hai lớp");
        await visitor.NarrowAsync();
        await visitor.PressAsync("Tiếp tục làm việc");

        var crawler = new Crawler();
        var faults = new List<string>();
        foreach (var door in Doors)
        {
            faults.AddRange(await crawler.WalkAsync(visitor, door));
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        Assert.Subset(crawler.Seen.ToHashSet(StringComparer.Ordinal), Doors.Select(d => d.Split('=')[0]).ToHashSet(StringComparer.Ordinal));
    }
}
