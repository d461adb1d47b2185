namespace NationalHub.Provinces;

/// <summary>Learns the published units before the first node is heard, and again when there are others: another hub on the store published, or names come into force on their day.</summary>
public sealed class UnitRounds(IServiceScopeFactory scopes, ILogger<UnitRounds> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private string _mark = "";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RoundAsync(cancellationToken).ConfigureAwait(false);
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
        if (mark != _mark)
        {
            await learn.HandleAsync(cancellation).ConfigureAwait(false);
            _mark = mark;
        }
    }
}
