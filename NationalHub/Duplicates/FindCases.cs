using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>
/// Looks at people whose record is newer than what was compared of it, some hundreds at a time, after the push that brought them: a fixed number of queries a page, whatever it holds. Who was
/// compared at a version is never looked at again at that version, so replays cost nothing and a hub that was stopped goes on where it was.
/// </summary>
public sealed class FindCases(HubDb db, GatewayKey key, JudgeCases judge)
{
    internal const int PageSize = 500;

    // A key that so many records share tells nothing of anybody: a number typed to fill the box.
    private const int MostOfAKey = 20;

    /// <param name="since">Records received from then on.</param>
    /// <returns>How many were looked at, and up to when the hub had received them. Fewer than a page: nothing is left, unless it could not be saved, for somebody else wrote meanwhile; then what is left was received from Reached on.</returns>
    public async Task<(int Found, DateTime Reached, bool Saved)> PageAsync(DateTime since, CancellationToken cancellation)
    {
        var behind = await Behind(db, since).Take(PageSize).ToListAsync(cancellation).ConfigureAwait(false);
        if (behind.Count == 0)
        {
            return (0, since, true);
        }

        var page = behind.ConvertAll(b => b.Known ?? db.ComparedPeople.Add(new ComparedPerson { ProvinceCode = b.ProvinceCode, BeneficiaryId = b.Id }).Entity);
        var traits = await ReadSides.TraitsAsync(db, page.Select(p => p.Key), cancellation).ConfigureAwait(false);
        foreach (var (person, row) in page.Zip(behind))
        {
            person.Take(traits.GetValueOrDefault(person.Key), key);
            (person.Epoch, person.Version) = (row.Epoch, row.Version);
        }

        var pairs = (await PairsAsync(page, cancellation).ConfigureAwait(false)).Concat(await KnownAsync(page, cancellation).ConfigureAwait(false)).Distinct().ToList();
        await judge.StageAsync(pairs, cancellation).ConfigureAwait(false);
        return await judge.SaveAsync(cancellation).ConfigureAwait(false) ? (behind.Count, behind[^1].ReceivedAt, true) : (0, behind[0].ReceivedAt, false);
    }

