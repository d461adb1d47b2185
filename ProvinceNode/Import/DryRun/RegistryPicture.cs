using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Merging;
using ProvinceNode.Registry.Search;
using Protos.Values;

namespace ProvinceNode.Import.DryRun;

/// <summary>
/// What the registry knows of the people of some rows, asked in a few queries for all of them. It looks across the province, because an entitlement in
/// another commune excludes a second one; what is shown of people outside the sender's area is only that they are there.
/// </summary>
public sealed class RegistryPicture
{
    private const int YearsAtOnce = 5;

    // The index of births begins with the year and the status.
    private static readonly EntitlementStatus[] Any = [EntitlementStatus.Active, EntitlementStatus.Suspended, EntitlementStatus.Ended];

    // See Entitlement.IsStopped.
    private static readonly string[] Stops = ["T1", "T2", "T3", "T4", "T5"];

    private readonly Dictionary<string, List<Beneficiary>> _citizens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Beneficiary>> _olds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Beneficiary>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Beneficiary> _people = [];
    private readonly Dictionary<Guid, List<Entitlement>> _running = [];
    private readonly Dictionary<Guid, List<Entitlement>> _ended = [];

    // What was asked for: of anything else the picture knows nothing.
    private readonly HashSet<string> _askedCitizens;
    private readonly HashSet<string> _askedOlds;
    private readonly HashSet<(string Name, string Year)> _askedNames;

