using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The public notice that looks for the family of an abandoned child: a task of its institution with a day of its own (Decree 20 Art. 28(2)).</summary>
public sealed class AbandonedChildTests
{
    private const string Office = "38.90001";
    private static readonly Person Child = new("Trẻ em chưa rõ họ tên", "2024-06-01", "");

    [Fact]
    public async Task Notice_OfAChildReceived_IsATaskUntilTheHeadSignsIt()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, id) = await ReceivedAsync(host);
        Assert.Equal(new DateOnly(2026, 12, 8), (await run.Dossiers.LoadAsync(id)).SearchNoticeDueOn); // 25 working days
        var head = await host.SignInAsync(Roles.InstitutionHead, Office);
        Assert.Contains("Cần thông báo tìm thân nhân trẻ em bị bỏ rơi: 1 hồ sơ", await DeskAsync(head), StringComparison.Ordinal);
        Assert.DoesNotContain("tìm thân nhân", await DeskAsync(await host.SignInAsync(Roles.Chairman, run.Dossiers.Commune)), StringComparison.Ordinal);

        var page = await PageReader.OpenAsync(head, $"/ho-so/{id}/thong-bao-tim-than-nhan");
        Assert.Equal(2, (await page.SubmitAsync(new Dictionary<string, object?>())).Problems.Count);
        Assert.Contains("(25 ngày làm việc kể từ ngày tiếp nhận)", page.Main, StringComparison.Ordinal);
        Assert.Contains("cách ngày ký ít nhất 7 ngày", page.Main, StringComparison.Ordinal);
        var typed = new Dictionary<string, object?> { ["Abandoned"] = "true", ["Story"] = "Phát hiện tại cổng chợ sáng 02/11/2026", ["UntilDay"] = "31", ["UntilMonth"] = "12", ["UntilYear"] = "2026" };
        Assert.Contains("nơi đăng", Assert.Single((await page.SubmitAsync(typed)).Problems), StringComparison.Ordinal);
        typed["Media"] = "Đài Phát thanh và Truyền hình tỉnh";
        foreach (var (day, month) in new[] { ("02", "11"), ("03", "11"), ("08", "11"), ("", ""), ("31", "02") }) // seven days from the signature, as a posting hangs; none and no such day
        {
            var asked = (await page.SubmitAsync(new Dictionary<string, object?>(typed) { ["UntilDay"] = day, ["UntilMonth"] = month })).Problems;
            Assert.Contains("từ ngày 09/11/2026", Assert.Single(asked), StringComparison.Ordinal);
        }

        await page.SubmitAsync(typed);

        var paper = await host.WithDbAsync(db => db.Papers.SingleAsync(p => p.DossierId == id && p.Paper == AnnounceChild.Paper));
        var content = PaperContent.Parse(paper.Content);
        Assert.Contains(content.Paragraphs, p => p.Contains("trước hết ngày 31/12/2026", StringComparison.Ordinal)); // the family's own time, not the institution's 25 days
        Assert.DoesNotContain(content.Paragraphs, p => p.Contains(Child.Name, StringComparison.Ordinal)); // no more of the child than makes it known
        Assert.Equal((Office, "TRUNG TÂM BẢO TRỢ XÃ HỘI SỐ 1"), (paper.OfficePath, paper.OfficeName)); // it seals and is verified under its own name
        Assert.Equal(1, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.ViewPerson && a.Subject == $"dossier/{id:D}")));
        var dossier = await run.Dossiers.LoadAsync(id);
        Assert.Equal((run.Dossiers.Today, ActKinds.AnnounceChild), (dossier.SearchNoticeOn, dossier.Steps.MaxBy(s => s.Number)!.Verb));
        Assert.DoesNotContain("Cần thông báo tìm thân nhân", await DeskAsync(head), StringComparison.Ordinal);
        Assert.Contains("không còn việc thông báo", Assert.Single((await PageReader.OpenAsync(head, $"/ho-so/{id}/thong-bao-tim-than-nhan")).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notice_ThatGivesTheFamilyItsSevenDays_IsSigned()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (_, id) = await ReceivedAsync(host);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.InstitutionHead, Office), $"/ho-so/{id}/thong-bao-tim-than-nhan");

        await page.SubmitAsync(new Dictionary<string, object?> { ["Abandoned"] = "true", ["Story"] = "Phát hiện tại cổng chợ sáng 02/11/2026", ["Media"] = "Đài Phát thanh và Truyền hình tỉnh", ["UntilDay"] = "9", ["UntilMonth"] = "11", ["UntilYear"] = "2026" });

        Assert.Contains("trước hết ngày 09/11/2026", (await host.WithDbAsync(db => db.Papers.SingleAsync(p => p.DossierId == id && p.Paper == AnnounceChild.Paper))).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notice_PastItsDay_IsShownLateAndEndsWhenTheChildWasNotAbandoned()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, id) = await ReceivedAsync(host);
        host.Clock.SetDay(new DateOnly(2026, 12, 10));
        var head = await host.SignInAsync(Roles.InstitutionHead, Office);
        Assert.Contains("quá hạn 2 ngày làm việc", await DeskAsync(head), StringComparison.Ordinal);
        Assert.Contains("quá hạn 2 ngày làm việc", (await PageReader.OpenAsync(head, $"/ho-so/{id}")).Main, StringComparison.Ordinal);

        await (await PageReader.OpenAsync(head, $"/ho-so/{id}/thong-bao-tim-than-nhan")).SubmitAsync(new Dictionary<string, object?> { ["Abandoned"] = "false", ["Story"] = "Mẹ đã đến nhận, có giấy khai sinh" });

        Assert.Empty(await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == AnnounceChild.Paper).ToListAsync()));
        Assert.Contains("Mẹ đã đến nhận", (await run.Dossiers.LoadAsync(id)).Steps.MaxBy(s => s.Number)!.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("tìm thân nhân trẻ em bị bỏ rơi:", await DeskAsync(head), StringComparison.Ordinal);
    }

    private static async Task<(OutcomeRun Run, Guid Id)> ReceivedAsync(NodeHost host)
    {
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.UrgentAdmission, RequestKind.Admit, Child);
        await run.StepAsync(id, DossierStatus.AwaitingReception, Child.Plain);
        return (run, id);
    }

    private static async Task<string> DeskAsync(HttpClient client) => (await PageReader.OpenAsync(client, "/ho-so")).Main;
}
