using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>The verbs of the page.</summary>
public sealed record PackVerbs(ApprovePack Approve, ActivatePacks Activate, StepUp Factor);

/// <summary>Một gói: what it changes in the words of the law, what it reaches of the past, and the leader's approval with a fresh second factor.</summary>
[Needs(Actions.RulesView)]
[Starts<ReferenceJob>]
public sealed class PackPageModel(NodeDb db, PackVerbs verbs, CurrentOfficial current) : PageModel
{
    /// <summary>units, calendar, rules or code-lists.</summary>
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>Number that the differences shown were held against.</summary>
    [BindProperty]
    public int Against { get; set; }

    [BindProperty]
    public string? PastConfirmed { get; set; }

    [BindProperty]
    public string? RestingConfirmed { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public ReferencePack Pack { get; private set; } = null!;

    /// <summary>Null when it is in force or past: nothing is to be done with it any more.</summary>
    public PackView? View { get; private set; }

    /// <summary>Decisions to be looked at again since it is in force, and those of them that nobody did yet; shown at the department.</summary>
    public (int All, int Open) Reviews { get; private set; }

    /// <summary>Communes of the province that stay and give a part to another; shown at the department, also when the pack is in force.</summary>
    public IReadOnlyList<(string Code, string Name)> Giving { get; private set; } = [];

    /// <summary>Communes of the province that end with it, whose people somebody is to take over before; shown at the department.</summary>
    public IReadOnlyList<PackChange> Ending => current.Required.Office.Depth != 1 ? [] : [.. (View?.Changes ?? []).Where(c => c.Table.Name == PackTables.Units && c.Kind == PackChangeKind.Removed && c.Row["parent_code"] == current.Required.Office.Province)];

    public bool MayApprove => Pack.State == ReferencePackState.Waiting && current.Required.May(Actions.RulesApprove) && current.Required.Office.Depth == 1;

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    /// <summary>The file as it was published, to be verified elsewhere.</summary>
    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancel) =>
        await FindAsync(cancel) is { } pack ? File(pack.File, "application/json", $"goi-{PackKinds.Word(pack.Kind)}-{pack.Number}.json") : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var official = current.Required;
        if (!official.May(Actions.RulesApprove))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (await FindAsync(cancel) is not { } asked)
        {
            return NotFound();
        }

        var outcome = await verbs.Factor.GuardAsync(official, nameof(Code), Code, () => verbs.Approve.HandleAsync(asked.Id, new(Against, PastConfirmed == "1", Reason ?? "", RestingConfirmed == "1"), official, cancel), cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = outcome.Value.State == ReferencePackState.Active ? "Đã duyệt và đưa vào áp dụng." : $"Đã duyệt. Gói được áp dụng từ ngày {VietnameseFormat.Date(outcome.Value.InForceFrom)}.";
            return Redirect("/goi-tham-chieu");
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await ShowAsync(cancel);
    }

    private async Task<ReferencePack?> FindAsync(CancellationToken cancel) =>
        PackKinds.Of(Kind) is { } kind ? await db.ReferencePacks.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == kind && p.Number == Number, cancel) : null;

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is not { } pack)
        {
            return NotFound();
        }

        Pack = pack;
        Reviews = current.Required.Office.Depth == 1 ? (await db.PackReviews.CountAsync(r => r.PackId == pack.Id, cancel), await db.PackReviews.CountAsync(r => r.PackId == pack.Id && r.SettledAt == null, cancel)) : default;
        Giving = current.Required.Office.Depth == 1 && pack.Kind == PackKind.Units && pack.State != ReferencePackState.Past ? Taking.TakingPlan.Giving(PackBook.Read(pack).Texts, current.Required.Office.Province) : [];
        if (pack.State is ReferencePackState.Waiting or ReferencePackState.Approved)
        {
            View = await verbs.Activate.LookAsync(pack, cancel);
            ModelState.Remove(nameof(Against));
            Against = View.Against;
        }

        return Page();
    }
}
