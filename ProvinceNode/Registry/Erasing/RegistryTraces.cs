using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Registry.Merging;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Registry.Search;
using Protos.Values;

namespace ProvinceNode.Registry.Erasing;

/// <summary>
/// The registry's own rows of a person. Whatever row names him and is not known to go, stands: a table that a slice adds later keeps people until somebody has thought
/// of it. What goes leaves a tombstone by the one way to save, which empties every version that was kept of it.
/// </summary>
public sealed class RegistryTraces(NodeDb db) : IPersonalTraces
{
    private static readonly string[] Anywhere = [NodeDb.TenantFilter];

    private static readonly string[] Everybody = [NodeDb.TenantFilter, Beneficiary.AbsorbedFilter];

    // Parts of the record, reports that nothing followed.
    private static readonly string[] Goes = ["PersonLinks", "PovertyYears", "HouseholdMembers", "LifeEvents", "PaymentHolds", "Entitlements", "InstitutionStays", "ElsewhereCases"];

    // Judged and taken away by their own slices.
    private static readonly string[] OfOthers = ["ImportRows", "DirectEntries", "Dossiers", "WorklistRows"];

    public async Task<IReadOnlyList<Problem>> StandingAsync(ErasedPerson person, CancellationToken cancel)
    {
        var found = new List<Problem>();
        var id = person.Id;
        if (await db.Set<MergeRecord>().AsNoTracking().FirstOrDefaultAsync(m => m.UndoneAt == null && (m.SurvivorId == id || m.AbsorbedId == id), cancel) is { } merge)
        {
            found.Add(ErasureProblems.Merged.Now(merge.AbsorbedCode));
        }

        var rows = await PersonRows.OfAsync(db, id, cancel);
        found.AddRange(await GrantedAsync(rows, cancel));
        var kept = rows.Where(r => !OfOthers.Contains(r.Column.Table) && (!Goes.Contains(r.Column.Table) || r.Entry.Entity is InstitutionStay { DecisionId: not null })).ToList();
        found.AddRange(kept.GroupBy(r => MergeWords.Table(r.Column.Table)).Select(g => ErasureProblems.Stands.Now(string.Create(VietnameseFormat.Culture, $"{g.Count()} {g.Key}"))));
        found.AddRange(await CertificatesAsync(person, cancel));
        found.AddRange(await ByOthersAsync(person, rows, cancel));
        found.AddRange((await HouseholdsAsync(person, cancel)).Where(h => HouseholdWithout.Rest(h, person).Count > 0 && VietnameseText.Fold(h.HeadName) == VietnameseText.Fold(person.Person.FullName) && !HouseholdWithout.Rest(h, person).Exists(m => m.Relation == Households.Head))
            .Select(_ => ErasureProblems.Head.Now()));
        return found;
    }

    public async Task EraseAsync(ErasedPerson person, ErasureTally tally, CancellationToken cancel)
    {
        var id = person.Id;
        foreach (var household in await HouseholdsAsync(person, cancel))
        {
            await HouseholdWithout.RecordAsync(db, household, person, cancel);
            tally.Add("hộ gia đình ghi lại không có người này");
        }

        var rows = await PersonRows.OfAsync(db, id, cancel);
        var own = rows.Where(r => r.Entry.State != EntityState.Deleted && Goes.Contains(r.Column.Table)).ToList();
        own.ForEach(r => r.Entry.State = EntityState.Deleted);
        foreach (var table in own.GroupBy(r => MergeWords.Table(r.Column.Table)))
        {
            tally.Add(table.Key, table.Count());
        }

        tally.Add("lần ghi nguồn thông tin", await RemoveAsync(db.FieldOrigins.Where(o => o.BeneficiaryId == id), cancel));
        tally.Add("cặp nghi trùng", await RemoveAsync(db.Set<DuplicatePair>().IgnoreQueryFilters(Anywhere).Where(p => p.FirstId == id || p.SecondId == id), cancel));
        tally.Add("lần gộp đã tách", await RemoveAsync(db.Set<MergeRecord>().Where(m => m.SurvivorId == id || m.AbsorbedId == id), cancel));
        await RemoveAsync(db.Set<UncheckedPerson>().Where(p => p.BeneficiaryId == id), cancel);
        await RemoveAsync(db.Set<PersonFault>().IgnoreQueryFilters(Anywhere).Where(f => f.BeneficiaryId == id), cancel);
        tally.Add("kết quả đối chiếu dân cư", await RemoveAsync(db.Set<PopulationAnswer>().IgnoreQueryFilters(Anywhere).Where(a => a.BeneficiaryId == id), cancel));
        await ForgetNameAsync(person.Person, cancel);
        db.Remove(person.Person);
        tally.Add("hồ sơ đối tượng");
    }

