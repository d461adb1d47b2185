using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;

namespace ProvinceNode.Platform;

/// <summary>The law as a long run has read it: made once, and again only when a rule was changed meanwhile.</summary>
/// <param name="Stamp">The last act on a change of a rule; 0 while there is none.</param>
public sealed record LawAsRead(long Stamp, RuleBook Book)
{
    /// <param name="before">What the run read last; null at its beginning. Rows that are entered without a change of a rule (set-up) come with the next run.</param>
    public static async Task<LawAsRead> ReadAsync(NodeDb db, LawAsRead? before, CancellationToken cancel)
    {
        // By the index of subjects: there are few such acts among millions.
        var stamp = await db.Acts.AsNoTracking().Where(a => string.Compare(a.Subject, "rule-change/") >= 0 && string.Compare(a.Subject, "rule-change0") < 0).MaxAsync(a => (long?)a.Sequence, cancel) ?? 0;
        return before is not null && before.Stamp == stamp ? before : new(stamp, await RuleTables.ReadAsync(db, cancel));
    }
}
