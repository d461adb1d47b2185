using Microsoft.Extensions.Options;

namespace NationalHub.Intake;

/// <summary>
/// How much all streams together may hold of what the database does not have yet. Thirty-four provinces that come back after a day find the same memory as
/// one: who does not fit waits, and HTTP/2 flow control lets his node wait. First come, first served, so that nobody starves.
/// </summary>
public sealed class IntakeBudget(IOptions<IntakeOptions> options)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource Turn)> _queue = [];
    private long _held;

    /// <summary>Bytes held now.</summary>
    public long Held
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    /// <summary>Waits until the bytes fit. Whoever takes gives back.</summary>
    public async Task TakeAsync(long bytes, CancellationToken cancellation)
    {
        LinkedListNode<(long, TaskCompletionSource Turn)> place;
        lock (_lock)
        {
            if (_queue.Count == 0 && Fits(bytes))
            {
                _held += bytes;
                return;
            }

            place = _queue.AddLast((bytes, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        await using var leaving = cancellation.Register(() => Leave(place, cancellation)).ConfigureAwait(false);
        await place.Value.Turn.Task.ConfigureAwait(false);
    }

    public void Give(long bytes)
    {
        lock (_lock)
        {
            _held -= bytes;
            Grant();
        }
    }

    private void Leave(LinkedListNode<(long Bytes, TaskCompletionSource Turn)> place, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (place.List is null)
            {
                return; // It has its turn already.
            }

            _queue.Remove(place);
            place.Value.Turn.TrySetCanceled(cancellation);
            Grant();
        }
    }

    private void Grant()
    {
        while (_queue.First is { } first && Fits(first.Value.Bytes))
        {
            _queue.RemoveFirst();
            _held += first.Value.Bytes;
            first.Value.Turn.TrySetResult();
        }
    }

    // What is larger than the whole goes alone.
    private bool Fits(long bytes) => _held == 0 || _held + bytes <= options.Value.MostBytesAhead;
}
