using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers.Events;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What is granted from a later month is due from that month only, whatever is decided about it before (seed 80120 of the payment model).</summary>
public sealed class NotYetBegunTests
{
    private const int Begins = 202212;
    private const string Other = "38.400.16063";

    [Fact]
    public async Task SuspensionBeforeTheFirstMonth_Undone_BeginsWithItsOwnMonth()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, person) = await GrantedAheadAsync(host);
        var wrong = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled);
        await run.Outcomes.DecidedAsync(wrong, Person.Disabled.Plain, new Measure { Reason = "S1", On = new(2022, 10, 5) });
        Assert.Equal([(Begins, 0, EntitlementStatus.Suspended)], await StandingAsync(run, person));

        await run.UndoneAsync(person, wrong);

        Assert.Equal([(Begins, 0, EntitlementStatus.Active)], await StandingAsync(run, person));
        Assert.Empty(await run.Outcomes.PaymentsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SuspensionBeforeTheFirstMonth_Resumed_BeginsWithItsOwnMonth(bool arrears)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, person) = await GrantedAheadAsync(host);
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = "S1", On = new(2022, 10, 5) });

        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Resume, Person.Disabled), Person.Disabled.Plain, new Measure { PayArrears = arrears });

        Assert.Equal([(Begins, 0, EntitlementStatus.Active)], await StandingAsync(run, person));
        Assert.Empty(await run.Outcomes.PaymentsAsync());
    }

    [Fact]
    public async Task StopBeforeTheFirstMonth_Undone_BeginsWithItsOwnMonth()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, person) = await GrantedAheadAsync(host);
        var wrong = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await run.Outcomes.DecidedAsync(wrong, Person.Disabled.Plain, new Measure { Reason = MeasureReasons.NotEligible, On = new(2022, 10, 5) });
        Assert.Empty(await StandingAsync(run, person));

        await run.UndoneAsync(person, wrong);

        Assert.Equal([(Begins, 0, EntitlementStatus.Active)], await StandingAsync(run, person));
        Assert.Empty(await run.Outcomes.PaymentsAsync());
    }

    [Fact]
    public async Task MoveBeforeTheFirstMonth_WithinTheDistrict_BeginsWithItsOwnMonth()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, start: Begins, commune: "38.400.16066");

        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MoveWithinDistrict, RequestKind.MoveWithin, Person.Disabled, Other), Person.Disabled.Plain);

        Assert.Equal([(Other, Begins, 0)], (await run.Outcomes.RowsAsync(person)).Where(r => !r.IsVoid).Select(r => (r.TenantPath, r.StartMonth, r.EndMonth)));
    }

    // Between two communes of the province: the new place pays it from its own month, and who dies before that month was owed nothing on the way.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MoveBeforeTheFirstMonth_ToAnotherCommune_BeginsWithItsOwnMonthOrNever(bool dies)
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, start: 202612, commune: "38.16072");
        await run.DecidedAsync(await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, "38.16072"), Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = "16078" });
        await host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default));
        var arrived = await host.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.MoveIn));
        host.Clock.SetDay(new DateOnly(2026, 10, 5));

        if (dies)
        {
            var child = new Receiver("Trần Thị Chăm", "038181000777", "con");
            await run.DecidedAsync(await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled, "38.16078"), Person.Disabled.Plain, new Measure { On = new(2026, 10, 2), Receiver = child, Heir = child });
        }
        else
        {
            await run.DecidedAsync(arrived.Id, Person.Disabled.With(DisabilityDegree.Severe, new(2026, 1, 5)));
        }

        Assert.Equal(dies ? [] : [("38.16078", 202612, 0)], (await run.RowsAsync(person)).Where(r => !r.IsVoid).Select(r => (r.TenantPath, r.StartMonth, r.EndMonth)));
        Assert.DoesNotContain(await run.PaymentsAsync(), p => p.Kind != OneOffKind.Funeral);
    }

    private static async Task<(EventRun Run, Guid Person)> GrantedAheadAsync(NodeHost host)
    {
        var run = new EventRun(host);
        return (run, await run.Outcomes.ReceivingAsync(Person.Disabled, start: Begins));
    }

    private static async Task<IEnumerable<(int, int, EntitlementStatus)>> StandingAsync(EventRun run, Guid person) =>
        (await run.Outcomes.RowsAsync(person)).Where(r => !r.IsVoid).Select(r => (r.StartMonth, r.EndMonth, r.Status)).ToList();
}
