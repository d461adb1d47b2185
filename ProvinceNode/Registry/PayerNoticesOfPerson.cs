using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>The part of a person's page about what the payer told and what is to be done; empty when nothing is open.</summary>
public sealed class PayerNoticesOfPersonViewComponent(NodeDb db) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel)
    {
        // A notice stays with the list that told it, which may be a former commune's: whoever may open the person's page reads it.
        var open = await db.PayerNotices.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(n => n.BeneficiaryId == id && (n.State == PayerNoticeState.Waiting || n.State == PayerNoticeState.Open)).OrderByDescending(n => n.Month).ThenBy(n => n.Kind).ToListAsync(cancel);
        return open.Count == 0 ? Content("") : View("/Registry/_PayerNotices.cshtml", open);
    }
}
