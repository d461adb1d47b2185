using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>When a decision is issued that ends all that an earlier one granted, the earlier paper no longer holds: whoever verifies it is told which stands in its place.</summary>
public static class ReplacedPapers
{
    /// <summary>Call inside the transaction that issues the later paper; saved with it.</summary>
    public static async Task MarkAsync(NodeDb db, Decision later, IssuedPaper paper, DateTime nowUtc, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.AsNoTracking().Include(d => d.Requests).FirstOrDefaultAsync(d => d.Id == later.DossierId, cancel);
        // A suspension takes nothing away for good, and what goes on after it rests on the first decision still (Circular 02/2021 Art. 2).
        if (dossier?.Kind is RequestKind.Suspend or RequestKind.Resume)
        {
            return;
        }

        if (dossier is not null && Outcomes.Undoing.Of(dossier) is { } wrong)
        {
            // What is undone holds no more, whoever asks for it.
            (await db.Papers.Where(p => p.DossierId == wrong && db.Decisions.Any(d => d.DossierId == wrong && d.Paper == p.Paper && d.Number == p.Number)).ToListAsync(cancel)).ForEach(p => PaperDesk.Supersede(p, paper, nowUtc));
            return;
        }

        var ended = await db.Entitlements.Where(e => e.EndDecisionId == later.Id && e.DecisionId != later.Id).Select(e => e.DecisionId).Distinct().ToListAsync(cancel);
        // Care support granted by the same decision may go on: then it still holds.
        var open = await db.Entitlements.Where(e => ended.Contains(e.DecisionId) && e.EndDecisionId == null).Select(e => e.DecisionId).ToListAsync(cancel);
        var over = ended.Except(open).ToList();
        foreach (var earlier in await db.Decisions.AsNoTracking().Where(d => over.Contains(d.Id) && d.Number != null).ToListAsync(cancel))
        {
            var papers = await db.Papers.Where(p => p.DossierId == earlier.DossierId && p.Paper == earlier.Paper && p.Number == earlier.Number).ToListAsync(cancel);
            papers.ForEach(p => PaperDesk.Supersede(p, paper, nowUtc));
        }
    }
}
