using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>Việc của tháng: what time does to the people of a commune, with one confirmation for many dossiers; for the offices above it in figures by commune.</summary>
[Starts<MakeWorklistJob>]
[Needs(Actions.RegistryView)]
public sealed class WorklistPageModel(WorklistQuery query, OpenWorklist open, AskWorklist ask, CurrentOfficial current) : PageModel
{
    public const int PageSize = 100;

    /// <summary>Rows of a page that is printed.</summary>
    public const int PrintSize = 2000;

    [BindProperty(SupportsGet = true, Name = "xa")]
    public string? Commune { get; set; }

    [BindProperty(SupportsGet = true, Name = "thang")]
    public string? MonthText { get; set; }

    [BindProperty(SupportsGet = true, Name = "loai")]
    public string? KindText { get; set; }

    /// <summary>Name of a state; open ones when empty, all of them for <c>tat-ca</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "tt")]
    public string? StateText { get; set; }

    [BindProperty(SupportsGet = true, Name = "thon")]
    public string? Village { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    /// <summary>1: the whole list on one page, for the printer.</summary>
    [BindProperty(SupportsGet = true, Name = "in")]
    public int Printed { get; set; }

    [BindProperty]
    public List<Guid>? Chosen { get; set; }

    public IReadOnlyList<WorklistRow> Rows { get; private set; } = [];

    public WorklistFigures Figures { get; private set; } = new(new Dictionary<WorklistKind, int>(), 0, 0, 0, 0);

    public IReadOnlyList<WorklistCommune> Communes { get; private set; } = [];

    public WorklistProgress Progress { get; private set; } = new(0, 0, 0, 0, null);

    public IReadOnlyList<int> Months { get; private set; } = [];

    /// <summary>Who could not be opened in the last confirmation, and why.</summary>
    public IReadOnlyList<(string Name, Problem Why)> Refused { get; private set; } = [];

    public int Pages => Printed == 1 ? 1 : Math.Max(1, (Figures.Total + PageSize - 1) / PageSize);

    public DateOnly Today => query.Today;

    public bool MayAct => current.Required.May(Actions.DossierReview) && current.Required.Level == UnitLevel.Commune;

    /// <summary>One commune's list: the own one, or one that was chosen.</summary>
    public bool IsList => Filter.Commune is not null;

    public static IEnumerable<KeyValuePair<string, string>> KindChoices => WorklistWords.Kinds.Select(k => KeyValuePair.Create(k.Key.ToString(), k.Value));

    public static IEnumerable<KeyValuePair<string, string>> StateChoices =>
        Enum.GetValues<WorklistState>().Where(s => s != WorklistState.Open).Select(s => KeyValuePair.Create(s.ToString(), WorklistWords.Of(s))).Append(KeyValuePair.Create("tat-ca", "Tất cả"));

    public IEnumerable<KeyValuePair<string, string>> MonthChoices => Months.Select(m => KeyValuePair.Create(m.ToString(System.Globalization.CultureInfo.InvariantCulture), $"Tháng {new PayMonth(m)}"));

    public WorklistFilter Filter
    {
        get
        {
            var official = current.Required;
            var commune = official.Level == UnitLevel.Commune ? official.Office.Value : TenantPath.TryParse(Commune, out var path) && official.Office.Covers(path) && path != official.Office ? path.Value : null;
            return new(commune, int.TryParse(MonthText, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var month) ? month : null,
                Enum.TryParse<WorklistKind>(KindText, out var kind) ? kind : null, StateText == "tat-ca" ? null : Enum.TryParse<WorklistState>(StateText, out var state) ? state : WorklistState.Open, VietnameseText.Clean(Village));
        }
    }

    /// <summary>Address of the same list with one thing changed.</summary>
    public string Link(int page = 1, WorklistKind? kind = null, bool all = false, string? commune = null, int print = 0) =>
        $"/viec-hang-thang?xa={commune ?? Commune}&thang={MonthText}&loai={(all ? "" : kind?.ToString() ?? KindText)}&tt={StateText}&thon={Uri.EscapeDataString(Village ?? "")}&trang={page}{(print == 1 ? "&in=1" : "")}";

    /// <summary>Whether the row can be chosen: a dossier is opened for it, or the person's request is written.</summary>
    public static bool CanChoose(WorklistRow row) => CanOpen(row) || PrepareRequests.Suits(row);

    /// <summary>Whether the row can be opened by the officer himself.</summary>
    public static bool CanOpen(WorklistRow row) => row is { State: WorklistState.Open, BeneficiaryId: not null } && OpenWorklist.KindOf(row.Step) is not null;

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    /// <param name="viec">lap: opens the chosen ones; lai: asks for the lists to be made anew; xlsx, csv: takes the list out.</param>
    public async Task<IActionResult> OnPostAsync(string? viec, CancellationToken cancel)
    {
        var official = current.Required;
        if (viec is "xlsx" or "csv")
        {
            var lines = await query.ExportAsync(Filter, official, cancel);
            return lines.Succeeded ? FileOf(viec, lines.Value) : await ShowAsync(lines.Problems, cancel);
        }

        if (viec == "lai")
        {
            var asked = await ask.Handle(official, cancel);
            TempData["Done"] = asked.Succeeded ? "Hệ thống sẽ lập lại danh sách trong ít phút." : null;
            return asked.Succeeded ? Redirect(Link()) : await ShowAsync(asked.Problems, cancel);
        }

        var opened = await open.Handle(Chosen ?? [], official, cancel);
        if (!opened.Succeeded)
        {
            return await ShowAsync(opened.Problems, cancel);
        }

        Refused = opened.Value.Refused;
        if (Refused.Count == 0)
        {
            TempData["Done"] = Words(opened.Value);
            return Redirect(Link());
        }

        ViewData["Opened"] = $"Đã lập {opened.Value.Opened.Count} hồ sơ.{(opened.Value.Prepared.Count > 0 ? $" Đã soạn sẵn {opened.Value.Prepared.Count} đề nghị." : "")}";
        await LoadAsync(cancel);
        return Page();
    }

    private static string Words(OpenedWork work) => string.Join(' ', new[]
    {
        work.Opened.Count > 0 ? $"Đã lập {work.Opened.Count} hồ sơ. Hãy xét duyệt và chuyển bước tiếp theo." : "",
        work.Prepared.Count > 0 ? $"Đã soạn sẵn {work.Prepared.Count} đề nghị, lưu ở trang Nhập hộ: hãy cùng từng người dân xem lại, ký rồi nộp." : "",
    }.Where(w => w.Length > 0));

    private async Task<IActionResult> ShowAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        this.Show(problems);
        await LoadAsync(cancel);
        return Page();
    }

