using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Several dossiers posted by one notice and sent up by one letter (D09, D11; Decree 20 Art. 8(1)).</summary>
public sealed class TogetherTests
{
    private static readonly (string Name, string Number)[] People = [("Nguyễn Văn Thủy", "038082000102"), ("Lê Văn Hạnh", "038082000211"), ("Phạm Văn Đức", "038082000317")];

    [Fact]
    public async Task Dossiers_PostedAndSentTogether_HaveOneNoticeOneLetterAndStepsOfTheirOwn()
    {
        await using var node = await OutcomeTests.StartAsync("2022-10-05");
        var dossiers = new TestDossiers(node);
        var (officer, chairman, clerk) = (dossiers.Official(Roles.SocialOfficer), dossiers.Official(Roles.Chairman), dossiers.Official(Roles.RecordsClerk));
        var ids = await ReviewedAsync(dossiers, officer);

        // Through the page: two are ticked, the third waits.
        var client = await node.SignInAsync(Roles.SocialOfficer, dossiers.Commune);
        var page = await (await PageReader.OpenAsync(client, "/ho-so")).FollowAsync("Niêm yết, trình nhiều hồ sơ");
        var ticks = page.Document.QuerySelectorAll("input[name=Ticked]").Select(i => i.GetAttribute("value")!).Where(v => !v.StartsWith(ids[2].ToString(), StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, ticks.Length);
        var notice = await page.SubmitAsync(new Dictionary<string, object?> { ["Ticked"] = ticks }, button: "Mở niêm yết");
        Assert.Contains("Lê Văn Hạnh", notice.Main, StringComparison.Ordinal);
        Assert.Contains("02 người có tên sau đây", notice.Main, StringComparison.Ordinal);
        Assert.Contains("Thông báo niêm yết", (await PageReader.OpenAsync(client, $"/ho-so/{ids[1]}")).Document.QuerySelector("[aria-labelledby=giay-to]")!.TextContent, StringComparison.Ordinal);

        var posted = await Task.WhenAll(ids.Select(dossiers.LoadAsync));
        Assert.Equal([DossierStatus.Posted, DossierStatus.Posted, DossierStatus.Reviewed], posted.Select(d => d.Status));
        Assert.Equal((1, 2, 1), await node.WithDbAsync(async db => (await db.Papers.CountAsync(p => p.Paper == "D09"), await db.Papers.CountAsync(p => p.Paper == "D08"), await db.CommonPapers.CountAsync())));
        var single = PaperContent.Parse(await node.WithDbAsync(db => db.Papers.Where(p => p.Paper == "D09").Select(p => p.Content).SingleAsync()));
        Assert.DoesNotContain(People[0].Number, single.ToJson(), StringComparison.Ordinal);
        Assert.Equal(2, single.Tables[0].Rows.Count);

        node.Clock.SetDay(posted[0].StepDueOn!.Value);
        foreach (var id in ids.Take(2))
        {
            await MustAsync(dossiers, id, officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(id, v, officer, default));
        }

        var sent = await SendAsync(node, dossiers, ids.Take(2), chairman);
        Assert.True(sent.Succeeded, string.Join("; ", sent.Problems.Select(p => p.Message)));
        Assert.Equal((PaperState.AwaitingNumber, ""), (sent.Value.State, sent.Value.Number));
        var numbered = await DoAsync(node, clerk, s => s.GetRequiredService<NumberPaper>().Handle(sent.Value.Id, clerk, default));
        var letter = PaperContent.Parse(numbered.Value.Content);
        Assert.Equal(("01/UBND-VHXH", "Số: 01/UBND-VHXH", "V/v đề nghị trợ cấp xã hội hàng tháng đối với 02 đối tượng"), (numbered.Value.Number, letter.NumberLine, letter.Summary));
        Assert.StartsWith("(Kèm theo Công văn số 01/UBND-VHXH ngày ", letter.Annexes[0].Reference, StringComparison.Ordinal);
        Assert.Equal(["Lê Văn Hạnh", "Nguyễn Văn Thủy"], Assert.Single(letter.Annexes).Table!.Rows.Select(r => r[1]).Order(StringComparer.Ordinal));
        Assert.All(letter.Annexes[0].Table!.Rows, r => Assert.Equal(("K6Đ5", "540.000"), (r[6], r[8])));
        foreach (var id in ids.Take(2))
        {
            var dossier = await dossiers.LoadAsync(id);
            Assert.Equal((DossierStatus.UnderAppraisal, "Công văn số 01/UBND-VHXH"), (dossier.Status, dossier.Steps.OrderBy(s => s.Number).Last().Note));
        }
    }

    [Fact]
    public async Task Dossiers_OfWhichOneIsNotThere_StayAllWhereTheyAre()
    {
        await using var node = await OutcomeTests.StartAsync("2022-10-05");
        var dossiers = new TestDossiers(node);
        var (officer, chairman) = (dossiers.Official(Roles.SocialOfficer), dossiers.Official(Roles.Chairman));
        var ids = await ReviewedAsync(dossiers, officer);
        var one = await dossiers.LoadAsync(ids[0]);
        var items = new[] { new BulkItem(ids[0], one.Version), new BulkItem(ids[1], 99) };

        var refused = await DoAsync(node, officer, s => s.GetRequiredService<PostTogether>().Handle(items, officer, default));

        Assert.Contains((await dossiers.LoadAsync(ids[1])).Code, Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(0, await node.WithDbAsync(db => db.Papers.CountAsync(p => p.Paper == "D09")));
        Assert.Equal(DossierStatus.Reviewed, (await dossiers.LoadAsync(ids[0])).Status);
        Assert.False((await SendAsync(node, dossiers, ids, chairman)).Succeeded); // not posted yet
        Assert.True((await DoAsync(node, officer, s => s.GetRequiredService<PostTogether>().Handle([], officer, default))).Has(BulkDesk.NothingChosen));
    }

    // Who may belong to a group that is not named (form 1b) is posted alone, without a word of why.
    [Fact]
    public async Task Dossier_ThatIsNotNamed_IsNotOnANotice()
    {
        await using var node = await OutcomeTests.StartAsync("2022-10-05");
        var dossiers = new TestDossiers(node);
        var officer = dossiers.Official(Roles.SocialOfficer);
        var id = (await ReviewedAsync(dossiers, officer))[0];
        await node.WithDbAsync(async db =>
        {
            var request = await db.DossierRequests.SingleAsync(r => r.DossierId == id);
            db.Remove(request);
            db.Add(DossierRequest.Of(id, request.TenantPath, request.Kind, "1b", request.FormVersion, "{}"));
            return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.SetUp, new Protos.Values.VietnamTime(node.Clock).UtcNow), default);
        });
        var item = new BulkItem(id, (await dossiers.LoadAsync(id)).Version);

        var refused = await DoAsync(node, officer, s => s.GetRequiredService<PostTogether>().Handle([item], officer, default));

        Assert.Contains("thông báo riêng", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("HIV", refused.Problems[0].Message, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<List<Guid>> ReviewedAsync(TestDossiers dossiers, SignedInOfficial officer)
    {
        var (ids, desk) = (new List<Guid>(), dossiers.Official(Roles.Desk));
        foreach (var (name, number) in People)
        {
            var id = await dossiers.SubmittedAsync(f => (f.FullName, f.CitizenId) = (name, number));
            await MustAsync(dossiers, id, desk, (s, v) => s.GetRequiredService<Receive>().Handle(new(id, v), desk, default));
            await MustAsync(dossiers, id, officer, (s, v) => s.GetRequiredService<Review>().Handle(new(id, v, true, "Đã xác minh tại thôn"), officer, default));
            ids.Add(id);
        }

        return ids;
    }

    private static async Task<Outcome<IssuedPaper>> SendAsync(NodeHost node, TestDossiers dossiers, IEnumerable<Guid> ids, SignedInOfficial chairman)
    {
        var items = new List<BulkItem>();
        foreach (var id in ids)
        {
            items.Add(new BulkItem(id, (await dossiers.LoadAsync(id)).Version));
        }

        return await DoAsync(node, chairman, s => s.GetRequiredService<ForwardTogether>().Handle(items, chairman, default));
    }

    private static Task<T> DoAsync<T>(NodeHost node, SignedInOfficial official, Func<IServiceProvider, Task<T>> verb) => node.WithAsync(s =>
    {
        s.GetRequiredService<CurrentOfficial>().Set(official);
        return verb(s);
    }, official.Office.Value);

    private static async Task MustAsync(TestDossiers dossiers, Guid id, SignedInOfficial official, Func<IServiceProvider, long, Task<Outcome<Dossier>>> verb)
    {
        var outcome = await dossiers.DoAsync(id, official, verb);
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => p.Message)));
    }
}
