using Protos.Values;

namespace ProvinceNode.Dossiers.Forecast;

/// <summary>Adds people up to the forecast of a commune. Pure.</summary>
/// <param name="now">The present month: the first that is told is the next.</param>
public sealed class ForecastTally(PayMonth now)
{
    private readonly Dictionary<(int Month, string Category), (int People, long Dong)> _cells = [];
    private readonly Dictionary<int, (int Ended, int More, int Less)> _turns = [];
    private readonly Dictionary<int, int> _people = [];
    private int _all;
    private int _held;

    /// <param name="today">What he is due this month.</param>
    public void Add(long today, IReadOnlyList<ForecastSum> sums, bool explained)
    {
        (_all, _held) = (_all + 1, _held + (explained ? 0 : 1));
        foreach (var own in sums.GroupBy(s => (s.Month, s.Category)))
        {
            var (people, dong) = _cells.GetValueOrDefault(own.Key);
            _cells[own.Key] = (people + 1, dong + own.Sum(s => s.Dong));
        }

        var before = today;
        for (var ahead = 1; ahead <= ForecastRules.Months; ahead++)
        {
            var month = now.AddMonths(ahead).Number;
            var due = sums.Where(s => s.Month == month).Sum(s => s.Dong);
            var (ended, more, less) = _turns.GetValueOrDefault(month);
            _turns[month] = due == before ? (ended, more, less) : due == 0 ? (ended + 1, more, less) : due > before ? (ended, more + 1, less) : (ended, more, less + 1);
            _people[month] = _people.GetValueOrDefault(month) + (due > 0 ? 1 : 0);
            before = due;
        }
    }

    public CommuneForecast Of(string commune, DateOnly on) => new(
        commune, on, _all, _held, [.. _cells.OrderBy(c => c.Key.Month).ThenBy(c => c.Key.Category, StringComparer.Ordinal).Select(c => new ForecastCell(c.Key.Month, c.Key.Category, c.Value.People, c.Value.Dong))],
        [.. _turns.OrderBy(t => t.Key).Select(t => new ForecastTurn(t.Key, t.Value.Ended, t.Value.More, t.Value.Less))], _people);
}