    private FileContentResult FileOf(string kind, List<IReadOnlyList<string>> lines)
    {
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"viec-cua-thang-{TenantPath.Parse(Filter.Commune ?? current.Required.Office.Value).UnitCode}-{PayMonth.Of(Today).Number}");
        return kind == "xlsx" ? File(SheetFile.Xlsx("Viec cua thang", lines), SheetFile.XlsxType, name + ".xlsx") : File(SheetFile.Csv(lines), SheetFile.CsvType, name + ".csv");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var filter = Filter;
        var rows = query.Rows(filter);
        Figures = await query.FiguresAsync(rows, cancel);
        Progress = await query.ProgressAsync(current.Required.Office, cancel);
        Months = await query.MonthsAsync(cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Communes = IsList ? [] : await query.CommunesAsync(filter, cancel);
        var size = Printed == 1 ? PrintSize : PageSize;
        Rows = IsList ? await WorklistQuery.Ordered(rows).Skip((PageNumber - 1) * size).Take(size).ToListAsync(cancel) : [];
    }
}

/// <summary>How much waits, in the menu.</summary>
public sealed class WorklistCountViewComponent(WorklistQuery query, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        var count = current.Official is { } official && official.May(Actions.RegistryView) ? await query.OpenAsync(cancel) : 0;
        return new HtmlContentViewComponentResult(new HtmlString(count == 0 ? "" : $" <span class=\"count\">{count}</span><span class=\"visually-hidden\"> việc chưa làm</span>"));
    }
}
