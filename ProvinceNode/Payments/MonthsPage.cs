using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>A month in the overview.</summary>
public sealed record MonthRow(Guid Id, string Holder, PayMonth Month, PeriodState State, int Lists, int Drafts, int Lines, long Dong);

/// <summary>Chi trả: the months of the fund holders in the official's area, and opening the next one.</summary>
[Needs(Actions.PaymentView)]
public sealed class MonthsPageModel(PaymentDesk desk, OpenPeriod open, CurrentOfficial current) : PageModel
{
    private const int Shown = 200;

    /// <summary>yyyyMM to open.</summary>
    [BindProperty]
    public int Month { get; set; }

    public IReadOnlyList<MonthRow> Rows { get; private set; } = [];

    /// <summary>Lists of the official's commune whose fund the district above it holds (three tiers), the newest first: their months are the district's.</summary>
    public IReadOnlyList<PaymentList> Own { get; private set; } = [];

    /// <summary>Lists of former communes that this office goes on with, see <see cref="ListSuccessor"/>.</summary>
    public IReadOnlyList<PaymentList> TakenOver { get; private set; } = [];

    /// <summary>Months that this official may open now.</summary>
    public IReadOnlyList<PayMonth> Openable { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // The choice offers the two months; anything else is answered by the verb.
        var month = Month is > 190_001 and < 999_912 && Month % 100 is >= 1 and <= 12 ? new PayMonth(Month) : desk.Time.Month.AddMonths(-1);
        var outcome = await open.Handle(month, current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = $"Đã mở kỳ chi trả tháng {month}.";
            return Redirect($"/chi-tra/{outcome.Value.Id:D}");
        }

        desk.Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        await ShowAsync(cancel);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        var (db, official, running) = (desk.Db, current.Required, desk.Time.Month);
        var periods = await db.PaymentPeriods.AsNoTracking().OrderByDescending(p => p.Month).ThenBy(p => p.TenantPath).Take(Shown).ToListAsync(cancel);
        var ids = periods.ConvertAll(p => p.Id);
        var sums = await db.PaymentLists.AsNoTracking().Where(l => ids.Contains(l.PeriodId) && l.Status != ListStatus.Discarded).GroupBy(l => new { l.PeriodId, l.Status })
            .Select(g => new { g.Key.PeriodId, g.Key.Status, Lists = g.Count(), Lines = g.Sum(l => l.Lines) }).ToListAsync(cancel);
        var money = (await db.PaymentLists.AsNoTracking().Where(l => ids.Contains(l.PeriodId) && l.Status != ListStatus.Discarded).Select(l => new { l.PeriodId, l.TotalDong }).ToListAsync(cancel)).ToLookup(l => l.PeriodId, l => l.TotalDong.Amount);
        Rows = periods.ConvertAll(p => new MonthRow(p.Id, p.HolderName, new PayMonth(p.Month), p.State, sums.Where(s => s.PeriodId == p.Id).Sum(s => s.Lists), sums.Where(s => s.PeriodId == p.Id && s.Status == ListStatus.Draft).Sum(s => s.Lists),
            sums.Where(s => s.PeriodId == p.Id).Sum(s => s.Lines), money[p.Id].Sum()));
        if (official.Level == UnitLevel.Commune)
        {
            var office = official.Office.Value;
            Own = await db.PaymentLists.AsNoTracking().Where(l => l.TenantPath == office && l.HolderPath != office && l.Status != ListStatus.Draft && l.Status != ListStatus.Discarded)
                .OrderByDescending(l => l.Month).ThenBy(l => l.Type).ThenBy(l => l.Method).ThenBy(l => l.Sequence).Take(Shown).ToListAsync(cancel);
        }

        TakenOver = await desk.TakenOverAsync(official.Office, cancel);
        if (await desk.RefusalAsync(official, Actions.PaymentBuild, null, cancel) is null)
        {
            var last = periods.Where(p => p.TenantPath == official.Office.Value).Select(p => p.Month).DefaultIfEmpty(0).Max();
            Openable = [.. new[] { running.AddMonths(1), running }.Where(m => m.Number > last)];
        }
    }
}
