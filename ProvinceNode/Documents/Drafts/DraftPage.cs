using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Documents.Docx;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Documents.Drafts;

/// <summary>Dự thảo: a paper of the present step before it is issued. Who holds the step edits its texts; amounts, names and dates are shown and stay.</summary>
[Needs(Actions.DossierView)]
public sealed class DraftPageModel(DossierDesk desk, DraftSource source, PaperDrafts drafts, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>D09, D11, D14 …</summary>
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    public OpenDossier Open { get; private set; } = null!;

    public OpenDraft Draft { get; private set; } = null!;

    /// <summary>The texts with their edits.</summary>
    public DraftForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ?? Page();

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken cancel) => await LoadAsync(cancel)
        ?? File(PaperPdf.Render(Form.Preview, PaperFonts.Shipped, new PdfOptions { Id = Id, CreatedAt = Open.Context.NowUtc }).Bytes, "application/pdf", $"du-thao-{Kind}.pdf");

    public async Task<IActionResult> OnGetDocxAsync(CancellationToken cancel) => await LoadAsync(cancel)
        ?? File(PaperDocx.Render(Form.Preview, PaperFonts.Shipped, Open.Context.NowUtc), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", $"du-thao-{Kind}.docx");

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => KeepAsync(reset: false, cancel);

    public Task<IActionResult> OnPostResetAsync(CancellationToken cancel) => KeepAsync(reset: true, cancel);

    private async Task<IActionResult> KeepAsync(bool reset, CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var outcome = await TryAsync(reset, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = reset ? "Đã bỏ mọi chỗ sửa; dự thảo trở lại bản lập từ hồ sơ." : "Đã lưu dự thảo.";
            return Redirect($"/ho-so/{Id}/du-thao/{Kind}");
        }

        this.Show(outcome.Problems);
        desk.Db.ChangeTracker.Clear();
        var typed = Form.Typed(Request.Form);
        await LoadAsync(cancel);
        Form = Form.With(typed);
        return Page();
    }

    private async Task<Outcome<PaperDraft>> TryAsync(bool reset, CancellationToken cancel)
    {
        if (!Draft.May || !Draft.Editable)
        {
            return DraftProblems.NotYours.Now();
        }

        if (!reset && Request.Form[nameof(Form.Made)] != Form.Made)
        {
            return DraftProblems.FactsChanged.Now();
        }

        var seen = long.TryParse(Request.Form[nameof(Form.Version)], System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
        var input = new DraftInput(Id, Open.Dossier.TenantPath, Kind, seen, Draft.Rendered, Form.Typed(Request.Form), DraftSource.KnownOf(Open.Dossier));
        return reset ? await drafts.ResetAsync(input, current.Required, Open.Context.NowUtc, cancel) : await drafts.SaveAsync(input, current.Required, Open.Context.NowUtc, cancel);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, current.Required, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        Open = open;
        if ((await source.OfAsync(open, cancel)).FirstOrDefault(d => d.Paper == Kind) is not { } draft)
        {
            return NotFound();
        }

        Draft = draft;
        Form = DraftForm.Of(draft.Rendered, await drafts.ContentFor(Id, Kind, draft.Rendered, cancel));
        // The page, its files and a refused edit alike: each shows the whole text.
        await views.RecordAsync("dossier", Id, current.Required, cancel);
        return null;
    }
}
