using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.DryRun;

/// <summary>
/// What the registry knows of the people of some rows, asked in a few queries for all of them. It looks across the province, because an entitlement in
/// another commune excludes a second one; what is shown of people outside the sender's area is only that they are there.
/// </summary>
public sealed class RegistryPicture
{
    private readonly ILookup<string, Beneficiary> _citizens;
    private readonly ILookup<string, Beneficiary> _olds;
    private readonly ILookup<string, Beneficiary> _names;
    private readonly Dictionary<Guid, Beneficiary> _people;
    private readonly ILookup<Guid, Entitlement> _running;

    private RegistryPicture(IReadOnlyCollection<Beneficiary> people, IEnumerable<Entitlement> running)
    {
        _people = people.ToDictionary(p => p.Id);
        _citizens = people.Where(p => p.CitizenId.Length > 0).ToLookup(p => p.CitizenId, StringComparer.Ordinal);
        _olds = people.Where(p => p.OldIdentityNumber.Length > 0).ToLookup(p => p.OldIdentityNumber, StringComparer.Ordinal);
        _names = people.ToLookup(p => p.FoldedName, StringComparer.Ordinal);
        _running = running.ToLookup(e => e.BeneficiaryId);
    }

    public static async Task<RegistryPicture> TakeAsync(NodeDb db, IReadOnlyCollection<RowPerson> rows, CancellationToken cancel)
    {
        var citizens = rows.Select(r => r.Citizen).Where(n => n.Length > 0).Distinct().ToList();
        var olds = rows.Select(r => r.Old).Where(n => n.Length > 0).Distinct().ToList();
        var names = rows.Select(r => r.Folded).Where(n => n.Length > 0).Distinct().ToList();
        var all = db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking();
        var found = new Dictionary<Guid, Beneficiary>();
        if (citizens.Count > 0)
        {
            Keep(await all.Where(b => citizens.Contains(b.CitizenId)).ToListAsync(cancel));
        }

        if (olds.Count > 0)
        {
            Keep(await all.Where(b => olds.Contains(b.OldIdentityNumber)).ToListAsync(cancel));
        }

        // Of many people of one name only those count whose birth could be the same; the year is compared here, in memory.
        var years = rows.Where(r => r.Birth.Length >= 4).Select(r => (r.Folded, r.Birth[..4])).ToHashSet();
        if (names.Count > 0)
        {
            Keep((await all.Where(b => names.Contains(b.FoldedName)).ToListAsync(cancel)).Where(b => years.Contains((b.FoldedName, b.BirthDate[..Math.Min(4, b.BirthDate.Length)]))));
        }

        var ids = found.Keys.ToList();
        var running = ids.Count == 0 ? []
            : await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => ids.Contains(e.BeneficiaryId) && e.Status != EntitlementStatus.Ended).ToListAsync(cancel);
        return new(found.Values, running);

        void Keep(IEnumerable<Beneficiary> people)
        {
            foreach (var person in people)
            {
                found[person.Id] = person;
            }
        }
    }

    /// <summary>The person with one of the row's numbers, one who receives something first.</summary>
    public Beneficiary? Numbered(RowPerson row) =>
        (row.Citizen.Length > 0 ? _citizens[row.Citizen] : []).Concat(row.Old.Length > 0 ? _olds[row.Old] : []).OrderBy(p => p.Status == EntitlementStatus.Ended).ThenBy(p => p.Code, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>People of the same name, sex and birth whom no number tells apart from the row: in another commune only when both births are known to the day.</summary>
    public IEnumerable<Beneficiary> LookAlikes(RowPerson row) => _names[row.Folded].Where(p => p.Sex == row.Sex && RowPerson.SameBirth(p.BirthDate, row.Birth)
        && !((row.Citizen.Length > 0 && p.CitizenId.Length > 0) || (row.Old.Length > 0 && p.OldIdentityNumber.Length > 0))
        && (p.CommuneCode == row.Commune || (p.BirthDate == row.Birth && BirthDate.TryParse(row.Birth, out var birth) && birth.Precision == BirthPrecision.Day)))
        .OrderBy(p => p.Status == EntitlementStatus.Ended).ThenBy(p => p.Code, StringComparer.Ordinal);

    public Beneficiary? Person(Guid id) => _people.GetValueOrDefault(id);

    /// <summary>Running versions of a person.</summary>
    public IEnumerable<Entitlement> Running(Guid person) => _running[person];
}
