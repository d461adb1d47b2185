using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What a signature does to what somebody receives: adjustment, stop, interruption (policy 3.5, 3.6), in both organisations.</summary>
public sealed class OutcomeTests
{
    private static readonly DateOnly Pilot = new(2022, 10, 5);
    private static readonly DateOnly TwoTier = new(2026, 11, 2);

    [Theory]
    [InlineData("2022-10-05", 540_000, 720_000)]
    [InlineData("2026-11-02", 810_000, 1_080_000)]
    public async Task Adjust_ToAHigherDegree_EndsTheOldVersionAndOwesTheDifference(string day, long old, long now)
    {
        await using var host = await StartAsync(day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", old, Month(day, -4));
        var met = Day(day).AddMonths(-1);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.ExtremelySevere, met), new Measure { On = met });

        var rows = await run.RowsAsync(person);
        Assert.Equal([("6.n.adult", EntitlementStatus.Ended, Month(day, -2)), ("6.dbn.adult", EntitlementStatus.Active, 0)], rows.Select(r => (r.CategoryCode, r.Status, r.EndMonth)));
        Assert.Equal((Month(day, -1), now, rows[0].Id), (rows[1].StartMonth, rows[1].MonthlyAmount.Amount, rows[1].PreviousId!.Value));
        var arrears = Assert.Single(await run.PaymentsAsync());
        Assert.Equal((OneOffKind.Arrears, 2 * (now - old), Month(day, -1), Month(day, 0)), (arrears.Kind, arrears.Amount.Amount, arrears.FromMonth, arrears.ToMonth));
        Assert.Equal("D15", Assert.Single(await run.DecisionsAsync(id)).Paper);
        Assert.Equal(now, (await run.PersonAsync(person)).MonthlyAmount.Amount);
    }

    [Theory]
    [InlineData("2022-10-05", 720_000, 540_000)]
    [InlineData("2026-11-02", 1_080_000, 810_000)]
    public async Task Adjust_ToALowerDegree_RecoversWhatWasPaidTooMuch(string day, long old, long now)
    {
        await using var host = await StartAsync(day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", old, Month(day, -4));
        var met = Day(day).AddMonths(-2);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.Severe, met), new Measure { On = met });

        var recovery = Assert.Single(await run.PaymentsAsync());
        Assert.Equal((OneOffKind.Recovery, 3 * (old - now), Month(day, -2), Month(day, 0)), (recovery.Kind, recovery.Amount.Amount, recovery.FromMonth, recovery.ToMonth));
        Assert.Equal((Person.Disabled.Name, run.Dossiers.Commune), (recovery.ReceiverName, recovery.TenantPath));
        Assert.Contains($"Thu hồi: {new Protos.Values.Dong(3 * (old - now))}", Assert.Single(await run.DecisionsAsync(id)).Content, StringComparison.Ordinal);
        Assert.Equal((now, Month(day, -2)), (await run.PersonAsync(person)) is var p ? (p.MonthlyAmount.Amount, p.StartMonth) : default);
    }

    [Theory]
    [InlineData("2022-10-05", 0)] // the certificate is of the month before
    [InlineData("2022-10-05", -2)]
    [InlineData("2026-11-02", 0)]
    public async Task Adjust_FromAnotherMonthThanTheCondition_ShowsTheMonthOfTheLaw(string day, int named)
    {
        await using var host = await StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", day[0..4] == "2022" ? 540_000 : 810_000, Month(day, -4));
        var met = Day(day).AddMonths(-1);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        await ToAppraisalAsync(run, id);
        Task<Outcome<Dossier>> Appraised(DateOnly on) => run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Mức mới", Person.Disabled.With(DisabilityDegree.ExtremelySevere, met), new Measure { On = on }), o, default));

        var refused = await Appraised(Day(day).AddMonths(named));

        var fault = Assert.Single(refused.Problems);
        Assert.Equal(("adjust-month", "On"), (fault.Code, fault.Field));
        Assert.Contains($"từ tháng {new Protos.Values.PayMonth(Month(day, -1))}", fault.Message, StringComparison.Ordinal);
        Assert.True((await Appraised(met)).Succeeded);
    }

    [Fact]
    public async Task Adjust_ThatChangesNothing_IsRefused()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        await ToAppraisalAsync(run, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Không đổi", Person.Disabled.With(DisabilityDegree.Severe, new(2022, 6, 1)), new Measure { On = new(2022, 9, 1) }), o, default));

        Assert.True(refused.Has(OutcomeProblems.NothingChanges));
    }

    [Theory]
    [InlineData("2022-10-05", "T2")]
    [InlineData("2022-10-05", "T4")]
    [InlineData("2026-11-02", "T3")]
    public async Task Stop_ForAReason_EndsWithTheMonthOfTheEventAndRecoversTheRest(string day, string reason)
    {
        await using var host = await StartAsync(day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, monthly: 540_000, start: Month(day, -5));
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { Reason = reason, On = Day(day).AddMonths(-2) });

        var row = Assert.Single(await run.RowsAsync(person));
        Assert.Equal((EntitlementStatus.Ended, Month(day, -2), reason), (row.Status, row.EndMonth, row.EndReason));
        Assert.Equal((OneOffKind.Recovery, 2 * 540_000L), (await run.PaymentsAsync()).Select(p => (p.Kind, p.Amount.Amount)).Single());
        var known = await run.PersonAsync(person);
        Assert.Equal((EntitlementStatus.Ended, "", 0L), (known.Status, known.CategoryCode, known.MonthlyAmount.Amount));
        Assert.DoesNotContain((await run.Dossiers.LoadAsync(id)).Steps, s => s.Verb == ActKinds.OpenPosting);
    }

    [Fact]
    public async Task Stop_OfCareSupport_LeavesTheAssistance()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 720_000);
        await run.ReceivingAsync(Person.Disabled, "CS.6", 360_000, kind: EntitlementKind.Care);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { Reason = "C3", On = Pilot });

        Assert.Equal([(EntitlementKind.Assistance, EntitlementStatus.Active), (EntitlementKind.Care, EntitlementStatus.Ended)],
            (await run.RowsAsync(person)).Select(r => (r.Kind, r.Status)).Order());
        Assert.Equal(720_000, (await run.PersonAsync(person)).MonthlyAmount.Amount);
    }

    [Theory]
    [InlineData("", "2022-10-01", "measure-reason")]
    [InlineData("S1", "2022-10-01", "measure-reason")]
    [InlineData("T2", "2022-12-01", "measure-day")]
    [InlineData("T2", null, "measure-day")]
    [InlineData("C3", "2022-10-01", "nothing-running")]
    [InlineData("T5", "2022-10-01", "not-yet-three-months")]
    public async Task Stop_WithoutItsGrounds_IsRefusedByName(string reason, string? on, string code)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await ToAppraisalAsync(run, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Thôi hưởng", Person.Disabled.Plain, new Measure { Reason = reason, On = on is null ? null : Day(on) }), o, default));

        Assert.Contains(code, refused.Problems.Select(p => p.Code));
    }

    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-08-03")]
    public async Task Suspend_ThenResume_KeepsEveryVersionAndMakesGoodTheMonths(string day)
    {
        await using var host = await StartAsync(day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, monthly: 540_000, start: Month(day, -5));
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled);
        await run.DecidedAsync(stop, Person.Disabled.Plain, new Measure { Reason = "S1", On = Day(day) });
        Assert.Equal(EntitlementStatus.Suspended, (await run.PersonAsync(person)).Status);

        host.Clock.SetDay(Day(day).AddMonths(3));
        var again = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Resume, Person.Disabled);
        await run.DecidedAsync(again, Person.Disabled.Plain, new Measure { PayArrears = true });

        var rows = await run.RowsAsync(person);
        Assert.Equal([EntitlementStatus.Ended, EntitlementStatus.Ended, EntitlementStatus.Active], rows.Select(r => r.Status));
        Assert.Equal([(Month(day, -5), Month(day, 0)), (Month(day, 1), Month(day, 3)), (Month(day, 4), 0)], rows.Select(r => (r.StartMonth, r.EndMonth)));
        Assert.Equal((OneOffKind.Arrears, 3 * 540_000L), (await run.PaymentsAsync()).Select(p => (p.Kind, p.Amount.Amount)).Single());
        Assert.Equal(EntitlementStatus.Active, (await run.PersonAsync(person)).Status);
    }

    [Fact]
    public async Task Stop_AfterThreeMonthsOfRefusal_IsAllowed()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled);
        var suspend = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled);
        await run.DecidedAsync(suspend, Person.Disabled.Plain, new Measure { Reason = "S2", On = Pilot });
        host.Clock.SetDay(new DateOnly(2023, 2, 6));
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);

        await run.DecidedAsync(stop, Person.Disabled.Plain, new Measure { Reason = "T5", On = new(2023, 2, 6) });

        Assert.Equal(EntitlementStatus.Ended, (await run.PersonAsync(person)).Status);
        Assert.Empty(await run.PaymentsAsync()); // nothing was paid while it was suspended
    }

    [Fact]
    public async Task Grant_InAnotherCommuneOfTheProvince_IsBlocked()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, commune: "38.384.14845");
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await run.ToSignatureAsync(id, Person.Disabled.With(DisabilityDegree.Severe, new(2022, 9, 5)));

        var refused = await run.TryAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));

        Assert.True(refused.Has(DossierProblems.Duplicate));
    }

    [Fact]
    public async Task Refusal_OfAStop_IsAWrittenAnswer()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = TwoTier });
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);

        var done = await run.DecidedAsync(id, Person.Disabled.Plain, eligible: false);

        Assert.Equal(DossierStatus.Rejected, done.Status);
        Assert.EndsWith("/TB-UBND", Assert.Single(await run.DecisionsAsync(id)).Number, StringComparison.Ordinal);
        Assert.Equal(EntitlementStatus.Active, (await run.PersonAsync(person)).Status);
    }

    [Fact]
    public async Task Decision_OnceSigned_IsChangedByNoDoor()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { Reason = "T2", On = Pilot });

        foreach (var property in new[] { nameof(Decision.Content), nameof(Decision.Explanation), nameof(Decision.SignedOn), nameof(Decision.Number) })
        {
            await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.WithDbAsync(async db =>
            {
                var entry = db.Entry(await db.Decisions.SingleAsync(d => d.DossierId == id)).Property(property);
                entry.CurrentValue = entry.CurrentValue is DateOnly day ? day.AddDays(1) : "khác";
                return await db.SaveChangesAsync();
            }));
        }
    }

    /// <summary>Walks until the appraiser's turn.</summary>
    internal static async Task ToAppraisalAsync(OutcomeRun run, Guid id)
    {
        while ((await run.Dossiers.LoadAsync(id)).Status is var status and not DossierStatus.UnderAppraisal)
        {
            await run.StepAsync(id, status, Person.Disabled.Plain);
        }
    }

    internal static Task<NodeHost> StartAsync(string day) => NodeHost.StartAsync(new() { Day = Day(day) });

    internal static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The month so many after the day's.</summary>
    internal static int Month(string day, int after) => Protos.Values.PayMonth.Of(Day(day)).AddMonths(after).Number;
}
