using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using NationalHub.Provinces;

namespace NationalHub.Intake.Refusals;

/// <summary>What the hub refused of a province and does not have since, the newest first.</summary>
public sealed class RefusedPageModel(HubDb db, IOptions<IntakeOptions> options) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public Province Province { get; private set; } = null!;

    public IReadOnlyList<RefusedRecord> Records { get; private set; } = [];

    /// <summary>Rows of the whole list.</summary>
    public int Listed { get; private set; }

    /// <summary>What the node counted last; null: it has pushed nothing.</summary>
    public long? Counted { get; private set; }

    public bool IsFull => Listed >= options.Value.MostRefusedListed;

    public bool HasMore { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancellation) is not { } province)
        {
            return NotFound();
        }

        (Province, PageNumber) = (province, Math.Clamp(PageNumber, 1, 10_000));
        var position = await db.Positions.AsNoTracking().FirstOrDefaultAsync(p => p.ProvinceCode == code, cancellation);
        (Listed, Counted) = (position?.RefusedListed ?? 0, position?.LastPushAt is null ? null : position.Refused);
        var found = await Newest(db, code).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        HasMore = found.Count > PageSize;
        Records = [.. found.Take(PageSize)];
        return Page();
    }

    internal static IQueryable<RefusedRecord> Newest(HubDb db, string code) =>
        db.RefusedRecords.AsNoTracking().Where(r => r.ProvinceCode == code).OrderByDescending(r => r.LastAt).ThenBy(r => r.Id).ThenBy(r => r.Kind);
}
