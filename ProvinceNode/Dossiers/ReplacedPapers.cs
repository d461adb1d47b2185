using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>
/// When a decision is issued that ends all that an earlier one granted, the earlier paper no longer holds: whoever verifies it is told which stands in its place.
/// A decision that undoes others takes the place of each of them, and what they had replaced holds again.
/// </summary>
public static class ReplacedPapers
{
    /// <summary>Call inside the transaction that issues the later paper; saved with it.</summary>
    public static async Task MarkAsync(NodeDb db, Decision later, IssuedPaper paper, DateTime nowUtc, CancellationToken cancel)
    {
        var kind = await db.Dossiers.AsNoTracking().Where(d => d.Id == later.DossierId).Select(d => (RequestKind?)d.Kind).FirstOrDefaultAsync(cancel);
        // A suspension takes nothing away for good, and what goes on after it rests on the first decision still (Circular 02/2021 Art. 2). What is refused changes nothing.
        if (Number.Refuses(later) || kind is RequestKind.Suspend or RequestKind.Resume or RequestKind.Recover)
        {
            return;
        }

        if (later.UndoneById is { } by)
        {
            // Signed, undone, and numbered only then.
            if (await PapersAsync(db, await db.Decisions.AsNoTracking().Where(d => d.Id == by && d.Number != null).ToListAsync(cancel), cancel) is [var undoing, ..])
            {
                PaperDesk.Supersede(paper, undoing, nowUtc);
            }
        }
        else if (kind == RequestKind.Undo)
        {
            await UndoAsync(db, later, paper, nowUtc, cancel);
        }
        else
        {
            (await PapersAsync(db, await OverAsync(db, later, cancel), cancel)).ForEach(p => PaperDesk.Supersede(p, paper, nowUtc));
        }
    }

    // Of a wrong death every decision that told it, the support of the funeral too.
    private static async Task UndoAsync(NodeDb db, Decision later, IssuedPaper paper, DateTime nowUtc, CancellationToken cancel)
    {
        var undone = await PapersAsync(db, await db.Decisions.AsNoTracking().Where(d => d.UndoneById == later.Id && d.Number != null).ToListAsync(cancel), cancel);
        var ids = undone.ConvertAll(p => (Guid?)p.Id);
        (await db.Papers.Where(p => p.Validity == PaperValidity.Superseded && ids.Contains(p.SupersededBy)).ToListAsync(cancel)).ForEach(PaperDesk.Restore);
        undone.ForEach(p => PaperDesk.Supersede(p, paper, nowUtc));
    }

    // What it ended whole; and where that is a decision that undid others, what they had ended and it took up again.
    private static async Task<List<Decision>> OverAsync(NodeDb db, Decision later, CancellationToken cancel)
    {
        var over = await EndedAsync(db, [later.Id], cancel);
        for (var last = over; last.Count > 0;)
        {
            var undone = await db.Decisions.AsNoTracking().Where(d => d.UndoneById != null && last.Contains(d.UndoneById.Value)).Select(d => d.Id).ToListAsync(cancel);
            last = undone.Count == 0 ? [] : (await EndedAsync(db, undone, cancel)).Except(over).Except(undone).ToList();
            over = [.. over, .. last];
        }

        return await db.Decisions.AsNoTracking().Where(d => over.Contains(d.Id) && d.Number != null).ToListAsync(cancel);
    }

    private static async Task<List<Guid>> EndedAsync(NodeDb db, List<Guid> by, CancellationToken cancel)
    {
        var ended = await db.Entitlements.Where(e => e.EndDecisionId != null && by.Contains(e.EndDecisionId.Value) && !by.Contains(e.DecisionId)).Select(e => e.DecisionId).Distinct().ToListAsync(cancel);
        // Care support granted by the same decision may go on: then it still holds.
        var open = await db.Entitlements.Where(e => ended.Contains(e.DecisionId) && e.EndDecisionId == null).Select(e => e.DecisionId).ToListAsync(cancel);
        return ended.Except(open).ToList();
    }

    private static async Task<List<IssuedPaper>> PapersAsync(NodeDb db, List<Decision> decisions, CancellationToken cancel)
    {
        var papers = new List<IssuedPaper>();
        foreach (var decision in decisions)
        {
            papers.AddRange(await db.Papers.Where(p => p.DossierId == decision.DossierId && p.Paper == decision.Paper && p.Number == decision.Number).ToListAsync(cancel));
        }

        return papers;
    }
}
