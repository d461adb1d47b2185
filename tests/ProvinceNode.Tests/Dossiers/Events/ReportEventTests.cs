using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Replication;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>A report through its one door: what it holds, whom it gives a task, what happens when it is told again or was wrong (policy 3.6).</summary>
public sealed class ReportEventTests
{
    [Theory]
    [InlineData("2022-10-05", 202211)]
    [InlineData("2026-10-20", 202611)]
    public async Task Death_FromThePopulationDatabase_HoldsTheNextListAndMakesATask(string day, int first)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: OutcomeTests.Month(day, -5));

        var told = await run.ToldAsync(person, on: OutcomeTests.Day(day).AddDays(-3));

        Assert.True(told is { IsNew: true, Holds: true });
        var hold = Assert.Single(await run.HoldsAsync());
        Assert.Equal((first, 0, null), (hold.FromMonth, hold.LastMonth, hold.LiftedAt));
        Assert.Equal([false, true, true], new[] { 0, 1, 7 }.Select(m => PaymentHolds.Holds([hold], person, null, new PayMonth(OutcomeTests.Month(day, m)))));
        Assert.Equal(1, await host.WithDbAsync(async db => (await PaymentHoldReader.OfMonthAsync(db, new PayMonth(first), default)).Count));
        Assert.Empty(await host.WithDbAsync(db => PaymentHoldReader.OfMonthAsync(db, new PayMonth(first).AddMonths(-1), default)));
        Assert.Equal((EntitlementStatus.Active, 0), (await run.Outcomes.RowsAsync(person)).Select(r => (r.Status, r.EndMonth)).Single()); // nothing ends by a report
        Assert.Equal((EventState.Reported, 3), (told.Event!.State, WorkingDaysTo(host, told.Event.DueOn!.Value)));

        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune);
        var queue = await PageReader.OpenAsync(officer, "/ho-so");
        Assert.Contains("Biến động cần xác minh: 1 tin báo", queue.Main, StringComparison.Ordinal);
        Assert.Contains($"tạm giữ từ tháng {new PayMonth(first)}", queue.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Biến động cần xác minh", (await PageReader.OpenAsync(await host.SignInAsync(Roles.Chairman, run.Outcomes.Dossiers.DecidingOffice), "/ho-so")).Main, StringComparison.Ordinal);
        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/{person}");
        Assert.Contains($"Đang tạm giữ chi trả từ tháng {new PayMonth(first)}", page.Main, StringComparison.Ordinal);
        Assert.Contains("Cơ sở dữ liệu quốc gia về dân cư", (await PageReader.OpenAsync(officer, $"/bien-dong/{told.Event.Id}")).Main, StringComparison.Ordinal);
        Assert.Contains(Person.Disabled.Name, (await PageReader.OpenAsync(officer, "/bien-dong")).Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LifeEventKind.Missing, EventSource.Post, true)]
    [InlineData(LifeEventKind.Missing, EventSource.Family, false)]
    [InlineData(LifeEventKind.Detained, EventSource.Agency, false)]
    [InlineData(LifeEventKind.NotCollected, EventSource.Post, false)]
    [InlineData(LifeEventKind.Death, EventSource.Family, true)]
    public async Task Report_OfAKind_HoldsOnlyWhatTheLawLets(LifeEventKind kind, EventSource source, bool holds)
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);

        Assert.Equal(holds, (await run.ToldAsync(person, kind, new DateOnly(2026, 11, 1), source)).Holds);
        Assert.Equal(holds ? 1 : 0, (await run.HoldsAsync()).Count);
    }

    [Fact]
    public async Task Report_ToldAgain_ChangesNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var first = await run.ToldAsync(person, on: new DateOnly(2026, 11, 1));
        var (acts, version) = (await run.ActsAsync(), first.Event!.Version);

        var again = await run.ToldAsync(person, on: new DateOnly(2026, 11, 1));
        var otherAnswer = await run.ToldAsync(person, on: new DateOnly(2026, 11, 2), reference: "CSDLQG-2");

        Assert.Equal([(first.Event.Id, false), (first.Event.Id, false)], new[] { again, otherAnswer }.Select(t => (t.Event!.Id, t.IsNew)));
        Assert.Equal((acts, version), (await run.ActsAsync(), (await run.EventAsync(first.Event.Id)).Version));

        // Another body is other evidence, but holds nothing twice.
        Assert.True(await run.ToldAsync(person, on: new DateOnly(2026, 11, 1), source: EventSource.Post) is { IsNew: true, Holds: false });
        Assert.Single(await run.HoldsAsync());
    }

    [Fact]
    public async Task Report_WhoseDayComesLater_TakesTheDay()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var first = await run.ToldAsync(person);

        await run.ToldAsync(person, on: new DateOnly(2026, 11, 1), reference: "CSDLQG-2");

        Assert.Equal(new DateOnly(2026, 11, 1), (await run.EventAsync(first.Event!.Id)).HappenedOn);
        Assert.Single(await run.EventsAsync());
    }

    [Theory]
    [InlineData("2027-01-01")]
    [InlineData("1981-01-01")]
    public async Task Report_OfADayThatCannotBe_IsRefused(string on)
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);

        Assert.True((await run.TryAsync(new ReportEventInput(person, LifeEventKind.Death, OutcomeTests.Day(on), EventSource.Population, ""), null)).Has(ReportEvent.DayWrong));
        Assert.Empty(await run.EventsAsync());
    }

    [Fact]
    public async Task Refuted_AfterTwoLists_PaysWhatWasHeldAndIsAnAct()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 810_000, start: 202607);
        var told = (await run.ToldAsync(person, on: new DateOnly(2026, 8, 1))).Event!;
        host.Clock.SetDay(new DateOnly(2026, 10, 6));

        Assert.True((await run.RefuteAsync(told.Id)).Succeeded);

        var payment = Assert.Single(await run.Outcomes.PaymentsAsync());
        Assert.Equal((OneOffKind.Arrears, 2 * 810_000L, 202609, 202610, 202611), (payment.Kind, payment.Amount.Amount, payment.FromMonth, payment.ToMonth, payment.DueMonth));
        var row = Assert.Single(await run.Outcomes.RowsAsync(person));
        Assert.Equal((EntitlementStatus.Active, row.DecisionId), (row.Status, payment.DecisionId));
        var hold = Assert.Single(await run.HoldsAsync());
        Assert.Equal([true, true, false], new[] { 202609, 202610, 202611 }.Select(m => PaymentHolds.Holds([hold], person, row.Id, new PayMonth(m))));
        Assert.Equal((EventState.Refuted, "Đã gặp trực tiếp tại nhà"), await run.EventAsync(told.Id) is var e ? (e.State, e.SettledWhy) : default);
        Assert.Equal(1, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.RefuteEvent && a.Subject == $"beneficiary/{person:D}")));

        // The population database says it again in its next round: it is refuted already.
        Assert.False((await run.ToldAsync(person, on: new DateOnly(2026, 8, 1), reference: "CSDLQG-9")).IsNew);
        Assert.False((await run.RefuteAsync(told.Id)).Succeeded);
    }

    [Fact]
    public async Task Refuted_BeforeAnyList_LosesNothingAndOwesNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var told = (await run.ToldAsync(person)).Event!;

        Assert.False((await run.RefuteAsync(told.Id, " ")).Succeeded);
        Assert.True((await run.RefuteAsync(told.Id)).Succeeded);

        Assert.Empty(await run.Outcomes.PaymentsAsync());
        Assert.DoesNotContain(await run.HoldsAsync(), h => h.Covers(new PayMonth(202612)));
    }

    [Fact]
    public async Task Refuted_WhileAnotherBodySaysTheSame_StaysHeld()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var one = (await run.ToldAsync(person)).Event!;
        var other = (await run.ToldAsync(person, source: EventSource.Post, reference: "BĐ-7")).Event!;

        await run.RefuteAsync(one.Id);
        Assert.Contains(await run.HoldsAsync(), h => h.LiftedAt is null);

        await run.RefuteAsync(other.Id);
        Assert.DoesNotContain(await run.HoldsAsync(), h => h.LiftedAt is null);
    }

    [Fact]
    public async Task Report_OfWhoReceivesNothing_IsOnlyKept()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = "T4", On = new(2026, 11, 2) });

        var told = await run.ToldAsync(person, on: new DateOnly(2026, 11, 10));

        Assert.Equal((EventState.Noted, null, false), (told.Event!.State, told.Event.DueOn, told.Holds));
        Assert.Equal(0, await host.WithDbAsync(db => EventTasks.CountAsync(db, default)));
    }

    [Fact]
    public async Task Officer_OfAnotherCommuneOrRole_ReportsAndRefutesNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled);
        var told = (await run.ToldAsync(person)).Event!;
        var (dossiers, input) = (run.Outcomes.Dossiers, new ReportEventInput(person, LifeEventKind.RefusesMoney, new DateOnly(2022, 10, 1), EventSource.Family, ""));
        var stranger = dossiers.Official(Roles.SocialOfficer, "38.400.16066");
        var above = dossiers.Official(Roles.Appraiser, "38.400");

        Assert.True((await run.TryAsync(input, stranger)).Has(CommonProblems.NotFound));
        Assert.True((await run.TryAsync(input, above)).Has(CommonProblems.NotAllowed));
        Assert.True((await run.RefuteAsync(told.Id, official: stranger)).Has(CommonProblems.NotFound));
        Assert.Equal(0, await host.WithDbAsync(db => db.LifeEvents.CountAsync() , "38.400.16066"));
        Assert.Equal(0, await host.WithDbAsync(db => db.PaymentHolds.CountAsync(), "38.400.16066"));
        Assert.True((await run.TryAsync(input, dossiers.Official(Roles.SocialOfficer))).Succeeded);
    }

    [Fact]
    public async Task Events_OfWhoMoves_FollowHim()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled);
        await run.ToldAsync(person);

        await run.Outcomes.SaveAsync(db => db.Beneficiaries.Single(b => b.Id == person).TenantPath = "38.400.16066");

        Assert.Equal(["38.400.16066"], (await run.EventsAsync()).Select(e => e.TenantPath));
        Assert.Equal(["38.400.16066"], (await run.HoldsAsync()).Select(h => h.TenantPath));
    }

    [Fact]
    public async Task Event_AndItsHold_GoToTheOutboxWholeAndAreKnownAsOfADay()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var told = (await run.ToldAsync(person, on: new DateOnly(2026, 11, 1))).Event!;
        host.Clock.SetDay(new DateOnly(2026, 11, 25));
        await run.RefuteAsync(told.Id);

        var sent = await host.WithDbAsync(db => db.Outbox.AsNoTracking().SingleAsync(o => o.Kind == (int)RecordKind.LifeEvent));
        var state = Protos.Replication.Record.Parser.ParseFrom(sent.Message).LifeEvent;
        Assert.Equal((2L, "Death", "2026-11-01", "Population", "Refuted"), (sent.Version, state.Kind, state.HappenedOn, state.Source, state.State));
        Assert.Equal((202612, 202611), (state.Holds.Single().FromMonth, state.Holds.Single().LastMonth));
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune);
        Assert.Contains("Đang tạm giữ chi trả", (await PageReader.OpenAsync(officer, $"/doi-tuong/{person}?biet=2026-11-21")).Main, StringComparison.Ordinal);
        Assert.Contains("chưa kỳ chi trả nào bị giữ", (await PageReader.OpenAsync(officer, $"/doi-tuong/{person}")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Biến động, tạm giữ", (await PageReader.OpenAsync(officer, $"/doi-tuong/{person}?biet=2026-11-19")).Main, StringComparison.Ordinal);
    }

    private static int WorkingDaysTo(NodeHost host, DateOnly due)
    {
        var today = new VietnamTime(host.Clock).Today;
        return Enumerable.Range(1, due.DayNumber - today.DayNumber).Select(today.AddDays).Count(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
    }
}
