using Microsoft.EntityFrameworkCore;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Merging;

/// <summary>A dead record and one that receives become one person: somebody is told, and the next list waits (policy 3.6).</summary>
public sealed class MergeOfTheDeadTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Merge_OfADeadRecordAndOneThatReceives_RaisesAReportAndHolds(bool deadSurvives)
    {
        await using var host = await NodeHost.StartAsync();
        var run = new PeopleRun(host);
        var (dead, receiver) = await TwoAsync(run, receives: true);

        var merge = await run.MergeAsync(deadSurvives ? dead.Id : receiver.Id, deadSurvives ? receiver.Id : dead.Id);

        Assert.True(merge.Succeeded, string.Join(' ', merge.Problems.Select(p => p.Message)));
        var told = Assert.Single(await EventsAsync(host));
        var one = deadSurvives ? dead : receiver;
        Assert.Equal((LifeEventKind.Death, new DateOnly(2025, 2, 1), EventState.Reported, one.Id), (told.Kind, told.HappenedOn!.Value, told.State, told.BeneficiaryId));
        Assert.NotNull(told.DueOn);
        var hold = Assert.Single(told.Holds);
        Assert.Equal((one.Id, true), (hold.BeneficiaryId, PaymentHolds.Holds([hold], one.Id, null, new(hold.FromMonth))));

        // Two people after all: the report is of the one who receives.
        var undone = await run.UnmergeAsync(merge.Value.Id);
        Assert.True(undone.Succeeded, string.Join(' ', undone.Problems.Select(p => p.Message)));
        told = Assert.Single(await EventsAsync(host));
        Assert.Equal((receiver.Id, receiver.Id), (told.BeneficiaryId, Assert.Single(told.Holds).BeneficiaryId));
        Assert.Equal((new DateOnly(2025, 2, 1), (DateOnly?)null), ((await run.PersonAsync(dead.Id)).DiedOn!.Value, (await run.PersonAsync(receiver.Id)).DiedOn));
    }

    [Fact]
    public async Task Merge_OfADeadRecordAndOneThatReceivesNothing_RaisesNothing()
    {
        await using var host = await NodeHost.StartAsync();
        var run = new PeopleRun(host);
        var (dead, other) = await TwoAsync(run, receives: false);

        Assert.True((await run.MergeAsync(other.Id, dead.Id)).Succeeded);

        Assert.Empty(await EventsAsync(host));
    }

    private static async Task<(Beneficiary Dead, Beneficiary Receiver)> TwoAsync(PeopleRun run, bool receives)
    {
        var (dead, other) = (await run.AddAsync("Nguyễn Thị Lan", number: "038154000123"), await run.AddAsync("Nguyễn Lan", "1954", old: "171234567"));
        await run.GrantAsync(dead, ended: true);
        await run.GrantAsync(other, start: 202401, ended: !receives);
        await run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == dead.Id)).DiedOn = new(2025, 2, 1));
        return (dead, other);
    }

    private static Task<List<LifeEvent>> EventsAsync(NodeHost host) => host.WithDbAsync(db => db.LifeEvents.AsNoTracking().Include(e => e.Holds).ToListAsync());
}
