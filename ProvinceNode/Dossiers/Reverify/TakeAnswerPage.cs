using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;

namespace ProvinceNode.Dossiers.Reverify;

/// <inheritdoc cref="TakeAnswer"/>
[Needs(Actions.RegistryEdit)]
public sealed class TakeAnswerModel(TakeAnswer verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Version of the answer that the official saw.</summary>
    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public List<string> Fields { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Version of the person that he saw.</summary>
    [BindProperty]
    public long Seen { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    /// <summary>What somebody else changed of the person since the page was opened.</summary>
    public Meanwhile Meanwhile { get; private set; } = Meanwhile.Nothing;

    /// <summary>Null: nobody has asked yet.</summary>
    public PopulationAnswer? Answer { get; private set; }

    public bool MayKeep => current.Required.May(Actions.IdentityOverride);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        (Version, Seen) = (Answer?.Version ?? 0, Person.Version);
        return Page();
    }

    /// <param name="keep">1: the registry's own values stay.</param>
    public async Task<IActionResult> OnPostAsync(string? keep, CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var problems = keep == "1" ? (await verb.KeepOwnAsync(new(Id, Version, Reason ?? ""), current.Required, cancel)).Problems
            : (await verb.AcceptAsync(new(Id, Version, Fields), current.Required, cancel)).Problems;
        if (problems.Count == 0)
        {
            TempData["Done"] = keep == "1" ? "Đã ghi căn cứ giữ giá trị của sổ." : "Đã nhận giá trị của dữ liệu dân cư vào sổ.";
            return Redirect($"/doi-tuong/{Id}");
        }

        this.Show(problems);
        db.ChangeTracker.Clear();
        if (await LoadAsync(cancel) is { } gone)
        {
            return gone;
        }

        Meanwhile = await Meanwhile.OfAsync(db, Protos.Replication.RecordKind.Beneficiary, Id, Seen, Person.Version, cancel);
        // What is shown now is what he reads before he answers again.
        ModelState.Remove(nameof(Version));
        ModelState.Remove(nameof(Seen));
        (Version, Seen) = (Answer?.Version ?? 0, Person.Version);
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        (Person, Answer) = (person, await db.Set<PopulationAnswer>().AsNoTracking().SingleOrDefaultAsync(a => a.BeneficiaryId == Id, cancel));
        return null;
    }
}

/// <summary>What the population database said of a person, on his page; empty while nobody has asked.</summary>
/// <param name="Answer">As kept.</param>
/// <param name="MayEdit">Whether the official may act on it.</param>
public sealed record AnswerShown(PopulationAnswer Answer, bool MayEdit);

/// <inheritdoc cref="AnswerShown"/>
public sealed class PopulationAnswerViewComponent(NodeDb db, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel) =>
        await db.Set<PopulationAnswer>().AsNoTracking().SingleOrDefaultAsync(a => a.BeneficiaryId == id && a.AskedAt != null, cancel) is { } answer
            ? View("/Dossiers/Reverify/_Answer.cshtml", new AnswerShown(answer, current.Required.May(Actions.RegistryEdit))) : Content("");
}
