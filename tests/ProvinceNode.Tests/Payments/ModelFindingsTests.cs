using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Payments;
using ProvinceNode.Tests.Dossiers;

namespace ProvinceNode.Tests.Payments;

/// <summary>What the random months of <see cref="Model.PaymentModel"/> found, each told by itself.</summary>
public sealed class ModelFindingsTests
{
    // He was to receive from November; its list never went out. The decision ends him before he began, and takes November for paid.
    [Fact]
    public async Task Stop_BeforeTheFirstMonthThatNoListPaid_TakesNothingBack()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(Person.Old, start: 202211);
        LevelRun.Must(await run.OpenAsync(202211));
        host.Clock.SetDay(new DateOnly(2022, 11, 7));
        var stop = await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Old);
        await run.Flow.DecidedAsync(stop, Person.Old.Plain, new Measure { Reason = MeasureReasons.NotEligible, On = new(2022, 10, 5) });

        var december = await run.OpenAsync(202212);
        await run.BuildAsync(LevelRun.Must(december).Id);

        Assert.Empty(await run.LinesAsync(december.Value.Id));
        Assert.Empty(await run.OmissionsAsync());
    }
}
