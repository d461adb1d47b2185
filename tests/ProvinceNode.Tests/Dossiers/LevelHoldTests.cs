using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Registry;
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

    // Stopped for another reason while a report held him: the stop leaves the held months to the refutation, and no list decision finds him any more.
    [Fact]
    public async Task Held_WhoWasStoppedMeanwhile_IsPaidEachMonthAtItsLevelByTheRefutation()
    {
        await using var host = await OutcomeTests.StartAsync("2024-06-10");
        var (run, events) = (new LevelRun(host), new EventRun(host));
        var held = await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000);
        var told = (await events.ToldAsync(held, on: new DateOnly(2024, 6, 1))).Event!; // from July on nothing is paid
        host.Clock.SetDay(new DateOnly(2024, 8, 12));
        var stop = await run.Flow.DecidedAsync(await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, LevelRun.Somebody(1)), LevelRun.Somebody(1).Plain, new Measure { Reason = MeasureReasons.NotEligible, On = new DateOnly(2024, 8, 5) });
        Assert.DoesNotContain(await run.Flow.PaymentsAsync(), p => p.BeneficiaryId == held);
        Assert.Contains(PaperContent.Parse((await run.Flow.DecisionsAsync(stop.Id))[0].Content).Paragraphs, p => p.Contains("Trợ cấp từ tháng 07/2024 đến tháng 08/2024 đang tạm giữ", StringComparison.Ordinal));
        host.Clock.SetDay(new DateOnly(2024, 9, 9));

        Assert.True((await events.RefuteAsync(told.Id)).Succeeded);
        await run.DoneAsync();

        var paid = Assert.Single(await run.Flow.PaymentsAsync(), p => p.BeneficiaryId == held);
        Assert.Equal((2 * 1_000_000L, 202407, 202408), (paid.Amount.Amount, paid.FromMonth, paid.ToMonth));
    }

    // No list took him up: each of his last months is due at its level all the same, what was held whole and what lists paid by the difference.
    [Theory]
    [InlineData("2024-06-10", 2_000_000, "đã tạm giữ còn được hưởng và chênh lệch trợ cấp theo mức mới")] // July and August held
    [InlineData("2024-07-20", 1_280_000, "đã tạm giữ còn được hưởng và chênh lệch trợ cấp theo mức mới")] // July paid at the old level
    [InlineData("", 560_000, "Chi trả một lần chênh lệch trợ cấp theo mức mới")] // both paid at the old level
    public async Task Held_WhoDidDie_IsPaidTheLevelUntilTheMonthOfHisDeath(string reported, long owed, string words)
    {
        await using var host = await OutcomeTests.StartAsync("2024-06-05");
        var (run, events) = (new LevelRun(host), new EventRun(host));
        var person = await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        var stop = await DiedAsync(host, run, events, person, reported);

        var payment = Assert.Single(await run.Flow.PaymentsAsync(), p => p.BeneficiaryId == person);
        Assert.Equal((owed, 202407, 202408, "Trần Thị Con"), (payment.Amount.Amount, payment.FromMonth, payment.ToMonth, payment.ReceiverName));
        Assert.Equal("6.n.elder 202206-202408 720000", await run.VersionsAsync(person));
        Assert.Contains(PaperContent.Parse((await run.Flow.DecisionsAsync(stop))[0].Content).Paragraphs, p => p.Contains(words, StringComparison.Ordinal) && p.Contains("cho ông/bà Trần Thị Con", StringComparison.Ordinal));
    }

    // He lives: each month from July on is paid to him at its level, once, the last ones by the next list.
    [Fact]
    public async Task Held_WhoWasSaidToHaveDied_HasEachMonthAtItsLevelInTheEnd()
    {
        await using var host = await OutcomeTests.StartAsync("2024-06-05");
        var (run, events) = (new LevelRun(host), new EventRun(host));
        var person = await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        var stop = await DiedAsync(host, run, events, person, "2024-06-10");
        host.Clock.SetDay(new DateOnly(2024, 10, 7));

        await events.UndoneAsync(person, stop);
        await run.DoneAsync();

        var paid = (await run.Flow.PaymentsAsync()).FindAll(p => p.BeneficiaryId == person && p.CancelledById is null);
        Assert.All(paid, p => Assert.Equal((OneOffKind.Arrears, LevelRun.Somebody(1).Name), (p.Kind, p.ReceiverName)));
        Assert.Equal(4 * 1_000_000L, paid.Sum(p => p.Amount.Amount)); // July to October
        Assert.EndsWith("202409-0 1000000", await run.VersionsAsync(person), StringComparison.Ordinal);
    }

    // Reported on a day, or nobody reported; the list of August does not have him; dead since 5 August.
    private static async Task<Guid> DiedAsync(NodeHost host, LevelRun run, EventRun events, Guid person, string reported)
    {
        var died = new DateOnly(2024, 8, 5);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000);
        if (reported.Length > 0)
        {
            host.Clock.SetDay(OutcomeTests.Day(reported));
            await events.ToldAsync(person);
        }

        host.Clock.SetDay(new DateOnly(2024, 8, 6));
        var told = (await events.ToldAsync(person, on: died, source: EventSource.Post, reference: "BĐ-1")).Event!;
        var stop = await events.OpenAsync(told.Id);
        await run.DoneAsync();
        await run.Flow.DecidedAsync(stop.Id, LevelRun.Somebody(1).Plain, new Measure { Reason = "T1", On = died, Heir = new Receiver("Trần Thị Con", "038181000777", "con") });
        return stop.Id;
    }
}
