using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers.Events;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>
/// Somebody is stopped by mistake (T2) while a level waits for its list decision. The undoing restores him at the amount that he had, the next list decision raises him from the first month that lacks:
/// each month comes to its own level once, whatever held it (Decree 20 Art. 4, 8).
/// </summary>
public sealed class LevelUndoneTests
{
    [Theory]
    [InlineData(true, "2024-07-05")] // a false report held July and August, its refutation paid July
    [InlineData(true, "2024-08-05")] // it paid July and August
    [InlineData(false, "2024-07-05")] // lists paid July and August at the old level
    [InlineData(false, "2024-08-05")]
    public async Task Stop_UndoneAfterTheLevelCame_RestoresEachMonthAtItsLevel(bool reported, string lastDay)
    {
        await using var host = await OutcomeTests.StartAsync("2024-06-10");
        var (run, events) = (new LevelRun(host), new EventRun(host));
        var person = await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000);
        var told = reported ? (await events.ToldAsync(person, on: new DateOnly(2024, 6, 1))).Event! : null; // from July on nothing is paid
        host.Clock.SetDay(new DateOnly(2024, 8, 12));
        var stop = await run.Flow.DecidedAsync(await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, LevelRun.Somebody(1)), LevelRun.Somebody(1).Plain,
            new Measure { Reason = MeasureReasons.NotEligible, On = OutcomeTests.Day(lastDay) });
        host.Clock.SetDay(new DateOnly(2024, 9, 9));
        Assert.True(told is null || (await events.RefuteAsync(told.Id)).Succeeded);
        await run.DoneAsync();
        host.Clock.SetDay(new DateOnly(2024, 10, 7));

        await events.UndoneAsync(person, stop.Id);
        Assert.Contains(await run.DueAsync(), e => e.BeneficiaryId == person); // the desk tells that he lacks the level
        await run.DoneAsync();

        Assert.DoesNotContain(await run.DueAsync(), e => e.BeneficiaryId == person);
        // July to October at 1.000.000, less what lists paid of July and August; nothing is left to be taken back.
        var stands = (await run.Flow.PaymentsAsync()).FindAll(p => p.BeneficiaryId == person && p.CancelledById is null);
        Assert.All(stands, p => Assert.Equal(OneOffKind.Arrears, p.Kind));
        Assert.True((4 * 1_000_000L) - (reported ? 0 : 2 * 720_000L) == stands.Sum(p => p.Amount.Amount), $"{await run.VersionsAsync(person)} | {string.Join(" | ", stands.Select(p => p.Arithmetic))}");
        Assert.EndsWith("-0 1000000", await run.VersionsAsync(person), StringComparison.Ordinal);
    }
}
