using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
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

/// <summary>Who was missing: what his coming back ends, what undoing gives him, and what it gives his heirs when he died meanwhile (policy 3.6, 6.7).</summary>
public sealed class CameBackTests
{
    private static readonly Receiver Child = new("Trần Thị Con", "038181000777", "con");

    [Fact]
    public async Task Grant_ToWhoWasMissing_LeavesNobodyToTakeHisMoney()
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        var stop = await MissingAsync(host, run, person, "2026-01-06", new(2026, 1, 2));
        Assert.Null((await HeirAsync(host)).To);
        Assert.Equal(new DateOnly(2026, 1, 2), (await run.Outcomes.Dossiers.LoadAsync(stop)).MissingOn);
        host.Clock.SetDay(new DateOnly(2026, 3, 9));

        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled), Person.Disabled.With(DisabilityDegree.Severe, new(2026, 3, 2)));

        Assert.Contains(await run.Outcomes.RowsAsync(person), r => r.Status == EntitlementStatus.Active);
        Assert.NotNull((await HeirAsync(host)).To);
        Assert.Null((await run.Outcomes.Dossiers.LoadAsync(stop)).MissingOn);
    }

    // The hold was of a report of his death, which nobody had verified: the absence lifted it, and no list paid those months either.
    [Fact]
    public async Task Undo_OfAnAbsence_PaysTheMonthsThatAnotherReportHeld()
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        await run.ToldAsync(person);
        Assert.Equal(202512, Assert.Single(await run.HoldsAsync()).FromMonth);
        var stop = await MissingAsync(host, run, person, "2026-02-05", new(2025, 12, 15));
        Assert.Equal(stop, Assert.Single(await run.HoldsAsync()).LiftedDossierId);
        host.Clock.SetDay(new DateOnly(2026, 3, 5));
        // Over a report of his death nothing is given back to him, and nothing begins.
        var undoing = await OpenUndoAsync(run, person, stop);
        var grant = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        Assert.True((await AppraisedAsync(run, undoing, Person.Disabled.Plain)).Has(OutcomeProblems.ReportUnverified));
        Assert.True((await AppraisedAsync(run, grant, Person.Disabled.With(DisabilityDegree.Severe, new(2026, 3, 2)))).Has(OutcomeProblems.ReportUnverified));
        await run.Outcomes.ChangeAsync(grant, d => (d.Status, d.FinishedAt) = (DossierStatus.Stopped, new VietnamTime(host.Clock).UtcNow));

        Assert.True((await run.RefuteAsync((await run.EventsAsync()).Single(e => e.Kind == LifeEventKind.Death).Id)).Succeeded);
        await run.Outcomes.DecidedAsync(undoing, Person.Disabled.Plain, new Measure());

        var standing = (await run.Outcomes.PaymentsAsync()).FindAll(p => p.CancelledById is null);
        Assert.All(standing, p => Assert.Equal((OneOffKind.Arrears, Person.Disabled.Name), (p.Kind, p.ReceiverName)));
        Assert.Equal(4 * 750_000L, standing.Sum(p => p.Amount.Amount)); // December to March, once
    }

    // He receives nothing when his death is told, so it is only kept: it is a task again when he is said to be back, and nothing is restored over it.
    [Fact]
    public async Task Undo_OfAnAbsence_WaitsForTheReportOfHisDeathThatCameMeanwhile()
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        var stop = await MissingAsync(host, run, person, "2026-01-06", new(2026, 1, 2));
        host.Clock.SetDay(new DateOnly(2026, 3, 9));
        var death = (await run.ToldAsync(person, on: new(2026, 3, 5))).Event!;
        Assert.Equal(EventState.Noted, death.State);
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune);
        Assert.Contains("Bác bỏ tin báo sai", (await PageReader.OpenAsync(officer, $"/bien-dong/{death.Id}")).Main, StringComparison.Ordinal);
        Assert.Contains("tin chỉ được ghi lại", (await PageReader.OpenAsync(officer, $"/bien-dong/{death.Id}/bac-bo")).Main, StringComparison.Ordinal);
        host.Clock.SetDay(new DateOnly(2026, 5, 5));

        var undoing = await OpenUndoAsync(run, person, stop);

        Assert.Equal((EventState.Reported, "", true), await run.EventAsync(death.Id) is var told ? (told.State, told.SettledWhy, told.DueOn is not null) : default);
        Assert.Contains(await host.WithDbAsync(db => EventTasks.PageAsync(db, 0, 9, default)), t => t.Id == death.Id);
        Assert.True((await AppraisedAsync(run, undoing, Person.Disabled.Plain)).Has(OutcomeProblems.ReportUnverified));
        Assert.True((await run.RefuteAsync(death.Id)).Succeeded);
        await run.Outcomes.DecidedAsync(undoing, Person.Disabled.Plain, new Measure());
        Assert.Contains(await run.Outcomes.RowsAsync(person), r => r.Status == EntitlementStatus.Active);
    }

    [Fact]
    public async Task Grant_ToWhoIsReportedDead_WaitsUntilTheKeptReportIsRefuted()
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        await MissingAsync(host, run, person, "2026-01-06", new(2026, 1, 2));
        host.Clock.SetDay(new DateOnly(2026, 3, 9));
        var death = (await run.ToldAsync(person, on: new(2026, 3, 5))).Event!;
        var grant = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        var facts = Person.Disabled.With(DisabilityDegree.Severe, new(2026, 3, 2));

        Assert.True((await AppraisedAsync(run, grant, facts)).Has(OutcomeProblems.ReportUnverified));
        Assert.True((await run.RefuteAsync(death.Id)).Succeeded);
        await run.Outcomes.DecidedAsync(grant, facts);

        Assert.Contains(await run.Outcomes.RowsAsync(person), r => r.Status == EntitlementStatus.Active);
    }

    // A list or a paper decision typed in asks no dossier: what it begins is held, and who came back takes his money himself.
    [Theory]
    [InlineData(202604, true)]
    [InlineData(202511, false)] // decided on paper before he was missing: it says nothing of his coming back
    public async Task Entry_OfWhoWasMissing_HoldsForTheReportOfHisDeathAndEndsHisHeir(int start, bool back)
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        var stop = await MissingAsync(host, run, person, "2026-01-06", new(2026, 1, 2));
        host.Clock.SetDay(new DateOnly(2026, 3, 9));
        var death = (await run.ToldAsync(person, on: new(2026, 3, 5))).Event!;
        Assert.Equal(0, await ReturnedAsync(host));
        await run.Outcomes.SaveAsync(db =>
        {
            var row = ChangeEntitlement.Begin(db, person, run.Outcomes.Dossiers.Commune, new(EntitlementKind.Assistance, "6.n.adult", 150, 1, new Dong(500_000), new Dong(750_000), new PayMonth(start), new Receiver(Person.Disabled.Name, Person.Disabled.Number, "")),
                new ChangeCause(Guid.NewGuid(), "", new VietnamTime(host.Clock).UtcNow) { Source = EntitlementSource.DirectEntry });
            Standing.Refresh(db.Beneficiaries.Single(), [row]);
        });

        Assert.Equal((1, 0), (await ReturnedAsync(host), await ReturnedAsync(host)));

        var told = await run.EventAsync(death.Id);
        Assert.Equal((EventState.Reported, true), (told.State, told.DueOn is not null));
        Assert.Equal((202604, null), Assert.Single(told.Holds) is var hold ? (hold.FromMonth, hold.LiftedAt) : default);
        Assert.Equal(back, (await HeirAsync(host)).To is not null);
        Assert.Equal(back, (await run.Outcomes.Dossiers.LoadAsync(stop)).MissingOn is null);
        // Told once more by the same body it is the same report.
        Assert.True(await run.ToldAsync(person, on: new(2026, 3, 5)) is { IsNew: false, Holds: true });
    }

    [Fact]
    public async Task Undo_OfAnAbsenceOfWhoDiedSince_RestoresToTheMonthOfHisDeath()
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        var stop = await MissingAsync(host, run, person, "2026-01-06", new(2026, 1, 2));
        await run.Outcomes.SaveAsync(db => db.Beneficiaries.Single().DiedOn = new DateOnly(2026, 3, 5));
        host.Clock.SetDay(new DateOnly(2026, 5, 5));

        var undone = await run.UndoneAsync(person, stop);

        var last = (await run.Outcomes.RowsAsync(person))[^1];
        Assert.Equal((202602, 202603, EntitlementStatus.Ended, "T1"), (last.StartMonth, last.EndMonth, last.Status, last.EndReason));
        var standing = (await run.Outcomes.PaymentsAsync()).FindAll(p => p.CancelledById is null);
        Assert.Equal((4 * 750_000L, 202603), (standing.Sum(p => p.Amount.Amount), standing.Max(p => p.ToMonth))); // December to March; no list carried anything
        var paper = PaperContent.Parse(undone.Decision.Content);
        Assert.EndsWith("đến hết tháng chết", paper.Summary, StringComparison.Ordinal);
        Assert.Contains(paper.Paragraphs, p => p.Contains("kể từ tháng 02/2026 đến hết tháng 03/2026 là tháng chết", StringComparison.Ordinal));
        Assert.DoesNotContain(paper.Paragraphs, p => p.Contains("cấp lại thẻ bảo hiểm y tế", StringComparison.Ordinal));
        Assert.Null((await HeirAsync(host)).To); // who takes it for him
        Assert.Equal(new DateOnly(2026, 3, 5), (await run.Outcomes.PersonAsync(person)).DiedOn);
    }

    // Nothing runs, so no decision to stop says it: the one on the funeral does.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Funeral_OfWhoHadStoppedReceiving_SaysWhoTakesTheHeldMonths(bool disaster)
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        await run.ToldAsync(person);
        await run.Outcomes.SaveAsync(db =>
        {
            var rows = db.Entitlements.ToList();
            ChangeEntitlement.EndAll(rows, new PayMonth(202512), new ChangeCause(Guid.NewGuid(), "T2", new VietnamTime(host.Clock).UtcNow));
            Standing.Refresh(db.Beneficiaries.Single(), rows);
        });
        host.Clock.SetDay(new DateOnly(2026, 1, 6));
        var funeral = await run.Outcomes.FiledAsync(disaster ? Procedures.EmergencyFuneral : Procedures.Funeral, disaster ? RequestKind.Emergency : RequestKind.Funeral, Person.Disabled);

        await run.Outcomes.DecidedAsync(funeral, Person.Disabled.Plain,
            new Measure { On = new(2025, 12, 20), Receiver = Child, Heir = Child, Aid = disaster ? AidKind.DisasterFuneral : null, Deceased = disaster ? null : DeceasedCase.Institution });

        var paid = Assert.Single(await run.Outcomes.PaymentsAsync(), p => p.Kind == OneOffKind.Arrears);
        Assert.Equal((750_000L, 202512, Child.Name), (paid.Amount.Amount, paid.FromMonth, paid.ReceiverName));
        var decision = Assert.Single(await run.Outcomes.DecisionsAsync(funeral));
        Assert.Contains(PaperContent.Parse(decision.Content).Paragraphs, p => p.StartsWith("Chi trả một lần trợ cấp của các tháng đã tạm giữ còn được hưởng cho ông/bà Trần Thị Con", StringComparison.Ordinal));
    }

    private static Task<int> ReturnedAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<ReturnedPeople>().HandleAsync(default));

    private static async Task<Guid> OpenUndoAsync(EventRun run, Guid person, Guid wrong)
    {
        var told = await run.TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = wrong.ToString("D") }, run.Outcomes.Dossiers.Official(Roles.SocialOfficer));
        return (await run.OpenAsync(told.Value.Event!.Id)).Id;
    }

    // Walked to the appraiser, who concludes that it is due.
    private static async Task<Outcome<Dossier>> AppraisedAsync(EventRun run, Guid dossier, Facts facts)
    {
        while ((await run.Outcomes.Dossiers.LoadAsync(dossier)).Status is var status and not DossierStatus.UnderAppraisal)
        {
            await run.Outcomes.StepAsync(dossier, status, facts);
        }

        return await run.Outcomes.TryAsync(dossier, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(dossier, v, true, "Đủ giấy tờ", facts, new Measure()), o, default));
    }

    // Reported by the register, and decided with an heir.
    private static async Task<Guid> MissingAsync(NodeHost host, EventRun run, Guid person, string decided, DateOnly on)
    {
        var told = (await run.ToldAsync(person, LifeEventKind.Missing, source: EventSource.CivilRegistry, reference: "TA-1")).Event!;
        host.Clock.SetDay(OutcomeTests.Day(decided));
        var opened = await run.TryOpenAsync(told.Id, on);
        await run.Outcomes.DecidedAsync(opened.Value.Id, Person.Disabled.Plain, new Measure { Reason = "T1", Missing = true, On = on, Heir = Child });
        return opened.Value.Id;
    }

    private static Task<PersonLink> HeirAsync(NodeHost host) => host.WithDbAsync(db => db.PersonLinks.AsNoTracking().SingleAsync(l => l.Role == LinkRole.Heir));
}
