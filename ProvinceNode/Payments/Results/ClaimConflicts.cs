using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>Another line that holds what a corrected line would hold again.</summary>
public sealed record StandingClaim(Guid LineId, Guid OtherLineId, int OtherMonth, string OtherUnit, int OtherOrder, Dong OtherAmount, LineOutcome OtherOutcome);

/// <summary>
/// Finds what stands against a late correction: a month that was told unpaid was carried by a later list, and now the payer says that it was paid. Storing both would pay twice, so the
/// correction waits (reliability, payments 1).
/// </summary>
public static class ClaimConflicts
{
    /// <summary>The first standing claim of each line that has one.</summary>
    /// <param name="lines">Lines whose outcome would change.</param>
    public static async Task<Dictionary<Guid, StandingClaim>> FindAsync(NodeDb db, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, StandingClaim>();
        var all = db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking();
        foreach (var ids in lines.Chunk(500))
        {
            var pairs = await db.PaymentClaims.AsNoTracking().Where(c => ids.Contains(c.LineId)).Join(all, c => c.BeneficiaryId, o => o.BeneficiaryId, (c, o) => new { Claim = c, Other = o })
                .Where(p => p.Other.LineId != p.Claim.LineId && (p.Other.State == ClaimState.Listed || p.Other.State == ClaimState.Paid)
                    && ((p.Other.Kind == p.Claim.Kind && p.Other.Strand == p.Claim.Strand && p.Other.Month == p.Claim.Month && p.Other.SourceId == p.Claim.SourceId)
                        // A recovery that was not taken was taken by a later list: the rest of it is less.
                        || (p.Claim.SourceId != Guid.Empty && p.Other.SourceId == p.Claim.SourceId && p.Other.ListMonth > p.Claim.ListMonth)))
                .Select(p => new { p.Claim.LineId, Other = p.Other.LineId }).Distinct().ToListAsync(cancel);
            var others = pairs.Select(p => p.Other).Distinct().ToList();
            var told = (await db.PaymentLines.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => others.Contains(l.Id))
                .Join(db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking(), l => l.ListId, l => l.Id, (line, list) => new { line.Id, line.Order, line.Total, line.Outcome, list.Month, list.UnitName })
                .ToListAsync(cancel)).ToDictionary(l => l.Id);
            foreach (var pair in pairs.Where(p => told.ContainsKey(p.Other)))
            {
                var other = told[pair.Other];
                found.TryAdd(pair.LineId, new(pair.LineId, other.Id, other.Month, other.UnitName, other.Order, other.Total, other.Outcome));
            }
        }

        return found;
    }
}
