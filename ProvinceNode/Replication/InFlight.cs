using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>Batches that were sent and are not settled yet. Sending and settling run at the same time, so it locks.</summary>
internal sealed class InFlight
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, List<OutboxKey>> _batches = [];
    private readonly HashSet<OutboxKey> _keys = [];

    public void Add(ulong sequence, List<OutboxKey> keys)
    {
        lock (_lock)
        {
            _batches.Add(sequence, keys);
            _keys.UnionWith(keys);
        }
    }

    /// <summary>Those that are not on their way already.</summary>
    public List<OutboxItem> Fresh(List<OutboxItem> items)
    {
        lock (_lock)
        {
            return items.FindAll(i => !_keys.Contains(i.Key));
        }
    }

    /// <summary>What a result says of the versions its batch carried.</summary>
    /// <exception cref="InvalidDataException">The hub answers a batch that was never sent.</exception>
    public (List<OutboxKey> Acknowledged, List<OutboxRefusal> Refused) Match(PushResult result)
    {
        List<OutboxKey>? keys;
        lock (_lock)
        {
            if (!_batches.TryGetValue(result.Sequence, out keys))
            {
                throw new InvalidDataException($"The hub answered batch {result.Sequence}, which is not in flight.");
            }
        }

        if (result.Refusals.Count == 0)
        {
            return (keys, []);
        }

        var reasons = result.Refusals.ToDictionary(r => (Guid.Parse(r.Id), (long)r.Version));
        var refused = new List<OutboxRefusal>();
        var acknowledged = new List<OutboxKey>();
        foreach (var key in keys)
        {
            if (reasons.TryGetValue((key.RecordId, key.Version), out var why))
            {
                refused.Add(new OutboxRefusal(key, why.Code, why.Reason));
            }
            else
            {
                acknowledged.Add(key);
            }
        }

        return (acknowledged, refused);
    }

    public void Forget(IEnumerable<ulong> sequences)
    {
        lock (_lock)
        {
            foreach (var sequence in sequences)
            {
                if (_batches.Remove(sequence, out var keys))
                {
                    _keys.ExceptWith(keys);
                }
            }
        }
    }
}
