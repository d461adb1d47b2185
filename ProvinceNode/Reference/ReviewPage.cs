using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>A decision on the list, as the page shows it.</summary>
/// <param name="Decision">Number, day and code of its dossier; of what was imported or entered from paper that it was.</param>
public sealed record ReviewLine(PackReview Review, string Decision, Guid? DossierId, string Unit);

/// <summary>Quyết định cần rà soát: what was signed by a rule that a pack took back, one line a decision, each settled with what came of it. The department's.</summary>
[Needs(Actions.RulesView)]
[RequestSizeLimit(1 << 20)]
public sealed class ReviewPageModel(NodeDb db, SettleReview settle, CurrentOfficial current, VietnamTime time) : PageModel
{
    /// <summary>More are shown once these are settled.</summary>
    public const int Most = 200;

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    public ReferencePack Pack { get; private set; } = null!;

    public IReadOnlyList<ReviewLine> Lines { get; private set; } = [];

    public int Open { get; private set; }

    public int Settled { get; private set; }

    /// <summary>What was typed of which, when it was not taken: it stays in its place.</summary>
    public (Guid Review, string Note) Typed { get; private set; }

    public bool MaySettle => current.Required.Office.Depth == 1 && (current.Required.May(Actions.RulesPropose) || current.Required.May(Actions.RulesApprove));

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(Guid review, string? note, CancellationToken cancel)
    {
        if (!MaySettle)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (await FindAsync(cancel) is not { } pack)
        {
            return NotFound();
        }

        var outcome = await settle.HandleAsync(pack.Id, review, note ?? "", current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã ghi kết quả rà soát.";
            return Redirect($"/goi-tham-chieu/{PackKinds.Word(pack.Kind)}/{pack.Number}/ra-soat");
        }

        Typed = (review, note ?? "");
        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await ShowAsync(cancel);
    }

    private async Task<ReferencePack?> FindAsync(CancellationToken cancel) =>
        PackKinds.Of(Kind) is { } kind && current.Required.Office.Depth == 1 ? await db.ReferencePacks.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == kind && p.Number == Number, cancel) : null;

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is not { } pack)
        {
            return NotFound();
        }

        Pack = pack;
        var all = db.PackReviews.AsNoTracking().Where(r => r.PackId == pack.Id);
        (Open, Settled) = (await all.CountAsync(r => r.SettledAt == null, cancel), await all.CountAsync(r => r.SettledAt != null, cancel));
        // What somebody else settled meanwhile stays where it was typed.
        var typed = Typed.Review;
        var rows = await all.OrderBy(r => r.SettledAt != null && r.Id != typed).ThenBy(r => r.Place).ThenBy(r => r.Id).Take(Most).ToListAsync(cancel);
        var ids = rows.ConvertAll(r => r.DecisionId);
        var decisions = await db.Decisions.AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.SignedOn, d.DossierCode, d.DossierId }).ToDictionaryAsync(d => d.Id, cancel);
        var today = time.Today;
        Lines = rows.ConvertAll(r => new ReviewLine(
            r,
            decisions.GetValueOrDefault(r.DecisionId) is { } d ? $"{(d.Number is { } number ? "Số " + number : "Chưa vào số")}, ký ngày {VietnameseFormat.Date(d.SignedOn)}, hồ sơ {d.DossierCode}" : "Quyết định giấy, theo danh sách đã nhập",
            decisions.GetValueOrDefault(r.DecisionId)?.DossierId,
            UnitNames.Place(TenantPath.Parse(r.Place).Province, TenantPath.Parse(r.Place).UnitCode, today)?.CommuneName ?? r.Place));
        return Page();
    }
}
