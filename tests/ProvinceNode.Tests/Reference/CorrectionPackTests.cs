using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Reference;
using Protos.Reference.Packs;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>Rules of a pack that the hub withdrew while it was in force here: what it alone brought goes with the correction, and what follows the correction is taken while that waits.</summary>
public sealed class CorrectionPackTests : IAsyncLifetime
{
    private readonly PackPress _press = new();
    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync(_press.Settings()); // 2025-03-10

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _press.Dispose();
    }

    // A group that nobody but the withdrawn pack knew: it is no law any more, and is taken back before it began.
    [Theory]
    [InlineData("2025-04-10", true)]
    [InlineData("2025-06-02", false)]
    public async Task Correction_OfAWithdrawnPackThatBroughtACategory_TakesItBackBeforeItBegan(string day, bool taken)
    {
        await TakeAsync(1, new DateOnly(2025, 3, 10), t => t[PackTables.Categories] = t[PackTables.Categories].TrimEnd('\n') + "\n7.x;Đ5.k7;Trẻ em từ đủ 3 tuổi;36;60;1.0;0;1a;0;2025-06-01;\n");
        Assert.Empty((await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt")).Problems);
        Assert.True(await HasAsync("7.x"));

        _node.Clock.SetDay(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        var correction = PackContent.Of(PackKind.Rules, 3, 0, new DateOnly(2025, 4, 10), "Nghị định số 3/2025/NĐ-CP", TimeProvider.System.GetUtcNow().UtcDateTime, PackTables.Shipped(PackKind.Rules));
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(correction))).Faults);
        Assert.Equal(0, await PackPress.TurnAsync(_node)); // it changes something: somebody reads it
        var page = await LeaderAsync(3);
        Assert.Contains("7.x", page.Main, StringComparison.Ordinal);
        Assert.Equal(taken, page.Document.QuerySelector("#duyet") is not null);
        if (taken)
        {
            Assert.Empty((await page.SubmitAsync(button: "Duyệt")).Problems);
            await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);
        }

        Assert.Equal((!taken, taken ? ReferencePackState.Active : ReferencePackState.Waiting), (await HasAsync("7.x"), await StateAsync(3)));
    }

    [Fact]
    public async Task Pack_ThatFollowsACorrectionWhichWaits_IsTakenAndComesAfterIt()
    {
        await TakeAsync(1, new DateOnly(2025, 3, 10), t => PackPress.Raise(t, new DateOnly(2025, 5, 1)));
        await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt");
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackPress.Content(PackKind.Rules, 3, new DateOnly(2025, 4, 10)) with { Previous = 0 }))).Faults);
        await (await LeaderAsync(3)).SubmitAsync(button: "Duyệt");

        await TakeAsync(4, new DateOnly(2025, 4, 12), RulesPackTests.Bury);
        await (await LeaderAsync(4)).SubmitAsync(button: "Duyệt");
        _node.Clock.SetDay(new DateOnly(2025, 4, 12));

        Assert.Equal((2, ReferencePackState.Active, 500_000), (await PackPress.TurnAsync(_node), await StateAsync(4), await LevelAsync(202505)));
    }

    // The correction waits, and a pack that follows it is approved first: what the withdrawn pack alone brought goes with that one.
    [Fact]
    public async Task Category_OfAWithdrawnPack_GoesWithWhateverPackOvertakesTheCorrection()
    {
        await TakeAsync(1, new DateOnly(2025, 3, 10), t => t[PackTables.Categories] = t[PackTables.Categories].TrimEnd('\n') + "\n7.x;Đ5.k7;Trẻ em từ đủ 3 tuổi;36;60;1.0;0;1a;0;2025-06-01;\n");
        await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt");
        var today = new DateOnly(2025, 3, 10);
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackPress.Content(PackKind.Rules, 3, today, RulesPackTests.Bury) with { Previous = 0 }))).Faults);
        await TakeAsync(4, today, t =>
        {
            RulesPackTests.Bury(t);
            PackPress.Raise(t, new DateOnly(2025, 5, 1));
        });

        var page = await LeaderAsync(4);
        Assert.Contains("7.x", page.Main, StringComparison.Ordinal);
        Assert.Empty((await page.SubmitAsync(button: "Duyệt")).Problems);

        Assert.Equal((ReferencePackState.Active, ReferencePackState.Past, false, 600_000), (await StateAsync(4), await StateAsync(3), await HasAsync("7.x"), await LevelAsync(202505)));
        await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);
        Assert.False(await HasAsync("7.x"));
    }

    // Two lists of July 2025 were granted by the level of May before the hub took it back: the leader reads how many, and they wait on a list.
    [Fact]
    public async Task Correction_OfALevelThatDecisionsRestOn_TellsThemBeforeAndListsThemAfterwards()
    {
        await TakeAsync(1, new DateOnly(2025, 3, 10), t => PackPress.Raise(t, new DateOnly(2025, 5, 1)));
        await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt");
        var (together, alone) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await GrantedAsync("038082000102", together, 202505, 600_000);
        await GrantedAsync("038082000103", together, 202505, 600_000);
        await GrantedAsync("038082000104", alone, 202506, 600_000);
        await GrantedAsync("038082000105", Guid.CreateVersion7(), 202504, 500_000); // of the level that stays
        var correction = PackContent.Of(PackKind.Rules, 3, 0, new DateOnly(2025, 3, 10), "Nghị định số 3/2025/NĐ-CP", TimeProvider.System.GetUtcNow().UtcDateTime, PackTables.Shipped(PackKind.Rules));
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(correction))).Faults);

        var page = await LeaderAsync(3);
        Assert.Contains("đã có 2 quyết định của 3 người tính theo quy định này", page.Main, StringComparison.Ordinal);
        Assert.Contains("từ kỳ chi trả tháng 05/2025 vẫn chi theo số tiền đã quyết định", page.Main, StringComparison.Ordinal);
        var refused = await page.SubmitAsync(button: "Duyệt");
        Assert.Contains("Hãy đọc số quyết định, số người", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal((ReferencePackState.Waiting, 0), (await StateAsync(3), await _node.WithDbAsync(db => db.PackReviews.CountAsync())));
        Assert.Empty((await refused.SubmitAsync(new Dictionary<string, object?> { ["RestingConfirmed"] = "1" }, button: "Duyệt")).Problems);

        Assert.Equal((500_000, ReferencePackState.Active), (await LevelAsync(202505), await StateAsync(3)));
        var list = await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceOfficer, "38"), "/goi-tham-chieu/rules/3/ra-soat");
        Assert.Contains("Còn 2 quyết định, đã rà soát 0", list.Main, StringComparison.Ordinal);
        Assert.Equal([1, 2], await _node.WithDbAsync(db => db.PackReviews.OrderBy(r => r.People).Select(r => r.People).ToListAsync()));
        Assert.Single((await list.SubmitAsync(new Dictionary<string, object?> { ["note"] = "x" }, button: "Ghi kết quả")).Problems);
        var done = await list.SubmitAsync(new Dictionary<string, object?> { ["note"] = "Đã điều chỉnh bằng quyết định số 9" }, button: "Ghi kết quả");
        Assert.Contains("Còn 1 quyết định, đã rà soát 1", done.Main, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await (await _node.SignInAsync(Roles.SocialOfficer, "38.380.14758")).GetAsync(new Uri("/goi-tham-chieu/rules/3/ra-soat", UriKind.Relative))).StatusCode);
    }

    private Task<bool> GrantedAsync(string number, Guid decision, int start, long level) => _node.WithDbAsync(db =>
    {
        var path = "38.380.14758";
        var person = Sample.Beneficiary(path, "Người " + number, "H56-" + number);
        var row = new ProvinceNode.Registry.Entitlement
        {
            Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = path, CategoryCode = "6.n.adult", CoefficientHundredths = 150, Level = new Dong(level), MonthlyAmount = new Dong(level * 3 / 2),
            StartMonth = start, DecisionId = decision, ReceiverName = person.FullName, RecordedAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc),
        };
        db.AddRange(person, row);
        return db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), "test.grant", new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc)), CancellationToken.None);
    });

    private async Task TakeAsync(int number, DateOnly inForce, Action<Dictionary<string, string>> edit) =>
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, number, inForce, edit))).Faults.Select(f => f.Words));

    private async Task<PageReader> LeaderAsync(int number) => await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), $"/goi-tham-chieu/rules/{number}");

    private Task<ReferencePackState> StateAsync(int number) => _node.WithDbAsync(db => db.ReferencePacks.Where(p => p.Number == number).Select(p => p.State).SingleAsync());

    private Task<bool> HasAsync(string category) => _node.WithDbAsync(async db => (await RuleTables.RowsAsync(db, CancellationToken.None)).Categories.Any(c => c.Code == category));

    private Task<int> LevelAsync(int month) => _node.WithDbAsync(async db => (int)(await RuleTables.ReadAsync(db, CancellationToken.None)).LevelIn(new(month), "38")!.Amount);
}
