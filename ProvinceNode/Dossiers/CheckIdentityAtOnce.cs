using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Asks right after submission, in the background: nobody waits for the population database at the counter.</summary>
public sealed class CheckIdentityAtOnce(
    IServiceScopeFactory scopes, CheckIdentitySignal signal, IOptions<NodeOptions> options, ILogger<CheckIdentityAtOnce> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in signal.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(options.Value.ProvinceCode));
                await scope.ServiceProvider.GetRequiredService<CheckIdentity>().HandleAsync(id, null, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                CheckIdentityLog.Failed(log, id, failure.GetType().Name, failure.Message);
            }
        }
    }
}

internal static partial class CheckIdentityLog
{
    [LoggerMessage(LogLevel.Warning, "Identity check of dossier {Dossier} failed ({Kind}): {Message}; the job will ask again")]
    public static partial void Failed(ILogger logger, Guid dossier, string kind, string message);
}
