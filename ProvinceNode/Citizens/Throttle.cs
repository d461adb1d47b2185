using System.Collections.Concurrent;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>Counts tries at public doors, per key and window of time, in memory: guessing four digits must take years.</summary>
public sealed class Throttle(VietnamTime time)
{
    private const int MostKeys = 100_000;
    private readonly ConcurrentDictionary<string, (DateTime From, int Count)> _counts = new(StringComparer.Ordinal);

    /// <summary>Whether fewer than <paramref name="most"/> tries were counted in the window.</summary>
    public bool Allows(string key, int most, TimeSpan window) =>
        !_counts.TryGetValue(key, out var seen) || time.UtcNow - seen.From >= window || seen.Count < most;

    /// <summary>Counts a try and tells whether it is still allowed: counted first, so that many at once do not all pass.</summary>
    public bool CountOne(string key, int most, TimeSpan window) => Count(key, window) <= most;

    /// <summary>Takes a counted try back: it was a right one.</summary>
    public void Forgive(string key) =>
        _counts.AddOrUpdate(key, (time.UtcNow, 0), (_, seen) => (seen.From, Math.Max(0, seen.Count - 1)));

    /// <returns>Tries in the window, this one included.</returns>
    public int Count(string key, TimeSpan window)
    {
        var now = time.UtcNow;
        if (_counts.Count >= MostKeys)
        {
            foreach (var (old, seen) in _counts)
            {
                if (now - seen.From >= window)
                {
                    _counts.TryRemove(old, out _);
                }
            }
        }

        return _counts.AddOrUpdate(key, (now, 1), (_, seen) => now - seen.From >= window ? (now, 1) : (seen.From, seen.Count + 1)).Count;
    }
}
