using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Search;

/// <summary>
/// Keeps what people are found and compared by, in the transaction that changes them: the database calls it with every save, so no door can forget it.
/// </summary>
public static class PeopleIndex
{
    // Keys asked for in one query.
    private const int Chunk = 500;

    // What a person is compared by (see Duplicates.PersonTraits).
    private static readonly string[] Told =
    [
        nameof(Beneficiary.FullName), nameof(Beneficiary.SearchName), nameof(Beneficiary.BirthDate), nameof(Beneficiary.Sex), nameof(Beneficiary.CitizenId), nameof(Beneficiary.OldIdentityNumber),
        nameof(Beneficiary.TenantPath), nameof(Beneficiary.CommuneCode), nameof(Beneficiary.Village), nameof(Beneficiary.Phone), nameof(Beneficiary.MergedIntoId),
    ];

    /// <summary>Enters the names of the people who are added or renamed, and notes whom to compare anew. Call before the changes are written.</summary>
    public static async Task KeepAsync(NodeDb db, CancellationToken cancel)
    {
        var people = db.ChangeTracker.Entries<Beneficiary>().Where(IsTold).ToList();
        if (people.Count == 0)
        {
            return;
        }

        await AddNamesAsync(db, people.Where(p => p.State == EntityState.Added || p.Property(b => b.SearchName).IsModified).Select(p => p.Entity.SearchName), cancel);
        await NoteAsync(db, [.. people.Select(p => p.Entity.Id)], cancel);
    }

    /// <summary>Enters names that are not known yet.</summary>
    public static async Task AddNamesAsync(NodeDb db, IEnumerable<string> names, CancellationToken cancel)
    {
        var here = db.ChangeTracker.Entries<PersonName>().Where(e => e.State != EntityState.Detached).Select(e => e.Entity.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var some in names.Where(n => n.Length > 0 && here.Add(n)).Chunk(Chunk))
        {
            var known = (await db.Set<PersonName>().Where(n => some.Contains(n.Name)).Select(n => n.Name).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
            foreach (var name in some.Where(n => !known.Contains(n)))
            {
                db.Add(PersonName.Of(name));
                db.AddRange(NameWord.Of(name));
            }
        }
    }

    /// <summary>Notes people to be compared with all others.</summary>
    public static async Task NoteAsync(NodeDb db, IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        foreach (var some in people.Distinct().Chunk(Chunk))
        {
            await db.Set<UncheckedPerson>().Where(p => some.Contains(p.BeneficiaryId)).LoadAsync(cancel);
            var noted = db.Set<UncheckedPerson>().Local.ToDictionary(p => p.BeneficiaryId);
            foreach (var id in some)
            {
                if (noted.TryGetValue(id, out var row))
                {
                    row.Changes++;
                }
                else
                {
                    db.Add(new UncheckedPerson { BeneficiaryId = id });
                }
            }
        }
    }

    private static bool IsTold(EntityEntry<Beneficiary> entry) =>
        entry.State == EntityState.Added || (entry.State == EntityState.Modified && Told.Any(p => entry.Property(p).IsModified));
}
