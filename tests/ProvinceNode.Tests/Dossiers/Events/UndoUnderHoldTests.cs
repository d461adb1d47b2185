using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>A wrong decision is undone after a report held some of its months and was refuted: each month is paid once, at what it was due without the decision (policy 3.6).</summary>
public sealed class UndoUnderHoldTests
{
    // The refutation paid the held months at the wrong amount: what no list carried is cancelled, what one carried stands and is recovered by the difference.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WrongAdjustment_UndoneAfterARefutedReport_PaysEachHeldMonthOnce(bool carried)
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(run);
        host.Clock.SetDay(new DateOnly(2025, 11, 10));
        var adjust = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        await run.Outcomes.DecidedAsync(adjust, Person.Disabled.With(DisabilityDegree.ExtremelySevere, new(2025, 10, 6)), new Measure { On = new(2025, 10, 6) });
        var signed = PayMonth.Of(new VietnamTime(host.Clock).Today);
        Assert.Equal(1_000_000, (await run.Outcomes.RowsAsync(person))[^1].MonthlyAmount.Amount);
        await HeldAsync(host, run, person, signed, 3, carried);
        host.Clock.SetDay(signed.AddMonths(4).FirstDay.AddDays(6));

        var undone = await run.UndoneAsync(person, adjust);

        // Held: the three months after the signature, 750.000 each. The fourth was paid by its list with 1.000.000.
        Assert.Equal((3 * 750_000L) - 250_000L, await SettledAsync(run, person));
        Assert.Equal(carried ? 1 : 0, (await run.Outcomes.PaymentsAsync()).Count(p => p.MovedDong.Amount > 0 && p.CancelledById is null));
        Assert.Equal(750_000L, (await run.Outcomes.RowsAsync(person)).Single(r => r.EndMonth == 0).MonthlyAmount.Amount);
        var words = string.Join(' ', ProvinceNode.Documents.PaperContent.Parse(undone.Decision.Content).Paragraphs);
        Assert.Contains(carried ? "Thu hồi 1.000.000 đồng" : "tổng cộng 2.250.000 đồng", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WrongResumption_UndoneAfterARefutedReport_TakesEachHeldMonthBackOnce(bool carried)
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(run);
        host.Clock.SetDay(new DateOnly(2025, 11, 10));
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = "S1", On = new(2025, 11, 10) });
        host.Clock.SetDay(new DateOnly(2026, 2, 10));
        var resume = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Resume, Person.Disabled);
        await run.Outcomes.DecidedAsync(resume, Person.Disabled.Plain, new Measure { PayArrears = true });
        await HeldAsync(host, run, person, new PayMonth(202602), 2, carried);
        host.Clock.SetDay(new DateOnly(2026, 5, 7));

        await run.UndoneAsync(person, resume);

        // March and April were held, May was paid by its list: nothing of them is due.
        Assert.Equal(-750_000L, await SettledAsync(run, person));
        Assert.Equal(EntitlementStatus.Suspended, (await run.Outcomes.PersonAsync(person)).Status);
    }

    // The level rose while it was held: the list decision paid the difference of the held months, which stands.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WrongAdjustment_UndoneAfterTheLevelRoseUnderAHold_PaysEachMonthAtItsLevel(bool carried)
    {
        await using var host = await OutcomeTests.StartAsync("2024-01-25");
        var (run, levels) = (new EventRun(host), new LevelRun(host));
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled), Person.Disabled.With(DisabilityDegree.Severe, new(2024, 1, 8)));
        var person = (await run.Outcomes.PaymentsAsync())[0].BeneficiaryId!.Value;
        await run.Outcomes.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000);
        host.Clock.SetDay(new DateOnly(2024, 5, 6));
        var adjust = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        await run.Outcomes.DecidedAsync(adjust, Person.Disabled.With(DisabilityDegree.ExtremelySevere, new(2024, 5, 2)), new Measure { On = new(2024, 5, 2) });
        Assert.Equal(202405, PayMonth.Of(new VietnamTime(host.Clock).Today).Number);
        await HeldAsync(host, run, person, new PayMonth(202405), 3, carried); // June to August at 720.000
        await levels.DoneAsync(); // July and August at 1.000.000
        host.Clock.SetDay(new DateOnly(2024, 9, 9));

        await run.UndoneAsync(person, adjust);

        // June at 540.000, July and August at 750.000; September was paid by its list with 1.000.000.
        Assert.Equal(540_000L + (2 * 750_000L) - 250_000L, await SettledAsync(run, person));
        Assert.Equal(750_000L, (await run.Outcomes.RowsAsync(person)).Single(r => r.EndMonth == 0).MonthlyAmount.Amount);
    }

    private static async Task<Guid> GrantedAsync(EventRun run)
    {
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled), Person.Disabled.With(DisabilityDegree.Severe, new(2025, 8, 11)));
        return (await run.Outcomes.PaymentsAsync())[0].BeneficiaryId!.Value;
    }

    // Reported in the month of the signature, refuted in the last of some held months; a list may have carried what the refutation paid.
    private static async Task HeldAsync(NodeHost host, EventRun run, Guid person, PayMonth signed, int months, bool carried)
    {
        var told = (await run.ToldAsync(person, on: signed.FirstDay)).Event!;
        host.Clock.SetDay(signed.AddMonths(months).FirstDay.AddDays(6));
        Assert.True((await run.RefuteAsync(told.Id)).Succeeded);
        if (carried)
        {
            var (from, to) = (signed.AddMonths(1).Number, signed.AddMonths(months + 1).Number);
            await run.Outcomes.SaveAsync(db => db.OneOffPayments.Where(p => p.FromMonth == from).ToList().ForEach(p => (p.ListedMonth, p.MovedDong) = (to, p.Amount)));
        }
    }

    // What decisions after the grant pay once less what they take back, of what stands.
    private static async Task<long> SettledAsync(EventRun run, Guid person) =>
        (await run.Outcomes.PaymentsAsync()).Where(p => p.BeneficiaryId == person).Skip(1).Where(p => p.CancelledById is null).Sum(p => p.Kind == OneOffKind.Recovery ? -p.Amount.Amount : p.Amount.Amount);
}
