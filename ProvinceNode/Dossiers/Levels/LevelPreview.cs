using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>A list in the overview, with how far it is.</summary>
public sealed record LevelListRow(Guid Id, string Office, ListState State, DateTime MadeAt, string? Number, int People, int Applied);

/// <summary>A decision about the official's own commune that an office above it made.</summary>
public sealed record LevelPartRow(string Name, LevelState State, int People, Guid? DossierId, Guid? PaperId, string Number);

/// <summary>Chuyển mức hàng loạt: who is due what, by commune and category, before anything is written; and the lists that exist.</summary>
[Needs(Actions.RegistryView)]
public sealed class LevelPreviewModel(MakeLevelList verb, LevelReader reader, LevelDesk levels, CurrentOfficial current) : PageModel
{
    private const int Shown = 300;

    /// <summary>One of <see cref="LevelWords.Keys"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "loai")]
    public string? Kind { get; set; }

    /// <summary>Path of one commune, to see its categories; null: all.</summary>
    [BindProperty(SupportsGet = true, Name = "xa")]
    public string? Commune { get; set; }

    public LevelChange Change { get; private set; }

    public LevelTerms Terms { get; private set; } = null!;

    public LevelFigures Figures { get; private set; } = new();

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<LevelListRow> Lists { get; private set; } = [];

    public IReadOnlyList<LevelPartRow> Parts { get; private set; } = [];

    public bool MayMake { get; private set; }

    /// <summary>The commune whose categories are shown: the chosen one, or the only one.</summary>
    public string? Detail => Commune ?? (Figures.Communes.Count == 1 ? Figures.Communes.Keys.First() : null);

    public string NameOf(string path) => Names.GetValueOrDefault(path, path);

    /// <summary>Label of a category; groups that are kept apart have one neutral label.</summary>
    public string LabelOf(string code) => Terms.Rules.Category(code, Terms.Until) is not { } category ? code : Terms.Rules.IsSensitive(code) ? NeutralLabel : category.Label;

    private static string NeutralLabel => Documents.NeutralWords.Label;

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(LevelWords.Parse(Kind), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã lập danh sách. Chủ tịch UBND xem và ký.";
            return Redirect($"/chuyen-muc/{outcome.Value.Id:D}");
        }

        levels.Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        await LoadAsync(cancel);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var official = current.Required;
        var context = await levels.Rules.ForAsync(official.Office, cancel);
        (Change, Terms, MayMake) = (LevelWords.Parse(Kind), LevelDesk.Terms(context, official.Office), LevelDesk.MayMake(context, official));
        Commune = Commune is { Length: > 0 } asked && official.Office.Covers(asked) ? asked : null;
        await foreach (var entry in reader.DueAsync(Change, Terms, Commune, cancel))
        {
            Figures.Add(entry, Terms.WarnMonths);
        }

        Names = (await levels.Db.Offices.AsNoTracking().Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel)).GroupBy(o => o.TenantPath).ToDictionary(g => g.Key, g => g.First().UnitName, StringComparer.Ordinal);
        await ListsAsync(cancel);
    }

    private async Task ListsAsync(CancellationToken cancel)
    {
        var (db, change) = (levels.Db, Change);
        var lists = await db.LevelLists.AsNoTracking().Where(l => l.Change == change && l.State != ListState.Withdrawn).OrderBy(l => l.State).ThenByDescending(l => l.MadeAt).Take(Shown)
            .Select(l => new { l.Id, l.TenantPath, l.State, l.MadeAt, l.Number }).ToListAsync(cancel);
        var ids = lists.ConvertAll(l => l.Id);
        var people = await db.LevelCommunes.AsNoTracking().Where(c => ids.Contains(c.ListId)).GroupBy(c => new { c.ListId, c.State })
            .Select(g => new { g.Key.ListId, g.Key.State, People = g.Sum(c => c.People) }).ToListAsync(cancel);
        Lists = lists.ConvertAll(l => new LevelListRow(l.Id, NameOf(l.TenantPath), l.State, l.MadeAt, l.Number,
            people.Where(p => p.ListId == l.Id).Sum(p => p.People), people.Where(p => p.ListId == l.Id && p.State == LevelState.Applied).Sum(p => p.People)));
        // The list of an office above is not in the scope; its part about this commune is.
        // The moment of making begins its number, which SQL Server orders from behind: the newest are told in memory; a commune has few.
        var parts = (await db.LevelCommunes.AsNoTracking().Where(c => c.State != LevelState.Proposed && !ids.Contains(c.ListId) && !db.LevelLists.Any(l => l.Id == c.ListId))
            .Select(c => new { c.Id, c.Name, c.State, c.People }).ToListAsync(cancel)).OrderByDescending(c => c.Id).Take(Shown).ToList();
        var of = parts.ConvertAll(p => p.Id);
        var papers = await db.Papers.AsNoTracking().Where(p => of.Contains(p.DossierId)).Select(p => new { p.DossierId, p.Id, p.Number }).ToListAsync(cancel);
        Parts = parts.ConvertAll(p => papers.Find(x => x.DossierId == p.Id) is { } paper
            ? new LevelPartRow(p.Name, p.State, p.People, p.Id, paper.Id, paper.Number) : new LevelPartRow(p.Name, p.State, p.People, null, null, ""));
    }
}
