using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>A payment that waits for an official.</summary>
/// <param name="Label">Name of its category, neutral for groups that are kept apart.</param>
public sealed record DoubtRow(LevelEntry Entry, Guid BeneficiaryId, string Code, string Name, string Label, string Commune);

/// <inheritdoc cref="SettleLevel"/>
[Needs(Actions.RegistryView)]
public sealed class SettleLevelPageModel(SettleLevel verb, LevelReader reader, LevelDesk levels, CurrentOfficial current) : PageModel
{
    /// <summary>Rows of one page; the rest is counted.</summary>
    public const int Shown = 100;

    [BindProperty(SupportsGet = true, Name = "loai")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "xa")]
    public string? Commune { get; set; }

    [BindProperty]
    public List<Guid>? Chosen { get; set; }

    /// <summary>Name of a doubt: everybody with it.</summary>
    [BindProperty]
    public string? AllOf { get; set; }

    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public LevelChange Change { get; private set; }

    public LevelTerms Terms { get; private set; } = null!;

    public IReadOnlyList<DoubtRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<LevelDoubt, int> Counts { get; private set; } = new Dictionary<LevelDoubt, int>();

    public bool MaySettle { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var commune = InScope(Commune);
        var outcome = await verb.Handle(new SettleInput
        {
            Change = LevelWords.Parse(Kind), Commune = commune, Chosen = Chosen ?? [], AllOf = Enum.TryParse<LevelDoubt>(AllOf, out var all) && all != LevelDoubt.None ? all : null,
            Choice = Enum.TryParse<LevelChoice>(Choice, out var choice) && Enum.IsDefined(choice) ? choice : null, Amount = Amount ?? "", From = From ?? "", Why = Why ?? "",
        }, current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = $"Đã xử lý {outcome.Value} trường hợp. Mức mới có hiệu lực khi quyết định theo danh sách được ký.";
            return Redirect($"/chuyen-muc/ngoai-le?loai={LevelWords.Keys[LevelWords.Parse(Kind)]}{(commune is null ? "" : $"&xa={commune}")}");
        }

        levels.Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        await LoadAsync(cancel);
        return Page();
    }

    private string? InScope(string? commune) => commune is { Length: > 0 } && current.Required.Office.Covers(commune) ? commune : null;

    private async Task LoadAsync(CancellationToken cancel)
    {
        var official = current.Required;
        var context = await levels.Rules.ForAsync(official.Office, cancel);
        (Change, Terms, MaySettle, Commune) = (LevelWords.Parse(Kind), LevelDesk.Terms(context, official.Office), LevelDesk.MayMake(context, official), InScope(Commune));
        var (shown, counts) = (new List<LevelEntry>(), new Dictionary<LevelDoubt, int>());
        await foreach (var entry in reader.DueAsync(Change, Terms, Commune, cancel))
        {
            if (entry.Answer.Doubt == LevelDoubt.None || entry.Place != LevelPlace.Running)
            {
                continue;
            }

            counts[entry.Answer.Doubt] = counts.GetValueOrDefault(entry.Answer.Doubt) + 1;
            if (shown.Count < Shown)
            {
                shown.Add(entry);
            }
        }

        (Counts, Rows) = (counts, await NamedAsync(shown, cancel));
    }

    private async Task<List<DoubtRow>> NamedAsync(List<LevelEntry> shown, CancellationToken cancel)
    {
        var (people, paths) = (shown.Select(e => e.BeneficiaryId).Distinct().ToList(), shown.Select(e => e.TenantPath).Distinct().ToList());
        // As on the list: also somebody who lives elsewhere by now.
        var named = await levels.Db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter, Registry.Beneficiary.AbsorbedFilter]).AsNoTracking().Where(b => people.Contains(b.Id)).Select(b => new { b.Id, b.Code, b.FullName }).ToDictionaryAsync(b => b.Id, cancel);
        var communes = await levels.Db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).ToDictionaryAsync(o => o.TenantPath, o => o.UnitName, StringComparer.Ordinal, cancel);
        return shown.ConvertAll(e => new DoubtRow(e, e.BeneficiaryId, named[e.BeneficiaryId].Code, named[e.BeneficiaryId].FullName, LabelOf(e.Case.CategoryCode), communes.GetValueOrDefault(e.TenantPath, e.TenantPath)));
    }

    private string LabelOf(string code) => Terms.Rules.Category(code, Terms.Until) is not { } category ? code : Terms.Rules.IsSensitive(code) ? Documents.NeutralWords.Label : category.Label;
}
