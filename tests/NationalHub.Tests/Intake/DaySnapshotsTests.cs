using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Intake;
using NationalHub.Reporting;
using TestSupport;

namespace NationalHub.Tests.Intake;

/// <summary>The files of earlier days: the room they take, what a restart looks through, and the one that is made at night.</summary>
public sealed class DaySnapshotsTests
{
    private static readonly DateOnly First = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-5));
    private readonly FakeClock _clock = new(First);

    [Fact]
    public async Task Day_ThatTheDiskHasNoRoomFor_IsRefusedInWords()
    {
        await using var hub = await StartAsync(("FreeTimesHub", "1000000000000"));
        _clock.SetDay(First.AddDays(2));

        using var answer = await AskAsync(hub, First);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode)507, answer.StatusCode);
        Assert.All(new[] { "OData.NoRoomForDay", "không đủ chỗ", "GB trống", "AsOf:MostFiles" }, w => Assert.Contains(w, text, StringComparison.Ordinal));
        Assert.Empty(Files(hub));
    }

    [Fact]
    public async Task Days_BeyondThoseKept_LeaveTheLatestAskedAndNothingUnfinished()
    {
        await using var hub = await StartAsync(("MostFiles", "2"));
        _clock.SetDay(First.AddDays(4));
        Directory.CreateDirectory(Path.Combine(hub.Folder, "asof"));
        await File.WriteAllTextAsync(Path.Combine(hub.Folder, "asof", "2024-01-31.db.part"), "killed");

        foreach (var day in new[] { 0, 1, 0, 2 })
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            using var answer = await AskAsync(hub, First.AddDays(day));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal([$"{First:yyyy-MM-dd}.db", $"{First.AddDays(2):yyyy-MM-dd}.db"], Files(hub));
    }

    [Fact]
    public async Task Restart_OverAKeptDay_LooksOnlyAtWhatWasErasedSinceTheMark()
    {
        await using var hub = await StartAsync();
        using (var node = await hub.AddProvinceAsync("38"))
        {
            await using var pusher = new Pusher(hub, node);
            await pusher.PushAsync(1, Records.Person(Records.Id(1), 1), Records.Person(Records.Id(2), 1));
        }

        _clock.SetDay(First.AddDays(3));
        using (var answer = await AskAsync(hub, First))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        // A tombstone of before the day was made cannot have left anything in it: whoever finds this one looked through all that came since.
        await EraseAsync(hub, 2, First.AddDays(1));
        Assert.Equal(2, await PeopleAsync(hub));
        await EraseAsync(hub, 1, First.AddDays(4));
        Assert.Equal(1, await PeopleAsync(hub));
    }

    [Fact]
    public async Task Night_AfterAMonthsEnd_MakesItsLastDay()
    {
        await using var hub = await StartAsync();

        await hub.App.Services.GetServices<IHostedService>().OfType<DaySnapshotsNightly>().Single().HandleAsync(CancellationToken.None);

        Assert.Equal([$"{new DateOnly(First.Year, First.Month, 1).AddDays(-1):yyyy-MM-dd}.db"], Files(hub));
    }

    /// <summary>What was received before midnight may still wait for its commit.</summary>
    [Fact]
    public async Task Day_OverForAMoment_IsNotMadeYet()
    {
        await using var hub = await StartAsync();
        _clock.SetDay(First);
        _clock.Advance(TimeSpan.FromHours(15) + TimeSpan.FromMinutes(4));
        using (var early = await AskAsync(hub, First))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        using var answer = await AskAsync(hub, First);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    // A link that leads nowhere is there when it is looked for and gone when it is opened, as a day that is pruned between the two.
    [Fact]
    public async Task Day_PrunedWhileItIsOpened_IsMadeForWhoeverComesBack()
    {
        await using var hub = await StartAsync();
        _clock.SetDay(First.AddDays(2));
        var file = Path.Combine(hub.Folder, "asof", $"{First:yyyy-MM-dd}.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.CreateSymbolicLink(file, file + ".gone");
        await using var scope = hub.App.Services.CreateAsyncScope();
        using var days = ActivatorUtilities.CreateInstance<DaySnapshots>(hub.App.Services);
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };

        Assert.Null(await days.OpenAsync(http, First, CancellationToken.None));

        File.Delete(file);
        await using var store = await days.OpenAsync(http, First, CancellationToken.None);
        Assert.Equal(0, await store!.Db.Set<Beneficiary>().CountAsync());
    }

    private Task<HubHost> StartAsync(params (string Name, string Value)[] options) => HubHost.StartAsync(configure: builder =>
    {
        builder.Configuration.AddInMemoryCollection(options.ToDictionary(o => "AsOf:" + o.Name, o => (string?)o.Value));
        builder.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(_clock));
    });

    private static IEnumerable<string> Files(HubHost hub) => new DirectoryInfo(Path.Combine(hub.Folder, "asof")).GetFiles().Select(f => f.Name).Where(n => n.EndsWith(".db", StringComparison.Ordinal) || n.Contains("part", StringComparison.Ordinal)).Order();

    private static async Task<HttpResponseMessage> AskAsync(HubHost hub, DateOnly day)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        using var client = new HttpClient { BaseAddress = hub.Http };
        client.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync(Guid.NewGuid().ToString("n"), AnalystRole.Auditor, CancellationToken.None));
        return await client.GetAsync(new Uri($"odata/Beneficiaries?asOf={day:yyyy-MM-dd}", UriKind.Relative));
    }

    private static Task<int> EraseAsync(HubHost hub, int person, DateOnly day) => hub.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == Records.Id(person))
        .ExecuteUpdateAsync(set => set.SetProperty(b => b.Deleted, true).SetProperty(b => b.ReceivedAt, day.ToDateTime(new TimeOnly(1, 0), DateTimeKind.Utc))));

    /// <summary>People of the day as a hub reads them that has just started.</summary>
    private static async Task<int> PeopleAsync(HubHost hub)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        using var days = ActivatorUtilities.CreateInstance<DaySnapshots>(hub.App.Services);
        await using var store = await days.OpenAsync(new DefaultHttpContext { RequestServices = scope.ServiceProvider }, First, CancellationToken.None);
        return await store!.Db.Set<Beneficiary>().CountAsync();
    }
}
