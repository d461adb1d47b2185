using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Who takes the money may change while the money stays (a guardian died or moved away): an adjustment of the receiver alone.</summary>
public sealed class ReceiverChangeTests
{
    private static readonly Person Child = new("Bùi Hữu Quý", "2018-12-20", "038218000301");

    [Theory]
    [InlineData("2022-10-05", 900_000)]
    [InlineData("2026-10-05", 810_000)]
    public async Task Adjust_OfTheReceiverAlone_GoesOnInTheSameAmountWithTheNewOne(string day, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var child = await OrphanAsync(run);
        var paid = (await run.PaymentsAsync()).Count;
        host.Clock.SetDay(OutcomeTests.Day(day).AddMonths(1).AddDays(3));

        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Child), Child.Plain,
            new Measure { On = OutcomeTests.Day(day).AddMonths(1), Receiver = new Receiver("Đỗ Thị Oanh", "038172000555", "bà ngoại") });

        var rows = await run.RowsAsync(child);
        Assert.Equal([("Trần Thị Chăm", OutcomeTests.Month(day, 0), amount), ("Đỗ Thị Oanh", 0, amount)], rows.Select(r => (r.ReceiverName, r.EndMonth, r.MonthlyAmount.Amount)));
        Assert.Equal((rows[0].CategoryCode, rows[0].Id), (rows[1].CategoryCode, rows[1].PreviousId!.Value));
        Assert.Equal(paid, (await run.PaymentsAsync()).Count); // nobody owes or is owed anything
    }

    [Fact]
    public async Task Adjust_NamingWhoTakesTheMoneyAlready_ChangesNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await OrphanAsync(run);
        host.Clock.SetDay(new DateOnly(2022, 11, 8));
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Child);
        await OutcomeTests.ToAppraisalAsync(run, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Đổi người nhận", Child.Plain, new Measure { On = new(2022, 11, 5), Receiver = new Receiver("Trần Thị Chăm", "038181000777", "con") }), o, default));

        Assert.True(refused.Has(OutcomeProblems.NothingChanges));
    }

    private static async Task<Guid> OrphanAsync(OutcomeRun run)
    {
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Child);
        await run.DecidedAsync(id, Child.Plain with { Mother = [new ParentSpan(ParentState.Dead, new DateOnly(2021, 8, 1))], Father = [new ParentSpan(ParentState.Dead, new DateOnly(2021, 9, 1))] });
        return (await run.DecisionsAsync(id)).Count > 0 ? await PersonAsync(run) : default;
    }

    private static async Task<Guid> PersonAsync(OutcomeRun run)
    {
        Guid found = default;
        await run.SaveAsync(db => found = db.Beneficiaries.AsNoTracking().Select(b => b.Id).Single());
        return found;
    }
}
