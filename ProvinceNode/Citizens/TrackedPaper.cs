using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>A paper of the dossier that this browser proved to know: to read, and to take away as the signed PDF. Papers between offices and decisions are not shown.</summary>
[AllowAnonymous]
public sealed class TrackedPaperModel(NodeDb db, TrackDossier track, TrackPass pass, PaperFile file) : PageModel
{
    private static readonly HashSet<string> Slips = new(StringComparer.Ordinal) { "D01", "D02", "D03", "D04", "D05", "BS1", "D21" };

    public IssuedPaper Issued { get; private set; } = null!;

    public PaperContent Text { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid paper, CancellationToken cancel)
    {
        if (await OpenAsync(paper, cancel) is { } other)
        {
            return other;
        }

        Text = file.Shown(Issued);
        return Page();
    }

    public async Task<IActionResult> OnGetPdfAsync(Guid paper, CancellationToken cancel) => await OpenAsync(paper, cancel) ?? await file.PdfAsync(Issued, cancel);

    /// <summary>
    /// What whoever knows the code and four digits may open: the slips of the desk. A decision carries the whole number and address; it is handed
    /// over at the desk or opened with an account.
    /// </summary>
    public static bool IsOpen(IssuedPaper paper) => paper.IsIssued && Slips.Contains(paper.Paper);

    private async Task<IActionResult?> OpenAsync(Guid paper, CancellationToken cancel)
    {
        if (pass.Of(HttpContext) is not { } id || await track.OpenAsync(id, cancel) is null)
        {
            return Redirect("/tra-cuu");
        }

        var issued = await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == paper && p.DossierId == id, cancel);
        if (issued is null || !IsOpen(issued))
        {
            return NotFound();
        }

        Issued = issued;
        return null;
    }
}
