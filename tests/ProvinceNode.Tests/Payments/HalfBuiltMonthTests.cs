using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>A month whose first building was stopped half way can be closed: nobody is listed twice, nobody is forgotten.</summary>
public sealed class HalfBuiltMonthTests
{
    [Fact]
    public async Task Month_WhoseRestCameOnSupplementaryLists_IsGoneOverAndClosed()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (period, people) = await HalfBuiltAsync(run);
        await run.BuildAsync(period, supplementary: true);
        LevelRun.Must(await run.ApproveAllAsync(period));
        var listed = await run.LinesAsync(period);
        Assert.Equal(people, listed.Count);
        Assert.Contains(await run.MattersAsync(period), m => m is { Kind: MatterKind.NoList, Justifiable: false });

        Assert.Equal(RunState.Built, (await run.BuildAsync(period)).State);

        Assert.Equal(listed.Select(l => l.Id), (await run.LinesAsync(period)).Select(l => l.Id));
        Assert.Empty(await run.MattersAsync(period));
        Assert.Equal(PeriodState.Closed, LevelRun.Must(await run.CloseAsync(period)).State);
    }

    // Its approved lists must go out: what is left comes on the next one.
    [Fact]
    public async Task Month_ThatIsPastAndHalfBuilt_IsClosedWithAReason()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (period, _) = await HalfBuiltAsync(run);
        Assert.True((await run.JustifyAsync(period, MatterKind.NoList)).Has(PaymentProblems.Unjustifiable));
        host.Clock.SetDay(new DateOnly(2022, 12, 1));

        Assert.True((await run.AskAsync(period)).Has(PaymentProblems.TooLate));
        Assert.Equal(1, LevelRun.Must(await run.JustifyAsync(period, MatterKind.NotBuilt, "Phần còn lại trả vào danh sách tháng 12/2022")));
        Assert.Equal(PeriodState.Closed, LevelRun.Must(await run.CloseAsync(period)).State);
    }

    // Somebody in each commune; the first commune is listed and approved, then the building was given up.
    private static async Task<(Guid Period, int People)> HalfBuiltAsync(PayRun run)
    {
        var communes = await run.Host.WithDbAsync(db => db.Offices.Where(o => o.Level == UnitLevel.Commune && o.TenantPath.StartsWith(run.Holder + ".")).OrderBy(o => o.TenantPath).Select(o => o.TenantPath).ToListAsync());
        await GrantAsync(run, 1, communes[0]);
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        LevelRun.Must(await run.ApproveAsync(Assert.Single(await run.ListsAsync(period)).Id));
        await run.SaveAsync(db => (db.PaymentRuns.Single().State, db.PaymentRuns.Single().Cursor) = (RunState.Stopped, communes[0]));
        for (var n = 2; n <= communes.Count; n++)
        {
            await GrantAsync(run, n, communes[n - 1]);
        }

        return (period, communes.Count);
    }

    private static Task<Guid> GrantAsync(PayRun run, int number, string commune)
    {
        var person = PayRun.Somebody(number);
        return run.GrantedAsync(person, new AwardRow(EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(202211), new Receiver(person.Name, person.Number, "")), commune);
    }
}
