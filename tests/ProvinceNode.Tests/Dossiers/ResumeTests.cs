using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What was interrupted goes on, and nothing else; each month by its own rules; not for the dead nor beside what excludes it (policy 3.6, 6.7).</summary>
public sealed class ResumeTests
{
    private const string A = "38.16072";
    private const string B = "38.16078";
    private static readonly Person Child = new("Bùi Hữu Quý", "2020-12-20", "038220000301");

    private static Facts Orphan => Child.Plain with { Mother = [new ParentSpan(ParentState.Dead, new DateOnly(2021, 8, 1))], Father = [new ParentSpan(ParentState.Dead, new DateOnly(2021, 9, 1))] };

    [Fact]
    public async Task Resume_AcrossALevelAndABirthday_MakesGoodEachMonthAtItsOwn()
    {
        await using var host = await OutcomeTests.StartAsync("2024-03-04");
        var (run, person) = await GrantedAsync(host);
        await SuspendAsync(run, "S1", new(2024, 3, 20));
        var from = (await run.RowsAsync(person)).Single(r => r.Status == EntitlementStatus.Suspended).StartMonth;
        host.Clock.SetDay(new(2025, 1, 6));
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Resume, Child);
        var decided = await run.DecidedAsync(id, Child.Plain, new Measure { PayArrears = true });

        // 2,5 × 360.000 until June 2024, 2,5 × 500.000 until the fourth birthday in December, 1,5 × 500.000 since.
        var signed = PayMonth.Of((await run.DecisionsAsync(id)).Single().SignedOn);
        var due = (new PayMonth(202407).MonthsSince(new PayMonth(from)) * 900_000L) + (5 * 1_250_000L) + ((signed.MonthsSince(new PayMonth(202412)) + 1) * 750_000L);
        var arrears = Assert.Single(await run.PaymentsAsync(), p => p.Kind == OneOffKind.Arrears && p.DecisionId != Guid.Empty && p.FromMonth == from);
        Assert.Equal((due, signed.Number), (arrears.Amount.Amount, arrears.ToMonth));
        Assert.Equal((750_000L, EntitlementStatus.Active), await run.PersonAsync(person) is var p ? (p.MonthlyAmount.Amount, p.Status) : default);
        foreach (var (month, amount) in new[] { (from, 900_000L), (202407, 1_250_000), (202411, 1_250_000), (202412, 750_000) })
        {
            Assert.Equal(amount, Assert.Single(await run.RowsAsync(person), r => r.Covers(new PayMonth(month)) && !r.Withheld).MonthlyAmount.Amount);
        }

        Assert.Equal(DossierStatus.Issued, decided.Status);
        Assert.Contains("750.000 đồng", (await run.DecisionsAsync(id)).Single().Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_WithoutArrears_PaysTodaysAmountAndLeavesTheMonthsWithheld()
    {
        await using var host = await OutcomeTests.StartAsync("2024-03-04");
        var (run, person) = await GrantedAsync(host);
        await SuspendAsync(run, "S2", new(2024, 3, 20));
        host.Clock.SetDay(new(2024, 8, 5));
        var before = (await run.PaymentsAsync()).Count;
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Resume, Child), Child.Plain, new Measure { PayArrears = false });

