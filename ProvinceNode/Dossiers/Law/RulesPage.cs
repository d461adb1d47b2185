using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Quy định đang áp dụng: levels, categories, what the province added, and what waits for approval.</summary>
[Needs(Actions.RulesView)]
public sealed class RulesPageModel(NodeDb db, LawBook book, CurrentOfficial current, VietnamTime time) : PageModel
{
    public RuleGround Ground { get; private set; } = null!;

    public IReadOnlyList<RuleChange> Changes { get; private set; } = [];

    public DateOnly Today => time.Today;

    public bool MayPropose => current.Required.May(Actions.RulesPropose);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Ground = await book.GroundAsync(current.Required.Office.Province, cancel);
        Changes = await db.Set<RuleChange>().AsNoTracking().OrderByDescending(c => c.ProposedAt).Take(100).ToListAsync(cancel);
    }
}
