using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Forecast;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>A month to come in the area.</summary>
public sealed record ForecastMonth(PayMonth Month, int People, long Dong, int Ended, int More, int Less);

/// <summary>Dự báo mười hai tháng: what those who receive now will be due, from their entitlements and from what time does to them by the law that is known.</summary>
[Starts<MakeForecastsJob>]
[Needs(Actions.PaymentView)]
public sealed class ForecastPageModel(ForecastBook book, NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    /// <summary>Office within the scope; all of it when empty.</summary>
    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? OfficePath { get; set; }

    public IReadOnlyList<KeyValuePair<string, string>> Offices { get; private set; } = [];

    public IReadOnlyList<ForecastMonth> Months { get; private set; } = [];

    /// <summary>Categories with the sums of the twelve months and of the first and the last.</summary>
    public IReadOnlyList<(string Label, int First, int Last, long Dong)> Categories { get; private set; } = [];

    /// <summary>Communes that are made, of those of the area.</summary>
    public (int Done, int Of) Communes { get; private set; }

    /// <summary>People who receive, and those of them who are taken as they are.</summary>
    public (int All, int Held) People { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (area, today) = (StatisticsPageModel.Area(OfficePath, current.Required), time.Today);
        Offices = await StatisticsPageModel.OfficesAsync(db, current.Required, cancel);
        var communes = await AreaAsync(area, cancel);
        var known = communes.Select(book.Of).OfType<CommuneForecast>().ToList();
        (Communes, People) = ((known.Count, communes.Count), (known.Sum(k => k.People), known.Sum(k => k.Held)));
        Months = [.. known.SelectMany(k => k.PeopleByMonth.Keys).Concat(known.SelectMany(k => k.Cells).Select(c => c.Month)).Distinct().Order().Select(m => new ForecastMonth(
            new PayMonth(m), known.Sum(k => k.PeopleByMonth.GetValueOrDefault(m)), known.Sum(k => k.Cells.Where(c => c.Month == m).Sum(c => c.Dong)), Turn(known, m, t => t.Ended), Turn(known, m, t => t.More), Turn(known, m, t => t.Less)))];
        var labels = await CategoryLabels.OfAsync(db, PayMonth.Of(today), today, cancel);
        var (first, last) = (Months.Count > 0 ? Months[0].Month.Number : 0, Months.Count > 0 ? Months[^1].Month.Number : 0);
        Categories = [.. known.SelectMany(k => k.Cells).GroupBy(c => labels.Short(c.Category)).OrderBy(g => g.Min(c => c.Category), StringComparer.Ordinal)
            .Select(g => ($"{g.Key}: {labels.Words(g.First().Category)}", g.Where(c => c.Month == first).Sum(c => c.People), g.Where(c => c.Month == last).Sum(c => c.People), g.Sum(c => c.Dong)))];
    }

    /// <summary>Has the area's communes looked at anew.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        book.Forget(await AreaAsync(StatisticsPageModel.Area(OfficePath, current.Required), cancel));
        TempData["Done"] = "Hệ thống đang tính lại, xong sau vài phút. Hãy tải lại trang.";
        return Redirect(string.IsNullOrEmpty(OfficePath) ? "/chi-tra/du-bao" : $"/chi-tra/du-bao?don-vi={Uri.EscapeDataString(OfficePath)}");
    }

    private async Task<List<string>> AreaAsync(TenantPath area, CancellationToken cancel) => (await MakeForecasts.Communes(db, time.Today).Select(o => o.TenantPath).ToListAsync(cancel)).FindAll(area.Covers);

    private static int Turn(List<CommuneForecast> known, int month, Func<ForecastTurn, int> count) => known.SelectMany(k => k.Turns).Where(t => t.Month == month).Sum(count);
}
