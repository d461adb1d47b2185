using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>All weeks of a province's pilot, as a page and as a file.</summary>
public sealed class WeeksPageModel(HubDb db, VietnamTime time) : PageModel
{
    private const int Shown = 104;

    public Province Province { get; private set; } = null!;

    public IReadOnlyList<PilotWeek> Weeks { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation) => await FindAsync(code, cancellation) ? Page() : NotFound();

    /// <summary>The same weeks as CSV.</summary>
    public async Task<IActionResult> OnGetFileAsync(string code, CancellationToken cancellation) => await FindAsync(code, cancellation)
        ? File(PilotFigures.File(Province.Code, Province.Name, Weeks), "text/csv;charset=utf-8", $"so-lieu-tuan-{Province.Code}-{time.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.csv") : NotFound();

    // A week to come was told by a clock that ran ahead.
    private async Task<bool> FindAsync(string code, CancellationToken cancellation)
    {
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancellation) is not { } province)
        {
            return false;
        }

        var today = time.Today;
        Province = province;
        Weeks = await db.PilotWeeks.AsNoTracking().Where(w => w.ProvinceCode == code && w.Monday <= today).OrderByDescending(w => w.Monday).Take(Shown).ToListAsync(cancellation);
        return true;
    }
}
