using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>One row of the worklist: why it is there, what it does, and what the officer may do with it.</summary>
[Needs(Actions.RegistryView)]
public sealed class WorkPageModel(NodeDb db, OpenWorklist open, CloseWorklist close, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public WorklistRow Row { get; private set; } = null!;

    /// <summary>The official's request that stands ready for the row; null when there is none.</summary>
    public Guid? Draft { get; private set; }

    public bool MayAct => current.Required.May(Actions.DossierReview) && current.Required.Office.Value == Row.TenantPath;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await MissingAsync(cancel) is { } missing)
        {
            return missing;
        }

        // Somebody of the commune who has no record of his own is read in this row alone.
        await views.RecordAsync(Row.BeneficiaryId is null ? "worklist" : "beneficiary", Row.BeneficiaryId ?? Id, current.Required, cancel);
        return Page();
    }

    /// <param name="viec">lap: opens the dossier; khong: nothing is to be done; mo-lai: takes it up again.</param>
    public async Task<IActionResult> OnPostAsync(string? viec, CancellationToken cancel)
    {
        if (await MissingAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (viec == "lap")
        {
            var opened = await open.Handle([Id], current.Required, cancel);
            if (opened is { Succeeded: true, Value.Opened: [var dossier] })
            {
                TempData["Done"] = "Đã lập hồ sơ. Hãy xét duyệt và chuyển bước tiếp theo.";
                return Redirect($"/ho-so/{dossier.Id:D}");
            }

            if (opened is { Succeeded: true, Value.Prepared: [var request] })
            {
                return Redirect($"/ho-so/nhap-ho?nhap={request.Draft:D}");
            }

            return await ShowAsync(opened.Succeeded ? [.. opened.Value.Refused.Select(r => r.Why)] : opened.Problems, cancel);
        }

        var closed = await close.Handle(Id, Why ?? "", current.Required, cancel);
        if (!closed.Succeeded)
        {
            return await ShowAsync(closed.Problems, cancel);
        }

        TempData["Done"] = closed.Value.State == WorklistState.NotNeeded ? $"Đã ghi: không cần làm việc của {closed.Value.PersonName}." : "Đã mở lại việc.";
        return Redirect("/viec-hang-thang");
    }

    private async Task<IActionResult> ShowAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        this.Show(problems);
        return await MissingAsync(cancel) ?? Page();
    }

    private async Task<IActionResult?> MissingAsync(CancellationToken cancel)
    {
        if (await db.Set<WorklistRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == Id, cancel) is not { } row)
        {
            return await foreign.NotFoundAsync<WorklistRow>(Id, cancel);
        }

        Row = row;
        Draft = PrepareRequests.Suits(row) ? await open.WrittenAsync(row.Id, current.Required, cancel) : null;
        return null;
    }
}
