using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers;

/// <summary>The page of one verb of a dossier; it goes back to the dossier.</summary>
public abstract class DossierVerbPage(DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : VerbPage<Dossier>(desk.Db)
{
    /// <summary>Verb that the page performs, one of <see cref="ActKinds"/>.</summary>
    public abstract string Verb { get; }

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

    protected override string Next => $"/ho-so/{Id:D}";

    /// <summary>The button pressed only changes what is on the page, e.g. one row more: nothing is done.</summary>
    protected virtual bool OnlyShows => false;

    public override async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!OnlyShows)
        {
            return await base.OnPostAsync(cancel);
        }

        var seen = Version;
        var page = await OnGetAsync(cancel);
        Version = seen;
        return page;
    }

    /// <summary>The dossier within the official's scope, for a verb that must read it before what was typed; null when it is not there.</summary>
    protected Task<OpenDossier?> FindAsync(CancellationToken cancel) => desk.FindAsync(Id, Official, cancel);

    protected override async Task OpenAsync(CancellationToken cancel)
    {
        Version = Dossier.Version;
        if (DossierFlow.Guard(Open.Context, Dossier, Official, Verb) is { } problem)
        {
            CanAct = false;
            this.Show([problem]);
            return;
        }

        await ShowAsync(cancel);
    }

    protected override void Refused(Outcome<Dossier> outcome)
    {
        CanAct = DossierFlow.Guard(Open.Context, Dossier, Official, Verb) is null;
        if (outcome.Has(CommonProblems.ChangedMeanwhile))
        {
            ModelState.Remove(nameof(Version));
            Version = Dossier.Version;
        }
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, Official, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        Open = open;
        ViewData[nameof(MaySeeSensitive)] = MaySeeSensitive;
        ViewData[Sensitive.Rules] = open.Context.Rules;
        // Opened or refused, it shows the dossier.
        await HttpContext.RequestServices.GetRequiredService<PersonViews>().RecordAsync("dossier", Id, Official, cancel);
        return null;
    }
}
