using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Tests.Replication;

public sealed class FenceTests
{
    [Fact]
    public async Task HubOfAHigherEpoch_FencesTheNode_WhichSendsNothingAndKeepsWorking()
    {
        await using var node = await RelayNode.StartAsync(hub: new FakeHub { Epoch = 4 });
        await RelayNode.UntilAsync(() => node.Status.IsFenced);
        await node.AddAsync();

        Assert.Empty(node.Hub.Batches);
        Assert.Contains("replication repair", node.Status.Now.Trouble, StringComparison.Ordinal);
        Assert.Single(await node.OutboxAsync());
    }

    [Fact]
    public async Task Hub_ThatFencesInMidStream_StopsThePushing()
    {
        await using var node = await RelayNode.StartAsync();
        await RelayNode.UntilAsync(() => node.Status.Now.State == RelayState.Connected);
        node.Hub.Epoch = 9;
        await node.AddAsync();
        await RelayNode.UntilAsync(() => node.Status.IsFenced);
        Assert.Single(await node.OutboxAsync());
    }

    [Fact]
    public async Task Hub_ThatSawALongerChain_FencesTheRestoredNode()
    {
        await using var node = await RelayNode.StartAsync(relaying: false, hub: new FakeHub { Epoch = 1, Chain = (new string('a', 64), 5) });
        await node.AddAsync();
        await node.RelayAsync();
        await RelayNode.UntilAsync(() => node.Status.IsFenced);
        Assert.Contains("5 việc", node.Status.Now.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hub_ThatSawAnotherChain_FencesTheClone()
    {
        await using var node = await RelayNode.StartAsync(relaying: false, hub: new FakeHub { Epoch = 1, Chain = (new string('a', 64), 1) });
        await node.AddAsync();
        await node.AddAsync();
        await node.RelayAsync();
        await RelayNode.UntilAsync(() => node.Status.IsFenced);
        Assert.Contains("Việc số 1", node.Status.Now.Trouble, StringComparison.Ordinal);
    }

    // Two copies of one node take turns on a line that breaks: the one that is behind is found at its next connection, not only at its start.
    [Fact]
    public async Task AnotherCopy_ThatPushedWhileTheLineWasCut_FencesThisOne()
    {
        await using var node = await RelayNode.StartAsync();
        await node.AddAsync();
        await node.EmptyAsync();
        node.Hub.Chain = (new string('b', 64), 1);
        node.Hub.Cut();

        await RelayNode.UntilAsync(() => node.Status.IsFenced);
        var held = node.Hub.Records.Count;
        await node.AddAsync();
        Assert.Equal((1, held), ((await node.OutboxAsync()).Count, node.Hub.Records.Count));
    }

    [Fact]
    public async Task NewEpoch_OfAFencedNode_SendsEveryRecordAgainUnderIt()
    {
        await using var node = await RelayNode.StartAsync(hub: new FakeHub { Epoch = 4 });
        var ids = new[] { await node.AddAsync("1"), await node.AddAsync("2"), await node.AddAsync("3") };
        await node.WithAsync(db => db.Outbox.ExecuteDeleteAsync());
        await RelayNode.UntilAsync(() => node.Status.IsFenced);

        var repair = node.Services.GetRequiredService<StartNewEpoch>();
        Assert.Equal(5, await repair.RaiseAsync(4, CancellationToken.None));
        Assert.Equal(3, await repair.EnlistAllAsync(CancellationToken.None));

        await node.EmptyAsync();
        Assert.All(ids, id => Assert.Equal((5ul, 2ul), (node.Hub.Find(id)!.Epoch, node.Hub.Find(id)!.Version)));
        Assert.Equal(5ul, node.Hub.Epoch);
        Assert.Null(ActChain.FirstBroken(await node.ActsAsync()));
    }

    [Fact]
    public async Task NewEpoch_KilledBeforeTheRecords_IsFinishedByTheNextStart()
    {
        await using var node = await RelayNode.StartAsync(relaying: false, hub: new FakeHub { Epoch = 2 });
        var id = await node.AddAsync();
        await node.WithAsync(db => db.Outbox.ExecuteDeleteAsync());
        await node.Services.GetRequiredService<StartNewEpoch>().RaiseAsync(2, CancellationToken.None);

        await node.RelayAsync();
        await RelayNode.UntilAsync(() => node.Hub.Find(id) is { Epoch: 3 });
    }
}
