using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Several dossiers decided by one decision with an annex (policy 4.3; issue 3, Bulk).</summary>
public sealed class DecisionListTests
{
    [Theory]
    [InlineData("2022-10-05", 540_000)]
    [InlineData("2026-11-02", 810_000)]
    public async Task List_OfThreeWithOneTakenOff_GrantsTwoByOneNumberedPaper(string day, long monthly)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(3);
        var list = await run.MadeAsync(ids);
        Assert.Equal(3, Annex((await run.LoadAsync(list)).Proposal).Count);
        Assert.True((await run.TakeOffAsync(list, ids[1])).Succeeded);
        Assert.Equal(2, Annex((await run.LoadAsync(list)).Proposal).Count);
        var outbox = await host.WithDbAsync(db => db.Outbox.CountAsync());
        var signed = await run.SignAsync(list);
        Assert.True(signed.Succeeded, string.Join("; ", signed.Problems.Select(p => p.Message)));
        var numbered = await run.NumberAsync(list);
        Assert.True(numbered.Succeeded, string.Join("; ", numbered.Problems.Select(p => p.Message)));

        // Two people receive exactly what they would alone; the third waits, alone.
        var rows = await host.WithDbAsync(db => db.Entitlements.AsNoTracking().ToListAsync());
        Assert.Equal([monthly, monthly], rows.Select(r => r.MonthlyAmount.Amount));
        Assert.Equal([DossierStatus.Issued, DossierStatus.AwaitingSignature, DossierStatus.Issued], await StatusesAsync(run, ids));
        Assert.Null((await run.Flow.Dossiers.LoadAsync(ids[1])).ListId);