    // Entered from a list or from paper, and taken back before its first month: nothing was ever due, nobody decided here.
    private static bool NeverDue(Entitlement version) => version.Source != EntitlementSource.Decision && version.EndMonth > 0 && version.EndMonth < version.StartMonth;

    private async Task<List<Problem>> GrantedAsync(List<PersonRow> rows, CancellationToken cancel)
    {
        var versions = rows.Select(r => r.Entry.Entity).OfType<Entitlement>().ToList();
        var found = versions.Where(v => !NeverDue(v)).OrderBy(v => v.StartMonth).Take(1).Select(v => ErasureProblems.Granted.Now(new PayMonth(v.StartMonth))).ToList();
        var ids = versions.ConvertAll(v => v.Id);
        // A decision that names a version as what it ended, or a settlement about it.
        if (found.Count == 0 && ids.Count > 0 && await db.Set<OneOffPayment>().IgnoreQueryFilters(Anywhere).AnyAsync(p => p.EntitlementId != null && ids.Contains(p.EntitlementId.Value), cancel))
        {
            found.Add(ErasureProblems.Stands.Now(MergeWords.Table("OneOffPayments")));
        }

        return found;
    }

    private async Task<IEnumerable<Problem>> CertificatesAsync(ErasedPerson person, CancellationToken cancel)
    {
        var numbers = person.Numbers;
        var standing = await db.DisabilityCertificates.IgnoreQueryFilters(Anywhere).AsNoTracking().Where(c => numbers.Contains(c.CitizenId) || numbers.Contains(c.OldIdentityNumber)).Select(c => c.Number).ToListAsync(cancel);
        return standing.Count == 0 ? [] : [ErasureProblems.Certified.Now(string.Join(", ", standing))];
    }

    // Guardian, carer or receiver of another's money.
    private async Task<List<Problem>> ByOthersAsync(ErasedPerson person, List<PersonRow> rows, CancellationToken cancel)
    {
        var (id, numbers) = (person.Id, person.Numbers);
        var linked = rows.Select(r => r.Entry.Entity).OfType<PersonLink>().Where(l => l.BeneficiaryId != id).Select(l => l.BeneficiaryId)
            .Concat(await db.PersonLinks.IgnoreQueryFilters(Anywhere).Where(l => l.BeneficiaryId != id && numbers.Contains(l.Number)).Select(l => l.BeneficiaryId).ToListAsync(cancel)).Distinct().ToList();
        var paid = await db.Entitlements.IgnoreQueryFilters(Anywhere).Where(e => e.BeneficiaryId != id && numbers.Contains(e.ReceiverNumber)).Select(e => e.BeneficiaryId).Distinct().ToListAsync(cancel);
        var codes = await db.Beneficiaries.IgnoreQueryFilters(Everybody).Where(b => linked.Contains(b.Id) || paid.Contains(b.Id)).Select(b => new { b.Id, b.Code }).ToDictionaryAsync(b => b.Id, b => b.Code, cancel);
        return
        [
            .. linked.Select(o => ErasureProblems.StandsByOther.Now("người giám hộ, chăm sóc hoặc phụng dưỡng", codes.GetValueOrDefault(o, ""))),
            .. paid.Select(o => ErasureProblems.StandsByOther.Now("người nhận tiền", codes.GetValueOrDefault(o, ""))),
        ];
    }

    private Task<List<Household>> HouseholdsAsync(ErasedPerson person, CancellationToken cancel)
    {
        var (id, numbers) = (person.Id, person.Numbers);
        return db.Households.IgnoreQueryFilters(Anywhere).Include(h => h.Members).Where(h => h.Members.Any(m => m.BeneficiaryId == id || numbers.Contains(m.Number))).ToListAsync(cancel);
    }

    // A name that nobody else bears would still be found by.
    private async Task ForgetNameAsync(Beneficiary person, CancellationToken cancel)
    {
        var (id, name) = (person.Id, person.SearchName);
        if (!await db.Beneficiaries.IgnoreQueryFilters(Everybody).AnyAsync(b => b.Id != id && b.SearchName == name, cancel))
        {
            await RemoveAsync(db.Set<PersonName>().Where(n => n.Name == name), cancel);
            await RemoveAsync(db.Set<NameWord>().Where(w => w.Name == name), cancel);
        }
    }

    private async Task<int> RemoveAsync<T>(IQueryable<T> rows, CancellationToken cancel)
        where T : class
    {
        var found = await rows.ToListAsync(cancel);
        db.RemoveRange(found);
        return found.Count;
    }
}
