using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Replication;

/// <summary>The outbox as gauges; counted by a job, so that reading the figures costs the database nothing.</summary>
public sealed class RelayGauges : IDisposable
{
    private readonly RelayStatus _status;
    private readonly Meter _meter = new(RelayStatus.MeterName);

    public RelayGauges(RelayStatus status)
    {
        _status = status;
        _meter.CreateObservableGauge("outbox_waiting", () => status.Counts.Waiting, description: "Records that wait for the hub.");
        _meter.CreateObservableGauge("outbox_refused", () => status.Counts.Refused, description: "Records that the hub refused.");
        _meter.CreateObservableGauge("relay_connected", () => status.Now.State == RelayState.Connected ? 1 : 0, description: "1 while the hub answers.");
        _meter.CreateObservableGauge("relay_catch_up_sent", () => status.Now.CatchUp?.Sent ?? 0, description: "Records sent of the backlog that is being worked off; 0 without one.");
        _meter.CreateObservableGauge("relay_fenced", () => status.IsFenced ? 1 : 0, description: "1 when an operator must repair the node.");
    }

    /// <summary>Takes a new count; the relay tells it to the hub and measures its progress by it.</summary>
    public void Set(OutboxCounts counts) => _status.Counts = counts;

    public void Dispose() => _meter.Dispose();
}

/// <summary>Counts the outbox.</summary>
public sealed class RelayGaugesJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<RelayGaugesJob> log, RelayGauges gauges) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel) =>
        gauges.Set(await services.GetRequiredService<OutboxStore>().CountAsync(cancel));
}
