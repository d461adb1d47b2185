using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Dự thảo quyết định theo danh sách: its texts are edited until it is signed, and so stand in each person's extract; the annex is made from the dossiers alone.</summary>
[Needs(Actions.DossierView)]
public sealed class ListDraftModel(ListDesk lists, SignList sign, PaperDrafts drafts, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public OpenList Open { get; private set; } = null!;

    /// <summary>Null while a dossier of the list stands in the way, or when it is signed.</summary>
    public DraftForm? Form { get; private set; }

    public bool May { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ?? Page();

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => KeepAsync(reset: false, cancel);

    public Task<IActionResult> OnPostResetAsync(CancellationToken cancel) => KeepAsync(reset: true, cancel);

    private async Task<IActionResult> KeepAsync(bool reset, CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (Form is not { } form || !May)
        {
            this.Show([DraftProblems.NotYours.Now()]);
            return Page();
        }

        var outcome = await TryAsync(form, reset, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = reset ? "Đã bỏ mọi chỗ sửa." : "Đã lưu dự thảo quyết định.";
            return Redirect($"/ho-so/danh-sach-trinh/{Id:D}/du-thao");
        }

        this.Show(outcome.Problems);
        lists.Db.ChangeTracker.Clear();
        var typed = form.Typed(Request.Form);
        await LoadAsync(cancel);
        Form = Form?.With(typed);
        return Page();
    }

    private async Task<Outcome<PaperDraft>> TryAsync(DraftForm form, bool reset, CancellationToken cancel)
    {
        if (!reset && Request.Form[nameof(DraftForm.Made)] != form.Made)
        {
            return DraftProblems.FactsChanged.Now();
        }

        var seen = long.TryParse(Request.Form[nameof(DraftForm.Version)], System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
        var input = new DraftInput(Id, Open.List.TenantPath, Open.List.Paper, seen, form.Rendered, form.Typed(Request.Form), []) { Subject = "list" };
        return reset ? await drafts.ResetAsync(input, current.Required, Open.Context.NowUtc, cancel) : await drafts.SaveAsync(input, current.Required, Open.Context.NowUtc, cancel);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await lists.FindAsync(Id, current.Required, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<DecisionList>(Id, cancel);
        }

        Open = open;
        May = open.List.State == ListState.Proposed && ListDesk.MayMake(open.Context, TenantPath.Parse(open.List.TenantPath), current.Required);
        Form = await sign.MadeAsync(open, current.Required, cancel) is { } rendered ? DraftForm.Of(rendered, await drafts.ContentFor(Id, open.List.Paper, rendered, cancel)) : null;
        await views.RecordAllAsync("dossier", [.. open.Members.Select(m => m.Dossier.Id)], current.Required, cancel);
        return null;
    }
}
