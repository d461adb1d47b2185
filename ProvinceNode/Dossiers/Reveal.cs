using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Hiện số: shows a person's full number once, after a reason, as an act.</summary>
[Needs(Actions.PersonReveal)]
public sealed class RevealModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign, VietnamTime time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Dossier Dossier { get; private set; } = null!;

    /// <summary>Set only after the act was saved.</summary>
    public string? Revealed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Id == Id, cancel) is not { } dossier)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        Dossier = dossier;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var page = await OnGetAsync(cancel);
        if (page is not PageResult)
        {
            return page;
        }

        if (ReasonText.Fault(nameof(Reason), Reason?.Trim() ?? "") is { } fault)
        {
            this.Show([fault]);
            return page;
        }

        await db.SaveAsync(Act.By(current.Required, ActKinds.RevealNumber, time.UtcNow, Reason!.Trim()).On("dossier", Id), cancel);
        Revealed = Dossier.Owner.CitizenId.Length > 0 ? Dossier.Owner.CitizenId : Dossier.Owner.OldIdentityNumber;
        return page;
    }
}
