using Microsoft.Extensions.Options;

namespace NationalHub.Reporting.Indicators;

/// <summary>How often the figures are made anew; section Indicators.</summary>
public sealed class IndicatorOptions
{
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(15);
}

/// <summary>Makes the figures at the start and then from time to time.</summary>
public sealed class IndicatorRounds(ComputeIndicators compute, IOptions<IndicatorOptions> options, ILogger<IndicatorRounds> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every);
        do
        {
            try
            {
                await compute.HandleAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.IndicatorsFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
