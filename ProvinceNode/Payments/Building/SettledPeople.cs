using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Merging;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// Who of a commune is settled, for one building: what the last one kept, while the lists of that time stand as they stood, and what this one is to keep. Whose records were ever merged, and whom lists of
/// other communes paid, is read whole each time.
/// </summary>
internal sealed class SettledPeople
{
    private readonly MonthTerms _terms;
    private readonly HashSet<string> _paths;
    private readonly HashSet<Guid> _merged = [];
    private readonly Dictionary<Guid, long> _marks = [];
    private readonly PayMonth _next;
    private string _stamp = "";

    private SettledPeople(MonthTerms terms, int monthsRead) =>
        (_terms, _paths, _next) = (terms, [terms.Commune, .. terms.Firsts.Keys], terms.Running.AddMonths(-1 - Math.Max(0, monthsRead)));

    /// <summary>Lists up to this month are read only of who is not settled; null: of everybody.</summary>
    public PayMonth? Until { get; private set; }

    // The months that lists hold up to now and that this building settles are later than those of the last.
    private bool IsNews => _next >= _terms.Earliest && (Until is not { } until || until < _next);

    /// <summary>Everybody is read whole.</summary>
    public static SettledPeople Nobody(MonthTerms terms) => new(terms, 0);

    public static async Task<SettledPeople> ReadAsync(NodeDb db, MonthTerms terms, IQueryable<Guid> people, IReadOnlyList<MergedRecord> merged, int monthsRead, CancellationToken cancel)
    {
        var found = new SettledPeople(terms, monthsRead);
        if (found._next < terms.Earliest)
        {
            return found;
        }

        var (commune, paths, first, last) = (terms.Commune, found._paths.ToList(), terms.Earliest.Number, terms.Running.Number);
        var lists = (await db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => paths.Contains(l.TenantPath) && l.Month >= first && l.Month < last)
            .Select(l => new { l.Id, l.Month, l.Version }).ToListAsync(cancel)).OrderBy(l => l.Month).ThenBy(l => l.Id).Select(l => (l.Id, l.Month, l.Version)).ToList();
        found._stamp = found.Stamp(lists, found._next);
        if (await db.Set<SettledBook>().AsNoTracking().SingleOrDefaultAsync(b => b.Commune == commune, cancel) is { } book && book.Until < last && book.Stamp == found.Stamp(lists, new PayMonth(book.Until)))
        {
            found.Until = new PayMonth(book.Until);
            foreach (var (person, mark) in SettledMonths.Unpack(book.People))
            {
                found._marks[person] = mark;
            }
        }

        // A merge gives claims of whatever list another person, and its undoing gives them back.
        found._merged.UnionWith(merged.Select(m => m.Into));
        found._merged.UnionWith(await db.Set<MergeRecord>().AsNoTracking().Where(m => people.Contains(m.SurvivorId)).Select(m => m.SurvivorId).ToListAsync(cancel));
        found._merged.UnionWith(await db.Set<MergeRecord>().AsNoTracking().Where(m => people.Contains(m.AbsorbedId)).Select(m => m.AbsorbedId).ToListAsync(cancel));
        return found;
    }

    /// <summary>Whether the months that the last building found settled are settled still.</summary>
    /// <param name="person">With his claims of later lists.</param>
    public bool Has(PersonOfMonth person) => Until is { } until && _marks.TryGetValue(person.Id, out var mark) && !_merged.Contains(person.Id) && SettledMonths.Still(person, until, mark);

    /// <summary>Whose months up to the next mark are settled, as rows of the book; null when the last building kept as much.</summary>
    /// <param name="people">Each with all claims, or, where he is settled already, with those of later lists.</param>
    /// <param name="abroad">Whom lists of other communes paid.</param>
    public SettledBook? Next(IEnumerable<PersonOfMonth> people, IReadOnlySet<Guid> abroad)
    {
        if (!IsNews)
        {
            return null;
        }

        var settled = people.Where(p => !_merged.Contains(p.Id) && !abroad.Contains(p.Id) && SettledMonths.Are(p, _terms, p.Settled is { } until ? until.AddMonths(1) : _terms.Earliest, _next))
            .Select(p => (p.Id, SettledMonths.Mark(p, _next))).ToList();
        return new() { Commune = _terms.Commune, Until = _next.Number, Stamp = _stamp, People = SettledMonths.Pack(settled) };
    }

    /// <summary>Whether a claim of a list is told by the stamp.</summary>
    public bool Tells(string path) => _paths.Contains(path);

    /// <summary>Keeps what a building found; the caller saves.</summary>
    /// <returns>The tracked row.</returns>
    public static async Task<SettledBook?> KeepAsync(NodeDb db, SettledBook? next, CancellationToken cancel)
    {
        if (next is null)
        {
            return null;
        }

        if (await db.Set<SettledBook>().SingleOrDefaultAsync(b => b.Commune == next.Commune, cancel) is not { } book)
        {
            next.Version = 1;
            return db.Set<SettledBook>().Add(next).Entity;
        }

        (book.Until, book.Stamp, book.People, book.Version) = (next.Until, next.Stamp, next.People, book.Version + 1);
        return book;
    }

    // Results and corrections give their list another version in their transaction, as giving it up and withdrawing it do.
    private string Stamp(List<(Guid Id, int Month, long Version)> lists, PayMonth until)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(FormattableString part) => hash.AppendData(Encoding.UTF8.GetBytes(part.ToString(CultureInfo.InvariantCulture) + "|"));
        Add($"{until.Number} {_terms.First.Number}");
        foreach (var (path, first) in _terms.Firsts.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            Add($"{path} {first.Number}");
        }

        lists.FindAll(l => l.Month <= until.Number).ForEach(l => Add($"{l.Id:N} {l.Version}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