        var rows = await run.RowsAsync(person);
        Assert.Equal((1_250_000L, EntitlementStatus.Active), (rows[^1].MonthlyAmount.Amount, rows[^1].Status));
        Assert.True(Assert.Single(rows, r => r.Covers(new PayMonth(202407))).Withheld);
        Assert.Equal(before, (await run.PaymentsAsync()).Count);
    }

    [Fact]
    public async Task Resume_AfterMovingAwayAndBack_RestartsOnlyWhatWasSuspended()
    {
        await using var host = await OutcomeTests.StartAsync("2026-01-05");
        var run = new OutcomeRun(host);
        var facts = Person.Disabled.With(DisabilityDegree.Severe, new(2025, 9, 5));
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 750_000, 202509, A);
        await MoveAsync(host, run, A, B, facts);
        host.Clock.SetDay(new(2026, 3, 2));
        await MoveAsync(host, run, B, A, facts);
        host.Clock.SetDay(new(2026, 5, 4));
        await SuspendAsync(run, "S1", new(2026, 5, 4), Person.Disabled);
        host.Clock.SetDay(new(2026, 8, 3));
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Resume, Person.Disabled), Person.Disabled.Plain, new Measure { PayArrears = true });

        var rows = await run.RowsAsync(person);
        Assert.Equal(750_000, Assert.Single(rows, r => r.Status == EntitlementStatus.Active).MonthlyAmount.Amount);
        for (var month = new PayMonth(202509); month.Number <= 202612; month = month.AddMonths(1))
        {
            Assert.Single(rows, r => r.Covers(month) && r.EndMonth != r.StartMonth - 1);
        }

        Assert.Equal(750_000, (await run.PersonAsync(person)).MonthlyAmount.Amount);
    }

    [Fact]
    public async Task Resume_OfWhatEndedForGood_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601);
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = "T4", On = new(2026, 8, 3) });

        Assert.Equal(["nothing-interrupted"], await FaultsAsync(run, Person.Disabled));
    }

    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-08-03")]
    public async Task Resume_OfSomebodyWhoDiedOrReceivesOtherwise_IsRefusedWithItsReason(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, start: OutcomeTests.Month(day, -5));
        await SuspendAsync(run, "S1", OutcomeTests.Day(day), Person.Disabled);
        await run.ReceivingAsync(Person.Disabled, "5.a.60", 540_000, OutcomeTests.Month(day, 1));
        Assert.Equal(["receives-other-now"], await FaultsAsync(run, Person.Disabled));

        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = Guid.CreateVersion7(), TenantPath = "38", Kind = OneOffKind.Funeral, PersonName = Person.Disabled.Name, PersonNumber = Person.Disabled.Number, ReceiverName = "Trần Thị Chăm",
            Amount = new Dong(7_200_000), DueMonth = OutcomeTests.Month(day, 0), DecisionId = Guid.NewGuid(), Arithmetic = "20 lần", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        Assert.Equal(["dead-do-not-resume"], await FaultsAsync(run, Person.Disabled));
        Assert.Equal(EntitlementStatus.Suspended, (await run.RowsAsync(person)).Last(r => r.CategoryCode == "6.n.adult").Status);
    }

    [Fact]
    public async Task Resume_OfSomebodyWhoNoLongerQualifies_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2024-03-04");
        var (run, _) = await GrantedAsync(host);
        await SuspendAsync(run, "S1", new(2024, 3, 20));

        Assert.Equal(["not-eligible"], await FaultsAsync(run, Child, Child.Plain with { AdoptedOn = new DateOnly(2024, 2, 1) }));
    }

    [Theory]
    [InlineData(RequestKind.Adjust, Procedures.MonthlyAssistance)]
    [InlineData(RequestKind.MoveOut, Procedures.Move)]
    public async Task Suspended_ToBeAdjustedOrMoved_IsResumedFirst(RequestKind kind, string procedure)
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601);
        await SuspendAsync(run, "S1", new(2026, 8, 3), Person.Disabled);
        var id = await run.FiledAsync(procedure, kind, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đề nghị",
            Person.Disabled.With(DisabilityDegree.ExtremelySevere, new(2026, 8, 3)), new Measure { On = new(2026, 8, 3), ToProvince = "38", ToCommune = "16078" }), o, default));

        Assert.Equal(["resume-first"], refused.Problems.Select(p => p.Code));
        Assert.Equal(EntitlementStatus.Suspended, (await run.PersonAsync(person)).Status);
    }

    [Theory]
    [InlineData("2024-06-03", "38.400.16063", "38.384.14845", 900_000, 1_250_000)] // a new level between the places
    [InlineData("2025-08-04", A, B, 750_000, 750_000)]
    public async Task MoveIn_WithoutAForm_RestsOnTheFactsOfTheFirstDecision(string day, string from, string to, long before, long after)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var first = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Child, from);
        await run.DecidedAsync(first, Orphan);
        var person = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        Assert.Equal(before, (await run.RowsAsync(person)).Last(r => r.EndMonth == 0).MonthlyAmount.Amount);
        await MoveAsync(host, run, from, to, Child.Plain, Child, new(2024, 8, 5));

        var rows = await run.RowsAsync(person);
        Assert.Equal((to, after, rows[0].ReceiverName), rows.Single(r => r.EndMonth == 0) is var row ? (row.TenantPath, row.MonthlyAmount.Amount, row.ReceiverName) : default);
        Assert.All(rows, r => Assert.Single(rows, o => o.Covers(new PayMonth(r.StartMonth))));
        Assert.All(await host.WithDbAsync(db => db.TransferHalves.AsNoTracking().Where(h => h.Side == TransferSide.In).ToListAsync()), h => Assert.Equal(TransferStatus.Taken, h.Status));
    }

    private static async Task<(OutcomeRun Run, Guid Person)> GrantedAsync(NodeHost host)
    {
        var run = new OutcomeRun(host);
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Child), Orphan);
        return (run, await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync()));
    }

    private static async Task SuspendAsync(OutcomeRun run, string reason, DateOnly on, Person? who = null)
    {
        var person = who ?? Child;
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, person);
        await run.DecidedAsync(id, person.Plain, new Measure { Reason = reason, On = on > run.Dossiers.Today ? run.Dossiers.Today : on });
    }

    private static async Task<List<string>> FaultsAsync(OutcomeRun run, Person person, Facts? facts = null)
    {
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Resume, person);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Hết lý do tạm dừng", facts ?? person.Plain, new Measure { PayArrears = true }), o, default));
        return [.. refused.Problems.Select(p => p.Code)];
    }

    private static async Task MoveAsync(NodeHost host, OutcomeRun run, string from, string to, Facts facts, Person? who = null, DateOnly? decidedOn = null)
    {
        var person = who ?? Person.Disabled;
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, person, from);
        await run.DecidedAsync(id, person.Plain, new Measure { ToProvince = "38", ToCommune = TenantPath.Parse(to).UnitCode });
        Assert.Equal(1, await CarryAsync(host));
        if (decidedOn is { } later && later > run.Dossiers.Today)
        {
            host.Clock.SetDay(later);
        }

        var incoming = await host.WithDbAsync(db => db.Dossiers.AsNoTracking().Where(d => d.Kind == RequestKind.MoveIn && d.FinishedAt == null).SingleAsync());
        await run.DecidedAsync(incoming.Id, facts);
        await CarryAsync(host);
    }

    private static Task<int> CarryAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default));
}
