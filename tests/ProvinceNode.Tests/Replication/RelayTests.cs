using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Tests.Replication;

public sealed class RelayTests
{
    [Fact]
    public async Task Save_WithTheHubAtHand_ArrivesAndLeavesTheOutbox()
    {
        await using var node = await RelayNode.StartAsync();
        var id = await node.AddAsync("Lê Văn Thủy");
        await node.EmptyAsync();

        var held = node.Hub.Find(id)!;
        Assert.Equal(("Lê Văn Thủy", 1ul), (held.Beneficiary.FullName, held.Version));
        await RelayNode.UntilAsync(() => node.Status.Now is { State: RelayState.Connected, Pushed: 1 });
        var last = (await node.ActsAsync())[^1];
        Assert.Equal((last.Hash, last.Sequence), (node.Hub.Batches.Last().ActChainHead, node.Hub.Batches.Last().ActChainLength));
    }

    [Fact]
    public async Task Relay_StartedLate_SendsWhatTheCrashLeft()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var ids = new List<Guid>();
        for (var i = 0; i < 35; i++)
        {
            ids.Add(await node.AddAsync($"{i}"));
        }

        await node.RelayAsync();
        await node.EmptyAsync();
        Assert.All(ids, id => Assert.NotNull(node.Hub.Find(id)));
        Assert.All(node.Hub.Batches, b => Assert.InRange(b.Records.Count, 0, 10));
        var sent = node.Hub.Batches.SelectMany(b => b.Records).Select(r => r.RecordedAtUnixMs).ToList();
        Assert.Equal(sent.Order(), sent);
    }

    [Fact]
    public async Task HubKilled_BetweenApplyingAndAnswering_LosesAndDoublesNothing()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        for (var i = 0; i < 45; i++)
        {
            await node.AddAsync($"{i}");
        }

        node.Hub.BreakUnanswered = 3;
        await node.RelayAsync();
        await node.EmptyAsync();
        Assert.Equal(45, node.Hub.Records.Count);
        Assert.True(node.Hub.Connections >= 4);
        await AssertSameAsync(node);
    }

    [Fact]
    public async Task Record_ChangedWhileItsVersionIsOnTheWay_ArrivesInItsLastState()
    {
        await using var node = await RelayNode.StartAsync();
        // The first batch tells only that the node is there; held up, it would keep the record behind it off.
        await RelayNode.UntilAsync(() => node.Status.Now.State == RelayState.Connected);
        node.Hub.Answering.Reset();
        var id = await node.AddAsync("A");
        await RelayNode.UntilAsync(() => node.Hub.Find(id) is not null);
        Assert.True(await node.RenameAsync(id, "B"));
        node.Hub.Answering.Set();

        await node.EmptyAsync();
        Assert.Equal(("B", 2ul), (node.Hub.Find(id)!.Beneficiary.FullName, node.Hub.Find(id)!.Version));
    }

    [Fact]
    public async Task RefusedRecord_HoldsNobodyUp_AndShowsTheHubsReason()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var bad = await node.AddAsync("xấu");
        var good = await node.AddAsync("tốt");
        node.Hub.Refuse[bad.ToString("D")] = "Mã xã 14758 không có trong danh mục.";
        await node.RelayAsync();

        await RelayNode.UntilAsync(async () => (await node.OutboxAsync()) is [{ RefusedAt: not null }]);
        var row = Assert.Single(await node.OutboxAsync());
        Assert.Equal((bad, "unit-unknown", "Mã xã 14758 không có trong danh mục."), (row.RecordId, row.RefusedCode, row.RefusedReason));
        Assert.NotNull(node.Hub.Find(good));
        Assert.Contains(await node.ActsAsync(), a => a.Kind == ActKinds.ReplicationRefused && a.Subject == $"beneficiary/{bad:D}");
        Assert.Null(ActChain.FirstBroken(await node.ActsAsync()));
    }

    [Fact]
    public async Task RefusedRecord_Resent_ArrivesOnceTheCauseIsGone()
    {
        await using var node = await RelayNode.StartAsync();
        var id = Guid.Empty;
        await RelayNode.UntilAsync(() => node.Status.Now.State == RelayState.Connected);
        node.Hub.Answering.Reset();
        id = await node.AddAsync();
        node.Hub.Refuse[id.ToString("D")] = "Không rõ.";
        await node.RenameAsync(id, "lần hai");
        node.Hub.Answering.Set();
        await RelayNode.UntilAsync(async () => (await node.OutboxAsync()) is [{ RefusedAt: not null }]);
        node.Hub.Refuse.Clear();

        await using (var scope = node.Services.CreateAsyncScope())
        {
            var verb = scope.ServiceProvider.GetRequiredService<ResendRefused>();
            Assert.True((await verb.HandleAsync(Administrator([]), null, id, null, CancellationToken.None)).Has(CommonProblems.NotAllowed));
            Assert.Equal(1, (await verb.HandleAsync(Administrator([Actions.ReplicationResend]), null, id, null, CancellationToken.None)).Value);
        }

        await node.EmptyAsync();
        Assert.Equal("lần hai", node.Hub.Find(id)!.Beneficiary.FullName);
        Assert.Contains(await node.ActsAsync(), a => a.Kind == ActKinds.ReplicationResend && a.Actor == "quantri");
    }

    [Fact]
    public async Task Resend_WithNothingRefused_SaysSo()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await using var scope = node.Services.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<ResendRefused>()
            .HandleAsync(Administrator([Actions.ReplicationResend]), null, null, null, CancellationToken.None);
        Assert.True(answer.Has(ReplicationProblems.NothingRefused));
    }

    [Fact]
    public async Task SilentHub_IsLeftAndTriedAgain_WhileSavesGoOn()
    {
        await using var node = await RelayNode.StartAsync(relaying: false, configure: s => s.Configure<RelayOptions>(o => o.AnswerSeconds = 1));
        node.Hub.Silent = true;
        await node.RelayAsync();
        await RelayNode.UntilAsync(() => node.Status.Now.Reconnects >= 1);
        Assert.Contains("không trả lời", node.Status.Now.Trouble, StringComparison.Ordinal);
        var id = await node.AddAsync();
        node.Hub.Silent = false;
        await node.EmptyAsync();
        Assert.NotNull(node.Hub.Find(id));
    }

    private static SignedInOfficial Administrator(string[] actions) => new(
        Guid.NewGuid(), "quantri", "Trần Văn Quản", "Quản trị", RelayNode.Province, UnitLevel.Province, new HashSet<string>(), new HashSet<string>(actions));

    private static async Task AssertSameAsync(RelayNode node)
    {
        var (ours, theirs) = (new RecordDigest(), new RecordDigest());
        foreach (var b in await node.AskAsync(db => db.Beneficiaries.AsNoTracking().ToListAsync()))
        {
            ours.Add(b.Id.ToString("D"), (ulong)b.Epoch, (ulong)b.Version);
        }

        foreach (var r in node.Hub.Records.Values)
        {
            theirs.Add(r.Id, r.Epoch, r.Version);
        }

        Assert.Equal((ours.Count, ours.Value), (theirs.Count, theirs.Value));
    }
}
