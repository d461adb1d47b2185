using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.PortalResults;

/// <summary>Hands over, every minute, the result papers that the hub does not have, a few at a time: one that fails holds up no other.</summary>
public sealed class HandOverResults(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<HandOverResults> log) : NodeJob(scopes, node, log)
{
    private const int AtOnce = 50;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (!services.GetRequiredService<HubClient>().IsConfigured || !await IsThereAsync(services, cancel))
        {
            return;
        }

        foreach (var id in await HandOverResult.Due(services.GetRequiredService<NodeDb>()).Take(AtOnce).ToListAsync(cancel))
        {
            await PieceAsync(s => s.GetRequiredService<HandOverResult>().HandleAsync(id, cancel), cancel);
        }
    }

    // A hub that is away, or of the version before, gets nothing now; neither does one that this node has not joined.
    private static async Task<bool> IsThereAsync(IServiceProvider services, CancellationToken cancel)
    {
        try
        {
            await services.GetRequiredService<HandOverResult>().TakeWantedAsync(cancel);
            return true;
        }
        catch (RpcException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
