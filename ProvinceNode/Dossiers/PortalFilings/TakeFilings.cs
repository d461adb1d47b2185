using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.PublicService;

namespace ProvinceNode.Dossiers.PortalFilings;

/// <summary>Asks the hub every minute for what citizens filed on the national portal, and takes it one by one: one that fails holds up no other.</summary>
public sealed class TakeFilings(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<TakeFilings> log) : NodeJob(scopes, node, log)
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var hub = services.GetRequiredService<HubClient>();
        // Each of a page leaves the mailbox, or the rest waits for the next run.
        while (hub.IsEnrolled && await PullAsync(hub, await EpochAsync(services, cancel), cancel) is { Count: > 0 } filings)
        {
            var taken = 0;
            foreach (var filing in filings)
            {
                await PieceAsync(async s => taken += await s.GetRequiredService<TakeFiling>().HandleAsync(filing, cancel) ? 1 : 0, cancel);
            }

            if (taken < filings.Count)
            {
                return;
            }
        }
    }

    // A node that was restored begins a new one: it is shown again what it took since the backup.
    private static Task<long> EpochAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<NodeDb>().States.AsNoTracking().Select(s => s.Epoch).SingleAsync(cancel);

    // A hub that is away, or of the version before, has nothing for us now.
    private static async Task<IReadOnlyList<Filing>> PullAsync(HubClient hub, long epoch, CancellationToken cancel)
    {
        try
        {
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + Patience;
            return (await hub.Mailbox().PullAsync(new PullRequest { Most = AtOnce, Epoch = epoch }, deadline: deadline, cancellationToken: cancel)).Filings;
        }
        catch (RpcException) when (!cancel.IsCancellationRequested)
        {
            return [];
        }
    }
}
