using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.Review;

/// <summary>A page of one import: opens it within the official's area, or says "not found" like for one that never was.</summary>
public abstract class ImportPageModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ImportBatch Batch { get; private set; } = null!;

    public SignedInOfficial Official => current.Required;

    /// <summary>Whether the official may change values now.</summary>
    public bool MayMend => Batch.State == BatchState.Ready && Official.May(Actions.ImportUpload);

    protected NodeDb Db => db;

    protected IActionResult Forbidden => StatusCode(StatusCodes.Status403Forbidden);

    /// <returns>The answer when the import is not in the area; null when it is open.</returns>
    protected async Task<IActionResult?> MissingAsync(CancellationToken cancel)
    {
        if (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } batch)
        {
            return await foreign.NotFoundAsync<ImportBatch>(Id, cancel);
        }

        Batch = batch;
        return null;
    }

    protected Task<ImportSheet?> SheetAsync(int ordinal, CancellationToken cancel) =>
        db.ImportSheets.AsNoTracking().SingleOrDefaultAsync(s => s.BatchId == Id && s.Ordinal == ordinal, cancel);
}
