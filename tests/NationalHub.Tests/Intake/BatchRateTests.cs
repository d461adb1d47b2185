using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NationalHub.Intake;
using Protos.Replication;
using TestSupport;

namespace NationalHub.Tests.Intake;

/// <summary>Invariant 12 at the door: a province that sends without end is told when to come back, and nobody else notices.</summary>
public sealed class BatchRateTests
{
    private readonly Ticks _ticks = new();

    [Fact]
    public void Bucket_Emptied_TellsWhenAndFillsAgainWithTime()
    {
        var rate = new BatchRate(Options.Create(new IntakeOptions { BatchesPerSecond = 10, BatchesAtOnce = 50 }), _ticks);
        Many(rate, "38", 50);
        var refused = Assert.Throws<RpcException>(() => rate.Take("38"));
        Assert.Equal((StatusCode.ResourceExhausted, "1000"), (refused.StatusCode, refused.Trailers.GetValue(BatchRate.Trailer)));
        Assert.Contains("1 giây", refused.Status.Detail, StringComparison.Ordinal);
        Many(rate, "46", 50);

        _ticks.Advance(TimeSpan.FromSeconds(1));
        Many(rate, "38", 10);
        Assert.Throws<RpcException>(() => rate.Take("38"));

        _ticks.Advance(TimeSpan.FromDays(1));
        Many(rate, "38", 50);
        Assert.Throws<RpcException>(() => rate.Take("38"));
    }

    [Fact]
    public void Bucket_WithoutARate_HasNoBound() =>
        Many(new BatchRate(Options.Create(new IntakeOptions { BatchesPerSecond = 0, BatchesAtOnce = 1 }), _ticks), "38", 100);

    [Fact]
    public async Task Stream_OfTooManyBatches_EndsAfterWhatWasTakenIsAnsweredAndOthersGoOn()
    {
        await using var hub = await HubHost.StartAsync(configure: b => b.Services.Configure<IntakeOptions>(o => (o.BatchesPerSecond, o.BatchesAtOnce) = (0.01, 20)));
        using var certificate = await hub.AddProvinceAsync("38");
        using var another = await hub.AddProvinceAsync("46");
        await using var node = new Pusher(hub, certificate);
        for (var i = 1; i <= 20; i++)
        {
            Assert.Equal(1u, (await node.PushAsync(1, Records.Person(Records.Id(i), 1))).Applied);
        }

        var refused = await Assert.ThrowsAsync<RpcException>(() => node.PushAsync(1, Records.Person(Records.Id(21), 1)));
        await using var again = new Pusher(hub, certificate);
        var still = await Assert.ThrowsAsync<RpcException>(() => again.PushAsync(1));

        Assert.Equal((StatusCode.ResourceExhausted, StatusCode.ResourceExhausted), (refused.StatusCode, still.StatusCode));
        Assert.True(int.Parse(refused.Trailers.GetValue(BatchRate.Trailer)!, System.Globalization.CultureInfo.InvariantCulture) > 1000);
        Assert.Equal(20, await hub.WithDbAsync(db => db.Beneficiaries.CountAsync()));
        await using var other = new Pusher(hub, another);
        Assert.False((await other.PushAsync(1)).Fenced);
    }

    // Clocks that jump: a lease taken while the hub's clock was days ahead holds nobody up after it was put right.
    [Fact]
    public async Task Lease_FromAClockThatWasDaysAhead_IsTakenOver()
    {
        await using var hub = await HubHost.StartAsync();
        using var certificate = await hub.AddProvinceAsync("38");
        await using (var node = new Pusher(hub, certificate))
        {
            await node.PushAsync(1);
            await node.CompleteAsync();
        }

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Task<int> HeldUntilAsync(DateTime until) => hub.WithDbAsync(db => db.Positions.ExecuteUpdateAsync(s => s.SetProperty(p => p.Writer, "killed").SetProperty(p => p.WriterUntil, until)));
        await HeldUntilAsync(now.AddSeconds(20));
        await using var early = new Pusher(hub, certificate);
        Assert.Equal(StatusCode.Aborted, (await Assert.ThrowsAsync<RpcException>(() => early.PushAsync(1))).StatusCode);

        await HeldUntilAsync(now.AddDays(3));
        await using var after = new Pusher(hub, certificate);
        Assert.False((await after.PushAsync(1)).Fenced);
    }

    // A node that found the hub restored has it count on; nothing else moves, and it never counts backwards.
    [Fact]
    public async Task Position_ToldToCountOn_GrowsOnly()
    {
        await using var hub = await HubHost.StartAsync();
        using var certificate = await hub.AddProvinceAsync("38");
        await using var node = new Pusher(hub, certificate);
        await node.PushAsync(1, Records.Person(Records.Id(1), 1));

        Assert.Equal(10_040ul, (await node.PositionAsync(new PositionRequest { Brief = true, Acknowledged = 10_040, CountOn = true })).Batches);
        Assert.Equal(10_040ul, (await node.PositionAsync(new PositionRequest { Brief = true, Acknowledged = 7, CountOn = true })).Batches);
        Assert.Equal(10_041ul, (await node.PushAsync(1)).Position);
        Assert.Equal(1ul << 60, (await node.PositionAsync(new PositionRequest { Brief = true, Acknowledged = ulong.MaxValue, CountOn = true })).Batches);
    }

    private static void Many(BatchRate rate, string province, int count)
    {
        for (var i = 0; i < count; i++)
        {
            rate.Take(province);
        }
    }

    private sealed class Ticks : TimeProvider
    {
        private long _at;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _at;

        public void Advance(TimeSpan time) => _at += time.Ticks;
    }
}
