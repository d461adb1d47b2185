using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>Removes drafts that nobody touched for thirty days: personal data is not kept longer than its purpose (Law 91/2025/QH15).</summary>
public sealed class JobsCleanDrafts(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<JobsCleanDrafts> log) : NodeJob(scopes, node, log)
{
    public const int Days = 30;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var before = services.GetRequiredService<VietnamTime>().UtcNow.AddDays(-Days);
        var removed = await services.GetRequiredService<NodeDb>().Drafts.Where(d => d.UpdatedAt < before).ExecuteDeleteAsync(cancel);
        if (removed > 0)
        {
            JobsLog.DraftsRemoved(log, removed, Days);
        }
    }
}
