using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>
/// Walks the outbox from its first row to its last and then again from the first: a row that committed late with an earlier
/// moment is met on the next walk, whereas "later than the last I saw" would lose it.
/// </summary>
internal sealed class OutboxReader(IServiceScopeFactory scopes, RelayOptions options, InFlight inFlight)
{
    private static readonly string NodeVersion = typeof(OutboxReader).Assembly.GetName().Version?.ToString() ?? "";

    private OutboxItem? _after;

    /// <summary>The next batch; without records when nothing waits that is not on its way. Its sequence and time are the sender's.</summary>
    public async Task<(PushBatch Batch, List<OutboxKey> Keys)> NextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<OutboxStore>();
        List<OutboxItem> fresh;
        bool full;
        do
        {
            var page = Fit(await store.ReadAsync(_after, options.BatchRows, cancel), out var cut);
            full = cut || page.Count == options.BatchRows;
            _after = full ? page[^1] : null;
            fresh = inFlight.Fresh(page);
        }
        while (fresh.Count == 0 && full);

        // Read after the rows, so that no record is of a later epoch than its batch says.
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        var state = await db.States.AsNoTracking().SingleAsync(cancel);
        var batch = new PushBatch
        {
            Epoch = (ulong)state.Epoch, Protocol = 1, ActChainHead = state.ActHead, ActChainLength = state.ActCount, NodeVersion = NodeVersion,
        };
        batch.Records.AddRange(fresh.Select(i => Record.Parser.ParseFrom(i.Message)));
        return (batch, fresh.ConvertAll(i => i.Key));
    }

    // A record larger than a batch goes alone.
    private List<OutboxItem> Fit(List<OutboxItem> page, out bool cut)
    {
        var (count, bytes) = (0, 0L);
        while (count < page.Count && (count == 0 || bytes + page[count].Message.Length <= options.BatchBytes))
        {
            bytes += page[count++].Message.Length;
        }

        cut = count < page.Count;
        return cut ? page.GetRange(0, count) : page;
    }
}
