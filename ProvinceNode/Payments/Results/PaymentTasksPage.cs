using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>Việc cần làm từ chi trả: what payment made leaves to be done in the official's area, since when, and where it is done (policy 6.6, 6.7).</summary>
[Needs(Actions.PaymentView)]
public sealed class PaymentTasksPageModel(PaymentTasks tasks, PaymentDesk desk, CurrentOfficial current) : PageModel
{
    public const int PageSize = 50;

    /// <summary>Kind that is shown, by its slug; null: all.</summary>
    [BindProperty(SupportsGet = true, Name = "loai")]
    public string? KindText { get; set; }

    /// <summary>Path of the office that is shown, with all below it; null: all of the official's area.</summary>
    [BindProperty(SupportsGet = true, Name = "xa")]
    public string? Commune { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    /// <summary>Of one page.</summary>
    public IReadOnlyList<PaymentTask> Tasks { get; private set; } = [];

    /// <summary>How many of each kind, of the chosen commune.</summary>
    public IReadOnlyList<(PaymentTaskKind Kind, int Count)> Kinds { get; private set; } = [];

    /// <summary>Communes that have any, by path.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Communes { get; private set; } = [];

    /// <summary>All that are open in the area.</summary>
    public int All { get; private set; }

    /// <summary>Of what is chosen.</summary>
    public int Count { get; private set; }

    public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);

    public DateOnly Today => desk.Time.Today;

    public static string Slug(PaymentTaskKind kind) => kind.ToString().ToLowerInvariant();

    public string Unit(string path) => Communes.FirstOrDefault(c => c.Key == path).Value ?? path;

    public string Address(string? kind, int page) => $"/chi-tra/viec-can-lam?xa={Uri.EscapeDataString(Commune ?? "")}&loai={kind}&trang={page}";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var all = await tasks.FindAsync(current.Required, cancel);
        All = all.Count;
        var paths = all.Select(t => t.Path).Distinct().ToList();
        var names = (await desk.Db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).OrderBy(o => o.ValidFrom).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel)).DistinctBy(o => o.TenantPath).ToDictionary(o => o.TenantPath, o => o.UnitName, StringComparer.Ordinal);
        Communes = [.. paths.Order(StringComparer.Ordinal).Select(p => KeyValuePair.Create(p, names.GetValueOrDefault(p, p)))];
        // An office of which nothing is open shows nothing, and not everybody's: an address that somebody kept says what it says.
        Commune = string.IsNullOrWhiteSpace(Commune) ? null : Commune;
        var mine = all.Where(t => Commune is null || t.Path == Commune || t.Path.StartsWith(Commune + ".", StringComparison.Ordinal)).ToList();
        Kinds = [.. mine.GroupBy(t => t.Kind).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))];
        KindText = Enum.GetValues<PaymentTaskKind>().Any(k => Slug(k) == KindText) ? KindText : null;
        mine = KindText is null ? mine : mine.FindAll(t => Slug(t.Kind) == KindText);
        Count = mine.Count;
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Tasks = mine.GetRange((PageNumber - 1) * PageSize, Math.Min(PageSize, Count - ((PageNumber - 1) * PageSize)));
    }
}

/// <summary>How much of it waits, beside the links to the page; nothing for who may not open it.</summary>
public sealed class PaymentTasksCountViewComponent(PaymentTasks tasks, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        var count = current.Official is { } official && official.May(Actions.PaymentView) ? await tasks.CountAsync(official, cancel) : 0;
        return new HtmlContentViewComponentResult(new HtmlString(count == 0 ? "" : $" <span class=\"count\">{count}</span><span class=\"visually-hidden\"> việc chưa làm</span>"));
    }
}
