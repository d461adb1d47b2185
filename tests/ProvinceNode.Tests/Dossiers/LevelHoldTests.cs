using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Tests.Dossiers.Events;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A new level while a payment is held: each month is paid once and at its own level, whatever comes of the report (Decree 20 Art. 4; policy 3.6).</summary>
public sealed class LevelHoldTests
{
    [Fact]
    public async Task Held_WhileTheLevelRises_IsPaidEachMonthOnceAtItsLevel()
    {
        await using var host = await OutcomeTests.StartAsync("2024-06-10");
        var (run, events) = (new LevelRun(host), new EventRun(host));
        var (held, other) = (await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000), await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000));
        var told = (await events.ToldAsync(held, on: new DateOnly(2024, 6, 1))).Event!; // July and August are held
        host.Clock.SetDay(new DateOnly(2024, 8, 12));
        Assert.Equal([LevelPlace.Held], (await run.DueAsync()).Where(e => e.BeneficiaryId == held).Select(e => e.Place));

        await run.DoneAsync();
        Assert.Equal("6.n.elder 202206-0 720000", await run.VersionsAsync(held));
        Assert.EndsWith("202407-0 1000000", await run.VersionsAsync(other), StringComparison.Ordinal);
        Assert.True((await events.RefuteAsync(told.Id)).Succeeded);
        await run.DoneAsync();

        Assert.EndsWith("202407-0 1000000", await run.VersionsAsync(held), StringComparison.Ordinal);
        Assert.Equal(2 * 1_000_000L, (await run.Flow.PaymentsAsync()).Where(p => p.BeneficiaryId == held).Sum(p => p.Amount.Amount));
    }

    [Fact]
    public async Task Held_AfterTheListWasSigned_IsLeftToTheNextList()
    {
        await using var host = await OutcomeTests.StartAsync("2024-07-10");
        var (run, events) = (new LevelRun(host), new EventRun(host));
        var held = await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        var list = await run.MadeAsync();
        LevelRun.Must(await run.SignAsync(list));
        await events.ToldAsync(held, on: new DateOnly(2024, 7, 5));

        Assert.Equal(new ApplyReport(1, 0, 0), await run.ApplyAsync());

        Assert.Equal((LevelState.Applied, 1), Assert.Single(await run.CommunesAsync(list)) is var c ? (c.State, c.Overtaken) : default);
        Assert.Equal("6.n.elder 202206-0 720000", await run.VersionsAsync(held));
    }
}
