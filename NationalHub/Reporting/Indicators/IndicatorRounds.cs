using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting.Indicators;

/// <summary>How often the figures are made anew; section Indicators.</summary>
public sealed class IndicatorOptions
{
    /// <summary>A round reads only what came in, so it may come often.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often it is looked whether a province pushed for the first time: its figures are made at once.</summary>
    public TimeSpan Look { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Rounds take at most one part in so many of the time: after a long one (a province that sends everything again) the next one waits so many times as long as it took.</summary>
    public int Rest { get; set; } = 10;
}

/// <summary>
/// Makes the figures at the start, as soon as a province pushed for the first time, and then every minute of what came in; a hub that is busy with long rounds rests between them.
/// </summary>
public sealed class IndicatorRounds(ComputeIndicators compute, IServiceScopeFactory scopes, IOptions<IndicatorOptions> options, VietnamTime time, ILogger<IndicatorRounds> logger) : BackgroundService
{
    private DateTime _ended;
    private TimeSpan _took;

    /// <summary>Whether a round came to its end.</summary>
    internal bool HasEnded => _ended != default;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Look);
        do
        {
            try
            {
                await RoundAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.IndicatorsFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    /// <returns>Provinces whose figures were made; null when it was not time.</returns>
    internal async Task<int?> RoundAsync(CancellationToken cancellation)
    {
        var began = time.UtcNow;
        if (began < DueAt(_ended, _took, options.Value, await IsNewAsync(cancellation).ConfigureAwait(false)))
        {
            return null;
        }

        try
        {
            return await compute.HandleAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            // One that failed is tried again at its time, not at every look.
            (_ended, _took) = (time.UtcNow, time.UtcNow - began);
        }
    }

    /// <summary>When the next round begins. Pure.</summary>
    /// <param name="ended">When the last one ended; default: there was none.</param>
    /// <param name="isNew">A province has no figures yet: only the rest is waited for.</param>
    internal static DateTime DueAt(DateTime ended, TimeSpan took, IndicatorOptions options, bool isNew)
    {
        var rest = took * options.Rest;
        return ended == default ? ended : ended + (isNew || rest > options.Every ? rest : options.Every);
    }

    // Two small tables, one row a province.
    private async Task<bool> IsNewAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await New(scope.ServiceProvider.GetRequiredService<HubDb>()).AnyAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Provinces that pushed and have no figures.</summary>
    internal static IQueryable<string> New(HubDb db) => db.Positions.Where(p => p.LastPushAt != null && !db.IndicatorStates.Any(s => s.ProvinceCode == p.ProvinceCode)).Select(p => p.ProvinceCode);
}
