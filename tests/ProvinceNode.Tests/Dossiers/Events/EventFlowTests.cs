using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>From the report to the signature through the real pages and verbs: the proposal, the dossier filled in, what the decision makes of the report.</summary>
public sealed class EventFlowTests
{
    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-20")]
    public async Task Death_ReportedByTheOfficer_IsProposedOpenedAndDecided(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 540_000, start: OutcomeTests.Month(day, -6));
        var died = OutcomeTests.Day(day).AddMonths(-2);
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune);
        var report = await (await PageReader.OpenAsync(officer, $"/doi-tuong/{person}")).FollowAsync("Ghi nhận biến động");

        var proposal = await report.SubmitAsync(new Dictionary<string, object?>
        {
            ["loai"] = nameof(LifeEventKind.Death), ["HappenedOn"] = VietnameseFormat.Date(died), ["Source"] = nameof(EventSource.CivilRegistry), ["Reference"] = "TLKT-15/2026", ["Note"] = "Trưởng thôn báo, đã đối chiếu trích lục",
        }, button: "Ghi nhận, xem đề xuất");

        Assert.Contains($"thôi hưởng kể từ tháng {PayMonth.Of(died).AddMonths(1)}", proposal.Main, StringComparison.Ordinal);
        Assert.Contains($"Truy thu: {new Dong(2 * 540_000)}", proposal.Main, StringComparison.Ordinal);
        Assert.Equal(["540.000", "0"], proposal.Table("#truoc-sau")[^1].Skip(1));
        Assert.Contains("Đang tạm giữ từ tháng", proposal.Main, StringComparison.Ordinal);

        var opened = await proposal.SubmitAsync(new Dictionary<string, object?>(), button: "Lập hồ sơ theo đề xuất");
        var told = Assert.Single(await run.EventsAsync());
        var dossier = await run.Outcomes.Dossiers.LoadAsync(told.DossierId!.Value);
        Assert.Equal((EventState.InDossier, RequestKind.Stop, DossierStatus.Received), (told.State, dossier.Kind, dossier.Status));
        Assert.Contains(dossier.Code, opened.Main, StringComparison.Ordinal);
        Assert.Contains("TLKT-15/2026", dossier.Steps[0].Note, StringComparison.Ordinal);
        Assert.Equal(0, await host.WithDbAsync(db => EventTasks.CountAsync(db, default)));

        // The appraiser finds reason and day filled in.
        await OutcomeTests.ToAppraisalAsync(run.Outcomes, dossier.Id);
        var appraiser = await run.Outcomes.OfficialForAsync(dossier.Id, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(appraiser.Roles.Single(), appraiser.Office.Value), $"/ho-so/{dossier.Id}/tham-dinh");
        Assert.Equal(VietnameseFormat.Date(died), page.Document.QuerySelector("input[name='Measure.On']")!.GetAttribute("value"));
        Assert.Equal("T1", page.Document.QuerySelector("select[name='Measure.Reason'] option[selected]")!.GetAttribute("value"));

        await run.Outcomes.DecidedAsync(dossier.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = died });
        Assert.Equal((EventState.Decided, $"Hồ sơ {dossier.Code}"), await run.EventAsync(told.Id) is var e ? (e.State, e.SettledWhy) : default);
        Assert.Equal(died, (await run.Outcomes.PersonAsync(person)).DiedOn);
        Assert.DoesNotContain(await run.HoldsAsync(), h => h.LiftedAt is null);
        Assert.Contains(await host.WithDbAsync(db => db.FieldOrigins.AsNoTracking().Where(o => o.BeneficiaryId == person).ToListAsync()), o => o.Reference == dossier.Code && o.Places.ContainsKey(nameof(Beneficiary.DiedOn)));

        // What the decision told the database tells again in its next round.
        Assert.False((await run.ToldAsync(person, on: died)).IsNew);
    }

    // Held months were never paid: nobody owes them back, and the month of the death that a list left out is paid.
    [Fact]
    public async Task Death_DecidedAfterHeldMonths_TakesBackOnlyWhatWasPaid()
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        var told = (await run.ToldAsync(person, on: new DateOnly(2025, 10, 15))).Event!; // held from December on
        host.Clock.SetDay(new DateOnly(2026, 1, 6));

        await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = new(2025, 10, 15) });

        var recovery = Assert.Single(await run.Outcomes.PaymentsAsync());
        Assert.Equal((OneOffKind.Recovery, 750_000L, 202511, 202511), (recovery.Kind, recovery.Amount.Amount, recovery.FromMonth, recovery.ToMonth));
        Assert.Equal(202601, Assert.Single(await run.HoldsAsync()).LastMonth);
    }

    [Fact]
    public async Task Death_OnALaterDayThanWasTold_PaysTheHeldMonthsBeforeIt()
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        var told = (await run.ToldAsync(person, on: new DateOnly(2025, 10, 15))).Event!;
        host.Clock.SetDay(new DateOnly(2026, 1, 6));

        await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = new(2026, 1, 2), Heir = new("Trần Thị Con", "038181000777", "con") });

        // To who lives: the dead man cannot take it (Circular 02/2021 Art. 2: the month of the death is due).
        var held = Assert.Single(await run.Outcomes.PaymentsAsync());
        Assert.Equal((OneOffKind.Arrears, 2 * 750_000L, 202512, 202601), (held.Kind, held.Amount.Amount, held.FromMonth, held.ToMonth));
        Assert.Equal(("Trần Thị Con", "038181000777", "con"), (held.ReceiverName, held.ReceiverNumber, held.ReceiverRelation));
    }

    [Fact]
    public async Task Report_NotProvedAtTheAppraisal_WaitsAgainToBeRefuted()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var told = (await run.ToldAsync(person, on: new DateOnly(2026, 11, 1))).Event!;

        await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = new(2026, 11, 1) }, eligible: false);

        Assert.Equal(EventState.Reported, (await run.EventAsync(told.Id)).State);
        Assert.Contains(await run.HoldsAsync(), h => h.LiftedAt is null);
        Assert.True((await run.RefuteAsync(told.Id)).Succeeded);
        Assert.Equal(EntitlementStatus.Active, Assert.Single(await run.Outcomes.RowsAsync(person)).Status);
    }

    [Fact]
    public async Task Report_RefutedWhileItsDossierIsOpen_StopsTheDossier()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var told = (await run.ToldAsync(person, on: new DateOnly(2026, 11, 1))).Event!;
        var dossier = await run.OpenAsync(told.Id);

        Assert.True((await run.RefuteAsync(told.Id)).Succeeded);

        var stopped = await run.Outcomes.Dossiers.LoadAsync(dossier.Id);
        Assert.Equal((DossierStatus.Stopped, ActKinds.RefuteEvent), (stopped.Status, stopped.Steps.MaxBy(s => s.Number)!.Verb));
        Assert.NotNull(stopped.FinishedAt);
        Assert.True((await run.TryOpenAsync(told.Id, null)).Has(EventDesk.Settled));
    }

    [Fact]
    public async Task Death_WithoutADay_IsOpenedOnlyWithOne()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var told = (await run.ToldAsync(person)).Event!;

        Assert.True((await run.TryOpenAsync(told.Id, null)).Has(OpenFromEvent.DayNeeded));
        Assert.True((await run.TryOpenAsync(told.Id, new DateOnly(2026, 12, 1))).Has(ReportEvent.DayWrong));
        Assert.True((await run.TryOpenAsync(told.Id, new DateOnly(2026, 11, 3))).Succeeded);
        Assert.Equal(new DateOnly(2026, 11, 3), (await run.EventAsync(told.Id)).HappenedOn);
    }

    [Fact]
    public async Task Dossier_OfAnotherKind_WaitsWhileADeathIsReported()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled);
        var id = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        await run.ToldAsync(person, on: new DateOnly(2022, 10, 1));
        await OutcomeTests.ToAppraisalAsync(run.Outcomes, id);

        var refused = await run.Outcomes.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Mức mới", Person.Disabled.With(DisabilityDegree.ExtremelySevere, new(2022, 9, 5)), new Measure { On = new(2022, 9, 5) }), o, default));

        Assert.True(refused.Has(OutcomeProblems.ReportedDead));
    }

    // What the page proposes is what the signature does: shown and done are compared, to the đồng.
    [Theory]
    [InlineData(LifeEventKind.Death, "", "T1")]
    [InlineData(LifeEventKind.Imprisoned, "", "T3")]
    [InlineData(LifeEventKind.RefusesMoney, "", "T4")]
    [InlineData(LifeEventKind.NotCollected, "", "S1")]
    [InlineData(LifeEventKind.Detained, "", "S3")]
    [InlineData(LifeEventKind.CarerUnfit, "", "C3")]
    [InlineData(LifeEventKind.DegreeChanged, "ExtremelySevere", "")]
    [InlineData(LifeEventKind.DegreeChanged, "Mild", "T2")]
    public async Task Proposal_OfEachKind_IsWhatTheSignatureDoes(LifeEventKind kind, string value, string code)
    {
        await using var host = await OutcomeTests.StartAsync("2025-09-01");
        var run = new EventRun(host);
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled), Person.Disabled.With(DisabilityDegree.Severe, new(2025, 8, 5)));
        var person = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        if (code == "C3")
        {
            await run.Outcomes.ReceivingAsync(Person.Disabled, "CS.6", 500_000, 202508, kind: EntitlementKind.Care);
        }

        host.Clock.SetDay(new DateOnly(2026, 1, 6));
        var on = new DateOnly(2025, 11, 10);
        var official = run.Outcomes.Dossiers.Official(Roles.SocialOfficer);
        var told = (await run.TryAsync(new ReportEventInput(person, kind, on, EventSource.Agency, "38.1") { Value = value }, official)).Value.Event!;
        var shown = await run.PreviewAsync(told.Id);
        Assert.Empty(shown.Faults);

        var facts = kind == LifeEventKind.DegreeChanged ? Person.Disabled.With(Enum.Parse<DisabilityDegree>(value), on) : Person.Disabled.Plain;
        await run.DecideAsync(told.Id, facts, new Measure { Reason = code, On = shown.Law.On });

        var rows = await run.Outcomes.RowsAsync(person);
        Assert.All(shown.Spans, span => Assert.Equal(span.AfterDong, rows.Where(r => r.Covers(span.From) && !r.Withheld && r.Status != EntitlementStatus.Suspended).Sum(r => r.MonthlyAmount.Amount)));
        Assert.Equal(shown.Payments.Select(Of).Order(), (await run.Outcomes.PaymentsAsync()).Where(p => p.RecordedAt > new DateTime(2025, 12, 1, 0, 0, 0, DateTimeKind.Utc)).Select(Of).Order());
        Assert.Equal(EventState.Decided, (await run.EventAsync(told.Id)).State);
        static (OneOffKind, long, int, int) Of(OneOffPayment p) => (p.Kind, p.Amount.Amount, p.FromMonth, p.ToMonth);
    }

    [Fact]
    public async Task Proposal_Looked_LeavesNothingBehind()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var told = (await run.ToldAsync(person, on: new DateOnly(2026, 10, 1))).Event!;
        var before = await CountsAsync(host);

        await run.PreviewAsync(told.Id);
        await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune), $"/bien-dong/{told.Id}");

        Assert.Equal(before, await CountsAsync(host));
        Assert.Equal(EntitlementStatus.Active, Assert.Single(await run.Outcomes.RowsAsync(person)).Status);
    }

    [Fact]
    public async Task Officer_WhoForgetsWhatBelongs_IsToldAtTheFields()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune);
        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/{person}/ghi-bien-dong");

        var empty = await page.SubmitAsync(new Dictionary<string, object?> { ["HappenedOn"] = "31/02/2026" }, button: "Ghi nhận, xem đề xuất");
        Assert.Equal(3, empty.Problems.Count);
        var ill = await page.SubmitAsync(new Dictionary<string, object?> { ["loai"] = "DegreeChanged", ["Source"] = "Family", ["HappenedOn"] = "01/11/2026", ["Note"] = "Bị HIV" }, button: "Ghi nhận, xem đề xuất");
        Assert.Equal(2, ill.Problems.Count);
        Assert.Empty(await run.EventsAsync());
    }

    private static Task<(int, int, int)> CountsAsync(NodeHost host) =>
        host.WithDbAsync(async db => (await db.Dossiers.CountAsync(), await db.OneOffPayments.CountAsync(), await db.Papers.CountAsync()));
}
