using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Ký nhiều hồ sơ: each stays a decision and an act of its own; one confirmation with the second factor for all.</summary>
public sealed class BulkSign(Sign sign, BulkDesk bulk, OutcomeDesk outcomes, NodeDb db, FlowRules rules)
{
    public Task<Outcome<IReadOnlyList<BulkResult>>> Handle(IReadOnlyList<BulkItem> items, SignedInOfficial official, CancellationToken cancel) => bulk.RunAsync(
        items, item => OneAsync(item, official, cancel),
        id => db.Decisions.AsNoTracking().AnyAsync(d => d.DossierId == id && d.SignerId == official.Id, cancel), cancel);

    // What one line cannot show is not signed by one line, however the tick came.
    private async Task<Outcome<Dossier>> OneAsync(BulkItem item, SignedInOfficial official, CancellationToken cancel)
    {
        var asked = await db.Dossiers.AsNoTracking().Where(d => d.Id == item.Id).Select(d => new { d.Kind, d.AppraisedEligible, d.ReviewedEligible }).SingleOrDefaultAsync(cancel);
        return asked is not null && SignLine.Alone(asked.Kind, asked.AppraisedEligible ?? asked.ReviewedEligible)
            ? BulkDesk.SignAlone.Now() : await sign.Handle(item.Id, item.Version, official, cancel, item.Seen);
    }

    /// <summary>The next dossiers that wait for this official's signature, nearest day first, and how many there are.</summary>
    public async Task<(IReadOnlyList<SignLine> Lines, int Total)> WaitingAsync(SignedInOfficial official, CancellationToken cancel)
    {
        var own = await rules.ForAsync(official.Office, cancel);
        var mine = QueueMine.Of(own.Authorities, official, own.Today).Where(m => m.Key is DossierStatus.AwaitingSignature or DossierStatus.AwaitingProposal).ToDictionary();
        // Of admissions only the written refusals are signed here; a proposal is a letter of its own.
        var waiting = QueueMine.Rows(db.Dossiers, mine).Where(d => d.ListId == null && (d.Status != DossierStatus.AwaitingProposal || d.AppraisedEligible == false));
        var rows = await QueueSections.ByDue(waiting).Take(BulkDesk.Most).Include(d => d.Requests).Include(d => d.Steps).Include(d => d.Supplements).Include(d => d.Attachments).AsSplitQuery().AsNoTracking().ToListAsync(cancel);
        var contexts = new Dictionary<string, FlowContext>(StringComparer.Ordinal);
        foreach (var path in rows.Select(r => r.TenantPath).Distinct())
        {
            contexts[path] = await rules.ForAsync(TenantPath.Parse(path), cancel);
        }

        var lines = new List<SignLine>();
        foreach (var row in rows.Where(r => DossierFlow.Guard(contexts[r.TenantPath], r, official, ActKinds.Sign) is null))
        {
            // What stands behind a line is signed only as it was when the line was shown.
            var open = new OpenDossier(row, contexts[row.TenantPath].For(row), official);
            var found = await outcomes.FindAsync(open, Sign.Today(row, open.Context), cancel);
            var line = SignLine.Of(found);
            lines.Add(line.Hindrances.Count > 0 ? line : line with { Seen = await sign.SeenAsync(found, cancel) });
        }

        return (lines, await waiting.CountAsync(cancel));
    }
}

/// <inheritdoc cref="BulkSign"/>
[Needs(Actions.DossierSign)]
public sealed class BulkSignModel(BulkSign verb, SecondFactorAgain factor, CurrentOfficial current) : PageModel
{
    [BindProperty]
    public List<string>? Ticked { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<SignLine> Lines { get; private set; } = [];

    public int Total { get; private set; }

    /// <summary>How it went; empty before.</summary>
    public IReadOnlyList<BulkResult> Results { get; private set; } = [];

    public bool IsTicked(SignLine line) => Ticked is null ? line.Hindrances.Count == 0 : Ticked.Exists(t => t.StartsWith($"{line.Dossier.Id:D}", StringComparison.Ordinal));

    public async Task OnGetAsync(CancellationToken cancel) => (Lines, Total) = await verb.WaitingAsync(current.Required, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Ticked ??= [];
        var items = BulkItem.Parse(Ticked);
        if (items.Count == 0)
        {
            this.Show([BulkDesk.NothingChosen.At("Ticked")]);
        }
        else if (await factor.FaultAsync(current.Required, Code, cancel) is { } fault)
        {
            this.Show([fault]);
        }
        else
        {
            var outcome = await verb.Handle(items, current.Required, cancel);
            Results = outcome.Succeeded ? outcome.Value : [];
            Ticked = outcome.Succeeded ? null : Ticked;
            this.Show(outcome.Problems);
        }

        await OnGetAsync(cancel);
        return Page();
    }
}
