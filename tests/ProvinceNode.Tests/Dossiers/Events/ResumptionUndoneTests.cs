using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>A resumption that rested on a wrong report is undone as any other decision is (policy 3.6).</summary>
public sealed class ResumptionUndoneTests
{
    // He still sits in prison: what the resumption paid comes back, and he is interrupted as before.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WrongResumption_Undone_IsInterruptedAgainAndItsArrearsComeBack(bool carried)
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled), Person.Disabled.With(DisabilityDegree.Severe, new(2025, 8, 11)));
        var person = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        host.Clock.SetDay(new DateOnly(2025, 11, 10));
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = "S1", On = new(2025, 11, 10) });
        host.Clock.SetDay(new DateOnly(2026, 2, 10));
        var resume = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Resume, Person.Disabled);
        await run.Outcomes.DecidedAsync(resume, Person.Disabled.Plain, new Measure { PayArrears = true });
        var arrears = (await run.Outcomes.PaymentsAsync()).Single(p => p.FromMonth == 202512);
        Assert.Equal((OneOffKind.Arrears, 3 * 750_000L), (arrears.Kind, arrears.Amount.Amount)); // December to February
        if (carried)
        {
            await run.Outcomes.SaveAsync(db => db.OneOffPayments.Where(p => p.FromMonth == 202512).ToList().ForEach(p => (p.ListedMonth, p.MovedDong) = (202603, p.Amount)));
        }

        host.Clock.SetDay(new DateOnly(2026, 4, 7));
        var undone = await run.UndoneAsync(person, resume);

        Assert.Equal(EntitlementStatus.Suspended, (await run.Outcomes.PersonAsync(person)).Status);
        var rows = (await run.Outcomes.RowsAsync(person)).Where(r => !r.IsVoid).ToList();
        Assert.Equal([(202508, 202511, EntitlementStatus.Ended, false), (202512, 202602, EntitlementStatus.Ended, true), (202603, 0, EntitlementStatus.Suspended, true)], rows.Select(r => (r.StartMonth, r.EndMonth, r.Status, r.Withheld)));
        var payments = await run.Outcomes.PaymentsAsync();
        Assert.Equal(undone.Decision.Id, payments.Single(p => p.Id == arrears.Id).CancelledById);
        var back = payments.Where(p => p.DecisionId == undone.Decision.Id).Select(p => (p.Kind, p.Amount.Amount)).Order().ToList();
        var lists = (OneOffKind.Recovery, 2 * 750_000L); // March and April were paid by their lists
        Assert.Equal(carried ? [lists, (OneOffKind.Recovery, 3 * 750_000L)] : [lists], back);
        var paper = PaperContent.Parse(undone.Decision.Content);
        Assert.Contains(paper.Paragraphs, p => p.Contains("đang tạm dừng hưởng", StringComparison.Ordinal));
        Assert.Contains("khôi phục", paper.Summary, StringComparison.Ordinal);
    }
}
