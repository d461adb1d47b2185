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

    /// <summary>Where the workbook of what is shown lies.</summary>
    public string SheetAddress => $"/chi-tra/thong-ke?handler=Sheet&thang={Month}{(string.IsNullOrEmpty(OfficePath) ? "" : $"&don-vi={Uri.EscapeDataString(OfficePath)}")}";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Offices = await OfficesAsync(db, current.Required, cancel);
        await ReadAsync(Area(OfficePath, current.Required), cancel);
    }

    /// <summary>The same tables as a workbook: numbers of people and sums, nobody's name.</summary>
    public async Task<IActionResult> OnGetSheetAsync(CancellationToken cancel)
    {
        var area = Area(OfficePath, current.Required);
        await ReadAsync(area, cancel);
        if (Shown is not { } shown)
        {
            return NotFound();
        }

        var name = await db.Offices.AsNoTracking().Where(o => o.TenantPath == area.Value).OrderBy(o => o.ValidFrom).Select(o => o.UnitName).LastOrDefaultAsync(cancel) ?? area.Value;
        using var file = new MemoryStream();
        StatisticsSheet.Write(file, name, shown, Cash);
        return File(file.ToArray(), Papers.ListFilesPageModel.Xlsx, $"ThongKeChiTra_{area.UnitCode}_{shown.Month}.xlsx");
    }

    private async Task ReadAsync(TenantPath area, CancellationToken cancel)
    {
        Months = await statistics.MonthsAsync(area, cancel);
        if (Months.Count > 0)
        {
            var month = Month is { } asked && Months.Contains(asked) ? asked : Months[0];
            (Month, Shown, Cash) = (month, await statistics.OfAsync(month, area, cancel), await statistics.CashAsync(area, month, cancel));
        }
    }
}
