using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The job that makes the worklists of a province: nothing in one commune stops the others, and what is no commune any more is not counted.</summary>
public sealed class WorklistRunTests
{
    private const string Day = "2022-11-16";

    [Fact]
    public async Task NotCollected_ToldByTwoBodiesOnOneDay_IsOneThingToDo()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled);
        foreach (var source in new[] { EventSource.Post, EventSource.CommuneOfficer })
        {
            await run.SaveAsync(db => db.Add(new LifeEvent
            {
                Id = Guid.CreateVersion7(), BeneficiaryId = person, TenantPath = run.Dossiers.Commune, Kind = LifeEventKind.NotCollected, Source = source, RecordedAt = new DateTime(2022, 11, 15, 2, 0, 0, DateTimeKind.Utc), DueOn = new(2022, 11, 20),
            }));
        }

        Assert.Equal(0, (await WorklistTests.MakeAsync(host)).Failed);

        Assert.Equal(WorklistKind.NotCollected, Assert.Single(await WorklistTests.RowsAsync(host)).Kind);
    }

    [Fact]
    public async Task Commune_WhoseListCannotBeMade_LeavesTheOthersAlone()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(new Person("Lê Văn Sáu", "1962-11-15", "038062000777"), start: 202206);
        await run.ReceivingAsync(new Person("Lê Thị Bảy", "1962-11-15", "038162000778"), start: 202206, commune: LevelRun.Neighbour);
        await LevelGuardTests.ExecuteAsync(host, $"CREATE TRIGGER broken BEFORE INSERT ON WorklistRows WHEN NEW.TenantPath = '{run.Dossiers.Commune}' BEGIN SELECT RAISE(ABORT, 'broken'); END");

        var report = await WorklistTests.MakeAsync(host);

        Assert.Equal(1, report.Failed);
        Assert.Equal("Lê Thị Bảy", Assert.Single(await WorklistTests.RowsAsync(host)).PersonName);
        var undone = await host.WithDbAsync(db => db.Set<WorklistRun>().Where(r => r.DoneAt == null).Select(r => r.Commune).ToListAsync());
        Assert.True(undone.Count == 0 || undone is [var only] && only == run.Dossiers.Commune, string.Join(' ', undone));
        await LevelGuardTests.ExecuteAsync(host, "DROP TRIGGER broken");
        Assert.Equal((1, 0), await WorklistTests.MakeAsync(host) is var again ? (again.Rows, again.Failed) : default);
    }

    [Fact]
    public async Task Progress_AfterACommuneEnded_CountsOnlyThoseInForce()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        await WorklistTests.MakeAsync(host);
        var before = await ProgressAsync(host);
        Assert.Equal((1, 0), (before.People, before.Working));

        await run.SaveAsync(db => db.Add(new WorklistRun { Commune = "38.400.99999", Month = 202210, People = 40 }));

        Assert.Equal((before.Communes, before.Working, before.People), await ProgressAsync(host) is var after ? (after.Communes, after.Working, after.People) : default);
    }

    private static Task<WorklistProgress> ProgressAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<WorklistQuery>().ProgressAsync(TenantPath.Parse("38.400"), default));
}
