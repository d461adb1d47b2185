using Microsoft.Extensions.Options;
using NationalHub.Gateways.Portal;

namespace NationalHub.Gateways.Mailbox;

/// <summary>Collects and tells, for ever; an outage of the portal only makes it wait.</summary>
public sealed class MailboxRounds(IServiceScopeFactory scopes, PortalClient portal, PortalPause pause, IOptions<GatewayOptions> options, ILogger<MailboxRounds> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!portal.IsConfigured)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.MailboxMilliseconds));
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await RoundAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.MailboxFailed(logger, e);
            }
        }
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        if (!pause.IsOver)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var told = await scope.ServiceProvider.GetRequiredService<TellOutcomes>().HandleAsync(cancellation).ConfigureAwait(false);
            var found = await scope.ServiceProvider.GetRequiredService<CollectFilings>().HandleAsync(cancellation).ConfigureAwait(false);
            if (found + told > 0)
            {
                Log.Mailbox(logger, found, told);
            }

            if (pause.End())
            {
                Log.PortalBack(logger);
            }
        }
        catch (PortalDownException e)
        {
            Log.PortalDown(logger, e.Message, pause.Lengthen().TotalSeconds);
        }
    }
}
