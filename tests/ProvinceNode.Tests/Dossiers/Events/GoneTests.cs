using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>Who is gone: the dead, to whom nothing can be handed any more, and the missing, who are not dead (Circular 02/2021 Art. 2; policy 3.6).</summary>
public sealed class GoneTests
{
    private static readonly Receiver Child = new("Trần Thị Con", "038181000777", "con");

    [Fact]
    public async Task HeldMonths_OfWhoTookHisMoneyHimself_AreNotDecidedWithoutAnHeir()
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        var told = (await run.ToldAsync(person)).Event!; // no day; held from December on
        host.Clock.SetDay(new DateOnly(2026, 1, 6));
        var opened = await run.TryOpenAsync(told.Id, new DateOnly(2026, 1, 2));
        var shown = await run.PreviewAsync((await run.ToldAsync(person, on: new DateOnly(2026, 1, 2), source: EventSource.Post, reference: "BĐ-1")).Event!.Id);
        Assert.Equal(OutcomeProblems.HeirNeeded.Code, Assert.Single(shown.Faults).Code);
        Assert.Equal(2 * 750_000L, shown.ArrearsDong); // who takes it changes no sum
        await OutcomeTests.ToAppraisalAsync(run.Outcomes, opened.Value.Id);
        var measure = new Measure { Reason = "T1", On = new(2026, 1, 2) };

