using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>A notice or letter that waits for this official's signature, with the text that he signs.</summary>
/// <param name="Code">Code of its dossier; empty for a paper of a list.</param>
/// <param name="Seen"><see cref="SignPaper.Seen"/> of the text.</param>
public sealed record PaperLine(Guid Id, Guid DossierId, string Paper, string Code, string OwnerName, PaperContent Text, string Seen)
{
    /// <summary>Value of the tick box.</summary>
    public string Value => $"{Id:D}.{Seen}";
}

/// <summary>Ký nhiều thông báo, công văn: each stays a paper and an act of its own, signed only as it was shown; one confirmation with the second factor for all.</summary>
public sealed class BulkSignPapers(SignPaper sign, ForeignTenant foreign, NodeDb db)
{
    public async Task<Outcome<IReadOnlyList<BulkResult>>> Handle(IReadOnlyList<string> ticked, SignedInOfficial official, CancellationToken cancel)
    {
        var items = ticked.Select(t => t.Split('.')).Where(p => p.Length == 2 && Guid.TryParse(p[0], out _)).Select(p => (Id: Guid.Parse(p[0]), Seen: p[1])).DistinctBy(i => i.Id).ToList();
        if (items.Count is 0 or > BulkDesk.Most)
        {
            return items.Count == 0 ? PaperProblems.NothingChosen.At("Ticked") : BulkDesk.TooMany.At("Ticked", BulkDesk.Most, items.Count);
        }

        var results = new List<BulkResult>();
        foreach (var (id, seen) in items)
        {
            db.ChangeTracker.Clear();
            results.Add(await OneAsync(id, seen, official, cancel));
        }

        db.ChangeTracker.Clear();
        return results;
    }

    /// <summary>The papers of his office that he may sign, the oldest first, and how many there are.</summary>
    public async Task<(IReadOnlyList<PaperLine> Lines, int Total)> WaitingAsync(SignedInOfficial official, CancellationToken cancel)
    {
        var office = official.Office.Value;
        // The texts are long: only those of the page are read.
        var mine = (await WaitingPapers.Narrow(db.Papers.AsNoTracking().Where(p => p.State == PaperState.AwaitingSignature && p.Validity == PaperValidity.Valid && p.OfficePath == office).OrderBy(p => p.IssuedAt).ThenBy(p => p.Id)).ToListAsync(cancel))
            .FindAll(p => SignPaper.Refusal(p, official) is null);
        var ids = mine.Take(BulkDesk.Most).Select(p => p.Id).ToList();
        var shown = await db.Papers.AsNoTracking().Where(p => ids.Contains(p.Id)).OrderBy(p => p.IssuedAt).ThenBy(p => p.Id).ToListAsync(cancel);
        var subjects = shown.ConvertAll(p => p.DossierId);
        var owners = await db.Dossiers.AsNoTracking().Where(d => subjects.Contains(d.Id)).Select(d => new { d.Id, d.Code, d.Owner.FullName }).ToDictionaryAsync(d => d.Id, cancel);
        return (shown.ConvertAll(p => new PaperLine(p.Id, p.DossierId, p.Paper, owners.GetValueOrDefault(p.DossierId)?.Code ?? "", owners.GetValueOrDefault(p.DossierId)?.FullName ?? "",
            SignPaper.Signed(PaperContent.Parse(p.Content), official), SignPaper.Seen(p.Content))), mine.Count);
    }

    private async Task<BulkResult> OneAsync(Guid id, string seen, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.Papers.AsNoTracking().Where(p => p.Id == id).Select(p => new { p.DossierId, p.Paper, p.SignerId }).SingleOrDefaultAsync(cancel) is not { } paper)
        {
            await foreign.NotFoundAsync<IssuedPaper>(id, cancel);
            return new BulkResult(id, "", "", BulkState.Failed, CommonProblems.NotFound.Now().Message);
        }

        var code = await db.Dossiers.AsNoTracking().Where(d => d.Id == paper.DossierId).Select(d => d.Code).SingleOrDefaultAsync(cancel) ?? "";
        BulkResult Went(BulkState state, string why) => new(paper.DossierId, code, PaperDesk.NameOf(paper.Paper), state, why);
        if (paper.SignerId == official.Id)
        {
            return Went(BulkState.Already, "");
        }

        var outcome = await sign.Handle(id, official, cancel, seen);
        return outcome.Succeeded ? Went(BulkState.Done, "") : Went(BulkState.Failed, string.Join(" ", outcome.Problems.Select(p => p.Message)));
    }
}

/// <inheritdoc cref="BulkSignPapers"/>
[Needs(Actions.DossierSign)]
public sealed class BulkSignPapersModel(BulkSignPapers verb, SecondFactorAgain factor, CurrentOfficial current, PersonViews views) : PageModel
{
    [BindProperty]
    public List<string>? Ticked { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<PaperLine> Lines { get; private set; } = [];

    public int Total { get; private set; }

    /// <summary>How it went; empty before.</summary>
    public IReadOnlyList<BulkResult> Results { get; private set; } = [];

    public bool IsTicked(PaperLine line) => Ticked is null || Ticked.Exists(t => t.StartsWith($"{line.Id:D}", StringComparison.Ordinal));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        (Lines, Total) = await verb.WaitingAsync(current.Required, cancel);
        // The whole texts are read here: whom they name finds it among the readings of his dossier.
        await views.RecordAllAsync("dossier", [.. Lines.Where(l => l.Code.Length > 0).Select(l => l.DossierId).Distinct()], current.Required, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Ticked ??= [];
        if (Ticked.Count > 0 && await factor.FaultAsync(current.Required, Code, cancel) is { } fault)
        {
            this.Show([fault]);
        }
        else
        {
            var outcome = await verb.Handle(Ticked, current.Required, cancel);
            Results = outcome.Succeeded ? outcome.Value : [];
            Ticked = outcome.Succeeded ? null : Ticked;
            this.Show(outcome.Problems);
        }

        await OnGetAsync(cancel);
        return Page();
    }
}
