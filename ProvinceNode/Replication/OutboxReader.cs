using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Replication;
using Protos.Values;

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
        bool more;
        do
        {
            (var page, more) = await store.ReadAsync(_after, options.BatchRows, options.BatchBytes, cancel);
            _after = more ? page[^1] : null;
            fresh = await WithoutTooLargeAsync(store, inFlight.Fresh(page), cancel);
        }
        while (fresh.Count == 0 && more);

        // Read after the rows, so that no record is of a later epoch than its batch says.
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        var state = await db.States.AsNoTracking().SingleAsync(cancel);
        var batch = new PushBatch
        {
            Epoch = (ulong)state.Epoch, Protocol = MessageFormat.Newest, ActChainHead = state.ActHead, ActChainLength = state.ActCount, NodeVersion = NodeVersion,
        };
        batch.Records.AddRange(fresh.Select(i => Record.Parser.ParseFrom(i.Message)));
        return (batch, fresh.ConvertAll(i => i.Key));
    }

    // The hub ends a stream over a message beyond its limit: one such record, tried again and again, would stop everything behind it.
    private async Task<List<OutboxItem>> WithoutTooLargeAsync(OutboxStore store, List<OutboxItem> items, CancellationToken cancel)
    {
        var refused = items.Where(i => i.Message.Length > options.LargestRecordBytes)
            .Select(i => new OutboxRefusal(i.Key, RelayWords.TooLargeCode, RelayWords.TooLarge(i.Message.Length, options.LargestRecordBytes))).ToList();
        if (refused.Count == 0)
        {
            return items;
        }

        await store.SettleAsync([], refused, 0, cancel);
        return items.FindAll(i => i.Message.Length <= options.LargestRecordBytes);
    }
}
