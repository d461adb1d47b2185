using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
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

        await run.UndoneAsync(person, stop);

        var standing = (await run.Outcomes.PaymentsAsync()).FindAll(p => p.CancelledById is null);
        Assert.All(standing, p => Assert.Equal((OneOffKind.Arrears, Person.Disabled.Name), (p.Kind, p.ReceiverName)));
        Assert.Equal(4 * 750_000L, standing.Sum(p => p.Amount.Amount)); // December to March, once
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