    /// <summary>People whom an answer of the population database links with others, learned since then.</summary>
    public async Task<int> LinkedAsync(DateTime since, CancellationToken cancellation)
    {
        var linked = await db.ComparedPeople.AsNoTracking().Where(p => db.LinkedNumbers.Any(l => l.LearnedAt >= since && (l.Number == p.Number || l.OldNumber == p.OldNumber))).Take(PageSize).ToListAsync(cancellation).ConfigureAwait(false);
        return linked.Count == 0 ? 0 : await judge.HandleAsync(await PairsAsync(linked, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    /// <summary>Cases whose money changed since then: an entitlement or a settled line of either side arrived.</summary>
    /// <param name="going">Also every case that is asked or settled and not ended: months pass; and every pair kept apart because one was on trial.</param>
    public async Task<int> TouchedAsync(DateTime since, bool going, CancellationToken cancellation)
    {
        var pairs = await KeysAsync(Touched(db, since), cancellation).ConfigureAwait(false);
        if (going)
        {
            pairs.AddRange(await KeysAsync(db.CrossCases.AsNoTracking().Where(c => c.State == CaseState.Asked || c.State == CaseState.Disagreed || c.State == CaseState.Agreed || c.State == CaseState.Decided || c.Identity == ""), cancellation).ConfigureAwait(false));
        }

        return await judge.HandleAsync(pairs, cancellation).ConfigureAwait(false);
    }

    /// <summary>Records that were not compared at their version, the oldest first; tombstones too where a record was compared before.</summary>
    internal static IQueryable<BehindPerson> Behind(HubDb db, DateTime since) =>
        from b in db.Beneficiaries.IgnoreQueryFilters()
        where b.ReceivedAt >= since
        join c in db.ComparedPeople on new { b.ProvinceCode, b.Id } equals new { c.ProvinceCode, Id = c.BeneficiaryId } into known
        from c in known.DefaultIfEmpty()
        where (c == null && !b.Deleted) || (c != null && (c.Epoch != b.Epoch || c.Version != b.Version))
        orderby b.ReceivedAt
        select new BehindPerson { ProvinceCode = b.ProvinceCode, Id = b.Id, Epoch = b.Epoch, Version = b.Version, ReceivedAt = b.ReceivedAt, Known = c };

    internal static IQueryable<CrossCase> Touched(HubDb db, DateTime since) => db.CrossCases.AsNoTracking().Where(c => c.State != CaseState.NotSame
        && (db.Entitlements.Any(e => e.ProvinceCode == c.FirstProvince && e.BeneficiaryId == c.FirstId && e.ReceivedAt >= since)
            || db.Entitlements.Any(e => e.ProvinceCode == c.SecondProvince && e.BeneficiaryId == c.SecondId && e.ReceivedAt >= since)
            || db.PaymentLines.Any(l => l.ProvinceCode == c.FirstProvince && l.BeneficiaryId == c.FirstId && l.ReceivedAt >= since)
            || db.PaymentLines.Any(l => l.ProvinceCode == c.SecondProvince && l.BeneficiaryId == c.SecondId && l.ReceivedAt >= since)));

    // Who shares a key with somebody of the page: of the store, and of the page itself.
    private async Task<List<PersonPair>> PairsAsync(List<ComparedPerson> page, CancellationToken cancellation)
    {
        var (numbers, olds, names) = (Keys(page, p => p.Number), Keys(page, p => p.OldNumber), Keys(page, p => p.NameBirth));
        var links = await db.LinkedNumbers.AsNoTracking().Where(l => numbers.Contains(l.Number) || olds.Contains(l.OldNumber)).ToListAsync(cancellation).ConfigureAwait(false);
        var (allNumbers, allOlds) = (numbers.Union(links.Select(l => l.Number)).ToList(), olds.Union(links.Select(l => l.OldNumber)).ToList());
        var pool = page.ToDictionary(p => p.Key);
        foreach (var query in new[]
        {
            db.ComparedPeople.Where(p => p.Number != null && allNumbers.Contains(p.Number)), db.ComparedPeople.Where(p => p.OldNumber != null && allOlds.Contains(p.OldNumber)),
            db.ComparedPeople.Where(p => p.NameBirth != null && names.Contains(p.NameBirth)),
        })
        {
            foreach (var other in await query.AsNoTracking().Take(PageSize * MostOfAKey).ToListAsync(cancellation).ConfigureAwait(false))
            {
                pool.TryAdd(other.Key, other);
            }
        }

        var pairs = new List<PersonPair>();
        pairs.AddRange(Within(pool.Values, p => p.Number, (_, _) => true));
        pairs.AddRange(Within(pool.Values, p => p.OldNumber, (_, _) => true));
        pairs.AddRange(Within(pool.Values, p => p.NameBirth, (a, b) => (a.Number is null) != (b.Number is null)));
        var (byNumber, byOld) = (pool.Values.ToLookup(p => p.Number), pool.Values.ToLookup(p => p.OldNumber));
        pairs.AddRange(links.SelectMany(l => byNumber[l.Number].Take(MostOfAKey).SelectMany(a => byOld[l.OldNumber].Take(MostOfAKey).Select(b => PersonPair.Of(a.Key, b.Key)))).OfType<PersonPair>());
        return pairs;
    }

    private static IEnumerable<PersonPair> Within(IEnumerable<ComparedPerson> people, Func<ComparedPerson, string?> keyOf, Func<ComparedPerson, ComparedPerson, bool> fits) =>
        people.Where(p => keyOf(p) is not null).GroupBy(keyOf).Select(g => g.ToList()).Where(g => g.Count is > 1 and <= MostOfAKey)
            .SelectMany(g => g.SelectMany((a, i) => g.Skip(i + 1).Where(b => fits(a, b)).Select(b => PersonPair.Of(a.Key, b.Key)))).OfType<PersonPair>();

    // Cases of who changed: they may have ceased.
    private async Task<List<PersonPair>> KnownAsync(List<ComparedPerson> page, CancellationToken cancellation)
    {
        var ids = page.ConvertAll(p => p.BeneficiaryId);
        return await KeysAsync(db.CrossCases.AsNoTracking().Where(c => ids.Contains(c.FirstId) || ids.Contains(c.SecondId)), cancellation).ConfigureAwait(false);
    }

    private static async Task<List<PersonPair>> KeysAsync(IQueryable<CrossCase> cases, CancellationToken cancellation) =>
        (await cases.Select(c => new { c.FirstProvince, c.FirstId, c.SecondProvince, c.SecondId }).ToListAsync(cancellation).ConfigureAwait(false)).ConvertAll(c => new PersonPair(new(c.FirstProvince, c.FirstId), new(c.SecondProvince, c.SecondId)));

    private static List<string> Keys(List<ComparedPerson> page, Func<ComparedPerson, string?> keyOf) => [.. page.Select(keyOf).OfType<string>().Distinct()];

    internal sealed class BehindPerson
    {
        public required string ProvinceCode { get; init; }

        public required string Id { get; init; }

        public long Epoch { get; init; }

        public long Version { get; init; }

        public DateTime ReceivedAt { get; init; }

        public ComparedPerson? Known { get; init; }
    }
}
