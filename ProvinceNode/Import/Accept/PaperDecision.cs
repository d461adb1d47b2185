using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.Accept;

/// <summary>The decision on paper that a row of a list or an entry tells of, for its beneficiary's own page: number and day as they were taken over, and nothing else of the list.</summary>
public sealed class PaperDecisionViewComponent(NodeDb db) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel)
    {
        var values = await db.ImportRows.AsNoTracking().Where(r => r.Id == id).Select(r => r.Values).SingleOrDefaultAsync(cancel)
            ?? await db.DirectEntries.AsNoTracking().Where(e => e.Id == id).Select(e => e.Values).SingleOrDefaultAsync(cancel);
        var said = RowValues.Of(values ?? "");
        var (number, on) = (said.Shown(Field.DecisionNumber), said.Has(Field.DecisionDate) ? $" ngày {said.Shown(Field.DecisionDate)}" : "");
        return Content(number.Length > 0 ? $"Quyết định số {number}{on}." : "Quyết định trên giấy, trước khi dùng hệ thống.");
    }
}
