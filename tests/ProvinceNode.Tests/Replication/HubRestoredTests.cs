using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Tests.Replication;

/// <summary>Invariants 1 and 4 when the hub itself goes back: what it had acknowledged and lost is sent again without anybody's doing.</summary>
public sealed class HubRestoredTests
{
    [Fact]
    public async Task Hub_RestoredFromABackup_GetsAgainWhatItLostWithErasures()
    {
        await using var node = await RelayNode.StartAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add(await node.AddAsync($"{i}"));
        }

        await node.EmptyAsync();
        var restore = node.Hub.Backup();
        ids.Add(await node.AddAsync("sau sao lưu"));
        await node.RenameAsync(ids[3], "đổi tên");
        await node.WithAsync(async db =>
        {
            db.Remove(await db.Beneficiaries.SingleAsync(b => b.Id == ids[5]));
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        await node.EmptyAsync();
        await RelayNode.UntilAsync(() => node.Hub.Find(ids[5])!.Deleted);

        restore();

        await RelayNode.UntilAsync(() => node.Hub.Find(ids[12]) is not null && node.Hub.Find(ids[5])!.Deleted && node.Hub.Find(ids[3])!.Beneficiary.FullName == "đổi tên");
        await node.EmptyAsync();
        Assert.Contains(await node.ActsAsync(), a => a.Kind == ProvinceNode.Platform.ActKinds.ReplicationReplay);
        var (ours, theirs) = (new RecordDigest(), new RecordDigest());
        foreach (var newest in (await node.AskAsync(db => db.RecordVersions.AsNoTracking().ToListAsync())).GroupBy(v => v.RecordId).Select(g => g.MaxBy(v => (v.Epoch, v.Version))!))
        {
            ours.Add(newest.RecordId.ToString("D"), (ulong)newest.Epoch, (ulong)newest.Version);
        }

        foreach (var held in node.Hub.Records.Values)
        {
            theirs.Add(held.Id, held.Epoch, held.Version);
        }

        Assert.Equal((13, ours.Value), ((int)theirs.Count, theirs.Value));
    }

    // Two backups of the first line of the hub; after the earlier one was put back less is pushed than lay between them.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hub_RestoredToALaterBackupAfterAnEarlierOne_IsFoundOutAgain(bool counts)
    {
        await using var node = await RelayNode.StartAsync();
        node.Hub.CountsOneLineOnly = !counts;
        var id = await node.AddAsync("một");
        await node.EmptyAsync();
        var earlier = node.Hub.Backup();
        for (var i = 0; i < 9; i++)
        {
            Assert.True(await node.RenameAsync(id, $"lần {i}"));
            await node.EmptyAsync();
        }

        var later = node.Hub.Backup();
        earlier();
        Assert.True(await node.RenameAsync(id, "sau lần khôi phục đầu"));
        await RelayNode.UntilAsync(() => node.Hub.Find(id)?.Beneficiary.FullName == "sau lần khôi phục đầu");
        await node.EmptyAsync();
        var connections = node.Hub.Connections;

        later();

        await RelayNode.UntilAsync(() => node.Hub.Connections > connections && node.Status.Now.State == RelayState.Connected);
        await node.EmptyAsync();
        Assert.Equal(counts ? "sau lần khôi phục đầu" : "lần 8", node.Hub.Find(id)!.Beneficiary.FullName);
    }

    // Denied with a time to come back: not earlier, and not after the pauses of a hub that is away.
    [Fact]
    public async Task Relay_ThatWasToldWhenToComeBack_ComesThen()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await node.AddAsync();
        node.Hub.ComeBack.Enqueue(TimeSpan.FromMilliseconds(1500));
        await node.RelayAsync();
        await RelayNode.UntilAsync(() => node.Status.Now.Trouble is "Tỉnh gửi quá nhiều gói.");

        await RelayNode.UntilAsync(() => node.Hub.Find(id) is not null);

        long[] opened = [.. node.Hub.OpenedAt];
        Assert.Equal(2, opened.Length);
        Assert.InRange(TimeProvider.System.GetElapsedTime(opened[0], opened[1]).TotalMilliseconds, 1490, 60_000);
    }

