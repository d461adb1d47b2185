using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Building;

/// <summary>Claims that bear on the list of a commune, of whatever commune: of everybody those of the last months' lists, those of earlier ones of whom they are asked for.</summary>
internal sealed class CommuneClaims(NodeDb db, MonthTerms terms, SettledPeople settled)
{
    private const int Set = 500;

    private readonly Dictionary<Guid, List<ClaimFact>> _facts = [];
    private readonly HashSet<Guid> _abroad = [];

    /// <summary>Whom lists of other communes paid.</summary>
    public IReadOnlySet<Guid> Abroad => _abroad;

    private IQueryable<PaymentClaim> All => db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking();

    public IReadOnlyList<ClaimFact> Of(Guid person) => _facts.TryGetValue(person, out var facts) ? facts : [];

    /// <summary>Lists later than what is settled.</summary>
    public async Task ReadAsync(IQueryable<Guid> people, IReadOnlyList<MergedRecord> merged, ILookup<Guid, OneOffPayment> once, CancellationToken cancel)
    {
        var (first, from) = (terms.Earliest.Number, DueRules.Later(terms.Earliest, settled.Until is { } until ? until.AddMonths(1) : terms.Earliest).Number);
        await AddAsync(All.Where(c => c.ListMonth >= from && people.Contains(c.BeneficiaryId)), cancel);
        foreach (var chunk in once.Select(o => o.Key).Chunk(Set))
        {
            await AddAsync(All.Where(c => chunk.Contains(c.BeneficiaryId) && !people.Contains(c.BeneficiaryId)), cancel);
        }

        // What the lists of a place that he left took of a recovery, also before the first month of this one: it is not taken twice. So with what was undone and what gives it back.
        foreach (var chunk in once.SelectMany(o => o).Where(o => o.BeneficiaryId is not null && (o.Kind == OneOffKind.Recovery || o.ReversesId is not null || o.CancelledById is not null))
            .SelectMany(o => new[] { o.Id, o.ReversesId ?? o.Id }).Distinct().Chunk(Set))
        {
            await AddAsync(All.Where(c => chunk.Contains(c.SourceId) && c.Kind > ClaimKind.Care && c.ListMonth < first && people.Contains(c.BeneficiaryId)), cancel);
        }

        await AddAbsorbedAsync(merged, cancel);
    }

    /// <summary>Earlier lists, of people of the commune who are not settled.</summary>
    public async Task AddEarlierAsync(IEnumerable<Guid> people, CancellationToken cancel)
    {
        if (settled.Until is not { } until)
        {
            return;
        }

        var (first, last) = (terms.Earliest.Number, until.Number);
        foreach (var chunk in people.Chunk(Set))
        {
            await AddAsync(All.Where(c => c.ListMonth >= first && c.ListMonth <= last && chunk.Contains(c.BeneficiaryId)), cancel);
        }
    }

    // A merge leaves with the absorbed record the claims whose like the survivor had already. What was paid to that record was paid to him: it counts for his months.
    private async Task AddAbsorbedAsync(IReadOnlyList<MergedRecord> merged, CancellationToken cancel)
    {
        var into = merged.ToDictionary(m => m.Id, m => m.Into);
        foreach (var chunk in into.Keys.Chunk(Set))
        {
            foreach (var claim in await All.Where(c => chunk.Contains(c.BeneficiaryId) && (c.State == ClaimState.Listed || c.State == ClaimState.Paid)).ToListAsync(cancel))
            {
                Add(into[claim.BeneficiaryId], new(claim.Strand, claim.Month, claim.Kind, claim.SourceId, claim.Amount.Amount, claim.State));
            }
        }
    }

    private async Task AddAsync(IQueryable<PaymentClaim> claims, CancellationToken cancel)
    {
        foreach (var c in await claims.Select(c => new { c.BeneficiaryId, c.TenantPath, c.Strand, c.Month, c.Kind, c.SourceId, c.Amount, c.State }).ToListAsync(cancel))
        {
            Add(c.BeneficiaryId, new(c.Strand, c.Month, c.Kind, c.SourceId, c.Amount.Amount, c.State));
            if (!settled.Tells(c.TenantPath))
            {
                _abroad.Add(c.BeneficiaryId);
            }
        }
    }

    private void Add(Guid person, ClaimFact fact)
    {
        if (!_facts.TryGetValue(person, out var facts))
        {
            _facts[person] = facts = [];
        }

        facts.Add(fact);
    }
}
