using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What waits for a signature or a number stands on one page with a count in the menu; what one line cannot show is not signed with thirty others.</summary>
public sealed class WaitingPapersTests
{
    private static readonly NodeHostSettings Pilot = new() { Day = new DateOnly(2022, 10, 5) };

    [Fact]
    public async Task Notice_SignedAndNumbered_GoesFromTheChairmanToTheClerkAndAway()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await flow.ReviewAsync();
        await flow.OpenPostingAsync();
        var chairman = await host.SignInAsync(Roles.Chairman, flow.Dossiers.Commune);
        var clerk = await host.SignInAsync(Roles.RecordsClerk, flow.Dossiers.Commune);
        Assert.Equal((1, 0), (await CountAsync(chairman), await CountAsync(clerk)));

        var page = await PageReader.OpenAsync(chairman, "/van-ban-cho");
        Assert.Contains("Chờ ký: 1 văn bản", page.Main, StringComparison.Ordinal);
        var signed = await (await page.FollowAsync($"Ký Thông báo niêm yết kết quả xét duyệt {(await flow.Dossiers.LoadAsync(flow.Id)).Code}")).SubmitAsync(button: "Ký");

        Assert.Contains("Đã ký", signed.Main, StringComparison.Ordinal);
        Assert.Equal((0, 1), (await CountAsync(chairman), await CountAsync(clerk)));
        // The signer sees it wait for somebody else.
        var waits = await PageReader.OpenAsync(chairman, "/van-ban-cho");
        Assert.Contains("Chờ người khác", waits.Main, StringComparison.Ordinal);
        var numbered = await (await (await PageReader.OpenAsync(clerk, "/van-ban-cho")).FollowAsync($"Vào số Thông báo niêm yết kết quả xét duyệt {(await flow.Dossiers.LoadAsync(flow.Id)).Code}")).SubmitAsync(button: "Vào số");
        Assert.Contains("Đã vào số", numbered.Main, StringComparison.Ordinal);
        Assert.Equal((0, 0), (await CountAsync(chairman), await CountAsync(clerk)));
        Assert.Equal("01/TB-UBND", await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == "D09").Select(p => p.Number).SingleAsync()));
    }

    [Fact]
    public async Task Page_OfAnotherOffice_ShowsNothingOfThisOne()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();

        var district = await PageReader.OpenAsync(await host.SignInAsync(Roles.Chairman, flow.Dossiers.DecidingOffice), "/van-ban-cho");
        var neighbour = await PageReader.OpenAsync(await host.SignInAsync(Roles.Chairman, "38.380.14758"), "/van-ban-cho");

        // The decision is the district's to sign, the commune's notice is not.
        Assert.Contains((await flow.Dossiers.LoadAsync(flow.Id)).Code, district.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Thông báo niêm yết", district.Main, StringComparison.Ordinal);
        Assert.NotNull(district.Document.QuerySelector("a[href='/ho-so/ky-hang-loat']"));
        Assert.Contains("Chờ ký: 0 văn bản", neighbour.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2022-10-05", 540_000)]
    [InlineData("2026-11-02", 810_000)]
    public async Task Signing_AStopAmongMany_IsNotTickedAndRefusedWhenTickedAnyway(string day, long monthly)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", monthly, new Protos.Values.PayMonth(202206).Number);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await run.ToSignatureAsync(id, Person.Disabled.Plain, new ProvinceNode.Dossiers.Outcomes.Measure { Reason = "T4", On = run.Dossiers.Today });
        var chairman = await run.OfficialForAsync(id, ActKinds.Sign);

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Chairman, chairman.Office.Value), "/ho-so/ky-hang-loat");
        var signed = await host.WithAsync(async s =>
        {
            s.GetRequiredService<CurrentOfficial>().Set(chairman);
            return await s.GetRequiredService<BulkSign>().Handle([new BulkItem(id, (await run.Dossiers.LoadAsync(id)).Version)], chairman, default);
        }, chairman.Office.Value);

        var box = page.Document.QuerySelector("input[name=Ticked]")!;
        Assert.True(box.HasAttribute("disabled") && !box.HasAttribute("checked"));
        Assert.Contains("ký riêng để xem đủ nội dung", page.Main, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"td a[href='/ho-so/{id}/ky']"));
        Assert.Contains("ký riêng", Assert.Single(signed.Value).Why, StringComparison.Ordinal);
        Assert.Equal(DossierStatus.AwaitingSignature, (await run.Dossiers.LoadAsync(id)).Status);
    }

    private static async Task<int> CountAsync(HttpClient client)
    {
        var count = (await PageReader.OpenAsync(client, "/ho-so")).Text("nav a[href='/van-ban-cho'] .count");
        return count.Length == 0 ? 0 : int.Parse(count, System.Globalization.CultureInfo.InvariantCulture);
    }
}
