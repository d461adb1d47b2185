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
    private bool _enlisted;

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
            await stream.RunAsync(client, await CompareAsync(client, cancel), cancel);
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
            if (Pushback.Of(failure) is { } pause)
            {
                // The hub said when: neither earlier nor, by the growing pauses of a hub that is away, much later.
                await Task.Delay(pause, _clock, cancel);
                return;
            }

            if (!stream.Progressed)
            {
                throw new RelayBrokenException(failure);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), _clock, cancel);
        }
    }

    // At every connection: while it was away another copy of the node may have pushed, or the hub may have been restored.
    private async Task<ulong?> CompareAsync(ReplicationIntake.ReplicationIntakeClient client, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var check = scope.ServiceProvider.GetRequiredService<PositionCheck>();
        var acknowledged = await check.AcknowledgedAsync(cancel);
        var position = await AskAsync(client, acknowledged, false, cancel);
        var replay = scope.ServiceProvider.GetRequiredService<ReplayAll>();
        if (await check.DemandAsync(position, cancel))
        {
            // After a repair of our own nothing is wrong with the hub.
            if (position.Batches < (ulong)acknowledged)
            {
                Log.HubWentBack(log, position.Batches, acknowledged);
                status.Move(RelayState.Connecting, RelayWords.Replaying);
                signal.NoteHubWentBack();
                // Noted here before the hub is asked: killed between, the next connection finds it behind again.
                await replay.BeginAsync((long)position.Batches, Meeting.Beyond(acknowledged), cancel);
                position = await AskAsync(client, Meeting.Beyond(acknowledged), true, cancel);
            }

            // Begun already, unless the hub is of before it counted on.
            if (await check.DemandAsync(position, cancel))
            {
                await replay.BeginAsync((long)position.Batches, (long)position.Batches, cancel);
            }
        }

        if (await replay.ContinueAsync(cancel) is > 0 and var again)
        {
            Log.Replayed(log, again);
        }

        await EnlistAsync(scope.ServiceProvider.GetRequiredService<StartNewEpoch>(), cancel);
        return position.HasBatches ? position.Batches : null;
    }

    private async Task<Position> AskAsync(ReplicationIntake.ReplicationIntakeClient client, long acknowledged, bool countOn, CancellationToken cancel) => await client.GetPositionAsync(
        new PositionRequest { Brief = true, Acknowledged = (ulong)acknowledged, CountOn = countOn }, deadline: _clock.GetUtcNow().UtcDateTime + AskDeadline, cancellationToken: cancel);

    // Once an epoch: what a repair that was killed left to do.
    private async Task EnlistAsync(StartNewEpoch repair, CancellationToken cancel)
    {
        if (!_enlisted && await repair.EnlistAllAsync(cancel) is > 0 and var left)
        {
            Log.EnlistedAgain(log, left);
        }

        _enlisted = true;
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

        _enlisted = false;
    }

    private async Task<long> EpochAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NodeDb>().States.AsNoTracking().Select(s => s.Epoch).SingleAsync(cancel);
    }
}

/// <summary>An attempt that never got an answer; tells the retry to wait longer. Carries whatever broke it, cancellation by the peer included.</summary>
public sealed class RelayBrokenException(Exception cause) : Exception(cause.Message, cause);
