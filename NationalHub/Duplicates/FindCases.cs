using System.Data.Common;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways;
using NationalHub.Platform;
using NationalHub.Reporting;

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

    /// <param name="stretch">Which records.</param>
    /// <param name="take">So many of them.</param>
    /// <returns>How many there were, the last of them, and whether they are compared: somebody else may have written meanwhile, or one of them cannot be judged or saved at all.</returns>
    public async Task<(int Found, ArrivalKey Reached, bool Done)> PageAsync(Stretch stretch, int take, CancellationToken cancellation)
    {
        var behind = await Behind(db, stretch).Take(take).ToListAsync(cancellation).ConfigureAwait(false);
        if (behind.Count == 0)
        {
            return (0, stretch.After, true);
        }

        var reached = new ArrivalKey(behind[^1].ReceivedAt, behind[^1].ProvinceCode, behind[^1].Id);
        try
        {
            return (behind.Count, reached, await CompareAsync(behind, cancellation).ConfigureAwait(false));
        }
        catch (DbException)
        {
            return (behind.Count, reached, false);
        }
        catch (InvalidProtocolBufferException)
        {
            return (behind.Count, reached, false);
        }
    }

    private async Task<bool> CompareAsync(List<BehindPerson> behind, CancellationToken cancellation)
    {
        var page = behind.ConvertAll(b => b.Known ?? db.ComparedPeople.Add(new ComparedPerson { ProvinceCode = b.ProvinceCode, BeneficiaryId = b.Id }).Entity);
        var traits = await ReadSides.TraitsAsync(db, page.Select(p => p.Key), cancellation).ConfigureAwait(false);
        foreach (var (person, row) in page.Zip(behind))
        {
            person.Take(traits.GetValueOrDefault(person.Key), key);
            (person.Epoch, person.Version) = (row.Epoch, row.Version);
        }

        var pairs = (await PairsAsync(page, cancellation).ConfigureAwait(false)).Concat(await KnownAsync(page, cancellation).ConfigureAwait(false)).Distinct().ToList();
        await judge.StageAsync(pairs, cancellation).ConfigureAwait(false);
        return await judge.SaveAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>People whom an answer of the population database links with others, learned since then; in order, a page of those behind somebody.</summary>
    /// <param name="after">The last one of the page before; null: from the beginning.</param>
    public Task<List<ComparedPerson>> LinkedAsync(DateTime since, PersonKey? after, CancellationToken cancellation) => Linked(db, since, after).Take(PageSize).ToListAsync(cancellation);

    /// <summary>Judges who shares a key with linked people.</summary>
    /// <returns>Cases to which something happened.</returns>
    public async Task<int> JudgeAsync(List<ComparedPerson> linked, CancellationToken cancellation) =>
        linked.Count == 0 ? 0 : await judge.HandleAsync(await PairsAsync(linked, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

#pragma warning disable CA1309 // The database compares, ordinally by its collation; the overload with a comparison is not translated.
    internal static IQueryable<ComparedPerson> Linked(HubDb db, DateTime since, PersonKey? after)
    {
        var (province, id) = (after?.ProvinceCode ?? "", after?.Id ?? "");
        return db.ComparedPeople.AsNoTracking().Where(p => db.LinkedNumbers.Any(l => l.LearnedAt >= since && (l.Number == p.Number || l.OldNumber == p.OldNumber)))
            .Where(p => string.Compare(p.ProvinceCode, province) > 0 || (p.ProvinceCode == province && string.Compare(p.BeneficiaryId, id) > 0)).OrderBy(p => p.ProvinceCode).ThenBy(p => p.BeneficiaryId);
    }
#pragma warning restore CA1309

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

    /// <summary>Every pair that nobody is asked about, once after a start: what was kept quietly by rules of before may be a case by those of now.</summary>
    public async Task<int> KeptAsync(CancellationToken cancellation) =>
        await judge.HandleAsync(await KeysAsync(db.CrossCases.AsNoTracking().Where(c => c.State == CaseState.Quiet || c.State == CaseState.Closed), cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <summary>Records that were not compared at their version, the oldest first; tombstones too where a record was compared before.</summary>
#pragma warning disable CA1309 // The database compares, ordinally by its collation; the overload with a comparison is not translated.
    internal static IQueryable<BehindPerson> Behind(HubDb db, Stretch stretch)
    {
        var ((at, province, id), last) = stretch;
        var records = db.Beneficiaries.IgnoreQueryFilters().Where(b => b.ReceivedAt > at || (b.ReceivedAt == at && (string.Compare(b.ProvinceCode, province) > 0 || (b.ProvinceCode == province && string.Compare(b.Id, id) > 0))));
        if (last is { } to)
        {
            var (toAt, toProvince, toId) = to;
            records = records.Where(b => b.ReceivedAt < toAt || (b.ReceivedAt == toAt && (string.Compare(b.ProvinceCode, toProvince) < 0 || (b.ProvinceCode == toProvince && string.Compare(b.Id, toId) <= 0))));
        }

        return Behind(db, records);
    }
#pragma warning restore CA1309

    private static IQueryable<BehindPerson> Behind(HubDb db, IQueryable<Beneficiary> records) =>
        from b in records
        join c in db.ComparedPeople on new { b.ProvinceCode, b.Id } equals new { c.ProvinceCode, Id = c.BeneficiaryId } into known
        from c in known.DefaultIfEmpty()
        where (c == null && !b.Deleted) || (c != null && (c.Epoch != b.Epoch || c.Version != b.Version))
        orderby b.ReceivedAt, b.ProvinceCode, b.Id
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
