namespace NationalHub.Provinces.Gates;

/// <summary>Đồng and people of one commune in one month, of one side.</summary>
public sealed record CommuneSum(int Month, string CommuneCode, int People, long Dong);

/// <summary>A commune in which somebody has an entitlement that lists pay in the month.</summary>
public sealed record DueCommune(int Month, string CommuneCode);

/// <summary>A month of both sides. Differences are added up commune by commune: one too much does not make up for another too little.</summary>
/// <param name="Communes">Communes that either side names.</param>
/// <param name="Differing">Those whose sums are not the same.</param>
/// <param name="BuiltOnly">Those that only the node's lists name.</param>
/// <param name="PaidOnly">Those that only the report of what was paid names, with something paid.</param>
/// <param name="Due">Communes in which somebody has an entitlement in the month; counted for the months of the gate only.</param>
/// <param name="Missing">Those of them that neither side names.</param>
public sealed record ParallelMonth(int Month, int Communes, long Built, long Paid, long Difference, long PeopleDifference, int Differing, int BuiltOnly, int PaidOnly, int Due, IReadOnlyList<string> Missing)
{
    /// <summary>Whether each commune that is named is named by both sides.</summary>
    public bool IsTwoSided => BuiltOnly == 0 && PaidOnly == 0;

    /// <summary>Whether both sides tell something of every commune where somebody receives.</summary>
    public bool IsWhole => Communes > 0 && IsTwoSided && Missing.Count == 0;

    /// <summary>Compares both sides by month, the newest first. Pure.</summary>
    public static IReadOnlyList<ParallelMonth> Compare(IEnumerable<CommuneSum> built, IEnumerable<CommuneSum> paid, IEnumerable<DueCommune> due)
    {
        var (ours, theirs) = (Sums(built), Sums(paid));
        var owed = due.Distinct().ToLookup(d => d.Month, d => d.CommuneCode);
        var named = ours.Keys.Union(theirs.Keys).ToLookup(k => k.Month);
        return [.. named.Select(m => m.Key).Union(owed.Select(m => m.Key)).OrderDescending().Select(m => Of(m, [.. named[m]], ours, theirs, [.. owed[m]]))];
    }

    private static ParallelMonth Of(
        int month, IReadOnlyList<(int Month, string Commune)> communes,
        Dictionary<(int, string), (long Dong, long People)> ours, Dictionary<(int, string), (long Dong, long People)> theirs, IReadOnlyList<string> due)
    {
        var pairs = communes.Select(c => (Ours: ours.GetValueOrDefault(c), Theirs: theirs.GetValueOrDefault(c))).ToList();
        return new ParallelMonth(
            month, communes.Count, Sum(pairs.Select(p => p.Ours.Dong)), Sum(pairs.Select(p => p.Theirs.Dong)),
            Sum(pairs.Select(p => Math.Abs(p.Ours.Dong - p.Theirs.Dong))), Sum(pairs.Select(p => Math.Abs(p.Ours.People - p.Theirs.People))),
            pairs.Count(p => p.Ours != p.Theirs), communes.Count(c => !theirs.ContainsKey(c)),
            communes.Count(c => !ours.ContainsKey(c) && theirs[c] is not (0, 0)), due.Count, [.. due.Except(communes.Select(c => c.Commune), StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static Dictionary<(int Month, string Commune), (long Dong, long People)> Sums(IEnumerable<CommuneSum> rows) =>
        rows.GroupBy(r => (r.Month, r.CommuneCode)).ToDictionary(g => g.Key, g => (Sum(g.Select(r => r.Dong)), Sum(g.Select(r => (long)r.People))));

    // What was entered before there was a bound must not close the page on which it is mended.
    private static long Sum(IEnumerable<long> numbers) => (long)Math.Min(long.MaxValue, numbers.Sum(n => (decimal)n));
}
