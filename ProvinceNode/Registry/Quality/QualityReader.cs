using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Duplicates;
using Protos.Values;

namespace ProvinceNode.Registry.Quality;

/// <summary>Reads what people are measured by, for many at once: the number of queries does not grow with the people. Call in the scope of the province.</summary>
public sealed class QualityReader(NodeDb db, VietnamTime time)
{
    /// <summary>People of the query who receive or are suspended, with all that belongs to them.</summary>
    public async Task<List<MeasuredPerson>> ReadAsync(IQueryable<Beneficiary> all, CancellationToken cancel)
    {
        var people = all.Where(b => b.Status != EntitlementStatus.Ended);
        var persons = await people.AsNoTracking().ToListAsync(cancel);
        if (persons.Count == 0)
        {
            return [];
        }

        var entitlements = (await db.Entitlements.AsNoTracking().Where(e => e.Status != EntitlementStatus.Ended).Join(people, e => e.BeneficiaryId, b => b.Id, (e, b) => e).ToListAsync(cancel)).ToLookup(e => e.BeneficiaryId);
        var links = (await db.PersonLinks.AsNoTracking().Join(people, l => l.BeneficiaryId, b => b.Id, (l, b) => l).ToListAsync(cancel)).ToLookup(l => l.BeneficiaryId);
        var years = (await db.PovertyYears.Join(people, y => y.BeneficiaryId, b => b.Id, (y, b) => new { y.BeneficiaryId, y.Year }).ToListAsync(cancel)).ToLookup(y => y.BeneficiaryId, y => y.Year);
        var papers = (await db.HouseholdMembers.Where(m => m.CertificateNumber != "").Join(people, m => m.BeneficiaryId, b => (Guid?)b.Id, (m, b) => b.Id).ToListAsync(cancel)).ToHashSet();
        papers.UnionWith(await db.HouseholdMembers.Where(m => m.CertificateNumber != "" && m.Number != "").Join(people, m => m.Number, b => b.CitizenId, (m, b) => b.Id).ToListAsync(cancel));
        var dead = (await db.Set<PopulationAnswer>().Where(a => a.DiedOn != null && !db.LifeEvents.Any(e => e.BeneficiaryId == a.BeneficiaryId && e.Kind == LifeEventKind.Death && e.Source == EventSource.Population && (e.State == EventState.Refuted || e.State == EventState.Undone))).Join(people, a => a.BeneficiaryId, b => b.Id, (a, b) => b.Id).ToListAsync(cancel)).ToHashSet();
        var (certificates, suspected) = (await CertificatesAsync(people, cancel), await SuspectedAsync(people, cancel));
        var (ages, units) = (await AgesAsync(cancel), await UnitsAsync(persons, cancel));
        return persons.ConvertAll(p => new MeasuredPerson(p)
        {
            AgeFromMonths = ages.GetValueOrDefault(p.CategoryCode).From, AgeUntilMonths = ages.GetValueOrDefault(p.CategoryCode).Until,
            Entitlements = [.. entitlements[p.Id]], Links = [.. links[p.Id]], PovertyYears = [.. years[p.Id]], Certificates = [.. certificates[p.Id].DistinctBy(c => c.Id)],
            HasPaperCertificate = papers.Contains(p.Id), IsSuspected = suspected.Contains(p.Id), UnitStands = units.Contains(p.CommuneCode), IsToldDead = dead.Contains(p.Id),
        });
    }

    // By his numbers, wherever in the province it was issued; of who has no number by name, birth and sex in his commune (see CertificateRegister).
    private async Task<ILookup<Guid, DisabilityCertificate>> CertificatesAsync(IQueryable<Beneficiary> people, CancellationToken cancel)
    {
        var all = db.DisabilityCertificates.AsNoTracking();
        var found = await all.Where(c => c.CitizenId != "").Join(people, c => c.CitizenId, b => b.CitizenId, (c, b) => new { b.Id, Certificate = c }).ToListAsync(cancel);
        found.AddRange(await all.Where(c => c.OldIdentityNumber != "").Join(people, c => c.OldIdentityNumber, b => b.OldIdentityNumber, (c, b) => new { b.Id, Certificate = c }).ToListAsync(cancel));
        found.AddRange(await all.Where(c => c.CitizenId == "" && c.OldIdentityNumber == "").Join(people, c => new { c.TenantPath, c.FoldedName, c.BirthDate, c.Sex },
            b => new { b.TenantPath, b.FoldedName, b.BirthDate, b.Sex }, (c, b) => new { b.Id, Certificate = c }).ToListAsync(cancel));
        return found.ToLookup(f => f.Id, f => f.Certificate);
    }

    private async Task<HashSet<Guid>> SuspectedAsync(IQueryable<Beneficiary> people, CancellationToken cancel)
    {
        var open = db.Set<DuplicatePair>().Where(p => p.State == PairState.Open);
        var found = await open.Join(people, p => p.FirstId, b => b.Id, (p, b) => b.Id).ToListAsync(cancel);
        found.AddRange(await open.Join(people, p => p.SecondId, b => b.Id, (p, b) => b.Id).ToListAsync(cancel));
        return [.. found];
    }

    private async Task<Dictionary<string, (int? From, int? Until)>> AgesAsync(CancellationToken cancel)
    {
        var today = time.Today;
        var rows = await db.Categories.AsNoTracking().Where(c => c.ValidFrom <= today).OrderByDescending(c => c.ValidFrom).Select(c => new { c.Code, c.AgeFromMonths, c.AgeUntilMonths }).ToListAsync(cancel);
        return rows.DistinctBy(r => r.Code).ToDictionary(r => r.Code, r => (r.AgeFromMonths, r.AgeUntilMonths), StringComparer.Ordinal);
    }

    private async Task<HashSet<string>> UnitsAsync(List<Beneficiary> people, CancellationToken cancel)
    {
        var (today, codes) = (time.Today, people.Select(p => p.CommuneCode).Distinct().ToList());
        return [.. await db.Units.Where(u => u.Level == UnitLevel.Commune && codes.Contains(u.Code) && u.ValidFrom <= today && (u.ValidTo == null || u.ValidTo >= today)).Select(u => u.Code).ToListAsync(cancel)];
    }
}
