using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TestSupport;

namespace NationalHub.Tests.Gateways;

/// <summary>Real time, and days more at a word.</summary>
internal sealed class JumpClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Jump(TimeSpan time) => _ahead += time;
}

/// <summary>A hub that knows where the services are.</summary>
internal static class GatewayHub
{
    /// <param name="more">Settings of the section Gateways: name, value.</param>
    public static Task<HubHost> StartAsync(ServicesRun services, string? folder = null, TimeProvider? clock = null, params (string Name, string Value)[] more) =>
        HubHost.StartAsync(folder, builder =>
        {
            var settings = new Dictionary<string, string?>
            {
                ["Gateways:PopulationAddress"] = services.Address.ToString(),
                ["Gateways:PortalAddress"] = services.Address.ToString(),
                ["Gateways:PortalClientId"] = "hub",
                ["Gateways:PortalClientSecret"] = "chi-dung-de-thu",
                ["Gateways:Rehearsal"] = "true",
                ["Gateways:RetryMilliseconds"] = "5",
                ["Gateways:ScanMilliseconds"] = "20",
                ["Gateways:BackOffMilliseconds"] = "20",
                ["Gateways:MostBackOffSeconds"] = "1",
            };
            foreach (var (name, value) in more)
            {
                settings["Gateways:" + name] = value;
            }

            builder.Configuration.AddInMemoryCollection(settings);
            if (clock is not null)
            {
                // Runs when the host is built: after the hub's own registrations.
                builder.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton(clock));
            }
        });

    /// <summary>Waits until a condition holds; says which when it does not.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain: {what}");
            await timer.WaitForNextTickAsync();
        }
    }
}
