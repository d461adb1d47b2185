using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>
/// Counts tries at public doors, per key and window of time, in memory: guessing four digits must take years. What it holds is bounded: keys stand in
/// two halves, and when the younger is full the older is forgotten, which costs the same however many keys there are.
/// </summary>
public sealed class Throttle(VietnamTime time)
{
    /// <summary>Keys of one half.</summary>
    public const int MostKeys = 50_000;

    private readonly Lock _gate = new();
    private Dictionary<string, (DateTime From, int Count)> _young = new(StringComparer.Ordinal);
    private Dictionary<string, (DateTime From, int Count)> _old = new(StringComparer.Ordinal);

    /// <summary>Keys held now, at most twice <see cref="MostKeys"/>.</summary>
    public int Held
    {
        get
        {
            lock (_gate)
            {
                return _young.Count + _old.Count;
            }
        }
    }

    /// <summary>Whether fewer than <paramref name="most"/> tries were counted in the window.</summary>
    public bool Allows(string key, int most, TimeSpan window)
    {
        lock (_gate)
        {
            return Find(key) is not { } seen || time.UtcNow - seen.From >= window || seen.Count < most;
        }
    }

    /// <summary>Counts a try and tells whether it is still allowed: counted first, so that many at once do not all pass.</summary>
    /// <param name="weight">How much the try counts, e.g. megabytes.</param>
    public bool CountOne(string key, int most, TimeSpan window, int weight = 1) => Count(key, window, weight) <= most;

    /// <summary>Takes a counted try back: it was a right one.</summary>
    public void Forgive(string key)
    {
        lock (_gate)
        {
            if (Find(key) is { } seen)
            {
                Keep(key, (seen.From, Math.Max(0, seen.Count - 1)));
            }
        }
    }

    /// <returns>Tries in the window, this one included.</returns>
    public int Count(string key, TimeSpan window, int weight = 1)
    {
        lock (_gate)
        {
            var now = time.UtcNow;
            var counted = Find(key) is { } seen && now - seen.From < window ? (seen.From, Count: Sum(seen.Count, weight)) : (From: now, Count: weight);
            Keep(key, counted);
            return counted.Count;
        }
    }

    private static int Sum(int count, int weight) => (int)Math.Min((long)count + weight, int.MaxValue);

    private (DateTime From, int Count)? Find(string key) => _young.TryGetValue(key, out var seen) || _old.TryGetValue(key, out seen) ? seen : null;

    private void Keep(string key, (DateTime From, int Count) counted)
    {
        if (_young.Count >= MostKeys && !_young.ContainsKey(key))
        {
            (_old, _young) = (_young, new(StringComparer.Ordinal));
        }

        _old.Remove(key);
        _young[key] = counted;
    }
}
