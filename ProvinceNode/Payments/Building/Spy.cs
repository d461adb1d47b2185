using System.Diagnostics;
namespace ProvinceNode.Payments.Building;
public static class Spy
{
    public static readonly System.Collections.Concurrent.ConcurrentDictionary<string,long> T = new();
    static long _at;
    public static void Start() => _at = Stopwatch.GetTimestamp();
    public static void Mark(string what) { var now = Stopwatch.GetTimestamp(); T.AddOrUpdate(what, now-_at, (_, v) => v + now-_at); _at = now; }
    public static void Print() { foreach (var (k,v) in T.OrderByDescending(x=>x.Value)) Console.WriteLine($"   spy {k}: {v*1000.0/Stopwatch.Frequency:N0} ms"); T.Clear(); }
}
