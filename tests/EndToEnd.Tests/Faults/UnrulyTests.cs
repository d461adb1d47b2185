using System.Globalization;
using EndToEnd.Tests.Processes;
using Protos.Values;

namespace EndToEnd.Tests.Faults;

/// <summary>What a network, a clock and another version do to the messages between the process of a node and the process of a hub (reliability.md, Replication 1 to 4 and 9, and "Faults to inject").</summary>
[Collection(Alone.Name)]
public sealed class UnrulyTests(UnrulyWorld world) : IClassFixture<UnrulyWorld>
{
    // The world began with all of it: every record of the node came this way.
    [Fact]
    public async Task Batches_RepeatedTurnedHalvedAndCut_LeaveBothSidesEqual()
    {
        world.Faults.Cut(Meddling.Unruly);
        var code = await world.EnterAsync();
        await world.ArrivesAsync(code);

        await world.AssertEqualAsync();

        Assert.All(Enum.GetValues<Mishap>(), m => Assert.True(world.Faults.Count(m) > 0, $"{m} never happened"));
        Assert.True(world.Faults.Count(Mishap.Repeated) > 5);
    }

    // Both clocks by hours and days, forwards and backwards, while both run.
    [Fact]
    public async Task Clocks_SetWhileBothRun_LoseNothingFenceNobodyAndNoLagIsNegative()
    {
        world.Faults.Cut(Meddling.None);
        using var hub = new HubReader(world.World);
        foreach (var (clock, ahead) in new (MovedClock, TimeSpan)[]
        {
            (world.NodeClock, TimeSpan.FromHours(3)), (world.HubClock, TimeSpan.FromDays(2)), (world.NodeClock, TimeSpan.FromDays(-2)), (world.HubClock, TimeSpan.FromHours(-20)),
            (world.NodeClock, TimeSpan.FromDays(9)), (world.HubClock, TimeSpan.Zero), (world.NodeClock, TimeSpan.Zero),
        })
        {
            clock.Ahead = ahead;
            await world.ArrivesAsync(await world.EnterAsync());
            await world.SettledAsync();
            await world.ConnectedAsync();
            await AssertFreshAsync();
        }

        await world.AssertEqualAsync();
    }

    // The hub's clock stands before the node's certificate began: new connections are refused while it does, and no longer.
    [Fact]
    public async Task Certificate_RefusedByAHubWhoseClockIsWrong_IsTakenWhenItIsRight()
    {
        world.Faults.Cut(Meddling.None);
        world.HubClock.Ahead = TimeSpan.FromDays(-3);
        world.Faults.Cut(Meddling.None);
        var code = await world.EnterAsync();
        await Federation.Federation.UntilAsync(async () => (await world.ReadyAsync()).Contains("\"relay\":\"Waiting\"", StringComparison.Ordinal)
            && DatabaseFile.Rows(world.World.HubDatabase, "SELECT Kind, 0, 0 FROM SecurityEvents").Contains("certificateexpired 0 0"));
        Assert.True(world.IsHeld());
        Assert.False(world.IsThere(code));

        world.HubClock.Ahead = TimeSpan.FromDays(400); // Its certificate has ended by this one.
        world.HubClock.Ahead = TimeSpan.Zero;

        await world.ArrivesAsync(code);
        await world.AssertVersionsAsync();
    }

    // Invariant 9. Format 1 is the first that has a number: a node of before has none, and nothing of what came with it.
    [Theory]
    [InlineData(nameof(Meddling.OldNode))]
    [InlineData(nameof(Meddling.OldHub))]
    public async Task Messages_OfTheVersionsBefore_AreUnderstoodOnEitherSide(string meddling)
    {
        world.Faults.Cut(Enum.Parse<Meddling>(meddling));

        var code = await world.EnterAsync();
        await world.ArrivesAsync(code);
        await world.SettledAsync();

        Assert.Equal([meddling == nameof(Meddling.OldNode) ? 0 : MessageFormat.Newest], world.Faults.Formats.Keys);
        await world.ConnectedAsync();
        world.Faults.Cut(Meddling.None);
        await world.ArrivesAsync(await world.EnterAsync());
        await world.AssertVersionsAsync();
    }

    [Fact]
    public async Task Messages_OfTheVersionAfter_WaitAtTheNodeUntilTheHubIsUpgraded()
    {
        world.Faults.Cut(Meddling.NewNode);

        var code = await world.EnterAsync();
        await Federation.Federation.UntilAsync(async () => world.Faults.Formats.ContainsKey(MessageFormat.Newest + 1) && (await world.ReadyAsync()).Contains("\"relay\":\"Waiting\"", StringComparison.Ordinal));
        Assert.True(world.IsHeld());
        Assert.False(world.IsThere(code));

        world.Faults.Cut(Meddling.None);

        await world.ArrivesAsync(code);
        await world.AssertVersionsAsync();
    }

    // What an analyst is told of the province's last push is not of a time to come, by the hub's own clock.
    private async Task AssertFreshAsync()
    {
        using var client = new HttpClient { BaseAddress = world.World.Hub, DefaultRequestHeaders = { { "X-Api-Key", world.World.AnalystKey } } };
        await Federation.Federation.UntilAsync(async () =>
        {
            using var answer = await client.GetAsync(new Uri("odata/Provinces?$top=1", UriKind.Relative));
            // "none" until the node was heard with nothing waiting.
            var known = DateTimeOffset.TryParse(answer.Headers.GetValues("Bao-Freshness").Single(), CultureInfo.InvariantCulture, out var told);
            var now = TimeProvider.System.GetUtcNow() + world.HubClock.Ahead;
            return known && told <= now.AddSeconds(1) && now - told < TimeSpan.FromMinutes(5);
        });
    }
}
