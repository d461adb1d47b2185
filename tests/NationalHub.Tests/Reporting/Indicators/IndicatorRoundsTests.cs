using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Reporting.Indicators;
using NationalHub.Tests.Intake;
using TestSupport;

namespace NationalHub.Tests.Reporting.Indicators;

/// <summary>When the figures are made: as soon as a province pushed for the first time, else at their time, and never without rest.</summary>
public sealed class IndicatorRoundsTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, false, 60)]
    [InlineData(0, true, 0)]
    [InlineData(2, true, 20)]
    [InlineData(2, false, 60)]
    [InlineData(30, false, 300)]
    [InlineData(30, true, 300)]
    public void Round_ByTheLastOne_IsDueInSoManySeconds(int took, bool isNew, int seconds)
    {
        var options = new IndicatorOptions();

        Assert.Equal(Now.AddSeconds(seconds), IndicatorRounds.DueAt(Now, TimeSpan.FromSeconds(took), options, isNew));
        Assert.Equal(default, IndicatorRounds.DueAt(default, TimeSpan.Zero, options, isNew));
    }

    [Fact]
    public async Task Province_ThatPushesForTheFirstTime_HasFiguresAtTheNextLook()
    {
        var clock = new FakeClock(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        await using var hub = await HubHost.StartAsync(configure: b =>
        {
            b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Indicators:Look"] = "10.00:00:00" });
            b.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(clock));
        });
        var rounds = hub.App.Services.GetRequiredService<IndicatorRounds>();
        await Gateways.GatewayHub.UntilAsync("the round of the start ended", () => Task.FromResult(rounds.HasEnded));
        Assert.Null(await rounds.RoundAsync(default)); // nobody pushed, and it is not time

        foreach (var province in new[] { "38", "46" })
        {
            using var certificate = await hub.AddProvinceAsync(province);
            await using (var node = new Pusher(hub, certificate))
            {
                var person = Records.Person(Records.Id(1), 1);
                person.TenantPath = province == "38" ? person.TenantPath : "46.19753";
                await node.PushAsync(1, person);
            }

            Assert.Equal(1, await rounds.RoundAsync(default));
            Assert.NotEmpty(await hub.WithDbAsync(db => db.IndicatorStates.Where(s => s.ProvinceCode == province).ToListAsync()));
            Assert.Null(await rounds.RoundAsync(default));
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await rounds.RoundAsync(default));
        Assert.Null(await rounds.RoundAsync(default));
    }
}
