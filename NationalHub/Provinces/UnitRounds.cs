using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>
/// Learns the published units before the first node is heard, and again when there are others: another hub on the store published, or names come into force on their day. What was learned is gone
/// through once more at the next look and then once an hour: a batch that was read under the old name is committed after the renaming.
/// </summary>
public sealed class UnitRounds(IServiceScopeFactory scopes, UnitsLearned learned, VietnamTime time, ILogger<UnitRounds> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MendEvery = TimeSpan.FromHours(1);
    private string _mark = "";
    private DateTime _mendAt;

    /// <summary>A hub that cannot read its packs starts all the same: it hears the nodes with the units that it knows, and the next look tries again.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RoundAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            learned.Whole = false;
            Log.UnitsNotRead(logger, e);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await RoundAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.UnitsNotRead(logger, e);
            }
        }
    }

    internal async Task RoundAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var learn = scope.ServiceProvider.GetRequiredService<LearnUnits>();
        var mark = await learn.MarkAsync(cancellation).ConfigureAwait(false);
        var isNew = mark != _mark;
        if (isNew || (mark.Length > 0 && time.UtcNow >= _mendAt))
        {
            if (await learn.HandleAsync(cancellation).ConfigureAwait(false) is { Count: > 0 } unread)
            {
                // The others are learned; the next look reads these again, which somebody may have mended.
                Log.PacksNotRead(logger, string.Join(", ", unread));
                return;
            }

            (_mark, _mendAt) = (mark, isNew ? time.UtcNow : time.UtcNow + MendEvery);
        }
    }
}
