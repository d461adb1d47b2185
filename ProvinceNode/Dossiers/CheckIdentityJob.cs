using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Puts unanswered identity questions again, each after a longer pause, and gives up the run when the service is plainly away.</summary>
public sealed class CheckIdentityJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<CheckIdentityJob> log) : NodeJob(scopes, node, log)
{
    // Failures in a row after which the rest of the run would only wait for time-outs.
    private const int EnoughFailures = 3;

    // Looked at per run; the oldest question first.
    private const int Candidates = 5000;

    private static readonly DossierStatus[] Over =
        [DossierStatus.Refused, DossierStatus.Issued, DossierStatus.Rejected, DossierStatus.HandedOver, DossierStatus.Stopped];

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var failures = 0;
        foreach (var id in await DueAsync(services, cancel))
        {
            // A context each: a lost race of one dossier leaves nothing behind for the next.
            await using var scope = NewScope();
            var answer = await scope.ServiceProvider.GetRequiredService<CheckIdentity>().HandleAsync(id, null, cancel);
            failures = answer is { Succeeded: true, Value.Status: IdentityStatus.Pending } ? failures + 1 : 0;
            if (failures >= EnoughFailures)
            {
                return;
            }
        }
    }

    private static async Task<List<Guid>> DueAsync(IServiceProvider services, CancellationToken cancel)
    {
        var options = services.GetRequiredService<IOptions<CheckIdentityOptions>>().Value;
        var now = services.GetRequiredService<VietnamTime>().UtcNow;
        var pending = await services.GetRequiredService<NodeDb>().Dossiers
            .Where(d => (d.Identity.Status == IdentityStatus.Pending || d.AsksPeople) && !Over.Contains(d.Status))
            .OrderBy(d => d.Identity.CheckedAt).Take(Candidates)
            .Select(d => new { d.Id, d.Identity.Attempts, d.Identity.CheckedAt }).ToListAsync(cancel);
        return pending.Where(p => p.CheckedAt is not { } at || at + options.Pause(p.Attempts) <= now)
            .Select(p => p.Id).Take(options.MostPerRun).ToList();
    }
}
