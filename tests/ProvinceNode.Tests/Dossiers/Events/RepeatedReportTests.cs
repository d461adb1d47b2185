using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>What was told and settled once does not keep out what is true later; and nothing begins for whom the registry has as dead (policy 3.6).</summary>
public sealed class RepeatedReportTests
{
    [Fact]
    public async Task Death_AfterARefutedOneWithoutADay_IsHeardUnderAnotherPaper()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var first = (await run.ToldAsync(person, source: EventSource.Post, reference: "BĐ-7")).Event!;
        Assert.True((await run.RefuteAsync(first.Id)).Succeeded);

        Assert.False((await run.ToldAsync(person, source: EventSource.Post, reference: "BĐ-7")).IsNew);
        var later = await run.ToldAsync(person, source: EventSource.Post, reference: "BĐ-31");

        Assert.True(later is { IsNew: true, Holds: true });
    }

    [Fact]
    public async Task Refutation_WithTheLongestReason_FitsWhereverItIsWritten()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var told = (await run.ToldAsync(person)).Event!;
        var reason = new string('x', ReasonText.Longest);

        Assert.True((await run.RefuteAsync(told.Id, reason)).Succeeded);

        Assert.Equal(reason, (await run.EventAsync(told.Id)).SettledWhy);
        Assert.InRange(Assert.Single(await run.HoldsAsync()).LiftedWhy.Length, 500, LifeEvent.LongestNote);
    }

    [Fact]
    public async Task Death_OfWhoIsRecordedDeadAndStillReceives_IsHeard()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        await run.Outcomes.SaveAsync(db => db.Beneficiaries.Single().DiedOn = new(2026, 9, 1));

        Assert.True(await run.ToldAsync(person, on: new DateOnly(2026, 9, 1)) is { IsNew: true, Holds: true });
        Assert.False((await run.ToldAsync(person, on: new DateOnly(2026, 9, 1))).IsNew);
    }

    [Theory]
    [InlineData(RequestKind.Grant)]
    [InlineData(RequestKind.Adjust)]
    public async Task Dossier_OfWhoIsRecordedDead_GrantsNothing(RequestKind kind)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, kind, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, id);
        await run.SaveAsync(db => db.Beneficiaries.Single().DiedOn = new(2022, 9, 20));

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Đủ giấy tờ", Person.Disabled.With(ProvinceNode.Eligibility.DisabilityDegree.ExtremelySevere, new(2022, 9, 5)), new Measure { On = new(2022, 9, 5) }), o, default));

        Assert.True(refused.Has(OutcomeProblems.RecordedDead));
        Assert.Contains("20/09/2022", refused.Problems.Single(p => p.Code == OutcomeProblems.RecordedDead.Code).Message, StringComparison.Ordinal);
    }

    // Who has only an old card is found by himself and not by a number that he has not.
    [Fact]
    public async Task Decision_OfWhoHasNoNumberOfTwelveDigits_IsUndoneOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        await run.Outcomes.SaveAsync(db => (db.Beneficiaries.Single().CitizenId, db.Beneficiaries.Single().OldIdentityNumber) = ("", "171234567"));
        var told = (await run.ToldAsync(person, LifeEventKind.Imprisoned, new DateOnly(2026, 11, 3), EventSource.Agency)).Event!;
        var stop = await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T3", On = told.HappenedOn });
        Assert.Single(await ChoicesAsync(host, person));

        await run.UndoneAsync(person, stop.Id);

        Assert.Empty(await ChoicesAsync(host, person));
    }

    private static Task<IReadOnlyList<KeyValuePair<string, string>>> ChoicesAsync(NodeHost host, Guid person) =>
        host.WithDbAsync(async db => await Undoing.ChoicesAsync(db, await db.Beneficiaries.SingleAsync(b => b.Id == person), default));
}
