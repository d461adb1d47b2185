using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Merging;
using Protos.Values;

namespace ProvinceNode.Registry.Search;

/// <summary>
/// Finds people as a clerk types, in the scope of the unit of work: first those whose name begins as typed, then those who have all the words in another
/// order or with more between them; in each of these who receives now before who is suspended or did. Each query has one way in that leaves little to read
/// and asks for no more than is shown: numbers by their beginning, a year or day of birth, a commune's people, and for the whole province its names.
/// </summary>
public sealed class FindPeople(NodeDb db)
{
    /// <summary>Nobody reads on after so many: more is typed instead.</summary>
    public const int Most = 1000;

    // Names looked at for words in any order, and how many names a word is counted up to.
    private const int MostNames = 200;
    private const int CountedUpTo = 3000;
    private const int CommuneDigits = 5;

    private static readonly EntitlementStatus[] Ranks = [EntitlementStatus.Active, EntitlementStatus.Suspended, EntitlementStatus.Ended];

    /// <summary>Best first.</summary>
    public async Task<IReadOnlyList<Beneficiary>> HandleAsync(PeopleQuery query, int most, CancellationToken cancel)
    {
        var found = new Found(Math.Clamp(most, 1, Most + 1));
        if (query.IsEmpty || query.WantsWholeNumber || await AreaAsync(query, cancel) is not { } area)
        {
            return [];
        }

        found.OfOneOffice = area.Count == 1;
        var all = area.Count switch
        {
            0 => db.Beneficiaries.AsNoTracking(),
            1 when IsInstitution(area[0]) => db.Beneficiaries.AsNoTracking().Where(b => b.SharedPath == area[0]),
            1 => db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == area[0]),
            _ => db.Beneficiaries.AsNoTracking().Where(b => area.Contains(b.TenantPath)),
        };
        var people = Named(all, query);
        if (query.Number.Length > 0 || query.Code.Length > 0)
        {
            await ByNumberAsync(found, Born(people, query), query, cancel);
        }
        else if (query.Birth is not null || query.Words.Count == 0)
        {
            await ByRankAsync(found, Born(people, query), cancel);
        }
        else
        {
            await ByNameAsync(found, all, query, area.Count != 1, cancel);
        }

        return found.People;
    }

    private async Task ByNameAsync(Found found, IQueryable<Beneficiary> all, PeopleQuery query, bool large, CancellationToken cancel)
    {
        var (name, end, people) = (query.Name, query.Name + NameKey.End, Named(all, query));
#pragma warning disable CA1309 // Translated to SQL; the column's binary collation makes the comparison ordinal.
        await ByRankAsync(found, people.Where(b => string.Compare(b.SearchName, name) >= 0 && string.Compare(b.SearchName, end) < 0), cancel);
#pragma warning restore CA1309
        if (found.IsFull)
        {
            return;
        }

        if (!large)
        {
            await ByRankAsync(found, people, cancel);
        }
        else if (await NamesAsync(query, cancel) is { Count: > 0 } names)
        {
            await ByRankAsync(found, all.Where(b => names.Contains(b.SearchName)), cancel);
        }

        if (found.People.Count == 0 && WithoutMiddle(query) is { Count: > 0 } shorter)
        {
            await ByRankAsync(found, all.Where(b => shorter.Contains(b.SearchName)), cancel);
        }
    }

    // First only who it is: the index holds all that is asked for, so that of thousands of people of some names only those who are shown are read.
    private async Task ByRankAsync(Found found, IQueryable<Beneficiary> people, CancellationToken cancel)
    {
        // Asked for the keys alone, SQLite walks the province's index for them instead of the few people of the commune.
        foreach (var rank in Ranks.Where(_ => found.OfOneOffice && !found.IsFull))
        {
            found.Add(await people.Where(b => b.Status == rank).OrderBy(b => b.SearchName).ThenBy(b => b.Id).Take(found.Wanted).ToListAsync(cancel));
        }

        var ids = new List<Guid>();
        foreach (var rank in Ranks.Where(_ => !found.OfOneOffice && found.People.Count + ids.Count < found.Wanted))
        {
            var next = await people.Where(b => b.Status == rank).OrderBy(b => b.SearchName).ThenBy(b => b.Id).Select(b => b.Id).Take(found.Wanted).ToListAsync(cancel);
            ids.AddRange(next.Where(id => !found.Knows(id)));
        }

        if (ids.Count > 0)
        {
            ids = ids[..Math.Min(ids.Count, found.Wanted - found.People.Count)];
            var rows = await db.Beneficiaries.AsNoTracking().Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
            found.Add(ids.Where(rows.ContainsKey).Select(id => rows[id]));
        }
    }

