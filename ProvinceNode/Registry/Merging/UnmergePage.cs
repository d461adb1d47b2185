using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Registry.Merging;

/// <summary>Shows what a merge brought together and what stands in the way of undoing it, and undoes it.</summary>
[Needs(Actions.RegistryMerge)]
public sealed class UnmergePageModel(NodeDb db, UnmergePeople unmerge, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Merge { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    public MergeRecord Record { get; private set; } = null!;

    public bool CanAct { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var obstacles = await unmerge.ObstaclesAsync(Merge, cancel);
        this.Show(obstacles);
        CanAct = obstacles.Count == 0;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var outcome = await unmerge.HandleAsync(new UnmergeInput(Merge, Reason ?? ""), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã tách. Hai hồ sơ trở lại như trước khi gộp.";
            return Redirect($"/doi-tuong/{Id}");
        }

        this.Show(outcome.Problems);
        CanAct = true;
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        if (await db.Set<MergeRecord>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == Merge && m.SurvivorId == Id, cancel) is not { } record)
        {
            return NotFound();
        }

        (Person, Record) = (person, record);
        return null;
    }
}
