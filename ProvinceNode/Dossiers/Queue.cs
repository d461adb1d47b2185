using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Which part of the queue is shown.</summary>
public static class QueueViews
{
    public const string Mine = "viec-cua-toi";
    public const string Office = "don-vi";
    public const string Waiting = "cho-nguoi-khac";
    public const string Finished = "da-xong";

    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Mine] = "Việc của tôi", [Office] = "Tất cả của đơn vị", [Waiting] = "Chờ người khác", [Finished] = "Đã xong",
    };
}

/// <summary>What the official asked for; all of it lives in the address.</summary>
public sealed record QueueFilter(string View, QueueSection? Section, string? Procedure, DossierStatus? Status, string? Search, string? Sort);

/// <summary>The queries of the queue.</summary>
public static class QueueQuery
{
    private static readonly DossierStatus[] Finished = [DossierStatus.Refused, DossierStatus.HandedOver, DossierStatus.Stopped];

    /// <summary>Rows of a view within the scope.</summary>
    public static IQueryable<Dossier> View(NodeDb db, string view, IReadOnlyDictionary<DossierStatus, IReadOnlyList<string>> mine)
    {
        var open = db.Dossiers.Where(d => !Finished.Contains(d.Status));
        return view switch
        {
            QueueViews.Office => open,
            QueueViews.Waiting => QueueMine.Rows(open, mine, others: true),
            QueueViews.Finished => db.Dossiers.Where(d => Finished.Contains(d.Status)),
            _ => QueueMine.Rows(db.Dossiers, mine),
        };
    }

    /// <summary>Search by dossier code, by name without regard to accents, or by the whole number of the person.</summary>
    public static IQueryable<Dossier> Search(IQueryable<Dossier> rows, string? text)
    {
        var (words, folded) = (VietnameseText.Clean(text), VietnameseText.Fold(text));
        var code = words.ToUpperInvariant();
        return words.Length == 0 ? rows : rows.Where(d => d.Code.Contains(code) || d.Owner.FoldedName.Contains(folded) || d.Owner.CitizenId == words || d.Owner.OldIdentityNumber == words);
    }

    /// <summary>Narrows by what the official chose.</summary>
    public static IQueryable<Dossier> Narrow(IQueryable<Dossier> rows, QueueFilter filter)
    {
        var (procedure, status) = (filter.Procedure, filter.Status);
        rows = string.IsNullOrEmpty(procedure) ? rows : rows.Where(d => d.ProcedureCode == procedure);
        return status is null ? rows : rows.Where(d => d.Status == status);
    }

    public static IQueryable<Dossier> Sort(IQueryable<Dossier> rows, string? sort) => sort switch
    {
        "moi" => rows.OrderByDescending(d => d.SubmittedAt).ThenBy(d => d.Id),
        "ten" => rows.OrderBy(d => d.Owner.SortName).ThenBy(d => d.Id),
        _ => QueueSections.ByDue(rows),
    };
}

