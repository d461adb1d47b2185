using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Stage;
using ProvinceNode.Tests.Payments.Sending;
using TestSupport;

namespace ProvinceNode.Tests.Replication;

/// <summary>The node keeps the stage that the hub told, says it on every page, and sends nothing below the last one without being told so.</summary>
public sealed class HubStageTests
{
    [Fact]
    public async Task Stage_ToldByTheHub_IsKeptOnceWithAnAct()
    {
        await using var host = await NodeHost.StartAsync();

        Assert.False(await TakeAsync(host, ""));
        Assert.False(await TakeAsync(host, "<script>"));
        Assert.True(await TakeAsync(host, "Testing"));
        Assert.False(await TakeAsync(host, "Testing"));
        Assert.True(await TakeAsync(host, "Pilot"));
        // A hub of before tells none: what was told stands.
        Assert.False(await TakeAsync(host, ""));

        Assert.Equal("Pilot", await host.WithAsync(s => s.GetRequiredService<HubStage>().ReadAsync(CancellationToken.None)));
        Assert.Equal(
            ["Trục quốc gia báo giai đoạn của tỉnh: Chạy thử", "Trục quốc gia báo giai đoạn của tỉnh: Thí điểm (trước đó: Chạy thử)"],
            await host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.HubStage).OrderBy(a => a.Sequence).Select(a => a.Reason).ToListAsync()));
    }

    [Fact]
    public async Task Banner_BelowTheLastStage_StandsOnEveryPage()
    {
        await using var host = await NodeHost.StartAsync();
        using var officer = await host.SignInAsync(Roles.SocialOfficer, "38.380.14758");
        using var citizen = host.NewClient();
        Assert.Empty(await BannerAsync(officer, "/ho-so"));

        await TakeAsync(host, "Testing");
        Assert.Contains("Giai đoạn chạy thử", await BannerAsync(officer, "/ho-so"), StringComparison.Ordinal);
        Assert.Contains("Hệ thống đang chạy thử", await BannerAsync(citizen, "/"), StringComparison.Ordinal);
        await TakeAsync(host, "Pilot");
        Assert.Contains("Giai đoạn thí điểm", await BannerAsync(officer, "/ho-so"), StringComparison.Ordinal);
        await TakeAsync(host, "Live");
        Assert.Empty(await BannerAsync(officer, "/ho-so"));
    }

    [Fact]
    public async Task Lists_OfAMonthInThePilot_GoOutOnlyWithTheStageConfirmed()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        await TakeAsync(run.Host, "Testing");
        var client = await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder);
        var page = await PageReader.OpenAsync(client, $"/chi-tra/{list.PeriodId:D}/gui");
        Assert.Contains("giai đoạn “Chạy thử”", page.Main, StringComparison.Ordinal);

        var refused = await page.SubmitAsync(button: "Gửi tất cả danh sách");
        Assert.Contains("Tỉnh đang ở giai đoạn “Chạy thử”", refused.ProblemAt("ConfirmedStage"), StringComparison.Ordinal);
        // The stage went on after the page was read: what he confirmed is another.
        await TakeAsync(run.Host, "Pilot");
        refused = await refused.SubmitAsync(new Dictionary<string, object?> { ["ConfirmedStage"] = "Testing" }, button: "Gửi tất cả danh sách");
        Assert.Contains("Tỉnh đang ở giai đoạn “Thí điểm”", refused.ProblemAt("ConfirmedStage"), StringComparison.Ordinal);
        Assert.Empty(await run.SendingsAsync());

        var done = await refused.SubmitAsync(new Dictionary<string, object?> { ["ConfirmedStage"] = "Pilot" }, button: "Gửi tất cả danh sách");
        Assert.Contains("đang gửi 1 danh sách", done.Main, StringComparison.Ordinal);
        await run.Pay.WorkTogetherAsync();
        Assert.NotEmpty(await run.SendingsAsync());
        Assert.EndsWith(". Tỉnh ở giai đoạn Thí điểm", await run.Host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.PaymentSend).Select(a => a.Reason).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_SentAloneInThePilot_AsksForTheSame()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        await TakeAsync(run.Host, "Pilot");
        var page = await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder), $"/chi-tra/danh-sach/{list.Id:D}/ket-qua");

        var refused = await page.SubmitAsync(button: "Gửi danh sách");
        Assert.Contains("Tỉnh đang ở giai đoạn “Thí điểm”", refused.ProblemAt("ConfirmedStage"), StringComparison.Ordinal);
        Assert.Equal(ListStatus.Approved, (await run.ListAsync(list.Id)).Status);
        await refused.SubmitAsync(new Dictionary<string, object?> { ["ConfirmedStage"] = "Pilot" }, button: "Gửi danh sách");

        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
    }

    // In a demo nothing is paid.
    [Theory]
    [InlineData("true", "")]
    [InlineData("false", "Pilot")]
    public async Task Confirmation_OfADemo_IsNotAskedFor(string demo, string asked)
    {
        await using var host = await NodeHost.StartAsync(new NodeHostSettings { Configuration = new Dictionary<string, string?> { ["Node:Demo"] = demo } });
        await TakeAsync(host, "Pilot");

        Assert.Equal(asked, await host.WithAsync(s => s.GetRequiredService<HubStage>().ToConfirmAsync(CancellationToken.None)));
    }

    private static Task<bool> TakeAsync(NodeHost host, string stage) => host.WithAsync(s => s.GetRequiredService<HubStage>().TakeAsync(stage, CancellationToken.None));

    private static async Task<string> BannerAsync(HttpClient client, string address) => (await PageReader.OpenAsync(client, address)).Text("aside[aria-label='Giai đoạn triển khai']");
}
