using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Dossiers.Elsewhere;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Payments;
using Protos.Duplicates;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Elsewhere;

/// <summary>A hub that was restored from a backup counts the versions of its cases anew, and remembers that they are known: what it lost or says otherwise is found out all the same.</summary>
public sealed class ElsewhereRestoredTests
{
    // The hub took the word and was restored to the moment before; its backup remembers that the node knows the case.
    [Fact]
    public async Task Word_ThatARestoredHubLost_IsSaidAgain()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var told = hub.Asks(await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000));
        await TakeAsync(host);
        var by = run.Flow.Dossiers.Official(Roles.SocialOfficer);
        var input = new AnswerCaseInput(Guid.Parse(told.Id), 1, ElsewhereWord.Stays, null, "Đã gặp tại nhà, ở đây từ nhỏ", "");
        LevelRun.Must(await host.WithAsync(s => s.GetRequiredService<AnswerCase>().Handle(input, by, default), by.Office.Value));
        await TakeAsync(host);
        await TakeAsync(host);
        Assert.Single(hub.Said);

        host.App.Services.GetRequiredService<RelaySignal>().NoteHubWentBack();
        await TakeAsync(host);
        await TakeAsync(host);

        Assert.Equal(2, hub.Said.Count);
        await TakeAsync(host);
        Assert.Equal(2, hub.Said.Count);
    }

    // Two lines of one hub: both are at version 2, and say another thing.
    [Fact]
    public async Task Case_OfTheSameVersionWithOtherContent_IsTaken()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var told = hub.Asks(await new PayRun(host).Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000));
        hub.Tells(told, "Agreed", "46", 202211);
        await TakeAsync(host);
        Assert.Equal(ElsewhereState.Agreed, (await CaseAsync(host)).State);

        (told.State, told.PayerProvince, told.StopMonth) = ("NotSame", "", 0);
        host.App.Services.GetRequiredService<RelaySignal>().NoteHubWentBack();
        await TakeAsync(host);

        Assert.Equal((ElsewhereState.NotSame, 2L), await CaseAsync(host) is var of ? (of.State, of.HubVersion) : default);
        var version = (await CaseAsync(host)).Version;
        host.App.Services.GetRequiredService<RelaySignal>().NoteHubWentBack();
        await TakeAsync(host);
        Assert.Equal(version, (await CaseAsync(host)).Version);
    }

    private static Task TakeAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<TakeCasesJob>().RunOnceAsync(default));

    private static Task<ElsewhereCase> CaseAsync(NodeHost host) => host.WithDbAsync(db => db.Set<ElsewhereCase>().AsNoTracking().SingleAsync());

    private static Task<NodeHost> StartAsync(HubStandIn hub) => NodeHost.StartAsync(new NodeHostSettings
    {
        Day = new DateOnly(2022, 10, 5),
        Services = s =>
        {
            s.RemoveAll<HubClient>();
            s.AddSingleton(new HubClient(hub));
        },
    });
}
