using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Duplicates;

namespace ProvinceNode.Registry.Quality;

/// <summary>
/// Notes, in the transaction that changes it, whose data must be measured anew: the database calls it with every save, so no door can forget it. It only adds rows
/// and asks nothing, so that an import is not held up; a certificate alone is looked up by its number.
/// </summary>
public static class QualityIndex
{
    /// <summary>Call before the changes are written.</summary>
    public static async Task KeepAsync(NodeDb db, CancellationToken cancel)
    {
        var changed = new HashSet<Guid>();
        var certificates = new List<DisabilityCertificate>();
        // The index of names, called just before, has had the changes found.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            changed.UnionWith(PeopleOf(entry));
            if (entry.Entity is DisabilityCertificate certificate)
            {
                certificates.Add(certificate);
            }
        }

        db.ChangeTracker.AutoDetectChangesEnabled = true;
        foreach (var certificate in certificates)
        {
            changed.UnionWith(await HoldersAsync(db, certificate, cancel));
        }

        Note(db, changed);
    }

    /// <summary>Notes people to be measured.</summary>
    public static void Note(NodeDb db, IEnumerable<Guid> people) => db.AddRange(people.Select(p => new ChangedPerson { Id = Guid.CreateVersion7(), PersonId = p }));

    private static IEnumerable<Guid> PeopleOf(EntityEntry entry) => entry.Entity switch
    {
        Beneficiary person => [person.Id],
        PersonLink link => [link.BeneficiaryId],
        PovertyYear year => [year.BeneficiaryId],
        LifeEvent { Kind: LifeEventKind.Death } told => [told.BeneficiaryId],
        Entitlement entitlement => [entitlement.BeneficiaryId],
        HouseholdMember { BeneficiaryId: { } member } => [member],
        DuplicatePair pair => [pair.FirstId, pair.SecondId],
        // The measuring itself makes the row and moves it.
        PopulationAnswer answer when entry.State == EntityState.Modified && entry.Property(nameof(answer.DiedOn)).IsModified => [answer.BeneficiaryId],
        _ => [],
    };

    private static Task<List<Guid>> HoldersAsync(NodeDb db, DisabilityCertificate certificate, CancellationToken cancel)
    {
        var (number, old, name, birth) = (certificate.CitizenId, certificate.OldIdentityNumber, certificate.FoldedName, certificate.BirthDate);
        return db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(b => (number != "" && b.CitizenId == number) || (old != "" && b.OldIdentityNumber == old)
            || (number == "" && old == "" && b.FoldedName == name && b.BirthDate == birth)).Select(b => b.Id).ToListAsync(cancel);
    }
}
