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

    private async Task TakeAsync(int number, DateOnly inForce, Action<Dictionary<string, string>> edit) =>
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, number, inForce, edit))).Faults.Select(f => f.Words));

    private async Task<PageReader> LeaderAsync(int number) => await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), $"/goi-tham-chieu/rules/{number}");

    private Task<ReferencePackState> StateAsync(int number) => _node.WithDbAsync(db => db.ReferencePacks.Where(p => p.Number == number).Select(p => p.State).SingleAsync());

    private Task<bool> HasAsync(string category) => _node.WithDbAsync(async db => (await RuleTables.RowsAsync(db, CancellationToken.None)).Categories.Any(c => c.Code == category));

    private Task<int> LevelAsync(int month) => _node.WithDbAsync(async db => (int)(await RuleTables.ReadAsync(db, CancellationToken.None)).LevelIn(new(month), "38")!.Amount);
}
