namespace NationalHub.Reporting.Indicators;

/// <summary>
/// Which figures of people must not be told: those of one to four people, and, so that no sum tells them, as many of their neighbours that of every sum
/// and its parts none or at least two are hidden. The smallest neighbour goes first, a sum only where there is no other. Pure.
/// </summary>
internal static class SmallCells
{
    /// <summary>Fewest people that are told.</summary>
    public const int Least = 5;

    /// <param name="people">Figures of one month and code by province and part, without the nation's.</param>
    /// <returns>Hidden cells, those of the nation (<see cref="Indicator.Nation"/>) too.</returns>
    public static HashSet<(string Province, string Part)> Hidden(IReadOnlyDictionary<(string Province, string Part), long> people) => Hidden([people], []);

    /// <param name="together">Figures that tell each other by subtraction: a cell that is hidden of one is hidden of all.</param>
    /// <param name="also">Cells that are hidden whatever their people.</param>
    /// <param name="sumOf">The part that a part is summed in; null for what is summed in none. Without it all are summed in the empty part.</param>
    public static HashSet<(string Province, string Part)> Hidden(
        IReadOnlyList<IReadOnlyDictionary<(string Province, string Part), long>> together, IReadOnlyCollection<(string Province, string Part)> also, Func<string, string?>? sumOf = null)
    {
        var figures = together.Select(WithNation).ToList();
        var people = figures.SelectMany(f => f).GroupBy(c => c.Key, c => c.Value).ToDictionary(g => g.Key, g => g.Sum());
        var hidden = figures.SelectMany(f => f).Where(c => c.Value is > 0 and < Least).Select(c => c.Key).Concat(also.Where(people.ContainsKey)).ToHashSet();
        var lines = Lines(people.Keys, sumOf ?? (part => part.Length == 0 ? null : "")).Where(l => people.ContainsKey(l.Sum)).ToList();
        bool more;
        do
        {
            more = false;
            foreach (var (parts, sum) in lines.Where(l => l.Parts.Count(hidden.Contains) + (hidden.Contains(l.Sum) ? 1 : 0) == 1))
            {
                var next = parts.Where(c => !hidden.Contains(c) && people[c] > 0).OrderBy(c => people[c]).ThenBy(c => c.Province, StringComparer.Ordinal).ThenBy(c => c.Part, StringComparer.Ordinal)
                    .Select(c => ((string, string)?)c).FirstOrDefault();
                more |= hidden.Add(next ?? sum);
            }
        }
        while (more);

        return hidden;
    }

    /// <summary>Every sum with what it is the sum of: the country's of provinces, and a province's or the country's of parts.</summary>
    private static IEnumerable<(List<(string Province, string Part)> Parts, (string Province, string Part) Sum)> Lines(IEnumerable<(string Province, string Part)> cells, Func<string, string?> sumOf)
    {
        var all = cells.ToList();
        var columns = all.Where(c => c.Province != Indicator.Nation).GroupBy(c => c.Part).Select(g => (g.ToList(), (Indicator.Nation, g.Key)));
        var rows = all.Where(c => sumOf(c.Part) is not null).GroupBy(c => (c.Province, Sum: sumOf(c.Part)!)).Select(g => (g.ToList(), (g.Key.Province, g.Key.Sum)));
        return columns.Concat(rows);
    }

    private static Dictionary<(string Province, string Part), long> WithNation(IReadOnlyDictionary<(string Province, string Part), long> figures) =>
        figures.Concat(figures.GroupBy(c => c.Key.Part, c => c.Value).Select(g => KeyValuePair.Create((Indicator.Nation, g.Key), g.Sum()))).ToDictionary(c => c.Key, c => c.Value);
}
