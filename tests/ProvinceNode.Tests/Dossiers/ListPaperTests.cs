using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Papers of a list: the common decision is edited as a draft of its own, its submission is frozen with it, and it stands in the place of earlier papers (policy 4.2, 4.3).</summary>
public sealed class ListPaperTests
{
    private const string Summary = "Về việc thực hiện trợ cấp xã hội hàng tháng theo danh sách";

    [Fact]
    public async Task Decision_WithItsDraftEdited_IsSignedAndExtractedAsEdited()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(2);
        var list = await run.MadeAsync(ids);
        var client = await host.SignInAsync(Roles.Appraiser, run.Flow.Dossiers.DecidingOffice);
        var page = await (await PageReader.OpenAsync(client, $"/ho-so/danh-sach-trinh/{list}")).FollowAsync("Dự thảo quyết định");

        var refused = await page.SubmitAsync(new Dictionary<string, object?> { ["Paragraph.0"] = "Điều 1. Trợ cấp xã hội hàng tháng cho 02 người. Tổng số tiền một tháng: 9.000.000 đồng." }, button: "Lưu dự thảo");
        Assert.Contains("Không sửa được", Assert.Single(refused.Problems), StringComparison.Ordinal);
        var before = await run.SeenAsync(list, run.Chairman);
        var saved = await page.SubmitAsync(new Dictionary<string, object?> { ["Summary.0"] = Summary }, button: "Lưu dự thảo");
        Assert.True((await run.SignAsync(list, run.Chairman, before)).Has(CommonProblems.ChangedMeanwhile)); // he read other words
        Assert.Contains("Đã lưu dự thảo quyết định", saved.Main, StringComparison.Ordinal);
        Assert.True((await run.SignAsync(list)).Succeeded);
        Assert.True((await run.NumberAsync(list)).Succeeded);

        var papers = await host.WithDbAsync(db => db.Papers.AsNoTracking().ToListAsync());
        Assert.All(papers.Where(p => p.Paper == "D14"), p => Assert.Equal(Summary, PaperContent.Parse(p.Content).Summary));
        var submission = Assert.Single(papers, p => p.Paper == "D13");
        Assert.Equal((list, "", PaperState.AwaitingSignature), (submission.DossierId, submission.Number, submission.State)); // its head has not signed it
        Assert.Equal(2, Assert.Single(PaperContent.Parse(submission.Content).Annexes).Table!.Rows.Count);
        Assert.Contains("đã ký", (await PageReader.OpenAsync(client, $"/ho-so/danh-sach-trinh/{list}/du-thao")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dossier_WithADraftOfItsOwnEdited_IsDecidedAloneOrWithoutTheEdit()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(2);
        var client = await host.SignInAsync(Roles.Appraiser, run.Flow.Dossiers.DecidingOffice);
        var page = await PageReader.OpenAsync(client, $"/ho-so/{ids[0]}/du-thao/D14");
        await page.SubmitAsync(new Dictionary<string, object?> { ["Summary.0"] = Summary }, button: "Lưu dự thảo");

        Assert.Contains("đã được sửa riêng", Assert.Single((await run.MakeAsync(ids)).Problems).Message, StringComparison.Ordinal);
        await (await PageReader.OpenAsync(client, $"/ho-so/{ids[0]}/du-thao/D14")).SubmitAsync(button: "Bỏ mọi chỗ sửa");
        var list = await run.MadeAsync(ids);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"/ho-so/{ids[0]}/du-thao/D14", UriKind.Relative))).StatusCode); // the list's draft is the one to edit
        Assert.True((await run.SignAsync(list)).Succeeded);
    }

    [Fact]
    public async Task SocialPensions_OnAList_AreOneDecisionUnderTheirDecree()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new ListRun(host);
        var ids = new List<Guid>();
        foreach (var person in new[] { Person.Old, new Person("Trần Thị Ngát", "1948-05-10", "038148000302") })
        {
            var id = await run.Flow.FiledAsync(Procedures.SocialPension, RequestKind.SocialPension, person);
            await run.Flow.ToSignatureAsync(id, person.Plain with { PensionRequestedOn = run.Flow.Dossiers.Today });
            ids.Add(id);
        }

        var list = await run.MadeAsync(ids);
        Assert.True((await run.SignAsync(list)).Succeeded);
        Assert.True((await run.NumberAsync(list)).Succeeded);

        var papers = await host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.Paper == "D26").ToListAsync());
        Assert.Equal(3, papers.Count);
        var whole = PaperContent.Parse(papers.Single(p => p.DossierId == list).Content);
        Assert.Equal("Về việc trợ cấp hưu trí xã hội hàng tháng", whole.Summary);
        Assert.Contains(whole.Bases, b => b.Contains("176/2025/NĐ-CP", StringComparison.Ordinal));
        Assert.DoesNotContain(whole.Bases, b => b.Contains("Thông tư số 02/2021", StringComparison.Ordinal));
        Assert.Contains("Tổng số tiền một tháng: 1.080.000 đồng", whole.Paragraphs[0], StringComparison.Ordinal);
        Assert.Equal(["540.000", "540.000"], Assert.Single(whole.Annexes).Table!.Rows.Select(r => r[8]));
        Assert.Equal(2, await host.WithDbAsync(db => db.Entitlements.CountAsync(e => e.Kind == ProvinceNode.Registry.EntitlementKind.SocialPension)));
    }

    // What ends a person's award replaces his extract; the common decision still holds for the others.
    [Fact]
    public async Task Extract_OfSomebodyWhoStops_IsReplacedAndTheCommonDecisionHolds()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(2);
        var list = await run.MadeAsync(ids);
        Assert.True((await run.SignAsync(list)).Succeeded);
        Assert.True((await run.NumberAsync(list)).Succeeded);
        var earlier = await host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.Paper == "D14" && p.DossierId == ids[0]));

        host.Clock.SetDay(new DateOnly(2022, 12, 5));
        var stop = await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, ListRun.People[0]);
        await run.Flow.DecidedAsync(stop, ListRun.People[0].Plain, new ProvinceNode.Dossiers.Outcomes.Measure { On = new DateOnly(2022, 12, 1), Reason = "T4" });

        var papers = await host.WithDbAsync(db => db.Papers.AsNoTracking().ToListAsync());
        var later = Assert.Single(papers, p => p.Paper == "D16");
        Assert.Equal((PaperValidity.Superseded, (Guid?)later.Id), papers.Single(p => p.Id == earlier.Id) is var p ? (p.Validity, p.SupersededBy) : default);
        Assert.Equal(PaperValidity.Valid, papers.Single(p => p.Paper == "D14" && p.DossierId == list).Validity); // the others on it still receive
        Assert.Equal(PaperValidity.Valid, papers.Single(p => p.Paper == "D14" && p.DossierId == ids[1]).Validity);
    }
}
