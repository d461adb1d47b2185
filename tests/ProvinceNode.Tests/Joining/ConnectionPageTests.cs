using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Joining;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Joining;

/// <summary>The page at which the administrator sees where the way to the hub is barred, and what the node tells of itself.</summary>
public sealed class ConnectionPageTests
{
    [Fact]
    public async Task Page_OfANodeWhoseHubIsNotThere_SaysWhereItIsBarred()
    {
        await using var node = await NodeHost.StartAsync(new NodeHostSettings { Configuration = new Dictionary<string, string?> { ["Hub:Address"] = "https://127.0.0.1:1" } });
        using var client = await node.SignInAsync(Roles.Administrator, "38");

        var page = await (await PageReader.OpenAsync(client, "/dong-bo")).FollowAsync("Kiểm tra kết nối từng chặng");
        var tested = await page.SubmitAsync();

        Assert.Contains("Tìm thấy 127.0.0.1", tested.Main, StringComparison.Ordinal);
        Assert.Contains("Máy chủ từ chối cổng 1", tested.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standing_OfANode_CountsAccountsYearsAndWeeks()
    {
        await using var node = await NodeHost.StartAsync();
        await node.OfficialAsync(Roles.Accountant, "38.380");

        var report = await node.WithAsync(s => s.GetRequiredService<MeasureStanding>().HandleAsync(CancellationToken.None));

        Assert.Equal((1, 0), (report.Roles.Single(r => r.Role == Roles.Accountant).Accounts, report.Roles.Single(r => r.Role == Roles.Desk).Accounts));
        Assert.Contains(2025, report.CalendarYears);
        Assert.Equal((8, "2025-03-10", -1), (report.Weeks.Count, report.Weeks[0].Monday, report.QualityTenths));
        // One accountant in one district: the other districts have none, and no commune has a desk.
        var (accountant, desk) = (report.Coverage.Offices.Single(r => r.Role == Roles.Accountant), report.Coverage.Offices.Single(r => r.Role == Roles.Desk));
        Assert.Equal((26, 25, "Thị xã Bỉm Sơn"), (accountant.Offices, accountant.Lacking, accountant.LackingNames[0]));
        Assert.Equal((report.Coverage.Communes, report.Coverage.Communes, 5), (desk.Offices, desk.Lacking, desk.LackingNames.Count));
        Assert.Equal((0, 5), (report.Coverage.CommunesCovered, report.Coverage.CommunesEmpty.Count));
        Assert.Equal([(2025, true, 0), (2026, true, 0)], report.Coverage.Years.Select(y => (y.Year, y.Begun, y.Missing.Count)));
        Assert.False(await node.WithAsync(s => s.GetRequiredService<TellStanding>().HandleAsync(CancellationToken.None)));
    }
}
