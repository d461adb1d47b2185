using Microsoft.Extensions.Options;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>Makes the last day of the last month in the night, so that whoever first asks for it in the morning does not wait.</summary>
public sealed partial class DaySnapshotsNightly(DaySnapshots days, IOptions<DaySnapshotsOptions> options, VietnamTime time, ILogger<DaySnapshotsNightly> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(30);

    public Task HandleAsync(CancellationToken cancellation) => days.MakeReadyAsync(time.Month.FirstDay.AddDays(-1), cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                if (time.Now.Hour == options.Value.NightHour)
                {
                    await HandleAsync(stoppingToken).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.DayNotMade(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store of the last month's end could not be made in the night; the next tick of this hour or the first reader tries again.")]
        public static partial void DayNotMade(ILogger logger, Exception reason);
    }
}
