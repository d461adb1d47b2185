using Grpc.Core;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Stage;
using Protos.Enrolment;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>Tells the hub how far the province has come: the node's slow heartbeat. Nothing waits for it; the next one tells all of it again.</summary>
public sealed class TellStanding(MeasureStanding measure, HubClient hub, HubFiles files, TakeAuthorities authorities, HubStage stage)
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
            var told = await ReportAsync(report, cancel);
            await stage.TakeAsync(told.Stage, cancel);
            if (await authorities.HandleAsync(told.Authorities.Select(a => a.ToByteArray()), cancel))
            {
                // At once, over a connection of the new trust: the hub signs by the new authority only for whoever said to know it.
                await ReportAsync(report, cancel);
            }

            return true;
        }
        catch (RpcException)
        {
            return false; // The relay tells the operator what is wrong with the connection.
        }
    }

    private async Task<StandingAnswer> ReportAsync(StandingReport report, CancellationToken cancel)
    {
        report.Authorities.Clear();
        report.Authorities.AddRange(files.Authorities().Select(HubFiles.Thumbprint));
        return await hub.Link().ReportAsync(report, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Deadline, cancellationToken: cancel);
    }
}

/// <summary>Takes up the authorities that the hub told, and leaves an act of it.</summary>
public sealed class TakeAuthorities(NodeDb db, HubFiles files, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <param name="told">DER.</param>
    /// <returns>Whether what is trusted changed.</returns>
    public async Task<bool> HandleAsync(IEnumerable<byte[]> told, CancellationToken cancel)
    {
        if (!files.Trust(told))
        {
            return false;
        }

        var trusted = string.Join(' ', files.Authorities().Select(HubFiles.Thumbprint));
        await db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.HubAuthority, time.UtcNow, $"Trục quốc gia báo các cơ quan cấp chứng thư có giá trị: {trusted}"), cancel);
        return true;
    }
}

/// <summary>Tells the hub from time to time.</summary>
public sealed class TellStandingJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<TellStandingJob> log) : NodeJob(scopes, node, log)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<TellStanding>().HandleAsync(cancel);
}
