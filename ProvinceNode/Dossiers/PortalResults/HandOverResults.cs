using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.PortalResults;

/// <summary>Hands over, every minute, the result papers that the hub does not have, a few at a time: those that fail hold up no other, for what lies behind them is read on in the same run.</summary>
public sealed class HandOverResults(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<HandOverResults> log) : NodeJob(scopes, node, log)
{
    private const int AtOnce = 50;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (!services.GetRequiredService<HubClient>().IsConfigured || !await IsThereAsync(services, cancel))
        {
            return;
        }

        foreach (var id in await HandOverResult.Withdrawn(services.GetRequiredService<NodeDb>()).ToListAsync(cancel))
        {
            await PieceAsync(s => s.GetRequiredService<HandOverResult>().WithdrawAsync(id, cancel), cancel);
        }

        for (var (left, full) = (0, true); full;)
        {
            // What failed is still due, and the oldest: the next page begins behind it.
            var page = await HandOverResult.Due(services.GetRequiredService<NodeDb>()).Skip(left).Take(AtOnce).ToListAsync(cancel);
            full = page.Count == AtOnce;
            foreach (var id in page)
            {
                var done = false;
                await PieceAsync(async s => done = await s.GetRequiredService<HandOverResult>().HandleAsync(id, cancel), cancel);
                left += done ? 0 : 1;
                // A hub that went away meanwhile is left alone until the next run; a paper that it does not take is no sign of it.
                if (!done && !await IsThereAsync(services, cancel))
                {
                    return;
                }
            }
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
