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
        // A suspension takes nothing away for good, and what goes on after it rests on the first decision still (Circular 02/2021 Art. 2).
        if (await db.Dossiers.AsNoTracking().Where(d => d.Id == later.DossierId).Select(d => (RequestKind?)d.Kind).FirstOrDefaultAsync(cancel) is RequestKind.Suspend or RequestKind.Resume)
        {
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
