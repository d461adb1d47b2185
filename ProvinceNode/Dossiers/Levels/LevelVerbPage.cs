using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>The page of one verb of a list of new levels: shows it, acts once on POST, and goes back to the list.</summary>
public abstract class LevelVerbPage(LevelDesk levels, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    /// <summary>What is said after success.</summary>
    protected abstract string Done { get; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>See <see cref="OpenLevelList.Seen"/>.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public OpenLevelList Open { get; private set; } = null!;

    public SignedInOfficial Official => current.Required;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await ShowAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await ActAsync(cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = Done;
            return Redirect($"/chuyen-muc/{Id:D}");
        }

        // What was loaded for the failed attempt is dropped: the page shows the newest state beside what was typed.
        levels.Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await ShowAsync(cancel);
        return Page();
    }

    /// <summary>Performs the verb with what was typed.</summary>
    protected abstract Task<Outcome<LevelList>> ActAsync(CancellationToken cancel);

    /// <summary>Gathers what the page shows beside the list.</summary>
    protected virtual Task ShowAsync(CancellationToken cancel) => Task.CompletedTask;

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await levels.FindAsync(Id, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<LevelList>(Id, cancel);
        }

        Open = open;
        ModelState.Remove(nameof(Seen));
        Seen = open.Seen;
        return null;
    }
}
