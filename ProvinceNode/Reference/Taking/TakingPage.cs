using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>Tiếp nhận người của đơn vị chấm dứt: what there is in numbers, where each village goes, the run with its progress, and who stays and why. The department's.</summary>
[Needs(Actions.RulesView)]
[Starts<WorkTakingJob>]
[RequestSizeLimit(16 << 20)]
// Villages are as people typed them: a large commune has one name in hundreds of spellings.
[RequestFormLimits(ValueCountLimit = 200_000)]
public sealed class TakingPageModel(NodeDb db, StartTaking start, IOptions<NodeOptions> node, CurrentOfficial current, VietnamTime time) : PageModel
{
    private Dictionary<string, string> _chosen = [];

    /// <summary>Number of the pack of units that ends the commune.</summary>
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>Code of the commune.</summary>
    [BindProperty(SupportsGet = true)]
    public string Commune { get; set; } = "";

    public TakingPlan Plan { get; private set; } = null!;

    public TakingFigures Figures { get; private set; } = null!;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<CommuneTaking> Runs { get; private set; } = [];

    public bool IsRunning => Runs.Any(r => r.State == TakingState.Running);

    public bool MayStart => StartTaking.May(current.Required) && !IsRunning && Plan.Communes.Any(c => c.Stands);

    /// <summary>What was just chosen for a village; empty: nothing.</summary>
    public string Chosen(TakingVillage village) => _chosen.GetValueOrDefault(village.Key, "");

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!StartTaking.May(current.Required))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        // As sent: the binder takes a thousand rows and makes nothing of an empty name. Keys of the villages, and in the same order codes of the communes that take them.
        var form = await Request.ReadFormAsync(cancel);
        _chosen = form["Village"].Zip(form["To"]).GroupBy(v => v.First ?? "").ToDictionary(g => g.Key, g => g.First().Second ?? "", StringComparer.Ordinal);
        var outcome = await start.HandleAsync(Number, Commune, _chosen, current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = $"{(outcome.Value.Total > 0 ? $"Đang chuyển {outcome.Value.Total} người, lần lượt từng người." : "Không còn người nào trong sổ; đang chuyển giấy xác nhận khuyết tật, hộ gia đình còn lại.")} Tắt trang này không ảnh hưởng.";
            return Redirect($"/goi-tham-chieu/tiep-nhan/{Number}/{Commune}");
        }

        db.ChangeTracker.Clear();
        var shown = await ShowAsync(cancel);
        this.Show([.. outcome.Problems.Select(p => p.Field is null ? p : p with { Field = FieldAt(p.Field) })]);
        return shown;
    }

    // The form has its villages by their place.
    private string FieldAt(string field) => $"to-{Math.Max(0, Figures?.Villages.ToList().FindIndex(v => StartTaking.FieldOf(v.Key) == field) ?? 0)}";

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (current.Required.Office.Depth != 1 || await TakingPlan.FindAsync(db, Number, Commune, node.Value.ProvinceCode, time.Today, cancel) is not { } plan)
        {
            return NotFound();
        }

        (Plan, Figures) = (plan, await plan.CountAsync(db, cancel));
        Runs = await db.CommuneTakings.AsNoTracking().Where(t => t.FromPath == plan.Path).OrderByDescending(t => t.StartedAt).ToListAsync(cancel);
        return Page();
    }
}