    [Theory]
    [InlineData(StatusCode.ResourceExhausted, "250", 250)]
    [InlineData(StatusCode.ResourceExhausted, "99999999999", 600_000)]
    [InlineData(StatusCode.ResourceExhausted, "-1", null)]
    [InlineData(StatusCode.ResourceExhausted, "soon", null)]
    [InlineData(StatusCode.ResourceExhausted, null, null)]
    [InlineData(StatusCode.Unavailable, "250", null)]
    public void Pushback_OfAFailure_IsReadOrLeft(StatusCode code, string? told, int? milliseconds)
    {
        var trailers = told is null ? [] : new Metadata { { Pushback.Trailer, told } };
        Assert.Equal(milliseconds, (int?)Pushback.Of(new RpcException(new Status(code, "x"), trailers))?.TotalMilliseconds);
    }

    [Fact]
    public async Task Hub_ThatLostNothing_IsNotSentAnythingAgain()
    {
        await using var node = await RelayNode.StartAsync();
        await node.AddAsync();
        await node.EmptyAsync();
        var (sent, connections) = (node.Hub.Batches.Sum(b => b.Records.Count), node.Hub.Connections);

        node.Hub.Cut();

        await RelayNode.UntilAsync(() => node.Hub.Connections > connections && node.Status.Now.State == RelayState.Connected);
        Assert.Equal(sent, node.Hub.Batches.Sum(b => b.Records.Count));
    }

    [Fact]
    public async Task Replay_KilledOnItsWay_GoesOnWhereItStopped()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await node.WithAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 450).Select(i => RelayNode.NewPerson($"{i}")));
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
            await db.Outbox.ExecuteDeleteAsync();
        });
        var replay = node.Services.GetRequiredService<ReplayAll>();
        await replay.BeginAsync(7, 7, CancellationToken.None);
        var reached = await node.AskAsync(db => db.RecordVersions.Select(v => v.RecordId).OrderBy(id => id).Skip(99).FirstAsync());
        await node.WithAsync(db => db.States.ExecuteUpdateAsync(s => s.SetProperty(x => x.Replaying, new ReplayPlace(1, reached).ToString())));

        Assert.Equal(350, await replay.ContinueAsync(CancellationToken.None));
        Assert.Equal(0, await replay.ContinueAsync(CancellationToken.None));

        Assert.Equal(350, (await node.OutboxAsync()).Count);
        Assert.Null((await node.AskAsync(db => db.States.AsNoTracking().SingleAsync())).Replaying);
    }

    [Theory]
    [InlineData(1, 5, 9, 5, "h5", true, false)] // equal chains, the hub has what it acknowledged
    [InlineData(1, 5, 8, 5, "h5", true, true)] // the hub has less than it acknowledged
    [InlineData(2, 5, 9, 5, "h5", false, false)] // a higher epoch
    [InlineData(1, 6, 9, 5, null, false, false)] // a longer chain
    [InlineData(1, 5, 9, 5, "other", false, false)] // another chain
    [InlineData(0, 9, 0, 5, null, true, true)] // an empty hub of the older epoch
    [InlineData(0, 9, 10, 5, null, false, false)] // another copy pushed after the repair
    public void Meeting_OfNodeAndHub_IsDecidedByEpochChainAndPosition(int epoch, int length, int batches, int acts, string? hash, bool goes, bool replays)
    {
        var hub = new Protos.Replication.Position { Epoch = (ulong)epoch, ActChainLength = length, ActChainHead = "h5", Batches = (ulong)batches };
        var meeting = Meeting.Decide(hub, new NodeMark(1, acts, 9, hash));
        Assert.Equal((goes, replays), (meeting.Fence is null, meeting.Replay));
    }

    [Fact]
    public void Meeting_WithAHubThatTellsNoPosition_ReplaysNothing() =>
        Assert.False(Meeting.Decide(new Protos.Replication.Position { Epoch = 1 }, new NodeMark(1, 5, 9, null)).Replay);
}
