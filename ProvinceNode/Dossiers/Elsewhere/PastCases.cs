using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>Cases of past months on the desk of the commune's social officer: nothing is held for them, so no report tells him.</summary>
public sealed class PastCasesViewComponent(NodeDb db, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        if (current.Official is not { } official || !CommuneOfficers.Is(official) || await Waiting(db).CountAsync(cancel) is not (> 0 and var total))
        {
            return new ContentViewComponentResult("");
        }

        return View("/Dossiers/Elsewhere/_PastCases.cshtml", total);
    }

    /// <summary>Asked, and this province has said nothing yet.</summary>
    internal static IQueryable<ElsewhereCase> Waiting(NodeDb db) =>
        db.Set<ElsewhereCase>().AsNoTracking().Where(c => c.IsPast && (c.State == ElsewhereState.Asked || c.State == ElsewhereState.Disagreed) && c.Word == ElsewhereWord.None);
}
