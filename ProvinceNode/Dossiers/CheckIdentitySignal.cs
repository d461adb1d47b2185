using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProvinceNode.Dossiers;

/// <summary>Dossiers that were just filed and wait for their first identity check. Full or lost with the process: the job asks for them.</summary>
public sealed class CheckIdentitySignal
{
    private readonly Channel<Guid> _waiting = Channel.CreateBounded<Guid>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise(Guid dossierId) => _waiting.Writer.TryWrite(dossierId);

    public IAsyncEnumerable<Guid> ReadAllAsync(CancellationToken cancel) => _waiting.Reader.ReadAllAsync(cancel);
}

/// <summary>Raises the signal after the commit of a dossier nobody has asked about yet.</summary>
public sealed class CheckIdentityCommitted(CheckIdentitySignal signal) : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Look(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Look(eventData);
        return Task.CompletedTask;
    }

    private void Look(TransactionEndEventData data)
    {
        foreach (var entry in data.Context?.ChangeTracker.Entries<Dossier>() ?? [])
        {
            if (entry.Entity.Identity is { Status: IdentityStatus.Pending, CheckedAt: null })
            {
                signal.Raise(entry.Entity.Id);
            }
        }
    }
}
