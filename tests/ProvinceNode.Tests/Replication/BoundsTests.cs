using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Tests.Replication;

/// <summary>Invariants 8, 12 and 13 at the node: batches by size, a record that no message can carry, how a backlog is told.</summary>
public sealed class BoundsTests
{
    private const int Huge = 100 * 1024 * 1024;

    [Fact]
    public async Task Record_OfAHundredMegabytes_IsShownAsRefusedAndStopsNobody()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var bad = await node.AddAsync("dài");
        var good = await node.AddAsync("tốt");
        await node.WithAsync(db => db.Outbox.Where(r => r.RecordId == bad).ExecuteUpdateAsync(s => s.SetProperty(r => r.Message, new byte[Huge])));
        await node.RelayAsync();

        await RelayNode.UntilAsync(async () => (await node.AskAsync(db => db.Outbox.Select(r => r.RefusedCode).ToListAsync())) is [{ }]);
        Assert.NotNull(node.Hub.Find(good));
        Assert.Contains("100 MB", await node.AskAsync(db => db.Outbox.Select(r => r.RefusedReason).SingleAsync()), StringComparison.Ordinal);

        Assert.True(await node.RenameAsync(bad, "đã rút ngắn"));
        await node.EmptyAsync();
        Assert.Equal("đã rút ngắn", node.Hub.Find(bad)!.Beneficiary.FullName);
    }

    [Fact]
    public async Task Batches_OfLongRecords_StayBelowTheirSize()
    {
        const int most = 6_000;
        await using var node = await RelayNode.StartAsync(relaying: false, configure: s => s.Configure<RelayOptions>(o => (o.BatchBytes, o.BatchRows) = (most, 1000)));
        for (var i = 0; i < 20; i++)
        {
            await node.AddAsync(new string('x', 120) + i, new string('y', 900));
        }

        await node.RelayAsync();
        await node.EmptyAsync();

        Assert.All(node.Hub.Batches, b => Assert.InRange(b.Records.Sum(r => r.CalculateSize()), 0, most));
        Assert.InRange(node.Hub.Batches.Count(b => b.Records.Count > 0), 4, 10);
        Assert.Equal("gzip", node.Hub.Encoding);
    }

    [Fact]
    public async Task SlowHub_LetsTheWindowFill_AndNoMore()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        for (var i = 0; i < 60; i++)
        {
            await node.AddAsync($"{i}");
        }

        node.Hub.Answering.Reset();
        await node.RelayAsync();
        await RelayNode.UntilAsync(() => node.Hub.Batches.Count == 1);
        Assert.True(await node.RenameAsync((await node.OutboxAsync())[0].RecordId, "nút vẫn làm việc"));
        Assert.True(node.Hub.Received <= 3, $"{node.Hub.Received} batches are on their way, the window is 3.");
        node.Hub.Answering.Set();
        await node.EmptyAsync();
    }

    [Fact]
    public void Backlog_BeingWorkedOff_IsToldWithItsRateAndEnd()
    {
        var at = new DateTime(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);
        Assert.Null(CatchUp.Next(null, CatchUp.Least - 1, 100, at));
        var going = CatchUp.Next(null, 120_000, 1000, at)!;
        going = CatchUp.Next(going, 110_000, 9000, at.AddSeconds(5))!;
        Assert.Equal((1000.0, TimeSpan.FromSeconds(60)), (going.Rate(at.AddSeconds(10)), going.Left(60_000, at.AddSeconds(10))));
        Assert.Contains("còn khoảng 1 phút", ReplicationPageModel.CatchUpWords(going, 60_000, at.AddSeconds(10)), StringComparison.Ordinal);
        Assert.Contains("10.000 bản ghi", ReplicationPageModel.CatchUpWords(going, 60_000, at.AddSeconds(10)), StringComparison.Ordinal);
        Assert.Null(CatchUp.Next(going, 10, 10, at));
        Assert.Null(ReplicationPageModel.CatchUpWords(null, 5, at));
    }
}
