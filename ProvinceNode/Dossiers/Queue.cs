using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Which part of the queue is shown.</summary>
public static class QueueViews
{
    public const string Mine = "viec-cua-toi";
    public const string Office = "don-vi";
    public const string Late = "qua-han";
    public const string DueToday = "den-han-hom-nay";
    public const string Waiting = "cho-nguoi-khac";
    public const string Finished = "da-xong";

    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Mine] = "Việc của tôi", [Office] = "Tất cả của đơn vị", [Late] = "Quá hạn", [DueToday] = "Đến hạn hôm nay",
        [Waiting] = "Chờ người khác", [Finished] = "Đã xong",
    };
}

/// <summary>The officials' home: the queue by role, with counts; filter and sort live in the address.</summary>
public static class QueueQuery
{
    private static readonly DossierStatus[] Finished = [DossierStatus.Refused, DossierStatus.HandedOver, DossierStatus.Stopped];

    /// <summary>Statuses in which this official's roles and office level have the next step today.</summary>
    public static IReadOnlyList<DossierStatus> MyStatuses(AuthorityMap authorities, SignedInOfficial official, DateOnly today) =>
        StatusTable.Moves
            .Where(m => m.Authority is not null && official.Is(Authorities.AccountRole[m.Authority]) && official.May(m.Action!)
                && authorities.Rule(m.Authority, today).Level == official.Level)
            .Select(m => m.From).Distinct().ToList();

    /// <summary>Rows of a view within the scope.</summary>
    public static IQueryable<Dossier> View(NodeDb db, string view, IReadOnlyList<DossierStatus> mine, DateOnly today) => view switch
    {
        QueueViews.Office => db.Dossiers.Where(d => !Finished.Contains(d.Status)),
        QueueViews.Late => db.Dossiers.Where(d => !Finished.Contains(d.Status) && (d.StepDueOn < today || d.DueOn < today)),
        QueueViews.DueToday => db.Dossiers.Where(d => !Finished.Contains(d.Status) && (d.StepDueOn == today || d.DueOn == today)),
        QueueViews.Waiting => db.Dossiers.Where(d => !Finished.Contains(d.Status) && !mine.Contains(d.Status)),
        QueueViews.Finished => db.Dossiers.Where(d => Finished.Contains(d.Status)),
        _ => db.Dossiers.Where(d => mine.Contains(d.Status)),
    };

    /// <summary>Search by dossier code, or by name as typed; the folding of names comes with the registry.</summary>
    public static IQueryable<Dossier> Search(IQueryable<Dossier> rows, string? text)
    {
        var words = VietnameseText.Clean(text);
        return words.Length == 0 ? rows : rows.Where(d => d.Code.Contains(words) || d.Owner.FullName.Contains(words) || d.Owner.CitizenId == words);
    }

    public static IQueryable<Dossier> Sort(IQueryable<Dossier> rows, string? sort) => sort switch
    {
        "moi" => rows.OrderByDescending(d => d.SubmittedAt).ThenBy(d => d.Id),
        "ten" => rows.OrderBy(d => d.Owner.FullName).ThenBy(d => d.Id),
        _ => rows.OrderBy(d => d.StepDueOn == null).ThenBy(d => d.StepDueOn).ThenBy(d => d.SubmittedAt).ThenBy(d => d.Id),
    };
}

/// <inheritdoc cref="QueueQuery"/>
[Needs(Actions.DossierView)]
public sealed class QueueModel(NodeDb db, CurrentOfficial current, FlowRules rules) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "xem")]
    public string View { get; set; } = QueueViews.Mine;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "sap")]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public FlowContext Context { get; private set; } = null!;

    public IReadOnlyList<Dossier> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>Statuses in which the official acts.</summary>
    public IReadOnlyList<DossierStatus> Mine { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Context = await rules.ForAsync(current.Required.Office, cancel);
        Mine = QueueQuery.MyStatuses(Context.Authorities, current.Required, Context.Today);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var view in QueueViews.Names.Keys)
        {
            counts[view] = await QueueQuery.View(db, view, Mine, Context.Today).CountAsync(cancel);
        }

        Counts = counts;
        // A search looks everywhere the official may look, whatever view he was in.
        var rows = string.IsNullOrWhiteSpace(Search) ? QueueQuery.View(db, View, Mine, Context.Today) : QueueQuery.Search(db.Dossiers, Search);
        Total = await rows.CountAsync(cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = await QueueQuery.Sort(rows, Sort).Skip((PageNumber - 1) * PageSize).Take(PageSize).AsNoTracking().ToListAsync(cancel);
    }

    /// <summary>Address of the same list with one thing changed.</summary>
    public string Link(string view, int page = 1, string? sort = null) =>
        $"/ho-so?xem={view}&trang={page}&sap={sort ?? Sort}&q={Uri.EscapeDataString(Search ?? "")}";
}
