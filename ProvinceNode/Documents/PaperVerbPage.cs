using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Documents;

/// <summary>The page of one thing done with a paper: shows the paper, acts once on POST, and goes back to the paper.</summary>
public abstract class PaperVerbPage(NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Paper { get; set; }

    public IssuedPaper Issued { get; private set; } = null!;

    public PaperContent Text { get; private set; } = null!;

    public SignedInOfficial Official => current.Required;

    /// <summary>False when the paper moved on or the act is somebody else's: the page then says so and shows no form.</summary>
    public bool CanAct { get; private set; } = true;

    protected abstract string Done { get; }

    /// <summary>Where the official goes after success: the paper.</summary>
    protected virtual string Next => $"/ho-so/{Id}/van-ban/{Paper}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await ReadAsync(cancel);
        if (Refusal() is { } problem)
        {
            CanAct = false;
            this.Show([problem]);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var outcome = await ActAsync(cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = Done;
            return Redirect(Next);
        }

        db.ChangeTracker.Clear();
        await LoadAsync(cancel);
        await ReadAsync(cancel);
        CanAct = Refusal() is null;
        this.Show(outcome.Problems);
        return Page();
    }

    protected abstract Task<Outcome<IssuedPaper>> ActAsync(CancellationToken cancel);

    /// <summary>Why this official cannot do it now, or null.</summary>
    protected abstract Problem? Refusal();

    // The whole text is on the page, opened or refused: reading it is recorded as on the paper's own (policy 8.4).
    private Task ReadAsync(CancellationToken cancel) => HttpContext.RequestServices.GetRequiredService<PersonViews>().RecordAsync("dossier", Id, Official, cancel);

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Paper && p.DossierId == Id, cancel) is not { } issued)
        {
            return await foreign.NotFoundAsync<IssuedPaper>(Paper, cancel);
        }

        (Issued, Text) = (issued, PaperContent.Parse(issued.Content));
        return null;
    }
}
