using EndToEnd.Tests.Processes;
using ProvinceNode.Organization;

namespace EndToEnd.Tests.Journeys;

/// <summary>
/// A month of payment of 120 people as <c>deploy/up</c> runs it: node, hub and the post as processes, every job at its own pace, from opening the month to the lines that the ministry reads. It
/// waits for jobs more than it works, so it runs beside other journeys.
/// </summary>
public sealed class PaymentFlowTests
{
    private const string District = "38.400";

    [Fact]
    public async Task Month_AcrossProcesses_EndsAsSettledListsOfTheMinistry()
    {
        await using var federation = new RealProcesses();
        await federation.StartServicesAsync();
        await federation.StartHubAsync();
        var accounts = await federation.AddNodeAsync("38", "2022-10-05", "16063", people: true);
        await using var browser = await Browser.StartAsync();
        var officials = new Officials(browser, federation, "38", accounts);
        var accountant = await officials.AsAsync(Roles.Accountant, District);
        foreach (var days in new[] { 5, 5, 2 })
        {
            await accountant.GoAsync("/demo/dong-ho");
            await accountant.PressAsync($"Tiến thêm {days} ngày làm việc");
        }

        await accountant.GoAsync("/chi-tra");
        await accountant.Page.Locator("[name=Month]").SelectOptionAsync("202211");
        await accountant.PressAsync("Mở kỳ");
        var month = new Uri(accountant.Page.Url).AbsolutePath;
        await accountant.PressAsync("Lập danh sách");
        await UntilAsync(accountant, month, "Dự thảo");
        var head = await officials.AsAsync(Roles.DivisionHead, District);
        await head.GoAsync(month);
        await head.PressAsync("Duyệt tất cả danh sách");
        await UntilAsync(head, month, "Đã duyệt, chờ gửi");
        await CloseAsync(accountant, month);
        var cashier = await officials.AsAsync(Roles.Cashier, District);
        await cashier.GoAsync(month + "/gui");
        await cashier.PressAsync("Gửi tất cả danh sách");

        using var hub = new HubReader(federation);
        var lists = await hub.UntilAsync("PaymentLists?$filter=Status eq 'Settled'&$count=true", a => a.GetProperty("@odata.count").GetInt32() > 0);
        var list = lists.GetProperty("value")[0];
        var (id, lines, dong) = (list.GetProperty("Id").GetString(), list.GetProperty("Lines").GetInt32(), list.GetProperty("Total").GetInt64());
        Assert.Equal(202211, list.GetProperty("Month").GetInt32());
        var told = await hub.UntilAsync($"PaymentLines?$filter=ListId eq '{id}'&$count=true&$top=500", a => a.GetProperty("@odata.count").GetInt32() == lines);
        var rows = told.GetProperty("value").EnumerateArray().ToList();
        Assert.Equal(dong, rows.Sum(r => r.GetProperty("Total").GetInt64()));
        Assert.All(rows, r => Assert.NotEqual("Open", r.GetProperty("Outcome").GetString()));
        await accountant.GoAsync(month + "/doi-chieu");
        await accountant.SaysAsync("Số tiền và số người khớp");

        await HubPages.AssertAccessibleAsync(federation, browser);
    }

    private static async Task CloseAsync(Visitor accountant, string month)
    {
        await accountant.GoAsync(month + "/chot");
        for (var left = 0; left < 6 && await accountant.Page.Locator("[name=Reason]").CountAsync() > 0; left++)
        {
            await accountant.Page.Locator("[name=Reason]").First.FillAsync("Đã xác minh trực tiếp tại nhà");
            await accountant.PressAsync("Ghi lý do");
        }

        await accountant.PressAsync("Chốt kỳ chi trả");
    }

    // A page that a job changes, looked at again until it says so.
    private static async Task UntilAsync(Visitor visitor, string path, string words)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        do
        {
            await visitor.Page.GotoAsync(path);
            if ((await visitor.TextAsync()).Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }
        while (await timer.WaitForNextTickAsync(limit.Token));
    }
}
