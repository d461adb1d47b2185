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
public sealed class TakingPageModel(NodeDb db, StartTaking start, IOptions<NodeOptions> node, CurrentOfficial current, VietnamTime time) : PageModel
{
    /// <summary>Number of the pack of units that ends the commune.</summary>
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>Code of the commune.</summary>
    [BindProperty(SupportsGet = true)]
    public string Commune { get; set; } = "";

    /// <summary>Keys of the villages, in the order of <see cref="To"/>.</summary>
    [BindProperty]
    public List<string?> Village { get; set; } = [];

    /// <summary>Codes of the communes that take them; empty: the village stays.</summary>
    [BindProperty]
    public List<string?> To { get; set; } = [];

    public TakingPlan Plan { get; private set; } = null!;

    public TakingFigures Figures { get; private set; } = null!;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<CommuneTaking> Runs { get; private set; } = [];

    public bool IsRunning => Runs.Any(r => r.State == TakingState.Running);

    public bool MayStart => StartTaking.May(current.Required) && !IsRunning && Plan.Communes.Any(c => c.Stands);

    /// <summary>What was chosen for a village, else where it went by the last run.</summary>
    public string Chosen(TakingVillage village) => Village.IndexOf(village.Key) is >= 0 and var i && i < To.Count ? To[i] ?? "" : "";

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!StartTaking.May(current.Required))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var chosen = Village.Zip(To).GroupBy(v => v.First ?? "").ToDictionary(g => g.Key, g => g.First().Second ?? "", StringComparer.Ordinal);
        var outcome = await start.HandleAsync(Number, Commune, chosen, current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = $"Đang chuyển {outcome.Value.Total} người, lần lượt từng người. Tắt trang này không ảnh hưởng; tải lại trang để xem tiến độ.";
            return Redirect($"/goi-tham-chieu/tiep-nhan/{Number}/{Commune}");
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await ShowAsync(cancel);
    }

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
