using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Provinces.Trials;

/// <summary>Carries removals out, one after the other; also those that another process began and did not end.</summary>
public sealed partial class TrialRounds(IServiceScopeFactory scopes, RemoveTrial remove, ILogger<TrialRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Carries out what waits.</summary>
    /// <returns>Removals that came to their end.</returns>
    internal async Task<int> RoundAsync(CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(cancellation).ConfigureAwait(false);
        foreach (var id in waiting)
        {
            for (var place = await remove.PieceAsync(id, null, RemoveTrial.AtOnce, cancellation).ConfigureAwait(false); place is not null;)
            {
                place = await remove.PieceAsync(id, place, RemoveTrial.AtOnce, cancellation).ConfigureAwait(false);
            }
        }

        return waiting.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        do
        {
            try
            {
                await RoundAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotRemoved(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task<List<Guid>> WaitingAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Waiting(scope.ServiceProvider.GetRequiredService<HubDb>()).ToListAsync(cancellation).ConfigureAwait(false);
    }

    internal static IQueryable<Guid> Waiting(HubDb db) => db.TrialRemovals.Where(r => r.DoneAt == null).OrderBy(r => r.AskedAt).Select(r => r.Id);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The records of a trial could not be removed; it is tried again in some seconds.")]
        public static partial void NotRemoved(ILogger logger, Exception reason);
    }
}
