using Grpc.Core;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Joining;

/// <summary>Tells the hub how far the province has come: the node's slow heartbeat. Nothing waits for it; the next one tells all of it again.</summary>
public sealed class TellStanding(MeasureStanding measure, HubClient hub, HubFiles files)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <returns>False when there is no hub, or it does not answer now.</returns>
    public async Task<bool> HandleAsync(CancellationToken cancel)
    {
        if (!hub.IsConfigured || !files.HasCertificate)
        {
            return false;
        }

        var report = await measure.HandleAsync(cancel);
        try
        {
            await hub.Link().ReportAsync(report, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Deadline, cancellationToken: cancel);
            return true;
        }
        catch (RpcException)
        {
            return false; // The relay tells the operator what is wrong with the connection.
        }
    }
}

/// <summary>Tells the hub from time to time.</summary>
public sealed class TellStandingJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<TellStandingJob> log) : NodeJob(scopes, node, log)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<TellStanding>().HandleAsync(cancel);
}
