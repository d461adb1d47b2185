using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>
/// Since when this system's lists pay the people of a commune that took over communes of several districts (two tiers, 2025-07-01): those of each district since that district began, those of a
/// district that never did since the commune opened its own first month. What was paid on paper before is not paid again.
/// </summary>
public static class FirstMonths
{
    /// <returns>By path of the former commune, of three tiers or of one that this commune took over since; empty for a district and for a commune that took nothing over.</returns>
    public static Task<IReadOnlyDictionary<string, PayMonth>> OfAsync(PaymentDesk desk, string commune, CancellationToken cancel) => OfAsync(desk, commune, [], cancel);

    // Of two communes that took people over from each other each is asked once.
    private static async Task<IReadOnlyDictionary<string, PayMonth>> OfAsync(PaymentDesk desk, string commune, HashSet<string> asked, CancellationToken cancel)
    {
        asked.Add(commune);
        var former = await desk.FormerCommunesAsync(TenantPath.Parse(commune), cancel);
        if (former.Count == 0)
        {
            return await TakenAsync(desk, commune, new(StringComparer.Ordinal), asked, cancel);
        }

        var districts = former.ConvertAll(p => TenantPath.Parse(p).Parent.Value).Distinct().ToList();
        // The former offices lie outside the scope of the new one.
        var began = (await desk.Db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => districts.Contains(p.TenantPath)).GroupBy(p => p.TenantPath).Select(g => new { g.Key, First = g.Min(p => p.FirstMonth) }).ToListAsync(cancel))
            .ToDictionary(g => g.Key, g => new PayMonth(g.First), StringComparer.Ordinal);
        var own = await desk.Db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => p.TenantPath == commune && !p.TakenOver).MinAsync(p => (int?)p.Month, cancel);
        var firsts = former.Select(p => (Path: p, First: began.TryGetValue(TenantPath.Parse(p).Parent.Value, out var first) ? first : own is { } month ? new PayMonth(month) : (PayMonth?)null))
            .Where(f => f.First is not null).ToDictionary(f => f.Path, f => f.First!.Value, StringComparer.Ordinal);
        return await TakenAsync(desk, commune, firsts, asked, cancel);
    }

    // People of communes of two tiers that ended, or end, by a pack of the hub: since those began with this system; what they paid on paper before it is not paid again, and what their lists left is.
    private static async Task<IReadOnlyDictionary<string, PayMonth>> TakenAsync(PaymentDesk desk, string commune, Dictionary<string, PayMonth> firsts, HashSet<string> asked, CancellationToken cancel)
    {
        foreach (var taken in await desk.Db.Set<TakenCommune>().AsNoTracking().Where(t => t.ToPath == commune).OrderBy(t => t.FromPath).ToListAsync(cancel))
        {
            if (firsts.ContainsKey(taken.FromPath) || asked.Contains(taken.FromPath))
            {
                continue;
            }

            var began = await desk.Db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => p.TenantPath == taken.FromPath).MinAsync(p => (int?)p.FirstMonth, cancel);
            firsts[taken.FromPath] = began is { } first ? new PayMonth(first) : PayMonth.Of(taken.Since).AddMonths(1);
            foreach (var (path, month) in await OfAsync(desk, taken.FromPath, asked, cancel))
            {
                firsts.TryAdd(path, month);
            }
        }

        return firsts;
    }

    /// <summary>Of a payment made once.</summary>
    /// <param name="first">The holder's own first month.</param>
    public static PayMonth Of(IReadOnlyDictionary<string, PayMonth> firsts, string former, PayMonth first) => firsts.TryGetValue(former, out var of) ? of : first;
}
