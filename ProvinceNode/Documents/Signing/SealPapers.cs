using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents.Signing;

/// <summary>Papers that were just issued and wait for their seal. Full or lost with the process: the job finds them in the database.</summary>
public sealed class SealPaperSignal
{
    private readonly Channel<Guid> _waiting = Channel.CreateBounded<Guid>(new BoundedChannelOptions(2000) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    public void Raise(Guid paperId)
    {
        // What already waits is not asked for twice.
        if (_known.Count < 2000 && _known.TryAdd(paperId, true))
        {
            _waiting.Writer.TryWrite(paperId);
        }
    }

    public IAsyncEnumerable<Guid> ReadAllAsync(CancellationToken cancel) => _waiting.Reader.ReadAllAsync(cancel);

    /// <summary>What waits now, without waiting for more.</summary>
    internal bool TryRead(out Guid paperId) => _waiting.Reader.TryRead(out paperId);

    /// <summary>The paper was tried; it may be asked for again.</summary>
    public void Tried(Guid paperId) => _known.TryRemove(paperId, out _);
}

/// <summary>Raises the signal after the commit that issued a paper: nothing is drawn or signed inside a transaction.</summary>
public sealed class PaperCommitted(SealPaperSignal signal) : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Look(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Look(eventData);
        return Task.CompletedTask;
    }

    private void Look(TransactionEndEventData data)
    {
        foreach (var entry in data.Context?.ChangeTracker.Entries<IssuedPaper>() ?? [])
        {
            if (entry.Entity.State == PaperState.Frozen)
            {
                signal.Raise(entry.Entity.Id);
            }
        }
    }
}

/// <summary>Seals right after issuing, a few papers at a time. A paper that fails keeps none of the others waiting.</summary>
public sealed class SealPapersAtOnce(SealPaper seal, SealPaperSignal signal, OfficeCertificates certificates, VietnamTime time, ILogger<SealPapersAtOnce> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the node does not wait for a key to be made
        certificates.Prepare(time.UtcNow);
        var few = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount / 2, 1, 4), CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(signal.ReadAllAsync(stoppingToken), few, async (id, cancel) =>
        {
            try
            {
                await seal.RunAsync(id, cancel);
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                SealPapersLog.Failed(log, id, failure);
            }
            finally
            {
                signal.Tried(id);
            }
        });
    }
}

/// <summary>Finds what waits for its seal: issued before a crash, or failed while the signing service was away.</summary>
public sealed class SealPapers(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<SealPapers> log) : NodeJob(scopes, node, log)
{
    private const int MostPerRun = 1000;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var signal = services.GetRequiredService<SealPaperSignal>();
        var due = await services.GetRequiredService<NodeDb>().Papers.Where(p => p.State == PaperState.Frozen).OrderBy(p => p.IssuedAt).ThenBy(p => p.Id).Take(MostPerRun).Select(p => p.Id).ToListAsync(cancel);
        due.ForEach(signal.Raise);
    }
}

internal static partial class SealPapersLog
{
    [LoggerMessage(LogLevel.Warning, "Paper {Paper} could not be sealed; it will be tried again")]
    public static partial void Failed(ILogger logger, Guid paper, Exception failure);
}
