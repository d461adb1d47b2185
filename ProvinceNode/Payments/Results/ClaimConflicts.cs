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
    /// <summary>
    /// Lines of one batch that hold the same, none of them standing yet: the first of them that is stored as paid stands against the others.
    /// </summary>
    /// <param name="lines">Lines whose outcome would change.</param>
    /// <returns>By line, what would stand against it if the other were paid.</returns>
    public static async Task<ILookup<Guid, StandingClaim>> RivalsAsync(NodeDb db, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        var claims = new List<Held>();
        foreach (var ids in lines.Chunk(500))
        {
            claims.AddRange(await db.PaymentClaims.AsNoTracking().Where(c => ids.Contains(c.LineId)).Select(c => new Held(c.LineId, c.BeneficiaryId, c.Strand, c.Month, c.Kind, c.SourceId, c.ListMonth)).ToListAsync(cancel));
        }

        var same = claims.GroupBy(c => (c.Person, c.Strand, c.Month, c.Kind, c.Source)).SelectMany(g => Pairs([.. g], (_, _) => true));
        var taken = claims.Where(c => c.Source != Guid.Empty).GroupBy(c => (c.Person, c.Source)).SelectMany(g => Pairs([.. g], (claim, other) => other.Kind == claim.Kind && other.ListMonth > claim.ListMonth));
        var pairs = same.Concat(taken).Distinct().ToList();
        var told = await ToldAsync(db, [.. pairs.Select(p => p.Other).Distinct()], cancel);
        return pairs.Where(p => told.ContainsKey(p.Other)).ToLookup(p => p.Line, p => told[p.Other] with { LineId = p.Line, OtherOutcome = LineOutcome.Paid });
    }

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
                        // A recovery that was not taken was taken by a later list: the rest of it is less. What one gave back of it carried nothing.
                        || (p.Claim.SourceId != Guid.Empty && p.Other.Kind == p.Claim.Kind && p.Other.SourceId == p.Claim.SourceId && p.Other.ListMonth > p.Claim.ListMonth)))
                .Select(p => new { p.Claim.LineId, Other = p.Other.LineId }).Distinct().ToListAsync(cancel);
            var told = await ToldAsync(db, [.. pairs.Select(p => p.Other).Distinct()], cancel);
            foreach (var pair in pairs.Where(p => told.ContainsKey(p.Other)))
            {
                found.TryAdd(pair.LineId, told[pair.Other] with { LineId = pair.LineId });
            }
        }

        return found;
    }

    private static IEnumerable<(Guid Line, Guid Other)> Pairs(IReadOnlyList<Held> claims, Func<Held, Held, bool> stands) =>
        claims.SelectMany(c => claims.Where(o => o.Line != c.Line && stands(c, o)).Select(o => (c.Line, o.Line)));

    // By line: how it is told to officials.
    private static async Task<Dictionary<Guid, StandingClaim>> ToldAsync(NodeDb db, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        var told = new Dictionary<Guid, StandingClaim>();
        foreach (var ids in lines.Chunk(500))
        {
            foreach (var l in await db.PaymentLines.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => ids.Contains(l.Id))
                .Join(db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking(), l => l.ListId, l => l.Id, (line, list) => new { line.Id, line.Order, line.Total, line.Outcome, list.Month, list.UnitName }).ToListAsync(cancel))
            {
                told[l.Id] = new(Guid.Empty, l.Id, l.Month, l.UnitName, l.Order, l.Total, l.Outcome);
            }
        }

        return told;
    }

    private sealed record Held(Guid Line, Guid Person, Registry.EntitlementStrand Strand, int Month, ClaimKind Kind, Guid Source, int ListMonth);
}
