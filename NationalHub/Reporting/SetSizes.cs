using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting;

/// <summary>How many rows each province has in each replicated set, counted now and then: enough to tell a dear query from a cheap one.</summary>
public sealed class SetSizes(IServiceScopeFactory scopes, VietnamTime time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, (DateTime At, IReadOnlyDictionary<string, long> Rows)> _known = new(StringComparer.Ordinal);

    /// <returns>Null for a set that is small whatever happens.</returns>
    public async Task<long?> RowsAsync(string set, IReadOnlyCollection<string>? provinces, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(set, out var known) || time.UtcNow - known.At > KeptFor)
        {
            await using var scope = scopes.CreateAsyncScope();
            if (Count(scope.ServiceProvider.GetRequiredService<HubDb>(), set) is not { } counts)
            {
                return null;
            }
            var rows = await counts.ToDictionaryAsync(c => c.ProvinceCode, c => c.Rows, cancellation).ConfigureAwait(false);
            _known[set] = known = (time.UtcNow, rows);
        }
        return provinces is null ? known.Rows.Values.Sum() : provinces.Distinct(StringComparer.Ordinal).Sum(p => known.Rows.GetValueOrDefault(p));
    }

    internal static IQueryable<ProvinceCount>? Count(HubDb db, string set) => set switch
    {
        "Beneficiaries" => Of(db.Beneficiaries),
        "Entitlements" => Of(db.Entitlements),
        "Decisions" => Of(db.Decisions),
        "Dossiers" => Of(db.Dossiers),
        "Households" => Of(db.Households),
        "DisabilityCertificates" => Of(db.DisabilityCertificates),
        "LifeEvents" => Of(db.LifeEvents),
        "PaymentLists" => Of(db.PaymentLists),
        "PaymentLines" => Of(db.PaymentLines),
        _ => null,
    };

    private static IQueryable<ProvinceCount> Of<T>(IQueryable<T> rows)
        where T : Replica => rows.IgnoreQueryFilters().GroupBy(r => r.ProvinceCode).Select(g => new ProvinceCount(g.Key, g.LongCount()));

    /// <summary>Rows of a province.</summary>
    internal sealed record ProvinceCount(string ProvinceCode, long Rows);
}
