using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>What a chunk of people gave.</summary>
public sealed record WorklistChunk(IReadOnlyList<WorklistEntry> Entries, Guid? Last, int People, int Unknown);

/// <summary>A lot of people as the rules see them.</summary>
/// <param name="People">In the order of their ids; one without a birth date that can be read is known by nothing, and tells whether he is paid.</param>
public sealed record WorklistLot(IReadOnlyList<(Beneficiary Person, WorklistPerson? Known, bool IsPaid)> People, Guid? Last);

/// <summary>Reads the people of a commune, some hundred in a few queries, and asks the rules about each; nothing is written.</summary>
public sealed class WorklistReader(NodeDb db)
{
    /// <summary>People of one lot.</summary>
    public const int Lot = 500;

    /// <summary>Certificates of the commune by the numbers and names of their holders; the newest first.</summary>
    public async Task<IReadOnlyList<DisabilityCertificate>> CertificatesAsync(string commune, CancellationToken cancel) =>
        await db.DisabilityCertificates.AsNoTracking().Include(c => c.History).Where(c => c.TenantPath == commune).OrderByDescending(c => c.IssuedOn).ThenBy(c => c.Id).ToListAsync(cancel);

    /// <summary>The next lot of a commune behind a person.</summary>
    public async Task<WorklistChunk> NextAsync(string commune, Guid? after, WorklistTerms terms, ILookup<string, DisabilityCertificate> certificates, CancellationToken cancel)
    {
        var lot = await PeopleAsync(commune, after, terms, certificates, cancel);
        var (entries, unknown) = (new List<WorklistEntry>(), 0);
        foreach (var (person, known, paid) in lot.People)
        {
            if (known is null)
            {
                unknown += paid ? 1 : 0;
                continue;
            }

            var found = WorklistRules.Of(known, terms);
            var items = known.IsPaid ? found.Items : [.. found.Items, .. CandidateRules.Of(known, known.Decided ?? WorklistRules.Minimal(known), terms)];
            unknown += found.Unknown ? 1 : 0;
            // Somebody without anything is kept in the answer: what stood on his list before is closed.
            entries.Add(new(WorklistSubject.Of(person), items));
        }

        return new(entries, lot.Last, lot.People.Count, unknown);
    }

    /// <summary>The people of the next lot with what the registry and their last decisions know of them.</summary>
    public async Task<WorklistLot> PeopleAsync(string commune, Guid? after, WorklistTerms terms, ILookup<string, DisabilityCertificate> certificates, CancellationToken cancel)
    {
        var behind = after ?? Guid.Empty;
        var people = await db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == commune && b.Id.CompareTo(behind) > 0).OrderBy(b => b.Id).Take(Lot).ToListAsync(cancel);
        var ids = people.ConvertAll(p => p.Id);
        var rows = (await db.Entitlements.AsNoTracking().Where(e => ids.Contains(e.BeneficiaryId)).ToListAsync(cancel)).ToLookup(e => e.BeneficiaryId);
        var year = terms.Today.Year - 2;
        var poverty = (await db.PovertyYears.AsNoTracking().Where(y => ids.Contains(y.BeneficiaryId) && y.Year >= year).Select(y => new { y.BeneficiaryId, y.Year, y.Status }).ToListAsync(cancel)).ToLookup(y => y.BeneficiaryId);
        var decided = await FactsBefore.FindAllAsync(db, [.. people.Select(p => (p.BirthDate, (IReadOnlyList<Entitlement>)[.. rows[p.Id]]))], cancel);
        return new([.. people.Select((person, i) => (person, !BirthDate.TryParse(person.BirthDate, out var birth) ? null : new WorklistPerson
        {
            Birth = birth, CommuneCode = person.CommuneCode, Village = person.Village, Rows = [.. rows[person.Id]], Died = person.DiedOn is not null, Decided = decided[i]?.Facts,
            Poverty = [.. poverty[person.Id].Select(p => (p.Year, p.Status))], Certificates = [.. CertificateKeys(person).SelectMany(k => certificates[k]).Distinct()],
        }, rows[person.Id].Any(r => r.Status == EntitlementStatus.Active)))], people.Count < Lot ? null : people[^1].Id);
    }

    /// <summary>Keys by which a certificate finds its holder: his number, or his name with his birth.</summary>
    public static IEnumerable<string> CertificateKeys(DisabilityCertificate certificate) => Keys(certificate.CitizenId, certificate.OldIdentityNumber, certificate.FoldedName, certificate.BirthDate);

    /// <inheritdoc cref="CertificateKeys(DisabilityCertificate)"/>
    public static IEnumerable<string> CertificateKeys(Beneficiary person) => Keys(person.CitizenId, person.OldIdentityNumber, person.FoldedName, person.BirthDate);

    private static IEnumerable<string> Keys(string citizen, string old, string name, string birth)
    {
        if (citizen.Length > 0)
        {
            yield return citizen;
        }

        if (old.Length > 0)
        {
            yield return old;
        }

        if (citizen.Length == 0 || old.Length == 0)
        {
            yield return $"{name}|{birth}";
        }
    }
}
