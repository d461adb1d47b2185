using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A list of new levels that another month overtook, the submission that goes with it, and long arrears that are told before the signature.</summary>
public sealed class LevelAgainTests
{
    [Fact]
    public async Task List_OfAnEarlierMonth_IsMadeAnewByOneButtonAndSigned()
    {
        await using var host = await OutcomeTests.StartAsync("2026-05-06");
        var run = await OldAsync(host, new(2026, 10, 6));
        var first = await run.MadeAsync();
        host.Clock.SetDay(new(2026, 11, 3));
        var (officer, chairman) = (await host.SignInAsync(Roles.SocialOfficer, run.Flow.Dossiers.Commune), await host.SignInAsync(Roles.Chairman, run.Flow.Dossiers.Commune));
        var refused = await PageReader.OpenAsync(chairman, $"/chuyen-muc/{first}");
        Assert.Contains("bấm “Lập lại theo số liệu hôm nay”", refused.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Xem quyết định và ký", refused.Main, StringComparison.Ordinal);

        var again = await (await PageReader.OpenAsync(officer, $"/chuyen-muc/{first}")).SubmitAsync(button: "Lập lại theo số liệu hôm nay");

        Assert.Contains("Đã lập lại danh sách", again.Main, StringComparison.Ordinal);
        var second = Guid.Parse(again.Address.Segments[^1]);
        Assert.Equal((ListState.Withdrawn, ListState.Proposed, 202611), ((await run.LoadAsync(first)).State, (await run.LoadAsync(second)).State, (await run.LoadAsync(second)).Month));
        LevelRun.Must(await run.SignAsync(second));
        Assert.Equal(5 * 80_000, (await run.CommunesAsync(second)).Sum(c => c.ArrearsDong)); // July to November
    }

    [Fact]
    public async Task Again_OfASignedList_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2026-05-06");
        var run = await OldAsync(host, new(2026, 10, 6));
        var list = await run.MadeAsync();
        Assert.True((await run.AgainAsync(list, run.Clerk)).Has(ProvinceNode.Platform.CommonProblems.NotAllowed));
        LevelRun.Must(await run.SignAsync(list));

        Assert.True((await run.AgainAsync(list, run.Officer)).Has(LevelProblems.WrongState));
    }

    // As other lists have it: it lies before the chairman, and is kept without anybody's seal.
    [Fact]
    public async Task Submission_OfTheList_LiesBeforeTheChairmanAndIsKept()
    {
        await using var host = await OutcomeTests.StartAsync("2026-05-06");
        var run = await OldAsync(host, new(2026, 10, 6));
        var list = await run.MadeAsync();
        var chairman = await host.SignInAsync(Roles.Chairman, run.Flow.Dossiers.Commune);
        var waiting = await PageReader.OpenAsync(chairman, $"/chuyen-muc/{list}");
        Assert.Contains("Kinh phí tăng thêm mỗi tháng: 80.000 đồng", waiting.Main, StringComparison.Ordinal);
        Assert.Contains("Kinh phí truy lĩnh đến hết tháng 10/2026: 320.000 đồng", waiting.Main, StringComparison.Ordinal);

        LevelRun.Must(await run.SignAsync(list));

        var paper = await host.WithDbAsync(db => db.Papers.SingleAsync(p => p.DossierId == list && p.Paper == Submissions.Code));
        Assert.Equal(("", (Guid?)null), (paper.Number, paper.SignerId));
        Assert.Equal(run.Officer.FullName, PaperContent.Parse(paper.Content).Signatures[0].Name);
        Assert.Contains(paper.Id.ToString(), (await PageReader.OpenAsync(chairman, $"/chuyen-muc/{list}")).Document.QuerySelector("main .buttons a[href*='/van-ban/']")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-09-06", 15)]
    [InlineData("2027-06-07", 0)]
    public async Task Arrears_OverMoreThanAYear_AreToldBeforeTheSignature(string day, int months)
    {
        await using var host = await OutcomeTests.StartAsync("2026-05-06");
        var run = await OldAsync(host, OutcomeTests.Day(day));
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Flow.Dossiers.Commune);
        Assert.Equal(months > 0, (await PageReader.OpenAsync(officer, "/chuyen-muc")).Main.Contains("1 trường hợp truy lĩnh dài hơn 12 tháng", StringComparison.Ordinal));

        var list = await run.MadeAsync();

        Assert.Equal(months > 0, (await PageReader.OpenAsync(officer, $"/chuyen-muc/{list}")).Main.Contains("1 trường hợp truy lĩnh dài hơn 12 tháng", StringComparison.Ordinal));
        Assert.Equal(months > 0, (await run.CommunesAsync(list))[0].Annex.Contains(System.Text.Json.JsonSerializer.Serialize($"Truy lĩnh {months} tháng").Trim('"'), StringComparison.Ordinal));
    }

    private static async Task<LevelRun> OldAsync(NodeHost host, DateOnly day)
    {
        var run = new LevelRun(host);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 1_000_000, 202601);
        host.Clock.SetDay(day);
        return run;
    }
}
