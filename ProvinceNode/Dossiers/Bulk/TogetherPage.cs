using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Niêm yết, trình nhiều hồ sơ bằng một văn bản: what the official's office may post or send up today, by procedure.</summary>
[Needs(Actions.DossierView)]
public sealed class TogetherPageModel(PostTogether post, ForwardTogether forward, NodeDb db, FlowRules rules, CurrentOfficial current) : PageModel
{
    private static readonly DossierStatus[] Steps = [DossierStatus.Reviewed, DossierStatus.AwaitingForward];

    [BindProperty]
    public List<string>? Ticked { get; set; }

    /// <summary>Dossiers that may go by one paper, by the step that waits.</summary>
    public IReadOnlyList<IGrouping<(DossierStatus Step, string Procedure, RequestKind Kind), ListCandidate>> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var official = current.Required;
        var own = official.Office.Value;
        var context = await rules.ForAsync(official.Office, cancel);
        var steps = Mine(context, official);
        var rows = await db.Dossiers.AsNoTracking().Include(d => d.Requests).Where(d => d.TenantPath == own && steps.Contains(d.Status) && d.Kind != RequestKind.CertifyDisability)
            .OrderBy(d => d.DueOn).ThenBy(d => d.Id).Take(MakeListModel.Shown).ToListAsync(cancel);
        // Who may not be named on a wall is posted alone.
        Groups = [.. rows.Where(d => d.Status != DossierStatus.Reviewed || FlowPapers.MayBePosted(context, d))
            .Select(d => (d.Status, Row: new ListCandidate(d.Id, d.Version, d.Code, d.Owner.FullName, d.DueOn, d.TenantPath, d.ProcedureCode, d.Kind, d.Owner.CommuneName)))
            .GroupBy(r => (r.Status, r.Row.ProcedureCode, r.Row.Kind), r => r.Row)];
    }

    public Task<IActionResult> OnPostNoticeAsync(CancellationToken cancel) => ActAsync(post.Handle, "Đã mở niêm yết bằng một thông báo; thông báo chờ ký và vào số.", cancel);

    public Task<IActionResult> OnPostLetterAsync(CancellationToken cancel) => ActAsync(forward.Handle, "Đã trình các hồ sơ bằng một công văn.", cancel);

    private async Task<IActionResult> ActAsync(Func<IReadOnlyList<BulkItem>, SignedInOfficial, CancellationToken, Task<Outcome<IssuedPaper>>> verb, string done, CancellationToken cancel)
    {
        var outcome = await verb(BulkItem.Parse(Ticked), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = done;
            return Redirect($"/ho-so/{outcome.Value.DossierId:D}/van-ban/{outcome.Value.Id:D}");
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        await OnGetAsync(cancel);
        return Page();
    }

    // Steps that this official makes for dossiers of his own commune.
    private static List<DossierStatus> Mine(FlowContext context, SignedInOfficial official) =>
        [.. Steps.Where(s => StatusTable.Find(s, s == DossierStatus.Reviewed ? ActKinds.OpenPosting : ActKinds.Forward) is { Authority: { } authority } move
            && official.Is(Authorities.AccountRole[authority]) && official.May(move.Action!) && context.OfficeFor(authority, official.Office) == official.Office)];
}
