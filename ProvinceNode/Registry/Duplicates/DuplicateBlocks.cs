using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Search;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>
/// Gathers for some people whom to compare each with: who has one of his numbers; who has his name, in any order, with a middle name more or less, and was born
/// within a year of him; who was born on his day. Each of these is a few people whatever the size of the registry, so comparing all takes time
/// in proportion to their number.
/// </summary>
public sealed class DuplicateBlocks
{
    // Keys asked for in one query.
    private const int Chunk = 400;

    private static readonly EntitlementStatus[] Any = [EntitlementStatus.Active, EntitlementStatus.Suspended, EntitlementStatus.Ended];

    private readonly NodeDb _db;
    private readonly Dictionary<Guid, ComparedPerson> _known = [];
    private readonly Dictionary<string, List<string>> _names = new(StringComparer.Ordinal);

    private DuplicateBlocks(NodeDb db) => _db = db;

    /// <summary>Pairs to compare, each once.</summary>
    public static async Task<IReadOnlyList<(ComparedPerson One, ComparedPerson Other)>> OfAsync(NodeDb db, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var blocks = new DuplicateBlocks(db);
        var people = new List<ComparedPerson>();
        foreach (var some in ids.Chunk(Chunk))
        {
            people.AddRange(await blocks.KeepAsync(b => some.Contains(b.Id), cancel));
        }

        await blocks.ByNumberAsync(people, cancel);
        await blocks.ByNameAsync(people, cancel);
        await blocks.ByDayAsync(people, cancel);
        return blocks.Pairs(people);
    }

    private async Task<List<ComparedPerson>> KeepAsync(System.Linq.Expressions.Expression<Func<Beneficiary, bool>> which, CancellationToken cancel)
    {
        var rows = await _db.Beneficiaries.Where(which).Select(b => new ComparedPerson(
            b.Id, b.TenantPath, b.FullName, b.SearchName, b.BirthDate, b.BirthYear, b.Sex, b.CitizenId, b.OldIdentityNumber, b.CommuneCode, b.Village, b.Phone)).ToListAsync(cancel);
        rows.ForEach(r => _known.TryAdd(r.Id, r));
        return rows;
    }

    private async Task ByNumberAsync(List<ComparedPerson> people, CancellationToken cancel)
    {
        foreach (var numbers in people.SelectMany(p => p.Numbers).Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            await KeepAsync(b => numbers.Contains(b.CitizenId), cancel);
            await KeepAsync(b => numbers.Contains(b.OldIdentityNumber), cancel);
        }
    }

    private async Task ByNameAsync(List<ComparedPerson> people, CancellationToken cancel)
    {
        await NamesAsync(people, cancel);
        var byYear = people.Where(p => p.BirthYear > 0 && p.SearchName.Length > 0).ToLookup(p => p.BirthYear);
        foreach (var year in byYear.SelectMany(y => new[] { y.Key - 1, y.Key, y.Key + 1 }).Distinct())
        {
            var names = new[] { year - 1, year, year + 1 }.SelectMany(y => byYear[y]).SelectMany(p => _names[p.SearchName]).Distinct(StringComparer.Ordinal);
            foreach (var some in names.Chunk(Chunk))
            {
                await KeepAsync(b => b.BirthYear == year && Any.Contains(b.Status) && some.Contains(b.SearchName), cancel);
            }
        }
    }

    // The shorter names are made, the longer ones and other orders are asked of the names that there are.
    private async Task NamesAsync(List<ComparedPerson> people, CancellationToken cancel)
    {
        foreach (var person in people.DistinctBy(p => p.SearchName))
        {
            _names[person.SearchName] = [person.SearchName, .. person.ShorterNames];
        }

        foreach (var some in _names.Keys.Where(n => n.Length > 0).Chunk(Chunk))
        {
            var (sorted, ends) = (some.Select(NameKey.Sorted).Distinct().ToList(), some.Select(NameKey.Ends).Distinct().ToList());
            var orders = (await _db.Set<PersonName>().Where(n => sorted.Contains(n.Sorted)).Select(n => n.Name).ToListAsync(cancel)).ToLookup(NameKey.Sorted, StringComparer.Ordinal);
            var longer = (await _db.Set<PersonName>().Where(n => ends.Contains(n.Ends) && n.Length > 3).Select(n => n.Name).ToListAsync(cancel)).ToLookup(NameKey.Ends, StringComparer.Ordinal);
            // Of two words and three there are many: only who himself has two is asked for them.
            var bare = some.Where(n => NameKey.Words(n).Length == 2).Select(NameKey.Ends).Distinct().ToList();
            var threes = (await _db.Set<PersonName>().Where(n => bare.Contains(n.Ends) && n.Length == 3).Select(n => n.Name).ToListAsync(cancel)).ToLookup(NameKey.Ends, StringComparer.Ordinal);
            foreach (var name in some)
            {
                _names[name].AddRange(orders[NameKey.Sorted(name)].Concat(longer[NameKey.Ends(name)].Concat(threes[NameKey.Ends(name)]).Where(n => n.Length > name.Length && NameKey.LacksMiddle(name, n))));
            }
        }
    }

    private async Task ByDayAsync(List<ComparedPerson> people, CancellationToken cancel)
    {
        var days = people.Where(IsWholeDay).Select(p => p.BirthDate).Distinct(StringComparer.Ordinal);
        foreach (var some in days.Chunk(Chunk))
        {
            await KeepAsync(b => some.Contains(b.BirthDate), cancel);
        }
    }

    private List<(ComparedPerson One, ComparedPerson Other)> Pairs(List<ComparedPerson> people)
    {
        var byNumber = _known.Values.SelectMany(p => p.Numbers.Select(n => (Number: n, Person: p))).ToLookup(x => x.Number, x => x.Person, StringComparer.Ordinal);
        var byName = _known.Values.Where(p => p.BirthYear > 0).ToLookup(p => (p.SearchName, p.BirthYear));
        var byDay = _known.Values.Where(IsWholeDay).ToLookup(p => p.BirthDate, StringComparer.Ordinal);
        var (seen, pairs) = (new HashSet<(Guid, Guid)>(), new List<(ComparedPerson, ComparedPerson)>());
        foreach (var person in people)
        {
            var alike = _names.GetValueOrDefault(person.SearchName, []).SelectMany(n => new[] { -1, 0, 1 }.SelectMany(d => byName[(n, person.BirthYear + d)]));
            foreach (var other in person.Numbers.SelectMany(n => byNumber[n]).Concat(alike).Concat(IsWholeDay(person) ? byDay[person.BirthDate] : []))
            {
                if (other.Id != person.Id && seen.Add(DuplicatePair.Order(person.Id, other.Id)))
                {
                    pairs.Add((person, other));
                }
            }
        }

        return pairs;
    }

    // On the first of January are born all of whom the year alone is known.
    private static bool IsWholeDay(ComparedPerson person) => person.BirthDate.Length == 10 && !person.BirthDate.EndsWith("-01-01", StringComparison.Ordinal);
}
