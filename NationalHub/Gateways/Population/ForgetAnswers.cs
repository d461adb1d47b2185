using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Population;

/// <summary>Removes kept answers and day counters after their time; the log of questions stays.</summary>
public sealed class ForgetAnswers(IServiceScopeFactory scopes, IOptions<GatewayOptions> options, VietnamTime time, ILogger<ForgetAnswers> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async Task HandleAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var before = time.UtcNow.AddDays(-options.Value.AnswerDays);
        await db.IdentityAnswers.Where(a => a.AnsweredAt < before).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        // A whole record of a person is kept no longer than it may answer again.
        var reusable = time.UtcNow.AddHours(-options.Value.ReuseHours);
        await db.IdentityAnswers.Where(a => a.ReuseHash != null && a.AnsweredAt < reusable).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        var day = VietnamTime.Day(before);
        await db.IdentityQuotas.Where(q => q.Day < day).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await HandleAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.CleaningFailed(logger, e);
            }
        }
    }
}
