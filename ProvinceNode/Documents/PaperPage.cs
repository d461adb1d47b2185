using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>An issued paper as it was frozen, to read and print.</summary>
[Needs(Actions.DossierView)]
public sealed class PaperPageModel(NodeDb db, ForeignTenant foreign, CurrentOfficial current, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Paper { get; set; }

    public IssuedPaper Issued { get; private set; } = null!;

    public PaperContent Text { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Paper && p.DossierId == Id, cancel) is not { } issued)
        {
            return await foreign.NotFoundAsync<IssuedPaper>(Paper, cancel);
        }

        await views.RecordAsync("dossier", Id, current.Required, cancel);
        (Issued, Text) = (issued, PaperContent.Parse(issued.Content));
        return Page();
    }
}
