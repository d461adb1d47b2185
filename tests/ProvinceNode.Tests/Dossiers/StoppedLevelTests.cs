using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Payments;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Months between a new level and a stop (T2–T5) are paid at the level of each month, whichever came first: the list decision or the stop.</summary>
public sealed class StoppedLevelTests
{
    [Theory]
    [InlineData("2024-08-10", 202408, 420_000)] // July and August
    [InlineData("2024-07-05", 202407, 210_000)]
    [InlineData("2024-06-20", 0, 0)] // before the level
    public async Task Stop_BeforeTheListDecisionReachedHim_PaysTheLevelToHimself(string on, int last, long expected)
    {
        await using var host = await OutcomeTests.StartAsync("2024-06-10");
        var flow = new OutcomeRun(host);
        await flow.ReceivingAsync(Person.Disabled, monthly: 540_000);
        host.Clock.SetDay(new DateOnly(2024, 8, 12));
        var id = await flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await flow.DecidedAsync(id, Person.Disabled.Plain, new Measure { Reason = MeasureReasons.NotEligible, On = DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });

        var arrears = (await flow.PaymentsAsync()).Where(p => p.Kind == OneOffKind.Arrears).ToList();

        Assert.Equal(expected, arrears.Sum(p => p.Amount.Amount));
        Assert.All(arrears, p => Assert.Equal((Person.Disabled.Name, 202407, last, 202409), (p.ReceiverName, p.FromMonth, p.ToMonth, p.DueMonth)));
        Assert.Equal(expected > 0, (await flow.DecisionsAsync(id)).Single().Content.Contains("210.000 đồng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_AfterASuspension_PaysTheLevelOfTheMonthsBeforeIt()
    {
        await using var host = await OutcomeTests.StartAsync("2024-06-10");
        var flow = new OutcomeRun(host);
        await flow.ReceivingAsync(Person.Disabled, monthly: 540_000);
        host.Clock.SetDay(new DateOnly(2024, 8, 12));
        await flow.DecidedAsync(await flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = MeasureReasons.RefusesReview, On = new DateOnly(2024, 8, 1) });
        host.Clock.SetDay(new DateOnly(2024, 12, 10));
        await flow.DecidedAsync(await flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = MeasureReasons.StillRefusing, On = new DateOnly(2024, 12, 5) });

        var arrears = Assert.Single(await flow.PaymentsAsync(), p => p.Kind == OneOffKind.Arrears);

        Assert.Equal((420_000L, 202407, 202408), (arrears.Amount.Amount, arrears.FromMonth, arrears.ToMonth));
    }

    // The list decision raised July; the stop of August names a day in July, so that August is taken back and July stays at its level.
    [Fact]
    public async Task Stop_AfterTheListDecision_LeavesEachMonthAtItsLevel()
    {
        await using var host = await OutcomeTests.StartAsync("2024-06-10");
        var (run, levels) = (new PayRun(host), new LevelRun(host));
        var person = await run.Flow.ReceivingAsync(Person.Disabled, monthly: 540_000);
        await run.ListedAsync(202407);
        await run.ToldAsync(ClaimState.Paid);
        await run.ListedAsync(202408);
        await run.ToldAsync(ClaimState.Paid);
        host.Clock.SetDay(new DateOnly(2024, 7, 30));
        LevelRun.Must(await levels.SignAsync(await levels.MadeAsync()));
        await levels.ApplyAsync();
        host.Clock.SetDay(new DateOnly(2024, 8, 12));
        await run.Flow.DecidedAsync(await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = MeasureReasons.NotEligible, On = new DateOnly(2024, 7, 10) });
        await run.ListedAsync(202409);

        var net = (await run.ClaimsAsync(person)).Sum(c => c.Kind == ClaimKind.Recovery ? -c.Amount.Amount : c.Amount.Amount);
        var left = (await run.OmissionsAsync()).Where(o => o.Reason == OmissionReason.RecoveryLeft).Sum(o => o.Amount.Amount);
        Assert.Equal(750_000, net - left);
    }
}
