using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Duplicates;
using NationalHub.Gateways.Portal;
using NationalHub.Tests.Intake;
using TestSupport;

namespace NationalHub.Tests.Duplicates;

/// <summary>How far back a round looks: everything after a start, then never again.</summary>
public sealed class CaseRoundsTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly First = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-5));

    [Theory]
    [InlineData(-1, null)]
    [InlineData(10, 2 * 24 * 60)]
    [InlineData(60, 2 * 24 * 60)]
    [InlineData(59, 16)]
    public void Round_ByItsLastWalk_LooksBackSoFar(int lastWalkMinutesAgo, int? minutes)
    {
        var walked = lastWalkMinutesAgo switch { < 0 => default, 10 => Now.AddDays(-9), _ => Now.AddMinutes(-lastWalkMinutesAgo) };

        Assert.Equal(minutes is { } back ? Now.AddMinutes(-back) : DateTime.UnixEpoch, CaseRounds.Since(Now, Now.AddMinutes(-1), walked));
        Assert.Equal(minutes is { } so ? Now.AddMinutes(-so) : null, PortalRounds.Since(Now, Now.AddMinutes(-1), walked));
    }

    [Fact]
    public async Task Hour_AfterTheFirstRound_WalksThroughTheLastDaysOnly()
    {
        var clock = new FakeClock(First);
        await using var hub = await StartAsync(clock);
        await using var node = new Pusher(hub, await hub.AddProvinceAsync("38"));
        var rounds = hub.App.Services.GetRequiredService<CaseRounds>();
        await node.PushAsync(1, Records.Person(Records.Id(1), 1));
        await rounds.RoundAsync(CancellationToken.None);
        Assert.Equal([Records.Id(1)], await ComparedAsync(hub));

        // Gone behind the search's back: an hour that walked through everything would find the old one.
        await hub.WithDbAsync(db => db.ComparedPeople.ExecuteDeleteAsync());
        clock.Advance(TimeSpan.FromDays(3));
        await node.PushAsync(1, Records.Person(Records.Id(2), 1));
        await rounds.RoundAsync(CancellationToken.None);
        Assert.Equal([Records.Id(2)], await ComparedAsync(hub));
    }

    // The store refuses the page, as it does when another hub wrote the same people a moment before: the round after it goes on there, however little it looks back itself.
    [Fact]
    public async Task Page_ThatCouldNotBeSaved_IsTakenUpByTheNextRound()
    {
        var clock = new FakeClock(First);
        await using var hub = await StartAsync(clock);
        await using var node = new Pusher(hub, await hub.AddProvinceAsync("38"));
        var rounds = hub.App.Services.GetRequiredService<CaseRounds>();
        await node.PushAsync(1, Records.Person(Records.Id(1), 1));
        await hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER InTheWay BEFORE INSERT ON ComparedPeople BEGIN SELECT RAISE(ABORT, 'taken'); END"));
        clock.Advance(TimeSpan.FromMinutes(30));
        await rounds.RoundAsync(CancellationToken.None);
        Assert.Empty(await ComparedAsync(hub));

        await hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER InTheWay"));
        clock.Advance(TimeSpan.FromMinutes(1));
        await rounds.RoundAsync(CancellationToken.None);
        Assert.Equal([Records.Id(1)], await ComparedAsync(hub));
    }

    private static Task<HubHost> StartAsync(FakeClock clock) => HubHost.StartAsync(configure: b =>
    {
        b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Duplicates:SearchMilliseconds"] = "86400000" });
        b.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(clock));
    });

    private static Task<List<string>> ComparedAsync(HubHost hub) => hub.WithDbAsync(db => db.ComparedPeople.Select(p => p.BeneficiaryId).OrderBy(id => id).ToListAsync());
}
