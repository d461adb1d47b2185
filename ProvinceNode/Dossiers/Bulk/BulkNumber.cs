using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>A signed result that waits for its number.</summary>
/// <param name="Own">This official signed it himself: somebody else numbers it.</param>
public sealed record NumberLine(Guid DossierId, long Version, string Code, string OwnerName, string Paper, string SignerName, DateOnly SignedOn, bool Own);

/// <summary>Vào số nhiều hồ sơ: in the order of signing, each number taken without gaps as if alone.</summary>
public sealed class BulkNumber(Number number, BulkDesk bulk, NodeDb db, FlowRules rules)
{
    public Task<Outcome<IReadOnlyList<BulkResult>>> Handle(IReadOnlyList<BulkItem> items, SignedInOfficial official, CancellationToken cancel) => bulk.RunAsync(
        items, item => number.Handle(item.Id, item.Version, official, cancel),
        id => NumberedByAsync(id, official, cancel), cancel);

    // Two clerks may have one name: the act tells which of them it was.
    private async Task<bool> NumberedByAsync(Guid dossier, SignedInOfficial official, CancellationToken cancel)
    {
        var subject = $"dossier/{dossier:D}";
        return await db.Acts.AnyAsync(a => a.Subject == subject && a.Kind == ActKinds.Number && a.OfficialId == official.Id, cancel);
    }

    public async Task<(IReadOnlyList<NumberLine> Lines, int Total)> WaitingAsync(SignedInOfficial official, CancellationToken cancel)
    {
        var own = await rules.ForAsync(official.Office, cancel);
        var mine = QueueMine.Of(own.Authorities, official, own.Today).Where(m => m.Key == DossierStatus.Signed).ToDictionary();
        var issuer = official.Office.Value;
        var waiting = QueueMine.Rows(db.Dossiers, mine).Where(d => d.ListId == null && db.Decisions.Any(x => x.DossierId == d.Id && x.Number == null && x.IssuerPath == issuer));
        var rows = await waiting.OrderBy(d => d.DueOn).ThenBy(d => d.Id).Take(BulkDesk.Most).Select(d => new { d.Id, d.Version, d.Code, d.Owner.FullName }).ToListAsync(cancel);
        var ids = rows.Select(r => r.Id).ToList();
        var decisions = await db.Decisions.AsNoTracking().Where(x => ids.Contains(x.DossierId) && x.Number == null).OrderBy(x => x.Order)
            .Select(x => new { x.DossierId, x.Paper, x.SignerName, x.SignedOn, x.Id, x.SignerId }).ToListAsync(cancel);
        return ([.. from decision in decisions.DistinctBy(x => x.DossierId)
                    join row in rows on decision.DossierId equals row.Id
                    select new NumberLine(row.Id, row.Version, row.Code, row.FullName, decision.Paper, decision.SignerName, decision.SignedOn, decision.SignerId == official.Id)], await waiting.CountAsync(cancel));
    }
}

/// <inheritdoc cref="BulkNumber"/>
[Needs(Actions.DossierNumber)]
public sealed class BulkNumberModel(BulkNumber verb, CurrentOfficial current) : PageModel
{
    [BindProperty]
    public List<string>? Ticked { get; set; }

    public IReadOnlyList<NumberLine> Lines { get; private set; } = [];

    public int Total { get; private set; }

    public IReadOnlyList<BulkResult> Results { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => (Lines, Total) = await verb.WaitingAsync(current.Required, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(BulkItem.Parse(Ticked), current.Required, cancel);
        Results = outcome.Succeeded ? outcome.Value : [];
        this.Show(outcome.Problems);
        await OnGetAsync(cancel);
        return Page();
    }
}
