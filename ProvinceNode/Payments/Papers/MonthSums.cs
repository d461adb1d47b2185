using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>The month by commune and category.</summary>
/// <param name="People">Different people of each commune, in the order of the communes.</param>
/// <param name="Lists">Approved lists that are summed up, and drafts that are not.</param>
public sealed record MonthSummary(IReadOnlyList<PaymentSum> Sums, IReadOnlyList<(string Commune, int People)> People, int Lists, int Drafts)
{
    public long Dong => Sums.Sum(s => s.Dong);
}

/// <summary>Sums the claims of approved lists of a month up by commune and category, in the database: what belongs to no category (arrears, recoveries, payments made once) has rows of its own.</summary>
public sealed class MonthSums(NodeDb db, VietnamTime time)
{
    /// <summary>Rows behind all categories, in their order; nothing for months.</summary>
    public static string Once(ClaimKind kind) => kind switch
    {
        ClaimKind.Arrears => "Truy lĩnh theo quyết định", ClaimKind.Recovery => "Truy thu, khấu trừ", ClaimKind.OneOff => "Mai táng phí và các khoản chi một lần", _ => "",
    };

    /// <param name="period">Within the scope: its lists are asked for by its id.</param>
    public async Task<MonthSummary> OfAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var id = period.Id;
        var lists = await db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == id && l.Status != ListStatus.Discarded).Select(l => new { l.TenantPath, l.UnitName, l.Status }).ToListAsync(cancel);
        var approved = db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == id && l.Status != ListStatus.Discarded && l.Status != ListStatus.Draft).Select(l => l.Id);
        var claims = db.PaymentClaims.AsNoTracking().Where(c => approved.Contains(c.ListId));
        var coded = claims.Where(c => c.Kind == ClaimKind.Regular || c.Kind == ClaimKind.Care).IgnoreQueryFilters([NodeDb.TenantFilter])
            .Join(db.Entitlements.AsNoTracking(), c => c.EntitlementId, e => (Guid?)e.Id, (c, e) => new { c.TenantPath, e.CategoryCode, c.BeneficiaryId, c.Amount });
        var months = await coded.GroupBy(c => new { c.TenantPath, c.CategoryCode })
            .Select(g => new { g.Key.TenantPath, g.Key.CategoryCode, People = g.Select(c => c.BeneficiaryId).Distinct().Count(), Dong = g.Sum(c => (long)(object)c.Amount) }).ToListAsync(cancel);
        var once = await claims.Where(c => c.Kind != ClaimKind.Regular && c.Kind != ClaimKind.Care).GroupBy(c => new { c.TenantPath, c.Kind })
            .Select(g => new { g.Key.TenantPath, g.Key.Kind, People = g.Select(c => c.BeneficiaryId).Distinct().Count(), Dong = g.Sum(c => (long)(object)c.Amount) }).ToListAsync(cancel);
        var people = await claims.GroupBy(c => c.TenantPath).Select(g => new { TenantPath = g.Key, People = g.Select(c => c.BeneficiaryId).Distinct().Count() }).ToDictionaryAsync(g => g.TenantPath, g => g.People, cancel);
        var labels = await CategoryLabels.OfAsync(db, new PayMonth(period.Month), time.Today, cancel);
        var communes = lists.Where(l => l.Status != ListStatus.Draft).DistinctBy(l => l.TenantPath).OrderBy(l => l.TenantPath, StringComparer.Ordinal).ToList();
        // All codes of Article 5 bear one label; who receives by two of them is one of it.
        var several = new Dictionary<(string, string), int>();
        foreach (var codes in months.Select(m => m.CategoryCode).Distinct().GroupBy(labels.Short).Where(g => g.Count() > 1).Select(g => g.ToList()))
        {
            foreach (var of in await coded.Where(c => codes.Contains(c.CategoryCode)).GroupBy(c => c.TenantPath).Select(g => new { TenantPath = g.Key, People = g.Select(c => c.BeneficiaryId).Distinct().Count() }).ToListAsync(cancel))
            {
                several[(of.TenantPath, labels.Short(codes[0]))] = of.People;
            }
        }

        var sums = communes.SelectMany(c => months.Where(m => m.TenantPath == c.TenantPath).OrderBy(m => m.CategoryCode, StringComparer.Ordinal).GroupBy(m => labels.Short(m.CategoryCode))
            .Select(g => new PaymentSum(c.UnitName, g.Key, Capital(labels.Words(g.First().CategoryCode)), several.TryGetValue((c.TenantPath, g.Key), out var one) ? one : g.First().People, g.Sum(m => m.Dong)))
            .Concat(once.Where(o => o.TenantPath == c.TenantPath).OrderBy(o => o.Kind).Select(o => new PaymentSum(c.UnitName, "", Once(o.Kind), o.People, o.Kind == ClaimKind.Recovery ? -o.Dong : o.Dong)))).ToList();
        return new(sums, [.. communes.Select(c => (c.UnitName, people.GetValueOrDefault(c.TenantPath)))], lists.Count(l => l.Status != ListStatus.Draft), lists.Count(l => l.Status == ListStatus.Draft));
    }

    private static string Capital(string words) => words.Length == 0 ? "" : char.ToUpper(words[0], VietnameseFormat.Culture) + words[1..];
}
