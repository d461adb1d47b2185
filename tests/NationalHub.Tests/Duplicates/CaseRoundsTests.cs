using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Duplicates;
using NationalHub.Gateways;
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

    // One record that no round can save: those of its page are cut out around it, those behind it never wait.
    [Fact]
    public async Task Record_ThatNeverCanBeSaved_HoldsUpNobodyElse()
    {
        var clock = new FakeClock(First);
        await using var hub = await StartAsync(clock);
        await using var node = new Pusher(hub, await hub.AddProvinceAsync("38"));
        var rounds = hub.App.Services.GetRequiredService<CaseRounds>();
        var people = Enumerable.Range(1, FindCases.PageSize + 100).Select(i => Records.Person(Records.Id(i), 1)).ToList();
        await node.PushAsync(1, [.. people]);
        var bad = people.ConvertAll(p => p.Id).Order(StringComparer.Ordinal).ElementAt(7);
#pragma warning disable EF1002 // A trigger takes no parameters; the id is this test's own.
        await hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync($"CREATE TRIGGER InTheWay BEFORE INSERT ON ComparedPeople WHEN NEW.BeneficiaryId = '{bad}' BEGIN SELECT RAISE(ABORT, 'taken'); END"));
#pragma warning restore EF1002

        await RoundAsync();
        Assert.Equal(100, (await ComparedAsync(hub)).Count); // behind the page, in the same round

        for (var round = 0; round < 5; round++)
        {
            await RoundAsync();
        }

        Assert.Equal(people.Count - 1, (await ComparedAsync(hub)).Count);
        Assert.DoesNotContain(bad, await ComparedAsync(hub));

        await hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER InTheWay"));
        await RoundAsync();
        Assert.Contains(bad, await ComparedAsync(hub));

        // Later than a round looks back by itself.
        Task RoundAsync()
        {
            clock.Advance(TimeSpan.FromMinutes(30));
            return rounds.RoundAsync(CancellationToken.None);
        }
    }

    // Rounds look back further than their last one: what is left already is not left twice, what is around it is.
    [Fact]
    public void Stretch_AroundWhatIsLeft_IsCutOutOfIt()
    {
        var left = new LeftPages();
        left.Add(new(new(Key(3), Key(4)), 500, 1));
        left.Add(new(new(Key(6), Key(7)), 500, 2));

        Assert.Equal([(1, 3), (4, 6), (7, 9)], Cut(1, 9));
        Assert.Equal([(4, 5)], Cut(3, 5));
        Assert.Empty(Cut(3, 4));
        Assert.Equal([(8, 9)], Cut(8, 9));

        static ArrivalKey Key(int n) => new(Now, "38", n.ToString(System.Globalization.CultureInfo.InvariantCulture));
        IEnumerable<(int, int)> Cut(int from, int to) => left.Uncovered(Key(from), Key(to)).Select(s => (int.Parse(s.After.Id, System.Globalization.CultureInfo.InvariantCulture), int.Parse(s.To!.Value.Id, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(500, 1, 500, false)]
    [InlineData(500, 2, 62, true)]
    [InlineData(62, 3, 7, false)]
    [InlineData(7, 4, 1, true)]
    [InlineData(1, 5, 1, false)]
    public void Page_ThatFailedSoOften_IsTriedInSmallerOnesAndTold(int take, int failures, int next, bool told) =>
        Assert.Equal((next, told), new LeftPage(default, take, failures) is var page ? (page.NextTake, page.IsTold) : default);

    // The population database told the numbers of six hundred people together: twelve hundred records, more than two pages.
    [Fact]
    public async Task People_LinkedByThousands_AreAllLookedAtWhereverAPageStops()
    {
        await using var world = await CaseWorld.StartAsync();
        const int people = 600;
        foreach (var chunk in Enumerable.Range(1, people).Chunk(300))
        {
            await world.PushAsync(CaseWorld.Here, [.. chunk.Select(i => CaseWorld.Person(CaseWorld.Here, i, Number(i), name: $"Người {i}"))]);
            await world.PushAsync(CaseWorld.There, [.. chunk.Select(i => CaseWorld.Person(CaseWorld.There, 100_000 + i, "", Old(i), $"Tên {i}", "1954"))]);
        }

        await world.PagesAsync();
        Assert.Empty(await world.CasesAsync());
        await world.Hub.WithDbAsync(async db =>
        {
            var key = world.Hub.App.Services.GetRequiredService<GatewayKey>();
            foreach (var i in Enumerable.Range(1, people))
            {
                await LinkedNumber.KeepAsync(db, key, Number(i), Old(i), new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), default);
            }

            return await db.SaveChangesAsync();
        });

        await world.Hub.App.Services.GetRequiredService<CaseRounds>().RoundAsync(CancellationToken.None);

        Assert.Equal(people, (await world.CasesAsync()).Count);

        static string Number(int i) => $"038154{i:000000}";
        static string Old(int i) => $"171{i:000000}";
    }

    [Fact]
    public async Task Page_OfLinkedPeople_BeginsBehindTheLastOne()
    {
        await using var world = await CaseWorld.StartAsync();
        await world.PushAsync(CaseWorld.Here, CaseWorld.Person(CaseWorld.Here, 1));
        await world.PushAsync(CaseWorld.There, CaseWorld.Person(CaseWorld.There, 2, "", "171234567", "Lê Hòa", "1954"));
        await world.PagesAsync();
        await world.Hub.WithDbAsync(async db =>
        {
            await LinkedNumber.KeepAsync(db, world.Hub.App.Services.GetRequiredService<GatewayKey>(), "038154001234", "171234567", new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), default);
            return await db.SaveChangesAsync();
        });

        Assert.Equal([CaseWorld.Here, CaseWorld.There], (await LinkedAsync(null)).Select(p => p.ProvinceCode));
        Assert.Equal([CaseWorld.There], (await LinkedAsync(new(CaseWorld.Here, Records.Id(1)))).Select(p => p.ProvinceCode));
        Assert.Empty(await LinkedAsync(new(CaseWorld.There, Records.Id(2))));

        Task<List<ComparedPerson>> LinkedAsync(PersonKey? after) => world.FindAsync(f => f.LinkedAsync(DateTime.UnixEpoch, after, default));
    }

    private static Task<HubHost> StartAsync(FakeClock clock) => HubHost.StartAsync(configure: b =>
    {
        b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Duplicates:SearchMilliseconds"] = "86400000" });
        b.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(clock));
    });

    private static Task<List<string>> ComparedAsync(HubHost hub) => hub.WithDbAsync(db => db.ComparedPeople.Select(p => p.BeneficiaryId).OrderBy(id => id).ToListAsync());
}
