using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Reference;
using Protos.Reference.Packs;
using Protos.ReferenceDown;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>Rules of a pack: read in legal words, approved by a leader, in force on their day, and nothing of a past day unsaid.</summary>
public sealed class RulesPackTests : IAsyncLifetime
{
    private static readonly DateOnly May = new(2025, 5, 1);
    private readonly PackPress _press = new();
    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync(_press.Settings()); // 2025-03-10

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _press.Dispose();
    }

    [Fact]
    public async Task Level_OfAnApprovedPack_IsInForceFromThePacksDayAndStaysAfterARestart()
    {
        await TakeAsync(1, new DateOnly(2025, 4, 1), t => PackPress.Raise(t, May));
        var page = await LeaderAsync(1);
        Assert.Contains("Mức chuẩn trợ giúp xã hội từ 01/05/2025: 500.000 đồng → 600.000 đồng (Nghị định số 2/2025/NĐ-CP)", page.Main, StringComparison.Ordinal);
        Assert.Contains("Những điểm khác (1)", page.Main, StringComparison.Ordinal);

        var approved = await page.SubmitAsync(button: "Duyệt");
        Assert.Contains("Gói được áp dụng từ ngày 01/04/2025", approved.Main, StringComparison.Ordinal);
        _node.Clock.SetDay(new DateOnly(2025, 3, 31));
        Assert.Equal(0, await PackPress.TurnAsync(_node));
        Assert.Equal(500_000, await LevelAsync(202505));

        _node.Clock.SetDay(new DateOnly(2025, 4, 1));
        Assert.Equal(1, await PackPress.TurnAsync(_node));
        await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);

        Assert.Equal((360_000, 500_000, 600_000, 540_000), (await LevelAsync(202406), await LevelAsync(202504), await LevelAsync(202505), await LevelAsync(202607)));
        Assert.Equal(ReferencePackState.Active, await StateAsync(1));
        Assert.Equal([ActKinds.PackTake, ActKinds.PackApprove, ActKinds.PackActivate], await _node.WithDbAsync(db => db.Acts.Where(a => a.Subject != "" && (a.Kind == ActKinds.PackTake || a.Kind == ActKinds.PackApprove || a.Kind == ActKinds.PackActivate)).OrderBy(a => a.Sequence).Select(a => a.Kind).ToListAsync()));
    }

    [Fact]
    public async Task Pack_ByWhoMayNotOrWithoutASecondFactor_IsNotApproved()
    {
        await TakeAsync(1, new DateOnly(2025, 3, 1), t => PackPress.Raise(t, May));
        var officer = await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceOfficer, "38"), "/goi-tham-chieu/rules/1");
        Assert.Contains("600.000 đồng", officer.Main, StringComparison.Ordinal);
        Assert.Null(officer.Document.QuerySelector("#duyet"));

        var page = await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38", confirmed: false), "/goi-tham-chieu/rules/1");
        var refused = await page.SubmitAsync(new Dictionary<string, object?> { ["Code"] = "000000" }, button: "Duyệt");

        Assert.Single(refused.Problems);
        Assert.Equal(ReferencePackState.Waiting, await StateAsync(1));
    }

    [Fact]
    public async Task Pack_ThatReachesThePast_IsConfirmedWithAReasonBeforeAnythingChanges()
    {
        await TakeAsync(1, new DateOnly(2025, 3, 1), t => PackPress.Raise(t, new DateOnly(2025, 2, 1)));
        var page = await LeaderAsync(1);
        Assert.Contains("tính từ 01/02/2025, đã qua", page.Main, StringComparison.Ordinal);
        Assert.Contains("chế độ liên quan đang chi trả", page.Main, StringComparison.Ordinal);

        var refused = await page.SubmitAsync(button: "Duyệt");
        Assert.Equal(2, refused.Problems.Count);
        Assert.Equal((500_000, ReferencePackState.Waiting), (await LevelAsync(202502), await StateAsync(1)));

        var done = await refused.SubmitAsync(new Dictionary<string, object?> { ["PastConfirmed"] = "1", ["Reason"] = "Nghị định quy định mức từ tháng 02" }, button: "Duyệt");
        Assert.Contains("đưa vào áp dụng", done.Main, StringComparison.Ordinal);
        Assert.Equal((500_000, 600_000), (await LevelAsync(202501), await LevelAsync(202502)));
        var pack = await _node.WithDbAsync(db => db.ReferencePacks.AsNoTracking().SingleAsync());
        Assert.Equal("Nghị định quy định mức từ tháng 02", pack.PastReason);
        Assert.Contains("Thay đổi tính từ ngày 01/02/2025", pack.PastEffect, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_ThatALaterOneSkips_IsSetAsideAndBarsNothing()
    {
        await TakeAsync(1, new DateOnly(2025, 7, 1), t => PackPress.Raise(t, May));
        await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt");
        var corrected = PackPress.Content(PackKind.Rules, 2, new DateOnly(2025, 4, 1), Bury) with { Previous = 0 };
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(corrected))).Faults);

        Assert.Equal(ReferencePackState.Past, await StateAsync(1));
        Assert.Contains("đã thu hồi gói này: gói số 2", (await LeaderAsync(1)).Main, StringComparison.Ordinal);
        await (await LeaderAsync(2)).SubmitAsync(button: "Duyệt");
        _node.Clock.SetDay(new DateOnly(2025, 4, 1));
        Assert.Equal((1, ReferencePackState.Active), (await PackPress.TurnAsync(_node), await StateAsync(2)));
        _node.Clock.SetDay(new DateOnly(2025, 7, 1));
        Assert.Equal((0, 500_000), (await PackPress.TurnAsync(_node), await LevelAsync(202505)));
    }

    [Fact]
    public async Task Pack_ThatTheHubSaysItWithdrew_NeverComesIntoForceUnlessItIs()
    {
        await TakeAsync(1, new DateOnly(2025, 3, 1), t => PackPress.Raise(t, May));
        await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt");
        await TakeAsync(2, new DateOnly(2025, 4, 1), t =>
        {
            PackPress.Raise(t, May);
            Bury(t);
        });
        await (await LeaderAsync(2)).SubmitAsync(button: "Duyệt");
        Assert.Equal((ReferencePackState.Active, ReferencePackState.Approved), (await StateAsync(1), await StateAsync(2)));

        WithdrawnPack[] told = [new() { Kind = "Rules", Number = 1, Why = "Sai mức" }, new() { Kind = "Rules", Number = 2, Why = "Sai mức" }, new() { Kind = "Rules", Number = 9 }];
        await _node.WithAsync(async s =>
        {
            await s.GetRequiredService<TakePack>().WithdrawnAsync(told, CancellationToken.None);
            return 0;
        });
        _node.Clock.SetDay(new DateOnly(2025, 4, 1));

        Assert.Equal((0, ReferencePackState.Active, ReferencePackState.Past), (await PackPress.TurnAsync(_node), await StateAsync(1), await StateAsync(2)));
        var page = await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), "/goi-tham-chieu");
        Assert.Contains("Trục quốc gia đã thu hồi gói này: Sai mức.", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("gói cần xem", page.Document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-04-10", true)]
    [InlineData("2025-05-02", false)] // its row has begun: what was decided by it stays
    public async Task Correction_WithoutARowOfAWithdrawnPackInForce_TakesItBackBeforeItBegan(string day, bool taken)
    {
        await TakeAsync(1, new DateOnly(2025, 3, 10), t => PackPress.Raise(t, May));
        await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt");
        Assert.Equal(600_000, await LevelAsync(202505));
        // One that follows it may not lack its row.
        Assert.Equal(PackFaultKind.Against, Assert.Single((await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, 2, new DateOnly(2025, 4, 10)))).Faults).Kind);

        _node.Clock.SetDay(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        var correction = PackContent.Of(PackKind.Rules, 3, 0, new DateOnly(2025, 4, 10), "Nghị định số 3/2025/NĐ-CP", TimeProvider.System.GetUtcNow().UtcDateTime, PackTables.Shipped(PackKind.Rules));
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(correction))).Faults);
        var page = await LeaderAsync(3);

        Assert.Equal(taken, page.Document.QuerySelector("#duyet") is not null);
        Assert.Equal(!taken, page.Main.Contains("việc đã giải quyết theo dòng đó phải tính lại được", StringComparison.Ordinal));
        if (taken)
        {
            Assert.Empty((await page.SubmitAsync(button: "Duyệt")).Problems);
            await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);
        }

        Assert.Equal((taken ? 500_000 : 600_000, taken ? ReferencePackState.Active : ReferencePackState.Waiting), (await LevelAsync(202505), await StateAsync(3)));
    }

    [Fact]
    public void Past_SignedBetweenApprovalAndForce_IsKeptBesideWhatWasApproved()
    {
        var effect = new PackEffect { Past = [new(May, 3, 0, 0), new(May, 0, 0, 0)] };
        var late = ActivatePacks.Late("", effect, new DateOnly(2025, 6, 10));

        Assert.StartsWith("Khi đưa vào áp dụng ngày 10/06/2025: Thay đổi tính từ ngày 01/05/2025, trước hôm nay. Từ ngày đó đã ký 3 quyết định", late, StringComparison.Ordinal);
        Assert.Equal("", ActivatePacks.Late(effect.Past[0].Words, effect, new DateOnly(2025, 6, 10)));
        Assert.Equal(2000, ActivatePacks.Joined(new string('x', 2000), late).Length);
        Assert.EndsWith(late, ActivatePacks.Joined(new string('x', 2000), late), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_ThatTheProvinceEntered_StaysAndThePacksRowIsATask()
    {
        var official = await _node.OfficialAsync(Roles.ProvinceLeader, "38");
        var officer = new SignedInOfficial(official.Id, official.UserName!, official.FullName, official.Title, TenantPath.Parse("38"), UnitLevel.Province, new HashSet<string>(), new HashSet<string> { Actions.RulesApprove, Actions.RulesPropose });
        var own = new Dictionary<string, string>(StringComparer.Ordinal) { ["Name"] = LawParameters.FuneralTimes, ["Value"] = "25", ["Legal"] = "Nghị quyết số 1", ["ValidFrom"] = "01/05/2025" };
        var proposed = await _node.WithAsync(s => s.GetRequiredService<LawBook>().ProposeAsync(RuleKind.Parameter, own, officer, CancellationToken.None));
        await _node.WithAsync(s => s.GetRequiredService<LawBook>().DecideAsync(proposed.Value.Id, new RuleVerdict(true, ""), officer with { Id = Guid.NewGuid() }, CancellationToken.None));

        await TakeAsync(1, new DateOnly(2025, 3, 10), t => t[PackTables.Parameters] = PackPress.Edited(
            t[PackTables.Parameters], "funeral.times;20;khoản 2 Điều 11 Nghị định số 20/2021/NĐ-CP;2021-07-01;", "funeral.times;20;khoản 2 Điều 11 Nghị định số 20/2021/NĐ-CP;2021-07-01;2025-05-31\nfuneral.times;30;Nghị định số 2/2025/NĐ-CP;2025-06-01;"));
        var page = await LeaderAsync(1);
        Assert.Contains("Mai táng: số lần mức chuẩn từ 01/06/2025: 20 → 30", page.Main, StringComparison.Ordinal);
        Assert.Contains("quy định của tỉnh vẫn áp dụng", page.Main, StringComparison.Ordinal);
        await page.SubmitAsync(button: "Duyệt");

        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal(25, rules.Parameter(LawParameters.FuneralTimes, new DateOnly(2025, 7, 1))!.Value);
        var conflict = await _node.WithDbAsync(db => db.Set<RuleConflict>().SingleAsync());
        Assert.Equal(RuleConflictState.Open, conflict.State);
        Assert.Contains("30 từ 01/06/2025", conflict.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_WithWhatOnlyANewVersionKnows_StaysWaitingAndTheOneBeforeItIsInForce()
    {
        await TakeAsync(1, new DateOnly(2025, 3, 10), t => PackPress.Raise(t, May));
        await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt");
        await TakeAsync(2, new DateOnly(2025, 3, 10), t =>
        {
            PackPress.Raise(t, May);
            t[PackTables.Parameters] += "moon.times;2;Nghị định số 3/2025/NĐ-CP;2025-03-01;\n";
        });
        var page = await LeaderAsync(2);

        Assert.Contains("Cần cập nhật phiên bản mới của phần mềm", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#duyet"));
        Assert.Equal(0, await PackPress.TurnAsync(_node));
        Assert.Equal((600_000, ReferencePackState.Active, ReferencePackState.Waiting), (await LevelAsync(202505), await StateAsync(1), await StateAsync(2)));
    }

    [Fact]
    public async Task Pack_WhoseRowsContradictTheLaw_IsNotPutInForce()
    {
        await TakeAsync(1, new DateOnly(2025, 3, 10), t => t[PackTables.Levels] = PackPress.Edited(
            t[PackTables.Levels], "standard;2024-07-01;2026-06-30;500000;Nghị định 76/2024/NĐ-CP;", "standard;2024-07-01;2025-04-30;500000;Nghị định 76/2024/NĐ-CP;"));

        var page = await LeaderAsync(1);

        Assert.Contains("Các quy định sẽ không khớp nhau", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#duyet"));
    }

    [Fact]
    public async Task Pack_ThatChangesNothingHere_GoesIntoForceByItself()
    {
        foreach (var kind in PackKinds.All)
        {
            Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(kind, 1, new DateOnly(2025, 7, 1)))).Faults);
        }

        Assert.Equal(4, await PackPress.TurnAsync(_node));
        Assert.Equal(4, await _node.WithDbAsync(db => db.ReferencePacks.CountAsync(p => p.State == ReferencePackState.Active)));
        await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);
        Assert.Equal(0, await PackPress.TurnAsync(_node));
    }

    [Fact]
    public async Task Texts_OfAnApprovedPack_AreCitedAndShippedOnesGoOn()
    {
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.CodeLists, 1, new DateOnly(2025, 3, 10), t => t[PackTables.LegalBases] += "ND2-2025;assistance;85;Nghị định số 2/2025/NĐ-CP ngày 01 tháng 3 năm 2025 của Chính phủ;2025-03-01;;H\n"))).Faults);
        await (await LeaderAsync(1, "code-lists")).SubmitAsync(button: "Duyệt");

        var context = await _node.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse("38.380.14758"), CancellationToken.None));
        Assert.Contains(context.Laws, l => l.Code == "ND2-2025");
        Assert.Contains(context.Laws, l => l.Code == "ND20-2021");
    }

    // 30 times the level instead of 20, from June on.
    internal static void Bury(Dictionary<string, string> texts) => texts[PackTables.Parameters] = PackPress.Edited(
        texts[PackTables.Parameters], "funeral.times;20;khoản 2 Điều 11 Nghị định số 20/2021/NĐ-CP;2021-07-01;", "funeral.times;20;khoản 2 Điều 11 Nghị định số 20/2021/NĐ-CP;2021-07-01;2025-05-31\nfuneral.times;30;Nghị định số 2/2025/NĐ-CP;2025-06-01;");

    private async Task TakeAsync(int number, DateOnly inForce, Action<Dictionary<string, string>> edit) =>
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, number, inForce, edit))).Faults.Select(f => f.Words));

    private async Task<PageReader> LeaderAsync(int number, string kind = "rules") => await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), $"/goi-tham-chieu/{kind}/{number}");

    private Task<ReferencePackState> StateAsync(int number) => _node.WithDbAsync(db => db.ReferencePacks.Where(p => p.Number == number).Select(p => p.State).SingleAsync());

    private Task<int> LevelAsync(int month) => _node.WithDbAsync(async db => (int)(await RuleTables.ReadAsync(db, CancellationToken.None)).LevelIn(new(month), "38")!.Amount);
}