        // One paper with both, and for each an extract that names only him.
        var papers = await host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.Paper == "D14").ToListAsync());
        Assert.All(papers, p => Assert.Equal("01/QĐ-UBND", p.Number));
        var whole = PaperContent.Parse(Assert.Single(papers, p => p.DossierId == list).Content);
        var annex = Assert.Single(whole.Annexes);
        Assert.Equal(["1 Phạm Văn Đức", "2 Nguyễn Văn Thủy"], annex.Table!.Rows.Select(r => $"{r[0]} {r[1]}")); // by given name
        Assert.All(annex.Table.Rows, r => Assert.Equal((12, Protos.Values.VietnameseFormat.Coefficient(150)), (r.Count, r[7])));
        Assert.Contains("Quyết định số 01/QĐ-UBND", annex.Reference, StringComparison.Ordinal);
        var own = PaperContent.Parse(Assert.Single(papers, p => p.DossierId == ids[0]).Content);
        Assert.Equal("Nguyễn Văn Thủy", Assert.Single(own.Annexes[0].Table!.Rows)[1]);
        Assert.DoesNotContain("Phạm Văn Đức", own.ToJson(), StringComparison.Ordinal);
        Assert.Equal(3, papers.Count);
        // Each its own decision of the shared number, step and act; each changed record is sent.
        var decisions = await host.WithDbAsync(db => db.Decisions.AsNoTracking().ToListAsync());
        Assert.All(decisions, d => Assert.Equal(("01/QĐ-UBND", (Guid?)list), (d.Number, d.ListId)));
        Assert.Equal(rows.Select(r => r.DecisionId).Order(), decisions.Select(d => d.Id).Order());
        Assert.Equal((2, 2, 1, 1), await host.WithDbAsync(async db => (
            await db.Acts.CountAsync(a => a.Kind == ActKinds.Sign), await db.Acts.CountAsync(a => a.Kind == ActKinds.Number),
            await db.Acts.CountAsync(a => a.Kind == ActKinds.SignList), await db.Acts.CountAsync(a => a.Kind == ActKinds.NumberList))));
        Assert.Equal(outbox + 6, await host.WithDbAsync(db => db.Outbox.CountAsync())); // person, entitlement and decision of each; their dossiers have a row already
        Assert.Equal([ActKinds.Sign, ActKinds.Number], (await run.Flow.Dossiers.LoadAsync(ids[0])).Steps.OrderBy(s => s.Number).TakeLast(2).Select(s => s.Verb));
        await run.Flow.MustAsync(ids[0], ActKinds.HandOver, (s, v, o) => s.GetRequiredService<HandOver>().Handle(new(ids[0], v, "Trần Thị Chăm", ""), o, default));
    }

    [Fact]
    public async Task List_WhoseTextTheTurnOfTheMonthChanged_IsNotSignedUnseen()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-31");
        var run = new ListRun(host);
        var list = await run.MadeAsync(await run.WaitingAsync(2));
        var seen = await run.SeenToSignAsync(list, run.Chairman);
        host.Clock.SetDay(new DateOnly(2022, 11, 1));

        Assert.True((await run.SignAsync(list, seen: seen)).Has(CommonProblems.ChangedMeanwhile));
        Assert.True((await run.SignAsync(list)).Succeeded);
    }

    [Fact]
    public async Task List_SentTwice_IsMadeSignedAndNumberedOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(2);
        var list = await run.MadeAsync(ids);

        Assert.Equal(list, await run.MadeAsync(ids));
        Assert.True((await run.SignAsync(list)).Succeeded);
        Assert.True((await run.SignAsync(list)).Succeeded);
        Assert.True((await run.NumberAsync(list)).Succeeded);
        Assert.True((await run.NumberAsync(list)).Succeeded);

        Assert.Equal((1, 2, 2, 3), await host.WithDbAsync(async db => (
            await db.DecisionLists.CountAsync(), await db.Decisions.CountAsync(), await db.Entitlements.CountAsync(), await db.Papers.CountAsync(p => p.Paper == "D14"))));
        Assert.Equal(1, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.SignList)));
    }

    [Fact]
    public async Task Dossier_OnAList_IsNotSignedOrListedAgainUntilItIsTakenOff()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(3);
        var list = await run.MadeAsync(ids.Take(2));

        Assert.True((await SignAloneAsync(run, ids[0])).Has(DossierProblems.OnList));
        Assert.Contains("danh sách trình ký chung", Assert.Single((await run.MakeAsync([ids[0], ids[2]])).Problems).Message, StringComparison.Ordinal);
        Assert.True((await run.TakeOffAsync(list, ids[0])).Succeeded);
        Assert.True((await run.TakeOffAsync(list, ids[0])).Succeeded);
        Assert.True((await SignAloneAsync(run, ids[0])).Succeeded);

        // The last one taken off ends the list; after that nothing is signed by it.
        Assert.True((await run.TakeOffAsync(list, ids[1])).Succeeded);
        Assert.Equal(ListState.Withdrawn, (await run.LoadAsync(list)).State);
        Assert.True((await run.SignAsync(list)).Has(ListProblems.WrongState));
    }

    [Fact]
    public async Task Signing_ByTheWrongOrUnseeing_IsRefusedWhole()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(3);
        var appraised = (await run.Flow.Dossiers.LoadAsync(ids[0])).AppraisedById!.Value;
        var byChairman = await run.MakeAsync(ids, run.Chairman);
        var list = byChairman.Value.Id;
        var before = await run.SeenAsync(list, run.Chairman);

        Assert.True((await run.SignAsync(list, run.Chairman)).Has(DossierProblems.FourEyes));
        var other = run.Flow.Dossiers.Official(Roles.Chairman, run.Flow.Dossiers.DecidingOffice, appraised);
        Assert.Contains("không được đồng thời", (await run.SignAsync(list, other)).Problems[0].Message, StringComparison.Ordinal);
        Assert.True((await run.TakeOffAsync(list, ids[2])).Succeeded);
        var second = run.Flow.Dossiers.Official(Roles.Chairman, run.Flow.Dossiers.DecidingOffice);
        Assert.True((await run.SignAsync(list, second, before)).Has(CommonProblems.ChangedMeanwhile));
        Assert.False((await run.SignAsync(list, run.Appraiser)).Succeeded);
        Assert.Equal((0, 0), await host.WithDbAsync(async db => (await db.Decisions.CountAsync(), await db.Entitlements.CountAsync())));

        Assert.True((await run.SignAsync(list, second)).Succeeded);
        var signer = run.Flow.Dossiers.Official(Roles.RecordsClerk, run.Flow.Dossiers.DecidingOffice, second.Id);
        Assert.True((await run.NumberAsync(list, signer)).Has(DossierProblems.FourEyes));
        Assert.True((await run.TakeOffAsync(list, ids[0])).Has(ListProblems.WrongState));
        Assert.False((await run.Flow.TryAsync(ids[0], ActKinds.Number, (s, v, o) => s.GetRequiredService<Number>().Handle(ids[0], v, o, default))).Succeeded);
    }

    [Fact]
    public async Task List_WithTheSamePersonTwice_GrantsNobody()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var ids = new List<Guid> { await run.WaitingAsync(ListRun.People[0]), await run.WaitingAsync(ListRun.People[1]), await run.WaitingAsync(ListRun.People[0]) };
        var list = await run.MadeAsync(ids);

        var refused = await run.SignAsync(list);

        Assert.Contains("đang hưởng", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), await host.WithDbAsync(async db => (await db.Decisions.CountAsync(), await db.Entitlements.CountAsync(), await db.Beneficiaries.CountAsync())));
        Assert.Equal(ListState.Proposed, (await run.LoadAsync(list)).State);
    }

    [Fact]
    public async Task Making_OfOneOrOfOneKeptApart_IsRefusedWithoutSayingWhy()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var plain = await run.WaitingAsync(ListRun.People[0]);
        var apart = await run.WaitingAsync(ListRun.People[1], f => f with { Hiv = new(), Poverty = Eligibility.People.WithHiv(202210, 40).Poverty });

        Assert.True((await run.MakeAsync([plain])).Has(ListProblems.TooFew));
        var refused = Assert.Single((await run.MakeAsync([plain, apart])).Problems);
        Assert.Contains("ký bằng quyết định riêng", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("HIV", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.False((await run.MakeAsync([plain, apart], run.Clerk)).Succeeded);
    }

    [Fact]
    public async Task Dossier_SentBack_LeavesItsList()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(2);
        var list = await run.MadeAsync(ids);

        await run.Flow.MustAsync(ids[0], ActKinds.SendBack, (s, v, o) => s.GetRequiredService<SendBack>().Handle(new(ids[0], v, "Thiếu giấy tờ"), o, default));

        Assert.Null((await run.Flow.Dossiers.LoadAsync(ids[0])).ListId);
        Assert.True((await run.SignAsync(list)).Succeeded);
        Assert.Equal(1, await host.WithDbAsync(db => db.Entitlements.CountAsync()));
    }

    [Fact]
    public async Task Pages_FromTheQueueToTheNumber_LeadThroughTheList()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(3);
        var office = run.Flow.Dossiers.DecidingOffice;
        var appraiser = await host.SignInAsync(Roles.Appraiser, office);
        var make = await (await PageReader.OpenAsync(appraiser, "/ho-so")).FollowAsync("Danh sách trình ký");
        var made = await make.SubmitAsync(new Dictionary<string, object?> { ["Ticked"] = make.Document.QuerySelectorAll("input[name=Ticked]").Select(i => i.GetAttribute("value")!).ToArray() }, button: "Lập danh sách");
        Assert.Contains("3 hồ sơ trong danh sách", made.Main, StringComparison.Ordinal);
        Assert.Contains("TỜ TRÌNH", made.Main, StringComparison.Ordinal);

        var off = await made.SubmitAsync(new Dictionary<string, object?> { ["TakeOff"] = new[] { ids[1].ToString() }, ["Why"] = "Xác minh thêm" }, button: "Đưa các hồ sơ");
        Assert.Contains("2 hồ sơ trong danh sách", off.Main, StringComparison.Ordinal);

        var here = off.Address.AbsolutePath;
        var (chairman, key) = await ChairmanAsync(host, office);
        var sign = await (await PageReader.OpenAsync(chairman, here)).FollowAsync("Xem quyết định và ký");
        var without = await sign.SubmitAsync(button: "Ký quyết định");
        Assert.Contains("mã xác thực", Assert.Single(without.Problems), StringComparison.Ordinal);
        var signed = await sign.SubmitAsync(new Dictionary<string, object?> { ["Code"] = Totp.CodeAt(key, TimeProvider.System.GetUtcNow()) }, button: "Ký quyết định");
        Assert.Contains("Đã ký, chờ vào số", signed.Main, StringComparison.Ordinal);

        var number = await (await PageReader.OpenAsync(await host.SignInAsync(Roles.RecordsClerk, office), here)).FollowAsync("Vào số");
        var issued = await number.SubmitAsync(button: "Vào số và phát hành");
        Assert.Contains("Số 01/QĐ-UBND", issued.Main, StringComparison.Ordinal);
        var paper = await issued.FollowAsync("Quyết định và danh sách kèm theo");
        Assert.Contains("Phạm Văn Đức", paper.Main, StringComparison.Ordinal);
        Assert.Contains("Quyết định chung theo danh sách", (await PageReader.OpenAsync(appraiser, $"/ho-so/{ids[0]}")).Main, StringComparison.Ordinal);
    }

    // A new key ends older sessions.
    private static async Task<(HttpClient Client, string Key)> ChairmanAsync(NodeHost host, string office)
    {
        await host.SignInAsync(Roles.Chairman, office);
        var official = await host.OfficialAsync(Roles.Chairman, office);
        var (key, cookie) = await host.WithAsync(async s =>
        {
            var users = s.GetRequiredService<UserManager<Official>>();
            await users.ResetAuthenticatorKeyAsync((await users.FindByIdAsync(official.Id.ToString()))!);
            var user = (await users.FindByIdAsync(official.Id.ToString()))!;
            return ((await users.GetAuthenticatorKeyAsync(user))!, await SessionCookie.ForAsync(s, user));
        });
        var client = host.NewClient();
        client.DefaultRequestHeaders.Add(CookieHandler.Fixed, cookie);
        return (client, key);
    }

    private static Task<Outcome<Dossier>> SignAloneAsync(ListRun run, Guid id) =>
        run.Flow.Dossiers.DoAsync(id, run.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(id, v, run.Chairman, default));

    private static IReadOnlyList<IReadOnlyList<string>> Annex(string content) => Assert.Single(PaperContent.Parse(content).Annexes).Table!.Rows;

    private static async Task<List<DossierStatus>> StatusesAsync(ListRun run, IEnumerable<Guid> ids)
    {
        var found = new List<DossierStatus>();
        foreach (var id in ids)
        {
            found.Add((await run.Flow.Dossiers.LoadAsync(id)).Status);
        }

        return found;
    }
}
