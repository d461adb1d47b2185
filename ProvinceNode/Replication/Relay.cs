using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using ProvinceNode.Platform;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>
/// Keeps the hub in step with the node: pushes the outbox as long as the process lives and reconnects whenever it breaks.
/// Nothing of the node waits for it.
/// </summary>
public sealed class Relay(IServiceScopeFactory scopes, HubClient hub, RelaySignal signal, RelayStatus status, IOptions<RelayOptions> options, ILogger<Relay> log)
    : BackgroundService
{
    private static readonly TimeSpan AskDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EpochPoll = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock = TimeProvider.System;
    private bool _compared;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled || !hub.IsConfigured)
        {
            status.Move(RelayState.NotConfigured);
            return;
        }

        await Task.Yield();
        var retry = Retry();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await retry.ExecuteAsync(OnceAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            status.Move(RelayState.Stopped);
        }
    }

    private ResiliencePipeline Retry() => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not OperationCanceledException),
            MaxRetryAttempts = int.MaxValue, BackoffType = DelayBackoffType.Exponential, UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(500), MaxDelay = TimeSpan.FromSeconds(options.Value.MaxPauseSeconds),
        })
        .Build();

    // Returns, instead of throwing, after a connection that worked: the next pause is short again.
    private async ValueTask OnceAsync(CancellationToken cancel)
    {
        status.Move(RelayState.Connecting);
        using var stream = new RelayStream(scopes, options.Value, signal, status, _clock);
        try
        {
            var client = hub.Replication();
            await CompareAsync(client, cancel);
            await stream.RunAsync(client, cancel);
        }
        catch (RelayFencedException fence)
        {
            Log.Fenced(log, fence.Message);
            await FencedAsync(fence, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            Log.Broke(log, failure.GetType().Name, failure.Message);
            status.Broke(RelayWords.Of(failure));
            if (!stream.Progressed)
            {
                throw new RelayBrokenException(failure);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), _clock, cancel);
        }
    }

    // Once a process: a database is put back while the node is stopped.
    private async Task CompareAsync(ReplicationIntake.ReplicationIntakeClient client, CancellationToken cancel)
    {
        if (_compared)
        {
            return;
        }

        var position = await client.GetPositionAsync(new PositionRequest(), deadline: _clock.GetUtcNow().UtcDateTime + AskDeadline, cancellationToken: cancel);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PositionCheck>().DemandAsync(position, cancel);
        var left = await scope.ServiceProvider.GetRequiredService<StartNewEpoch>().EnlistAllAsync(cancel);
        if (left > 0)
        {
            Log.EnlistedAgain(log, left);
        }

        _compared = true;
    }

    // The repair is a command of its own process; its new epoch is seen in the database.
    private async Task FencedAsync(RelayFencedException fence, CancellationToken cancel)
    {
        status.Move(RelayState.Fenced, fence.Message);
        var epoch = await EpochAsync(cancel);
        while (await EpochAsync(cancel) == epoch)
        {
            await Task.Delay(EpochPoll, _clock, cancel);
        }

        _compared = false;
    }

    private async Task<long> EpochAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NodeDb>().States.AsNoTracking().Select(s => s.Epoch).SingleAsync(cancel);
    }
}

/// <summary>An attempt that never got an answer; tells the retry to wait longer. Carries whatever broke it, cancellation by the peer included.</summary>
public sealed class RelayBrokenException(Exception cause) : Exception(cause.Message, cause);
