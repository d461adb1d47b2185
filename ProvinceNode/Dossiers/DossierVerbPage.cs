using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers;

/// <summary>The page of one verb: shows exactly what will happen, acts once on POST, and goes back to the dossier.</summary>
public abstract class DossierVerbPage(DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    /// <summary>Verb that the page performs, one of <see cref="ActKinds"/>.</summary>
    public abstract string Verb { get; }

    /// <summary>What is said after success.</summary>
    protected abstract string Done { get; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Version of the dossier that the official saw.</summary>
    [BindProperty]
    public long Version { get; set; }

    public OpenDossier Open { get; private set; } = null!;

    public Dossier Dossier => Open.Dossier;

    /// <summary>False when the dossier moved on or the step is somebody else's: the page then says so and shows no form.</summary>
    public bool CanAct { get; private set; } = true;

    public SignedInOfficial Official => current.Required;

    /// <summary>See <see cref="Sensitive.MaySee"/>.</summary>
    public bool MaySeeSensitive => Sensitive.MaySee(Open.Context, Dossier, Official);

    protected NodeDb Db => desk.Db;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        Version = Dossier.Version;
        if (DossierFlow.Guard(Open.Context, Dossier, Official, Verb) is { } problem)
        {
            CanAct = false;
            this.Show([problem]);
        }
        else
        {
            await ShowAsync(cancel);
        }

        return Page();
    }

    public virtual async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (OnlyShows)
        {
            var seen = Version;
            var page = await OnGetAsync(cancel);
            Version = seen;
            return page;
        }

        var outcome = await ActAsync(cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = Done;
            return RedirectToPage("/Dossiers/DossierPage", new { id = Id });
        }

        // What was loaded for the failed attempt is dropped: the page shows the newest state beside what was typed.
        desk.Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        CanAct = DossierFlow.Guard(Open.Context, Dossier, Official, Verb) is null;

        if (outcome.Has(CommonProblems.ChangedMeanwhile))
        {
            ModelState.Remove(nameof(Version));
            Version = Dossier.Version;
        }

        await ShowAsync(cancel);
        return Page();
    }

    /// <summary>The dossier within the official's scope, for a verb that must read it before what was typed; null when it is not there.</summary>
    protected Task<OpenDossier?> FindAsync(CancellationToken cancel) => desk.FindAsync(Id, Official, cancel);

    /// <summary>The button pressed only changes what is on the page, e.g. one row more: nothing is done.</summary>
    protected virtual bool OnlyShows => false;

    /// <summary>Performs the verb with what was typed.</summary>
    protected abstract Task<Outcome<Dossier>> ActAsync(CancellationToken cancel);

    /// <summary>Gathers what the page shows beside the form.</summary>
    protected virtual Task ShowAsync(CancellationToken cancel) => Task.CompletedTask;

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, Official, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        Open = open;
        ViewData[nameof(MaySeeSensitive)] = MaySeeSensitive;
        if (HttpMethods.IsGet(Request.Method))
        {
            await HttpContext.RequestServices.GetRequiredService<PersonViews>().RecordAsync("dossier", Id, Official, cancel);
        }

        return null;
    }
}
