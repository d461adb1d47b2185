using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Replication;

/// <summary>The outbox as gauges; counted by a job, so that reading the figures costs the database nothing.</summary>
public sealed class RelayGauges : IDisposable
{
    private readonly Meter _meter = new(RelayStatus.MeterName);

    public RelayGauges(RelayStatus status)
    {
        _meter.CreateObservableGauge("outbox_waiting", () => Now.Waiting, description: "Records that wait for the hub.");
        _meter.CreateObservableGauge("outbox_refused", () => Now.Refused, description: "Records that the hub refused.");
        _meter.CreateObservableGauge("relay_connected", () => status.Now.State == RelayState.Connected ? 1 : 0, description: "1 while the hub answers.");
        _meter.CreateObservableGauge("relay_fenced", () => status.IsFenced ? 1 : 0, description: "1 when an operator must repair the node.");
    }

    public OutboxCounts Now { get; set; }

    public void Dispose() => _meter.Dispose();
}

/// <summary>Counts the outbox.</summary>
public sealed class RelayGaugesJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<RelayGaugesJob> log, RelayGauges gauges) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel) =>
        gauges.Now = await services.GetRequiredService<OutboxStore>().CountAsync(cancel);
}
