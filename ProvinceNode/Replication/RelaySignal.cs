using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProvinceNode.Replication;

/// <summary>Wakes the relay. Many raises before a wait count once.</summary>
public sealed class RelaySignal
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _equalityAsked;
    private int _hubWentBack;

    /// <summary>The hub's answer asks for a certificate of equality.</summary>
    public void AskEquality() => Interlocked.Exchange(ref _equalityAsked, 1);

    /// <summary>Whether it did since this was last called.</summary>
    public bool TakeEqualityAsked() => Interlocked.Exchange(ref _equalityAsked, 0) == 1;

    /// <summary>How many times this process found that the hub was restored from a backup: whoever keeps something of the hub's asks it anew.</summary>
    public int HubWentBack => Volatile.Read(ref _hubWentBack);

    public void NoteHubWentBack() => Interlocked.Increment(ref _hubWentBack);

    public void Raise() => _bell.Writer.TryWrite(true);

    /// <summary>Waits until raised or until the time is over; true when it was raised.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(atMost);
        try
        {
            return await _bell.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}

/// <summary>Raises the signal after a commit that put something into the outbox, never before: what is not committed is not sent.</summary>
public sealed class OutboxCommitted(RelaySignal signal) : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Look(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Look(eventData);
        return Task.CompletedTask;
    }

    private void Look(TransactionEndEventData data)
    {
        if (data.Context?.ChangeTracker.Entries<OutboxRow>().Any() == true)
        {
            signal.Raise();
        }
    }
}
