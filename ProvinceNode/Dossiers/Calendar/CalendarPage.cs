using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>The working-day calendar of a year: days off, swapped days, the proposal, and what a change would move.</summary>
[Needs(Actions.CalendarEdit)]
public sealed class CalendarPageModel(ChangeCalendar verb, NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    /// <summary>Dossiers shown in a preview; the count tells the rest.</summary>
    public const int MostShown = 200;

    [BindProperty(SupportsGet = true, Name = "nam")]
    public int ShownYear { get; set; }

    [BindProperty]
    public CalendarChangeKind Kind { get; set; }

    [BindProperty]
    public string? DateDay { get; set; }

    [BindProperty]
    public string? DateMonth { get; set; }

    [BindProperty]
    public string? DateYear { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public int Year { get; set; }

    [BindProperty]
    public bool Yes { get; set; }

    [BindProperty]
    public string? Seal { get; set; }

    public IReadOnlyList<DayOff> Rows { get; private set; } = [];

    /// <summary>Days of the proposal that the year does not have, when it has rows of its own.</summary>
    public IReadOnlyList<DayOff> Missing { get; private set; } = [];

    /// <summary>The whole proposal, for a year without rows.</summary>
    public IReadOnlyList<DayOff> Proposal { get; private set; } = [];

    public IReadOnlyList<Bridge> Bridges { get; private set; } = [];

    public bool SaturdayMorning { get; private set; }

    public CalendarPreview? Preview { get; private set; }

    public bool MayEdit => current.Required.Office.Depth == 1;

    public IReadOnlyDictionary<string, string> OfficeNames { get; private set; } = new Dictionary<string, string>();

    public static IEnumerable<int> Years => LunarAnchors.Years;

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    /// <summary>Shows what the change would do.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var preview = await verb.PreviewAsync(Change(), current.Required, cancel);
        await ShowAsync(preview, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken cancel)
    {
        var done = await verb.Handle(Change(), Seal ?? "", current.Required, cancel);
        if (done.Succeeded)
        {
            TempData["Done"] = $"Đã cập nhật lịch làm việc. {done.Value.Moved.Count} hồ sơ được tính lại thời hạn.";
            return Redirect($"/quan-tri/lich?nam={ShownYear}");
        }

        db.ChangeTracker.Clear();
        if (done.Has(ChangeCalendar.LooksDifferent))
        {
            await ShowAsync(await verb.PreviewAsync(Change(), current.Required, cancel), cancel);
            this.Show(done.Problems);
            return Page();
        }

        await ShowAsync(done, cancel);
        return Page();
    }

    private async Task ShowAsync(Outcome<CalendarPreview> preview, CancellationToken cancel)
    {
        if (preview.Succeeded)
        {
            Preview = preview.Value;
            ModelState.Remove(nameof(Seal));
            Seal = preview.Value.Seal;
        }
        else
        {
            this.Show(preview.Problems);
        }

        await LoadAsync(cancel);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        ShownYear = ShownYear is < 2021 or > 2060 ? time.Today.Year : ShownYear;
        var (from, until) = (new DateOnly(ShownYear, 1, 1), new DateOnly(ShownYear, 12, 31));
        Rows = await db.DaysOff.AsNoTracking().Where(d => d.Date >= from && d.Date <= until).OrderBy(d => d.Date).ToListAsync(cancel);
        SaturdayMorning = await db.CalendarSettings.AnyAsync(c => c.SaturdayMorning, cancel);
        var proposal = YearProposal.Of(ShownYear) ?? [];
        Proposal = Rows.Count == 0 ? proposal : [];
        Missing = Rows.Count == 0 ? [] : [.. proposal.Where(p => Rows.All(r => r.Date != p.Date))];
        Bridges = YearProposal.Bridges(ShownYear, Rows.Count == 0 ? proposal : Rows);
        var paths = Preview?.Moved.Take(MostShown).Select(m => m.OfficePath).Distinct().ToList() ?? [];
        OfficeNames = await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).ToDictionaryAsync(o => o.TenantPath, o => o.UnitName, StringComparer.Ordinal, cancel);
    }

    private CalendarChange Change() => new(Kind, Typed(), Name ?? "", Year, Yes);

    private DateOnly? Typed() =>
        int.TryParse(DateDay, out var day) && int.TryParse(DateMonth, out var month) && int.TryParse(DateYear, out var year)
        && year is > 0 and < 10_000 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day) : null;
}
