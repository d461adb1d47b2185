using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting.QueryBook;

/// <summary>How long the log of queries is kept. Section <c>QueryLog</c>.</summary>
public sealed class QueryBookOptions
{
    /// <summary>Months that an entry stays; 0 keeps all for ever.</summary>
    public int KeepMonths { get; set; } = 60;
}

/// <summary>Removes what the log of queries need no longer hold.</summary>
public sealed class ForgetQueries(IServiceScopeFactory scopes, IOptions<QueryBookOptions> options, VietnamTime time, ILogger<ForgetQueries> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <returns>Entries removed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        if (options.Value.KeepMonths == 0)
        {
            return 0;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await Old(scope.ServiceProvider.GetRequiredService<HubDb>(), time.UtcNow.AddMonths(-options.Value.KeepMonths)).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
    }

    internal static IQueryable<QueryLogEntry> Old(HubDb db, DateTime before) => db.QueryLog.Where(q => q.At < before);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        // At a start too: a hub that is started anew each day would else never forget.
        do
        {
            try
            {
                await HandleAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.ForgettingFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
