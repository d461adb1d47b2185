using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Tra cứu lại: an official asks the population database once more and comes back to the dossier.</summary>
[Needs(Actions.DossierView)]
public sealed class AskIdentityAgainModel(CheckIdentity verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await db.Dossiers.AnyAsync(d => d.Id == Id, cancel) ? Back() : await foreign.NotFoundAsync<Dossier>(Id, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await db.Dossiers.AnyAsync(d => d.Id == Id, cancel))
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        var outcome = await verb.HandleAsync(Id, current.Required, cancel);
        TempData["Done"] = !outcome.Succeeded ? outcome.Problems[0].Message
            : outcome.Value.Status == IdentityStatus.Pending ? "Chưa kết nối được Cơ sở dữ liệu quốc gia về dân cư. Hệ thống tự tra cứu lại; việc tiếp nhận và thẩm định vẫn tiếp tục."
            : $"Kết quả tra cứu: {IdentityWords.Of(outcome.Value)}.";
        return Back();
    }

    private RedirectToPageResult Back() => RedirectToPage("/Dossiers/DossierPage", new { id = Id });
}