        var refused = await run.Outcomes.TryAsync(opened.Value.Id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(opened.Value.Id, v, true, "Đủ giấy tờ", Person.Disabled.Plain, measure), o, default));
        Assert.Equal([("heir-needed", "HeirName")], refused.Problems.Select(p => (p.Code, p.Field!)));
        var appraiser = await run.Outcomes.OfficialForAsync(opened.Value.Id, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(appraiser.Roles.Single(), appraiser.Office.Value), $"/ho-so/{opened.Value.Id}/tham-dinh");
        Assert.NotNull(page.Document.QuerySelector("[name='Measure.HeirName']"));

        await run.Outcomes.DecidedAsync(opened.Value.Id, Person.Disabled.Plain, measure with { Heir = Child });
        Assert.Contains("các tháng đã tạm giữ còn được hưởng cho ông/bà Trần Thị Con (con của người có tên trên)", (await run.Outcomes.DecisionsAsync(opened.Value.Id))[0].Content, StringComparison.Ordinal);
        Assert.Equal((2 * 750_000L, Child.Name, Child.Number), Assert.Single(await run.Outcomes.PaymentsAsync()) is var p ? (p.Amount.Amount, p.ReceiverName, p.ReceiverNumber) : default);
    }

    // What a guardian took he goes on taking.
    [Fact]
    public async Task HeldMonths_OfWhomAGuardianTook_GoToTheGuardian()
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        await run.Outcomes.SaveAsync(db => (db.Entitlements.Single().ReceiverName, db.Entitlements.Single().ReceiverNumber, db.Entitlements.Single().ReceiverRelation) = (Child.Name, Child.Number, "con"));
        var told = (await run.ToldAsync(person, on: new DateOnly(2025, 10, 15))).Event!;
        host.Clock.SetDay(new DateOnly(2026, 1, 6));

        await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = new(2026, 1, 2) });

        Assert.Equal(Child.Name, Assert.Single(await run.Outcomes.PaymentsAsync()).ReceiverName);
    }

    [Fact]
    public async Task Missing_DecidedByT1_IsNowhereToldDead()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var asked = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        var told = (await run.ToldAsync(person, LifeEventKind.Missing, new DateOnly(2026, 11, 1), EventSource.CivilRegistry)).Event!;
        var dossier = await run.OpenAsync(told.Id);
        await OutcomeTests.ToAppraisalAsync(run.Outcomes, dossier.Id);
        var appraiser = await run.Outcomes.OfficialForAsync(dossier.Id, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(appraiser.Roles.Single(), appraiser.Office.Value), $"/ho-so/{dossier.Id}/tham-dinh");
        Assert.Equal("true", page.Document.QuerySelector("input[name='Measure.Missing'][checked]")!.GetAttribute("value"));
        Assert.Contains("kể từ tháng sau tháng mất tích", page.Main, StringComparison.Ordinal);

        await run.Outcomes.DecidedAsync(dossier.Id, Person.Disabled.Plain, new Measure { Reason = "T1", Missing = true, On = new(2026, 11, 1) });

        Assert.Equal((EntitlementStatus.Ended, 202611, "T1"), Assert.Single(await run.Outcomes.RowsAsync(person)) is var row ? (row.Status, row.EndMonth, row.EndReason) : default);
        Assert.Null((await run.Outcomes.PersonAsync(person)).DiedOn);
        Assert.Null((await run.Outcomes.Dossiers.LoadAsync(dossier.Id)).DeathOn);
        Assert.Equal((EventState.Decided, 0), ((await run.EventAsync(told.Id)).State, (await run.HoldsAsync()).Count(h => h.LiftedAt is null)));
        Assert.Equal("Mất tích", (await host.WithDbAsync(db => db.HealthCardNotices.AsNoTracking().SingleAsync())).Reason);
        var stopped = await run.Outcomes.Dossiers.LoadAsync(asked);
        Assert.Equal(DossierStatus.Stopped, stopped.Status);
        Assert.Contains("được xác định mất tích từ ngày 01/11/2026", stopped.Steps.MaxBy(s => s.Number)!.Note, StringComparison.Ordinal);
        var notice = PaperContent.Parse(await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == asked && p.Paper == "D05").Select(p => p.Content).SingleAsync())).ToJson();
        Assert.DoesNotContain("mai táng", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("chết", notice, StringComparison.Ordinal);

        var shown = (await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune), $"/ho-so/{asked}")).Main;
        Assert.Contains("Dừng giải quyết do chết hoặc mất tích", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("người hưởng chết", shown, StringComparison.Ordinal);

        // A later true death of his is news.
        Assert.True((await run.ToldAsync(person, on: new DateOnly(2026, 11, 12))).IsNew);
    }

    // Nothing of him had ended: where he lives, what he had asked for, and what follows his absence go on (policy 3.6).
    [Fact]
    public async Task Missing_WhenItWasWrong_LivesWhereHeLivedAndHisRequestsAreListed()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-20");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: 202608);
        var (old, stay) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await run.Outcomes.SaveAsync(db => db.InstitutionStays.AddRange(
            new InstitutionStay { Id = old, BeneficiaryId = person, TenantPath = run.Outcomes.Dossiers.Commune, Institution = "Trung tâm Bảo trợ xã hội số 2", From = new(2020, 1, 1), To = new(2021, 1, 1), LeaveReason = "Mất tích" },
            new InstitutionStay { Id = stay, BeneficiaryId = person, TenantPath = run.Outcomes.Dossiers.Commune, Institution = "Trung tâm Bảo trợ xã hội số 1", From = new(2025, 1, 1) }));
        var asked = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        var told = (await run.ToldAsync(person, LifeEventKind.Missing, new DateOnly(2026, 11, 1), EventSource.CivilRegistry)).Event!;
        var stop = await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", Missing = true, On = new(2026, 11, 1) });
        Assert.Equal((new DateOnly(2026, 11, 1), "Mất tích"), await StayAsync(host, stay));
        var wrong = (await run.TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = stop.Id.ToString("D") }, run.Outcomes.Dossiers.Official(Roles.SocialOfficer))).Value.Event!;
        var code = (await run.Outcomes.Dossiers.LoadAsync(asked)).Code;
        Assert.Contains((await run.PreviewAsync(wrong.Id)).Found!.Undone!.Touched, d => d.Code == code && d.What.StartsWith("đã dừng vì xác định mất tích nhầm", StringComparison.Ordinal));

        await run.DecideAsync(wrong.Id, Person.Disabled.Plain, new Measure());

        Assert.Equal((null, ""), await StayAsync(host, stay));
        Assert.Equal((new DateOnly(2021, 1, 1), "Mất tích"), await StayAsync(host, old)); // that time it was so
        Assert.Equal((EntitlementStatus.Active, 202612), (await run.Outcomes.RowsAsync(person))[^1] is var row ? (row.Status, row.StartMonth) : default);
        Assert.Equal(EventState.Undone, (await run.EventAsync(told.Id)).State);
    }

    private static Task<(DateOnly? To, string Why)> StayAsync(NodeHost host, Guid stay) => host.WithDbAsync(async db => await db.InstitutionStays.AsNoTracking().SingleAsync(s => s.Id == stay) is var s ? (s.To, s.LeaveReason) : default);
}
