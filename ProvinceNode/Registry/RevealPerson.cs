using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Hiện số: shows a beneficiary's full numbers once, after a reason, as an act.</summary>
[Needs(Actions.PersonReveal)]
public sealed class RevealPersonModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign, VietnamTime time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    /// <summary>True only after the act was saved.</summary>
    public bool Revealed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var page = await OnGetAsync(cancel);
        if (page is not PageResult)
        {
            return page;
        }

        var reason = Reason?.Trim() ?? "";
        if (reason.Length is 0 or > PersonEntry.LongestReason)
        {
            this.Show([reason.Length == 0 ? CommonProblems.Required.At(nameof(Reason), "lý do xem") : CommonProblems.TooLong.At(nameof(Reason), "Lý do", PersonEntry.LongestReason, reason.Length)]);
            return page;
        }

        await db.SaveAsync(Act.By(current.Required, ActKinds.RevealNumber, time.UtcNow, reason).On("beneficiary", Id), cancel);
        // The page with the whole number is not kept by anybody on the way.
        Response.Headers.CacheControl = "no-store";
        Revealed = true;
        return page;
    }
}
