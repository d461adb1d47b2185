using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>A hub that holds assistance of before marks were kept makes them once, at its start, of the rows that it has.</summary>
public sealed partial class ApartRounds(IServiceScopeFactory scopes, IOptions<IntakeOptions> options, VietnamTime time, ILogger<ApartRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>Nothing where one mark is there: from then on each batch keeps them.</summary>
    public async Task HandleAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        if (await db.ApartPeople.AnyAsync(cancellation).ConfigureAwait(false))
        {
            return;
        }

        // Every row is read, and the nodes write meanwhile: each of their batches marks whom it tells of.
        var told = await ApartPeople.Told(db).ToListAsync(cancellation).ConfigureAwait(false);
        if (told.Count > 0)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            var now = await ReceivingMoment.NextAsync(db, time.UtcNow, TimeSpan.FromHours(options.Value.MostClockBackHours), cancellation).ConfigureAwait(false);
            await ApartPeople.MarkAsync(db, told, now, tell: true, cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again);
        do
        {
            try
            {
                await HandleAsync(stoppingToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotMarked(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Who is to be named to nobody could not be read from the rows of before; it is tried again in a minute.")]
        public static partial void NotMarked(ILogger logger, Exception reason);
    }
}