    private RegistryPicture(IReadOnlyCollection<RowPerson> rows)
    {
        _askedCitizens = rows.Select(r => r.Citizen).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal);
        _askedOlds = rows.Select(r => r.Old).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal);
        _askedNames = rows.Where(r => r.Birth.Length >= 4 && r.Folded.Length > 0).Select(r => (r.Folded, r.Birth[..4])).ToHashSet();
    }

    /// <param name="tracked">For who is about to write what he finds.</param>
    public static async Task<RegistryPicture> TakeAsync(NodeDb db, IReadOnlyCollection<RowPerson> rows, CancellationToken cancel, bool tracked = false)
    {
        var picture = new RegistryPicture(rows);
        var (citizens, olds) = (picture._askedCitizens.ToList(), picture._askedOlds.ToList());
        var all = db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]);
        all = tracked ? all.AsTracking() : all.AsNoTracking();
        if (citizens.Count > 0)
        {
            picture.Keep(await all.Where(b => citizens.Contains(b.CitizenId)).ToListAsync(cancel));
        }

        if (olds.Count > 0)
        {
            picture.Keep(await all.Where(b => olds.Contains(b.OldIdentityNumber)).ToListAsync(cancel));
        }

        await picture.NamedAsync(all, cancel);
        await picture.AbsorbedAsync(db, all, cancel);
        await picture.RunningAsync(db, tracked, cancel);
        return picture;
    }

    /// <summary>The person with one of the row's numbers, one who receives something first.</summary>
    public Beneficiary? Numbered(RowPerson row) => Numbered(row.Citizen, row.Old).OrderBy(p => p.Status == EntitlementStatus.Ended).ThenBy(p => p.Code, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>People with one of two numbers.</summary>
    public IEnumerable<Beneficiary> Numbered(string citizen, string old) => Of(_citizens, citizen).Concat(Of(_olds, old)).DistinctBy(p => p.Id);

    /// <summary>People of a name without accents who were born in a year that was asked for.</summary>
    public IEnumerable<Beneficiary> Named(string folded) => Of(_names, folded);

    /// <summary>Whether the picture can tell everything of who has these numbers, this name and birth: it was asked for them.</summary>
    public bool Knows(string citizen, string old, string name, string birth) => (citizen.Length == 0 || _askedCitizens.Contains(citizen)) && (old.Length == 0 || _askedOlds.Contains(old))
        && _askedNames.Contains((VietnameseText.Fold(name), YearOf(birth)));

    /// <summary>People of the same name, sex and birth whom no number tells apart from the row: in another commune only when both births are known to the day.</summary>
    public IEnumerable<Beneficiary> LookAlikes(RowPerson row) => Of(_names, row.Folded).Where(p => p.Sex == row.Sex && RowPerson.SameBirth(p.BirthDate, row.Birth)
        && !((row.Citizen.Length > 0 && p.CitizenId.Length > 0) || (row.Old.Length > 0 && p.OldIdentityNumber.Length > 0))
        && (p.CommuneCode == row.Commune || (p.BirthDate == row.Birth && BirthDate.TryParse(row.Birth, out var birth) && birth.Precision == BirthPrecision.Day)))
        .OrderBy(p => p.Status == EntitlementStatus.Ended).ThenBy(p => p.Code, StringComparer.Ordinal);

    public Beneficiary? Person(Guid id) => _people.GetValueOrDefault(id);

    /// <summary>Running versions of a person.</summary>
    public IReadOnlyList<Entitlement> Running(Guid person) => _running.TryGetValue(person, out var versions) ? versions : [];

    /// <summary>The last ended version of what cannot stand beside a right, when a decision stopped it for a reason of the law (T1–T5); null else. What runs beside it changes nothing.</summary>
    public Entitlement? Stopped(Guid person, EntitlementKind kind, string category) => !_ended.TryGetValue(person, out var versions) ? null
        : versions.Where(v => v.EndMonth >= v.StartMonth && Standing.Exclude(kind, category, v.Kind, v.CategoryCode)).OrderByDescending(v => v.StartMonth).ThenByDescending(v => v.RecordedAt).FirstOrDefault() is { IsStopped: true } last ? last : null;

    /// <summary>Takes somebody in who was entered since, before he is saved: rows below see him.</summary>
    public void Add(Beneficiary person, IEnumerable<Entitlement> running)
    {
        Keep([person]);
        _running[person.Id] = [.. Running(person.Id), .. running];
    }

    // Of the many people of one name only those who were born in the year: a few years at a time, so that a province of half a million is asked for few of them.
    private async Task NamedAsync(IQueryable<Beneficiary> all, CancellationToken cancel)
    {
        foreach (var some in _askedNames.Select(n => (Key: NameKey.Of(n.Name), Year: int.TryParse(n.Year, System.Globalization.CultureInfo.InvariantCulture, out var year) ? year : 0)).GroupBy(n => n.Year / YearsAtOnce))
        {
            var (years, names) = (some.Select(n => n.Year).Distinct().ToList(), some.Select(n => n.Key).Distinct(StringComparer.Ordinal).ToList());
            var born = await all.Where(b => years.Contains(b.BirthYear) && Any.Contains(b.Status) && names.Contains(b.SearchName)).ToListAsync(cancel);
            Keep(born.Where(b => _askedNames.Contains((b.FoldedName, YearOf(b.BirthDate)))));
        }
    }

    // Numbers that only a record holds which became part of another: they mean its person.
    private async Task AbsorbedAsync(NodeDb db, IQueryable<Beneficiary> all, CancellationToken cancel)
    {
        var open = _askedCitizens.Where(n => !_citizens.ContainsKey(n)).Concat(_askedOlds.Where(n => !_olds.ContainsKey(n))).ToList();
        var found = await AbsorbedRecords.NumberedAsync(db, open, cancel);
        var ids = found.Select(f => f.Person).Where(id => !_people.ContainsKey(id)).Distinct().ToList();
        if (ids.Count > 0)
        {
            Keep(await all.Where(b => ids.Contains(b.Id)).ToListAsync(cancel));
        }

        foreach (var (number, id) in found)
        {
            Under(_askedCitizens.Contains(number) ? _citizens : _olds, number, _people[id]);
        }
    }

    private async Task RunningAsync(NodeDb db, bool tracked, CancellationToken cancel)
    {
        var ids = _people.Keys.ToList();
        if (ids.Count == 0)
        {
            return;
        }

        var versions = db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]);
        versions = tracked ? versions.AsTracking() : versions.AsNoTracking();
        foreach (var version in await versions.Where(e => ids.Contains(e.BeneficiaryId) && e.Status != EntitlementStatus.Ended).ToListAsync(cancel))
        {
            Under(_running, version.BeneficiaryId, version);
        }

        // Of the few whom a decision stopped, also those to whom something else runs: how each right ended.
        var ended = db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => e.Status == EntitlementStatus.Ended);
        var stopped = await ended.Where(e => ids.Contains(e.BeneficiaryId) && e.EndDecisionId != null && Stops.Contains(e.EndReason)).Select(e => e.BeneficiaryId).Distinct().ToListAsync(cancel);
        foreach (var version in stopped.Count == 0 ? [] : await ended.Where(e => stopped.Contains(e.BeneficiaryId)).ToListAsync(cancel))
        {
            Under(_ended, version.BeneficiaryId, version);
        }
    }

    private void Keep(IEnumerable<Beneficiary> people)
    {
        foreach (var person in people.Where(p => _people.TryAdd(p.Id, p)))
        {
            Under(_names, person.FoldedName, person);
            if (person.CitizenId.Length > 0)
            {
                Under(_citizens, person.CitizenId, person);
            }

            if (person.OldIdentityNumber.Length > 0)
            {
                Under(_olds, person.OldIdentityNumber, person);
            }
        }
    }

    private static List<Beneficiary> Of(Dictionary<string, List<Beneficiary>> index, string key) => key.Length > 0 && index.TryGetValue(key, out var found) ? found : [];

    private static void Under<TKey, T>(Dictionary<TKey, List<T>> index, TKey key, T one)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }

        list.Add(one);
    }

    private static string YearOf(string birth) => birth[..Math.Min(4, birth.Length)];
}
