using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Registry.Erasing;

/// <summary>One person's data: why they may not be erased, the form of the request, or its confirmation by a second official.</summary>
[Needs(Actions.RegistryErase)]
public sealed class ErasurePageModel(NodeDb db, ErasePerson erase, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Ground { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? DocumentNumber { get; set; }

    [BindProperty]
    public string? DocumentOn { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    /// <summary>What stands in the way, each with the law that keeps it.</summary>
    public IReadOnlyList<Problem> Standing { get; private set; } = [];

    /// <summary>The request that waits, or null.</summary>
    public ErasureRequest? Waiting { get; private set; }

    public bool IsOwn => Waiting?.ProposedById == current.Required.Id;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var outcome = await erase.HandleAsync(new ErasureInput(Id, Ground ?? "", Reason ?? "", DocumentNumber ?? "", DocumentOn ?? ""), current.Required, cancel);
        return Answer(outcome, "Đã lập đề nghị xóa dữ liệu. Dữ liệu chỉ bị xóa khi cán bộ khác xác nhận.");
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel) =>
        await LoadAsync(cancel) ?? Answer(await erase.ConfirmAsync(Id, current.Required, cancel), "Đã xóa dữ liệu cá nhân; trục quốc gia sẽ nhận lệnh xóa khi đồng bộ.");

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) =>
        await LoadAsync(cancel) ?? Answer(await erase.DeclineAsync(Id, Reason ?? "", current.Required, cancel), "Đã ghi nhận không xóa dữ liệu.");

    private IActionResult Answer(Outcome<ErasureRequest> outcome, string done)
    {
        if (outcome.Succeeded)
        {
            TempData["Done"] = done;
            return Redirect("/doi-tuong/xoa-du-lieu");
        }

        this.Show(outcome.Problems);
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        (Person, Waiting) = (person, await erase.WaitingAsync(Id, cancel));
        Standing = await erase.StandingAsync(Id, cancel);
        // What was looked at is not carried into the verb: it looks again after it has its turn.
        db.ChangeTracker.Clear();
        return null;
    }
}
