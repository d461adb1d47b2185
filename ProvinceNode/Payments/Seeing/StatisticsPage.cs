using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>Thống kê chi trả (policy 6.9): a month by commune, category, method, result, reason, sex, age and ethnicity, and the share paid without cash month by month.</summary>
[Needs(Actions.PaymentView)]
public sealed class StatisticsPageModel(PaymentStatistics statistics, NodeDb db, CurrentOfficial current) : PageModel
{
    /// <summary>yyyyMM; the newest when empty.</summary>
    [BindProperty(SupportsGet = true, Name = "thang")]
    public int? Month { get; set; }

    /// <summary>Office within the scope; all of it when empty.</summary>
    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? OfficePath { get; set; }

    public IReadOnlyList<int> Months { get; private set; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Offices { get; private set; } = [];

    /// <summary>Null while no list of the area was approved.</summary>
    public MonthStatistics? Shown { get; private set; }

    public IReadOnlyList<CashMonth> Cash { get; private set; } = [];

    /// <summary>The chosen office, or the official's own.</summary>
    public static TenantPath Area(string? chosen, SignedInOfficial official) => TenantPath.TryParse(chosen, out var path) && official.Office.Covers(path) ? path : official.Office;

    /// <summary>Offices of the scope that hold lists.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> OfficesAsync(NodeDb db, SignedInOfficial official, CancellationToken cancel) =>
        [.. (await db.Offices.AsNoTracking().Where(o => o.Level != UnitLevel.Institution && o.Level != UnitLevel.Province).OrderBy(o => o.TenantPath).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel))
            .Where(o => official.Office.Covers(o.TenantPath) && o.TenantPath != official.Office.Value).DistinctBy(o => o.TenantPath).Select(o => KeyValuePair.Create(o.TenantPath, o.UnitName))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var area = Area(OfficePath, current.Required);
        Offices = await OfficesAsync(db, current.Required, cancel);
        Months = await statistics.MonthsAsync(area, cancel);
        if (Months.Count > 0)
        {
            var month = Month is { } asked && Months.Contains(asked) ? asked : Months[0];
            (Month, Shown, Cash) = (month, await statistics.OfAsync(month, area, cancel), await statistics.CashAsync(area, month, cancel));
        }
    }
}
