namespace NationalHub.Reporting.Indicators;

/// <summary>
/// Which figures of people must not be told: those of one to four people, and, where only one of a row or column were hidden, its smallest
/// neighbour too, for the sum is published and would tell it. Pure.
/// </summary>
internal static class SmallCells
{
    /// <summary>Fewest people that are told.</summary>
    public const int Least = 5;

    /// <param name="people">Figures of one month and code by province and part, without the nation's.</param>
    /// <returns>Hidden cells; of the nation (<see cref="Indicator.Nation"/>) those that would tell the only province behind them.</returns>
    public static HashSet<(string Province, string Part)> Hidden(IReadOnlyDictionary<(string Province, string Part), long> people)
    {
        var hidden = people.Where(c => c.Value is > 0 and < Least).Select(c => c.Key).ToHashSet();
        var lines = people.Keys.GroupBy(c => c.Part).Select(g => g.ToList())
            .Concat(people.Keys.Where(c => c.Part.Length > 0).GroupBy(c => c.Province).Select(g => g.ToList())).ToList();
        bool more;
        do
        {
            more = false;
            foreach (var line in lines.Where(l => l.Count(hidden.Contains) == 1))
            {
                var next = line.Where(c => !hidden.Contains(c) && people[c] > 0).OrderBy(c => people[c]).ThenBy(c => c.Province, StringComparer.Ordinal)
                    .ThenBy(c => c.Part, StringComparer.Ordinal).Select(c => ((string, string)?)c).FirstOrDefault();
                more |= next is { } cell && hidden.Add(cell);
            }
        }
        while (more);

        foreach (var part in people.Keys.GroupBy(c => c.Part).Where(g => Alone(g, hidden) || g.Sum(c => people[c]) is > 0 and < Least))
        {
            hidden.Add((Indicator.Nation, part.Key));
        }

        return hidden;
    }

    private static bool Alone(IEnumerable<(string Province, string Part)> column, HashSet<(string Province, string Part)> hidden) => column.Count(hidden.Contains) == 1;
}