#pragma warning disable CA1309 // Translated to SQL; binary collations make the comparisons ordinal.
    private async Task ByNumberAsync(Found found, IQueryable<Beneficiary> people, PeopleQuery query, CancellationToken cancel)
    {
        var (number, code) = (query.Number, query.Code);
        var (end, codeEnd) = (number + NameKey.End, code + NameKey.End);
        if (number.Length > 0 && query.WholeNumbers)
        {
            found.Add(await people.Where(b => b.CitizenId == number || b.OldIdentityNumber == number).OrderBy(b => b.Id).Take(found.Wanted).ToListAsync(cancel));
        }
        else if (number.Length > 0)
        {
            found.Add(await people.Where(b => string.Compare(b.CitizenId, number) >= 0 && string.Compare(b.CitizenId, end) < 0).OrderBy(b => b.CitizenId).Take(found.Wanted).ToListAsync(cancel));
            found.Add(await people.Where(b => string.Compare(b.OldIdentityNumber, number) >= 0 && string.Compare(b.OldIdentityNumber, end) < 0).OrderBy(b => b.OldIdentityNumber).Take(found.Wanted).ToListAsync(cancel));
        }
        else
        {
            found.Add(await people.Where(b => string.Compare(b.Code, code) >= 0 && string.Compare(b.Code, codeEnd) < 0).OrderBy(b => b.Code).Take(found.Wanted).ToListAsync(cancel));
        }

        if (found.People.Count > 0)
        {
            return;
        }

        // The number of a record that became part of another still finds the person.
        var absorbed = db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).Where(b => b.MergedIntoId != null);
        var records = await absorbed.Where(b => (number != "" && (b.CitizenId == number || b.OldIdentityNumber == number)) || (code != "" && b.Code == code)).Select(b => b.Id).Take(found.Wanted).ToListAsync(cancel);
        var into = new List<Guid>();
        foreach (var record in records)
        {
            if (await AbsorbedRecords.IntoAsync(db, record, cancel) is { } person)
            {
                into.Add(person);
            }
        }

        if (into.Count > 0)
        {
            found.Add(await people.Where(b => into.Contains(b.Id)).ToListAsync(cancel));
        }
    }

    // Names of the province that have all the words: found through the word that fewest names have.
    private async Task<List<string>> NamesAsync(PeopleQuery query, CancellationToken cancel)
    {
        var (rarest, fewest) = ("", CountedUpTo + 1);
        foreach (var word in query.Whole.Distinct(StringComparer.Ordinal))
        {
            var count = await db.Set<NameWord>().Where(w => w.Word == word).Take(CountedUpTo).CountAsync(cancel);
            (rarest, fewest) = count < fewest ? (word, count) : (rarest, fewest);
        }

        var words = db.Set<NameWord>().AsNoTracking();
        if (query.Unfinished && (rarest.Length == 0 || fewest == CountedUpTo))
        {
            var (begun, end) = (query.Words[^1], query.Words[^1] + NameKey.End);
            var count = rarest.Length == 0 ? 0 : await words.Where(w => string.Compare(w.Word, begun) >= 0 && string.Compare(w.Word, end) < 0).Take(CountedUpTo).CountAsync(cancel);
            words = count < fewest ? words.Where(w => string.Compare(w.Word, begun) >= 0 && string.Compare(w.Word, end) < 0) : words.Where(w => w.Word == rarest);
        }
        else
        {
            words = words.Where(w => w.Word == rarest);
        }

        foreach (var word in query.Whole)
        {
            var whole = $" {word} ";
            words = words.Where(w => (" " + w.Name + " ").Contains(whole));
        }

        var open = " " + query.Words[^1];
        words = query.Unfinished ? words.Where(w => (" " + w.Name).Contains(open)) : words;
        return (await words.OrderBy(w => w.Word).ThenBy(w => w.Name).Select(w => w.Name).Take(MostNames).ToListAsync(cancel)).Distinct(StringComparer.Ordinal).ToList();
    }
