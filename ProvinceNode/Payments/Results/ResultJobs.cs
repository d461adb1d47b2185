using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>Reads on uploaded files, then asks each channel for what it has, then looks again at corrections that waited. One channel that fails stops no other.</summary>
public sealed class TakeResultsJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<TakeResultsJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        foreach (var id in await services.GetRequiredService<ReadUploads>().WaitingAsync(cancel))
        {
            await PieceAsync(s => s.GetRequiredService<ReadUploads>().ReadOnAsync(id, int.MaxValue, cancel), cancel);
        }

        foreach (var code in services.GetRequiredService<PaymentProviders>().Configured.Select(p => p.Code).ToList())
        {
            await PieceAsync(s => s.GetRequiredService<TakeResults>().ReadAsync(s.GetRequiredService<PaymentProviders>().Find(code)!, cancel), cancel);
        }

        await PieceAsync(s => s.GetRequiredService<RetryCorrections>().HandleAsync(cancel), cancel);
    }
}
