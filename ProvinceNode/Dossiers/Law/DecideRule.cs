using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Duyệt hoặc không duyệt một đề nghị thay đổi quy định.</summary>
[Needs(Actions.RulesView)]
public sealed class DecideRuleModel(NodeDb db, LawBook book, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "change")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>"1" when the approver read what the change reaches of the past.</summary>
    [BindProperty]
    public string? PastConfirmed { get; set; }

    public RuleChange Change { get; private set; } = null!;

    /// <summary>What it reaches of the past today; null when nothing.</summary>
    public PastEffect? Past { get; private set; }

    /// <summary>Fields with what was typed.</summary>
    public IReadOnlyList<(string Label, string Value)> Lines { get; private set; } = [];

    /// <summary>What a sheet of places changes of the list as it is now; null for every other kind.</summary>
    public (RuleGround Ground, IReadOnlyList<AreaChange> Changes)? Areas { get; private set; }

    public bool MayDecide => Open && current.Required.May(Actions.RulesApprove);

    public bool Open => Change.State == RuleChangeState.Proposed;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string? duyet, CancellationToken cancel)
    {
        if (!current.Required.May(Actions.RulesApprove))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var outcome = await book.DecideAsync(Id, new RuleVerdict(duyet == "1", Note ?? "", PastConfirmed == "1"), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = duyet == "1" ? "Đã duyệt. Quy định có hiệu lực theo ngày ghi trong đề nghị." : "Đã ghi không duyệt.";
            return Redirect("/quan-tri/quy-dinh");
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await LoadAsync(cancel);
    }

    private async Task<IActionResult> LoadAsync(CancellationToken cancel)
    {
        if (await db.Set<RuleChange>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == Id, cancel) is not { } change)
        {
            return await foreign.NotFoundAsync<RuleChange>(Id, cancel);
        }

        Change = change;
        Past = Open ? await book.PastOfAsync(change, current.Required.Office.Province, cancel) : null;
        var values = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(change.Values)!;
        var ground = await book.GroundAsync(current.Required.Office.Province, cancel);
        Areas = change.Kind == RuleKind.SpecialAreas && Open ? (ground, AreaPlans.Changes(values, ground)) : null;
        Lines = RuleFields.Of(change.Kind, ground.Choices).Where(f => f.Name != AreaPlans.Lines)
            .Select(f => (f.Label, values.GetValueOrDefault(f.Name, "") is var typed && f.Choices.FirstOrDefault(c => c.Key == typed).Value is { } words ? words : values.GetValueOrDefault(f.Name, "")))
            .Where(l => l.Item2.Length > 0).ToList();
        return Page();
    }
}
