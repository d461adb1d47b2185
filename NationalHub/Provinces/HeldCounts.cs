using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Reporting;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>
/// How many people and dossiers the hub holds of each province, for the cockpit. Of this moment while that is cheap; with the nation's rows, which a count reads one by one,
/// of the last minute, so that a wall of cockpits that refresh themselves costs one count a minute and not one a look.
/// </summary>
public sealed class HeldCounts(IServiceScopeFactory scopes, VietnamTime time)
{
    /// <summary>Rows that are counted at every look.</summary>
    private const long Cheap = 100_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Type, (DateTime At, IReadOnlyDictionary<string, int> Rows)> _known = new();

    /// <returns>Rows that are not erased, by code of province; a province without any is not in it.</returns>
    public async Task<IReadOnlyDictionary<string, int>> OfAsync<T>(CancellationToken cancellation)
        where T : Replica
    {
        if (_known.TryGetValue(typeof(T), out var known) && time.UtcNow - known.At < KeptFor && known.Rows.Values.Sum(n => (long)n) > Cheap)
        {
            return known.Rows;
        }

        await using var scope = scopes.CreateAsyncScope();
        var rows = await Count<T>(scope.ServiceProvider.GetRequiredService<HubDb>()).ToDictionaryAsync(c => c.Code, c => c.Rows, cancellation).ConfigureAwait(false);
        _known[typeof(T)] = (time.UtcNow, rows);
        return rows;
    }

    internal static IQueryable<HeldCount> Count<T>(HubDb db)
        where T : Replica => db.Set<T>().GroupBy(r => r.ProvinceCode).Select(g => new HeldCount(g.Key, g.Count()));

    /// <summary>Rows of a province.</summary>
    internal sealed record HeldCount(string Code, int Rows);
}
