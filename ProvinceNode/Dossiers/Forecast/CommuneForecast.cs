using System.Collections.Concurrent;
using Protos.Values;

namespace ProvinceNode.Dossiers.Forecast;

/// <summary>A month to come of a commune, by category.</summary>
/// <param name="People">Who is due something of the category.</param>
public sealed record ForecastCell(int Month, string Category, int People, long Dong);

/// <summary>People whose money changes with a month, against the month before.</summary>
public sealed record ForecastTurn(int Month, int Ended, int More, int Less);

/// <summary>The twelve months to come of a commune, as they looked on a day.</summary>
/// <param name="People">Who receives today; <paramref name="Held"/> of them are taken as they are, because the rules do not explain what is paid.</param>
public sealed record CommuneForecast(string Commune, DateOnly On, int People, int Held, IReadOnlyList<ForecastCell> Cells, IReadOnlyList<ForecastTurn> Turns, IReadOnlyDictionary<int, int> PeopleByMonth);

/// <summary>Forecasts of the day by commune. They follow from the registry and the law alone and are made again after a start, so memory keeps them.</summary>
public sealed class ForecastBook
{
    private readonly ConcurrentDictionary<string, CommuneForecast> _known = new(StringComparer.Ordinal);

    public void Put(CommuneForecast forecast) => _known[forecast.Commune] = forecast;

    /// <summary>Null before the commune's turn.</summary>
    public CommuneForecast? Of(string commune) => _known.GetValueOrDefault(commune);

    /// <summary>Whether it is of this day.</summary>
    public bool IsFresh(string commune, DateOnly today) => Of(commune)?.On == today;

    public void Forget(IEnumerable<string> communes)
    {
        foreach (var commune in communes)
        {
            _known.TryRemove(commune, out _);
        }
    }
}