/// <summary>The officials' home: the queue by role in sections by due day, with counts.</summary>
[Needs(Actions.DossierView)]
public sealed class QueueModel(NodeDb db, CurrentOfficial current, FlowRules rules) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "xem")]
    public string View { get; set; } = QueueViews.Mine;

    [BindProperty(SupportsGet = true, Name = "muc")]
    public string? SectionKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "thu-tuc")]
    public string? Procedure { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang-thai")]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "sap")]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public FlowContext Context { get; private set; } = null!;

    public IReadOnlyList<Dossier> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    /// <summary>Dossiers of the view and filter in each section.</summary>
    public IReadOnlyDictionary<QueueSection, int> SectionCounts { get; private set; } = new Dictionary<QueueSection, int>();

    /// <summary>Dossiers whose result will be late and that need an apology; for those who sign it.</summary>
    public IReadOnlyList<Dossier> Apologies { get; private set; } = [];

    /// <summary>Procedures with dossiers in the scope, to choose from.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ProcedureChoices { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public bool Searching => !string.IsNullOrWhiteSpace(Search);

    /// <summary>Rows in sections only when they stand in the order of their days.</summary>
    public IEnumerable<IGrouping<QueueSection?, Dossier>> Groups =>
        Rows.GroupBy(d => View == QueueViews.Finished || Sort is "moi" or "ten" ? (QueueSection?)null : QueueSections.Of(d, Context.Today, Context.Calendar));

    public static IEnumerable<KeyValuePair<string, string>> StatusChoices =>
        Enum.GetValues<DossierStatus>().Select(s => KeyValuePair.Create(s.ToString(), StatusTable.Name(s)));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var official = current.Required;
        Context = await rules.ForAsync(official.Office, cancel);
        View = QueueViews.Names.ContainsKey(View ?? "") ? View! : QueueViews.Mine;
        var mine = QueueMine.Of(Context.Authorities, official, Context.Today);
        await CountAsync(mine, cancel);
        var filter = new QueueFilter(View, QueueSections.Parse(SectionKey), Procedure, Enum.TryParse<DossierStatus>(Status, out var status) ? status : null, Search, Sort);
        // A search looks everywhere the official may look, whatever view he was in.
        var rows = QueueQuery.Narrow(Searching ? QueueQuery.Search(db.Dossiers, Search) : QueueQuery.View(db, View, mine), filter);
        SectionCounts = await SectionsAsync(rows, cancel);
        rows = filter.Section is { } section ? QueueSections.Rows(rows, section, Context.Today, Context.Calendar) : rows;
        Total = await rows.CountAsync(cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = await QueueQuery.Sort(rows, Sort).Skip((PageNumber - 1) * PageSize).Take(PageSize).AsNoTracking().ToListAsync(cancel);
        Apologies = official.May(Actions.DossierSign) && PageNumber == 1 && !Searching ? await ApologyNeeded.FindAsync(db, Context, official, cancel) : [];
        ProcedureChoices = [.. (await db.Dossiers.Select(d => d.ProcedureCode).Distinct().ToListAsync(cancel)).Order(StringComparer.Ordinal).Select(c => KeyValuePair.Create(c, $"{c} {Procedures.NameOf(c)}"))];
    }

    /// <summary>What stands in the due column: until which hour the desk must answer, or the days left.</summary>
    public DueWords DueOf(Dossier row)
    {
        var words = DueWords.Of(QueueSections.Due(row), Context.Today, Context.Calendar);
        var until = WorkingHours.ReceptionUntil(Context.Calendar, row.SubmittedAt);
        return row.Status == DossierStatus.AwaitingReception && DateOnly.FromDateTime(until) == row.StepDueOn
            ? words with { Text = $"{words.Text}; trả lời tiếp nhận trước {until:HH:mm} ngày {until:dd/MM}" } : words;
    }

    /// <summary>Address of the same list with one thing changed.</summary>
    public string Link(string view, int page = 1, string? sort = null, string? section = null) =>
        $"/ho-so?xem={view}&muc={section}&thu-tuc={Uri.EscapeDataString(Procedure ?? "")}&trang-thai={Uri.EscapeDataString(Status ?? "")}&trang={page}&sap={Uri.EscapeDataString(sort ?? Sort ?? "")}&q={Uri.EscapeDataString(Search ?? "")}";

    private async Task CountAsync(IReadOnlyDictionary<DossierStatus, IReadOnlyList<string>> mine, CancellationToken cancel)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var view in QueueViews.Names.Keys)
        {
            counts[view] = await QueueQuery.View(db, view, mine).CountAsync(cancel);
        }

        Counts = counts;
    }

    private async Task<Dictionary<QueueSection, int>> SectionsAsync(IQueryable<Dossier> rows, CancellationToken cancel)
    {
        var counts = new Dictionary<QueueSection, int>();
        foreach (var section in Enum.GetValues<QueueSection>())
        {
            counts[section] = await QueueSections.Rows(rows, section, Context.Today, Context.Calendar).CountAsync(cancel);
        }

        return counts;
    }
}
