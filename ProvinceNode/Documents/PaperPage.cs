using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>A paper of a dossier as it stands, to read, print and take away; and what this official can do with it.</summary>
[Needs(Actions.DossierView)]
public sealed class PaperPageModel(NodeDb db, ForeignTenant foreign, CurrentOfficial current, PersonViews views, PaperFile file, NumberPaper numbering) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Paper { get; set; }

    /// <summary>Address and words of what it is of: a dossier, a list that is decided as one, or a list of new levels.</summary>
    public (string Address, string Words) Back { get; private set; }

    public IssuedPaper Issued { get; private set; } = null!;

    public PaperContent Text { get; private set; } = null!;

    /// <summary>The paper that stands in its place.</summary>
    public IssuedPaper? Later { get; private set; }

    public bool MaySign => SignPaper.Refusal(Issued, current.Required) is null;

    public bool MayEdit => Drafts.EditPaper.Refusal(Issued, current.Required) is null;

    public bool MayCopy => CopyPapers.Refusal(Issued, current.Required) is null;

    public bool MayNumber => numbering.Refusal(Issued, current.Required) is null;

    public bool MayRevoke => RevokePaper.Refusal(Issued, current.Required) is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } missing)
        {
            return missing;
        }

        Back = await db.DecisionLists.AnyAsync(l => l.Id == Id, cancel) ? ($"/ho-so/danh-sach-trinh/{Id}", "danh sách")
            : await db.LevelLists.AnyAsync(l => l.Id == Id, cancel) ? ($"/chuyen-muc/{Id}", "danh sách")
            : await db.LevelCommunes.AnyAsync(c => c.Id == Id, cancel) ? ("/chuyen-muc", "chuyển mức hàng loạt") : ($"/ho-so/{Id}", "hồ sơ");
        Text = file.Shown(Issued);
        Later = Issued.SupersededBy is { } later ? await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == later, cancel) : null;
        return Page();
    }

    /// <summary>The signed PDF; made now when the paper was issued a moment ago.</summary>
    public async Task<IActionResult> OnGetPdfAsync(CancellationToken cancel) => await OpenAsync(cancel) ?? await file.PdfAsync(Issued, cancel);

    /// <summary>An editable draft of a paper that is not issued yet.</summary>
    public async Task<IActionResult> OnGetDocxAsync(CancellationToken cancel) => await OpenAsync(cancel) ?? file.Docx(Issued);

    private async Task<IActionResult?> OpenAsync(CancellationToken cancel)
    {
        if (await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Paper && p.DossierId == Id, cancel) is not { } issued)
        {
            return await foreign.NotFoundAsync<IssuedPaper>(Paper, cancel);
        }

        // A paper of a list is about everybody on it.
        var members = await db.Dossiers.AsNoTracking().Where(d => d.Id == Id || d.ListId == Id).Select(d => d.Id).ToListAsync(cancel);
        await views.RecordAllAsync("dossier", members, current.Required, cancel);
        Issued = issued;
        return null;
    }
}