#pragma warning restore CA1309

    // Somebody is looked for with a middle name that his record lacks.
    private static List<string> WithoutMiddle(PeopleQuery query) => query.Words.Count < 3 ? []
        : Enumerable.Range(1, query.Words.Count - 2).Select(i => string.Join(' ', query.Words.Where((_, at) => at != i))).Append($"{query.Words[0]} {query.Words[^1]}").Distinct(StringComparer.Ordinal).ToList();

    private static IQueryable<Beneficiary> Named(IQueryable<Beneficiary> people, PeopleQuery query)
    {
        foreach (var word in query.Whole)
        {
            var whole = $" {word} ";
            people = people.Where(b => (" " + b.SearchName + " ").Contains(whole));
        }

        var open = query.Unfinished ? " " + query.Words[^1] : "";
        return query.Unfinished ? people.Where(b => (" " + b.SearchName).Contains(open)) : people;
    }

    private static IQueryable<Beneficiary> Born(IQueryable<Beneficiary> people, PeopleQuery query)
    {
        if (query.Birth is not { } birth)
        {
            return people;
        }

        var (year, births) = (birth.Assumed.Year, query.Births);
        return birth.Precision == BirthPrecision.Year ? people.Where(b => b.BirthYear == year) : people.Where(b => b.BirthYear == year && births.Contains(b.BirthDate));
    }

    /// <summary>Paths of the communes to look in; empty for the whole scope of a province or district, which its filter bounds; null when the place is not known here.</summary>
    private async Task<List<string>?> AreaAsync(PeopleQuery query, CancellationToken cancel)
    {
        if (db.Scope.Path is not { } scope || query.Place.Length == 0)
        {
            return db.Scope.Path is not { } all ? null : all.UnitCode.Length == CommuneDigits ? [all.Value] : [];
        }

        var offices = await db.Offices.AsNoTracking().Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel);
        var wanted = NameKey.Words(query.Place);
        var here = offices.Where(o => scope.Covers(o.TenantPath) && (wanted.Length == 0 || IsPlace(NameKey.Words(NameKey.Of(o.UnitName)), wanted))).Select(o => o.TenantPath).Distinct().ToList();
        return here.Count > 0 ? here : null;
    }

    // Its people lie in their communes and are shared with it; no commune's code begins with 9 (see RegisterInstitution).
    private static bool IsInstitution(string path) => TenantPath.Parse(path).UnitCode is { Length: CommuneDigits } code && code[0] == '9';

    private static bool IsPlace(string[] name, string[] wanted) => wanted.SkipLast(1).All(name.Contains) && name.Any(w => w.StartsWith(wanted[^1], StringComparison.Ordinal));

    private sealed class Found(int wanted)
    {
        private readonly HashSet<Guid> _known = [];

        public int Wanted => wanted;

        public List<Beneficiary> People { get; } = [];

        /// <summary>Looked for among the people of one commune or institution.</summary>
        public bool OfOneOffice { get; set; }

        public bool Knows(Guid id) => _known.Contains(id);

        public bool IsFull => People.Count >= wanted;

        public void Add(IEnumerable<Beneficiary> people) => People.AddRange(people.Where(p => _known.Add(p.Id)).Take(wanted - People.Count));
    }
}
