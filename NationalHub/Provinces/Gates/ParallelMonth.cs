namespace NationalHub.Provinces.Gates;

/// <summary>Đồng and people of one commune in one month, of one side.</summary>
public sealed record CommuneSum(int Month, string CommuneCode, int People, long Dong);

/// <summary>A month of both sides. Differences are added up commune by commune: one too much does not make up for another too little.</summary>
/// <param name="Communes">Communes that either side names.</param>
/// <param name="Differing">Those whose sums are not the same.</param>
/// <param name="BuiltOnly">Those that only the node's lists name.</param>
/// <param name="PaidOnly">Those that only the report of what was paid names.</param>
public sealed record ParallelMonth(int Month, int Communes, long Built, long Paid, long Difference, long PeopleDifference, int Differing, int BuiltOnly, int PaidOnly)
{
    /// <summary>Whether both sides tell something, and of the same communes.</summary>
    public bool IsWhole => Communes > 0 && BuiltOnly == 0 && PaidOnly == 0;

    /// <summary>Compares both sides by month, the newest first. Pure.</summary>
    public static IReadOnlyList<ParallelMonth> Compare(IEnumerable<CommuneSum> built, IEnumerable<CommuneSum> paid)
    {
        var (ours, theirs) = (Sums(built), Sums(paid));
        return [.. ours.Keys.Union(theirs.Keys).GroupBy(k => k.Month).OrderByDescending(m => m.Key).Select(m => Of(m.Key, [.. m], ours, theirs))];
    }

    private static ParallelMonth Of(
        int month, IReadOnlyList<(int Month, string Commune)> communes,
        Dictionary<(int, string), (long Dong, long People)> ours, Dictionary<(int, string), (long Dong, long People)> theirs)
    {
        var pairs = communes.Select(c => (Ours: ours.GetValueOrDefault(c), Theirs: theirs.GetValueOrDefault(c))).ToList();
        return new ParallelMonth(
            month, communes.Count, Sum(pairs.Select(p => p.Ours.Dong)), Sum(pairs.Select(p => p.Theirs.Dong)),
            Sum(pairs.Select(p => Math.Abs(p.Ours.Dong - p.Theirs.Dong))), Sum(pairs.Select(p => Math.Abs(p.Ours.People - p.Theirs.People))),
            pairs.Count(p => p.Ours != p.Theirs), communes.Count(c => !theirs.ContainsKey(c)), communes.Count(c => !ours.ContainsKey(c)));
    }

    private static Dictionary<(int Month, string Commune), (long Dong, long People)> Sums(IEnumerable<CommuneSum> rows) =>
        rows.GroupBy(r => (r.Month, r.CommuneCode)).ToDictionary(g => g.Key, g => (Sum(g.Select(r => r.Dong)), Sum(g.Select(r => (long)r.People))));

    // What was entered before there was a bound must not close the page on which it is mended.
    private static long Sum(IEnumerable<long> numbers) => (long)Math.Min(long.MaxValue, numbers.Sum(n => (decimal)n));
}
