using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake;
using NationalHub.Provinces;
using NationalHub.Provinces.Gates;
using NationalHub.Reporting;
using TestSupport;

namespace NationalHub.Tests.Intake;

/// <summary>The provinces of an earlier day bear the stage of that day, and sums of it are of those that worked for real then.</summary>
public sealed class DaySnapshotsStagesTests
{
    private static readonly DateOnly First = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-9));
    private readonly FakeClock _clock = new(First);

    [Theory]
    [InlineData(0, ProvinceStage.Invited)]
    [InlineData(1, ProvinceStage.Testing)]
    [InlineData(2, ProvinceStage.Testing)]
    [InlineData(3, ProvinceStage.Pilot)]
    [InlineData(9, ProvinceStage.Live)]
    public void Stage_OnADay_IsThatOfTheLastChangeBefore(int day, ProvinceStage expected) => Assert.Equal(expected, DaySnapshotsStages.On(ProvinceStage.Live, Changes(), DateTime.UnixEpoch.AddDays(day).AddHours(12)));

    [Fact]
    public void Stage_WithoutChanges_IsTodays() => Assert.Equal(ProvinceStage.Invited, DaySnapshotsStages.On(ProvinceStage.Invited, [], DateTime.UnixEpoch));

    [Fact]
    public async Task Provinces_OfAnEarlierDay_HaveTheStageOfThatDayHoweverOftenItIsMade()
    {
        await using var hub = await HubHost.StartAsync(configure: builder => builder.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(_clock)));
        using var certificate = await hub.AddProvinceAsync("38");
        await using (var node = new Pusher(hub, certificate))
        {
            await node.PushAsync(1, Records.Person(Records.Id(1), 1), Records.Person(Records.Id(2), 1));
        }

        await hub.WithDbAsync(async db =>
        {
            var noon = First.ToDateTime(new TimeOnly(5, 0), DateTimeKind.Utc);
            db.StageChanges.AddRange(Change(ProvinceStage.Testing, ProvinceStage.Pilot, noon.AddDays(2)), Change(ProvinceStage.Pilot, ProvinceStage.Live, noon.AddDays(4)));
            (await db.Provinces.SingleAsync()).Stage = ProvinceStage.Live;
            return await db.SaveChangesAsync();
        });
        _clock.SetDay(First.AddDays(6));
        using var auditor = await ClientAsync(hub);

        Assert.Equal(("Testing", false, 0), await ThenAsync(auditor, 0));
        Assert.Equal(("Pilot", true, 2), await ThenAsync(auditor, 2));
        Assert.Equal(("Live", true, 2), await ThenAsync(auditor, 5));

        // A file of a version before, with the stages of the day it was made on, is made again.
        var file = Path.Combine(hub.Folder, "asof", $"{First:yyyy-MM-dd}.db");
        await using (var old = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await old.OpenAsync();
            await using var command = old.CreateCommand();
            command.CommandText = "UPDATE Provinces SET Stage = 'Live'; PRAGMA user_version = 0";
            await command.ExecuteNonQueryAsync();
        }

        using (var first = await auditor.GetAsync(new Uri($"odata/Provinces?asOf={First:yyyy-MM-dd}", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        }

        Assert.Equal(("Testing", false, 0), await ThenAsync(auditor, 0));
    }

    private static List<StageChange> Changes() =>
    [
        Change(ProvinceStage.Testing, ProvinceStage.Pilot, DateTime.UnixEpoch.AddDays(3)), Change(ProvinceStage.Invited, ProvinceStage.Testing, DateTime.UnixEpoch.AddDays(1)), Change(ProvinceStage.Pilot, ProvinceStage.Live, DateTime.UnixEpoch.AddDays(5)),
    ];

    private static StageChange Change(ProvinceStage from, ProvinceStage to, DateTime at) => new() { ProvinceCode = "38", From = from, To = to, By = "van.hanh", At = at, Why = "thử" };

    private static async Task<HttpClient> ClientAsync(HubHost hub)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        var client = new HttpClient { BaseAddress = hub.Http };
        client.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("kt", AnalystRole.Auditor, CancellationToken.None));
        return client;
    }

    private static async Task<(string? Stage, bool IsReal, int People)> ThenAsync(HttpClient client, int day)
    {
        async Task<JsonElement> RowAsync(string query) => JsonDocument.Parse(await client.GetStringAsync(new Uri($"odata/{query}asOf={First.AddDays(day):yyyy-MM-dd}", UriKind.Relative))).RootElement.GetProperty("value")[0];
        var (province, sum) = (await RowAsync("Provinces?"), await RowAsync("Beneficiaries?$apply=aggregate($count as N)&"));
        return (province.GetProperty("Stage").GetString(), province.GetProperty("IsReal").GetBoolean(), sum.GetProperty("N").GetInt32());
    }
}
