using System.Threading.Channels;
using Grpc.Core;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>
/// One connection to the hub, from its first batch to its first failure. Three loops: sending keeps a window of batches in flight,
/// receiving takes the answers, settling writes them down; several answers that came meanwhile are settled in one transaction.
/// </summary>
internal sealed class RelayStream(IServiceScopeFactory scopes, RelayOptions options, RelaySignal signal, RelayStatus status, TimeProvider clock) : IDisposable
{
    // Rows settled in one transaction: it holds the savers' turn.
    private const int SettleRows = 5000;

    private readonly InFlight _inFlight = new();
    private readonly SemaphoreSlim _window = new(options.Window);
    private readonly Channel<PushResult> _answers = Channel.CreateUnbounded<PushResult>();
    private readonly CancellationTokenSource _silence = new();
    private readonly Lock _owed = new();
    private int _unanswered;

    /// <summary>Whether the hub answered at least once.</summary>
    public bool Progressed { get; private set; }

    /// <summary>Runs until the connection breaks.</summary>
    /// <exception cref="RpcException">The hub is gone, or refuses the call.</exception>
    /// <exception cref="TimeoutException">The hub took a batch and did not answer.</exception>
    /// <exception cref="RelayFencedException">The hub refuses to go back.</exception>
    public async Task RunAsync(ReplicationIntake.ReplicationIntakeClient client, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, _silence.Token);
        using var call = client.Push(cancellationToken: stop.Token);
        var receive = ReceiveAsync(call.ResponseStream, stop.Token);
        Task[] loops = [receive, SettleAsync(stop.Token), SendAsync(call.RequestStream, stop.Token)];
        var first = await Task.WhenAny(loops);
        await stop.CancelAsync();
        await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        if (_silence.IsCancellationRequested)
        {
            throw new TimeoutException("The hub did not answer a batch in time.");
        }

        // A broken call fails the sender too; the receiver knows the hub's own status.
        await (receive.IsFaulted && first != loops[1] ? receive : first);
        throw new RpcException(new Status(StatusCode.Unavailable, "The hub ended the stream."));
    }

    public void Dispose()
    {
        _window.Dispose();
        _silence.Dispose();
    }

    private async Task SendAsync(IClientStreamWriter<PushBatch> requests, CancellationToken cancel)
    {
        var reader = new OutboxReader(scopes, options, _inFlight);
        var lastSent = clock.GetTimestamp();
        for (ulong sequence = 1; ;)
        {
            await _window.WaitAsync(cancel);
            var (batch, keys) = await reader.NextAsync(cancel);
            var heartbeat = sequence == 1 || clock.GetElapsedTime(lastSent) >= TimeSpan.FromSeconds(options.HeartbeatSeconds);
            if (keys.Count == 0 && !heartbeat)
            {
                _window.Release();
                await WaitAsync(cancel);
                continue;
            }

            (batch.Sequence, batch.SentAtUnixMs) = (sequence, clock.GetUtcNow().ToUnixTimeMilliseconds());
            _inFlight.Add(sequence++, keys);
            Expect(+1);
            lastSent = clock.GetTimestamp();
            await requests.WriteAsync(batch, cancel);
        }
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        var atMost = Math.Min(options.PollSeconds, options.HeartbeatSeconds);
        if (await signal.WaitAsync(TimeSpan.FromSeconds(atMost), cancel))
        {
            // A save seldom comes alone; a short wait makes one batch of a burst.
            await Task.Delay(options.FlushMilliseconds, cancel);
        }
    }

    private async Task ReceiveAsync(IAsyncStreamReader<PushResult> responses, CancellationToken cancel)
    {
        while (await responses.MoveNext(cancel))
        {
            Expect(-1);
            Progressed = true;
            _answers.Writer.TryWrite(responses.Current);
        }
    }

    private async Task SettleAsync(CancellationToken cancel)
    {
        while (await _answers.Reader.WaitToReadAsync(cancel))
        {
            var (done, acknowledged, refused) = (new List<ulong>(), new List<OutboxKey>(), new List<OutboxRefusal>());
            while (acknowledged.Count < SettleRows && _answers.Reader.TryRead(out var answer))
            {
                if (answer.Fenced)
                {
                    throw new RelayFencedException(RelayWords.ByHub(answer));
                }

                if (answer.EqualityAsked)
                {
                    signal.AskEquality();
                }

                var (good, bad) = _inFlight.Match(answer);
                acknowledged.AddRange(good);
                refused.AddRange(bad);
                done.Add(answer.Sequence);
            }

            await SettleAsync(acknowledged, refused, cancel);
            _inFlight.Forget(done);
            _window.Release(done.Count);
            status.Answered(clock.GetUtcNow().UtcDateTime, acknowledged.Count, refused.Count);
        }
    }

    private async Task SettleAsync(List<OutboxKey> acknowledged, List<OutboxRefusal> refused, CancellationToken cancel)
    {
        if (acknowledged.Count + refused.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OutboxStore>().SettleAsync(acknowledged, refused, cancel);
        }
    }

    // The clock of silence runs while an answer is owed, and starts anew with each answer.
    private void Expect(int change)
    {
        // Sender and receiver both come here: count and clock change together, else one could stop the other's clock.
        lock (_owed)
        {
            _unanswered += change;
            if (_unanswered == 0 || change < 0 || _unanswered == 1)
            {
                _silence.CancelAfter(_unanswered == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(options.AnswerSeconds));
            }
        }
    }
}
