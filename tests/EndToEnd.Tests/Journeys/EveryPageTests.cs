using EndToEnd.Tests.Faults;
using EndToEnd.Tests.Processes;
using ProvinceNode.Organization;

namespace EndToEnd.Tests.Journeys;

/// <summary>Every page that a link leads to, whoever sees it: answers, contacts nobody else, fits a phone, and axe finds nothing.</summary>
[Collection(Alone.Name)]
public sealed class EveryPageTests
{
    [Fact]
    public async Task Node_EveryLinkedPage_AnswersAndIsAccessible()
    {
        await using var federation = new RealProcesses();
        await federation.StartServicesAsync();
        await federation.StartHubAsync();
        var accounts = await federation.AddNodeAsync("38", "2022-10-05", "16063");
        var clerk = new DeskClient(federation.Node("38"), accounts.First(a => a.Role == Roles.Desk));
        var code = await clerk.EnterAsync(1);
        await clerk.EnterAsync(2);
        await using var browser = await Browser.StartAsync();
        var officials = new Officials(browser, federation, "38", accounts);
        await officials.DoAsync(Roles.Desk, "38.400.16063", code, "Tiếp nhận", "Tiếp nhận");

        var crawler = new Crawler();
        var faults = new List<string>(await crawler.WalkAsync(await browser.VisitorAsync(federation.Node("38"), 1280), "/"));
        foreach (var account in accounts)
        {
            var visitor = await officials.AsAsync(account.Role, account.Office);
            faults.AddRange(await crawler.WalkAsync(visitor, new Uri(visitor.Page.Url).AbsolutePath));
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        Assert.Contains("/ho-so/{id}", crawler.Seen);
        Assert.True(crawler.Seen.Count > 20, string.Join('\n', crawler.Seen));
    }
}
