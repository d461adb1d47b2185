using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>The page of one verb of a list: shows it, acts once on POST, and goes back to the list.</summary>
public abstract class ListVerbPage(ListDesk lists, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    /// <summary>What is said after success.</summary>
    protected abstract string Done { get; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>See <see cref="OpenList.Seen"/>.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public OpenList Open { get; private set; } = null!;

    public SignedInOfficial Official => current.Required;

    /// <summary>What the page shows: the submission before the signature, the decision after it.</summary>
    public PaperContent Text => Open.List.Content is { } signed ? PaperContent.Parse(signed) : PaperContent.Parse(Open.List.Proposal) with { IsDraft = true };

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
            return Redirect($"/ho-so/danh-sach-trinh/{Id:D}");
        }

        // What was loaded for the failed attempt is dropped: the page shows the newest state beside what was typed.
        lists.Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await ShowAsync(cancel);
        return Page();
    }

    /// <summary>Performs the verb with what was typed.</summary>
    protected abstract Task<Outcome<DecisionList>> ActAsync(CancellationToken cancel);

    /// <summary>Gathers what the page shows beside the list.</summary>
    protected virtual Task ShowAsync(CancellationToken cancel) => Task.CompletedTask;

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await lists.FindAsync(Id, Official, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<DecisionList>(Id, cancel);
        }

        Open = open;
        if (HttpMethods.IsGet(Request.Method))
        {
            await HttpContext.RequestServices.GetRequiredService<PersonViews>().RecordAllAsync("dossier", [.. open.Members.Select(m => m.Dossier.Id)], Official, cancel);
        }

        ModelState.Remove(nameof(Seen));
        Seen = open.Seen;
        return null;
    }
}
