using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Merging;
using RowState = ProvinceNode.Import.Batches.RowState;
using Protos.Values;

namespace ProvinceNode.Import.Accept;

/// <summary>
/// Finds what was built on entered rows: later versions and ends, payments, moves, merges, dossiers, later imports. What a person had before the import does not
/// count. It looks across the province, since a person may have moved.
/// </summary>
internal static class LaterEvents
{
    /// <param name="rows">Entered rows, some hundred at most.</param>
    public static async Task<IReadOnlyList<LaterEvent>> OfAsync(NodeDb db, IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var at = rows.GroupBy(r => r.BeneficiaryId!.Value).ToDictionary(g => g.Key, g => g.Max(r => r.EnteredAt!.Value));
        var (ids, own) = (at.Keys.ToList(), rows.Select(r => r.Id).ToHashSet());
        var people = await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter, Beneficiary.AbsorbedFilter]).AsNoTracking().Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
        var found = new List<LaterEvent>();
        void Add(Guid person, string what) => found.Add(new(person, people[person].Code, what));

        var versions = await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => ids.Contains(e.BeneficiaryId)).ToListAsync(cancel);
        foreach (var version in versions.Where(e => e.RecordedAt > at[e.BeneficiaryId]))
        {
            Add(version.BeneficiaryId, $"chế độ từ tháng {new PayMonth(version.StartMonth)} ghi ngày {Day(version.RecordedAt)}");
        }

        foreach (var version in versions.Where(e => own.Contains(e.DecisionId) && e.RecordedAt == at[e.BeneficiaryId] && e.EndRecordedAt is not null))
        {
            Add(version.BeneficiaryId, $"đã thôi hưởng, ghi ngày {Day(version.EndRecordedAt!.Value)}");
        }

        var payments = await db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => p.BeneficiaryId != null && ids.Contains(p.BeneficiaryId.Value)).Select(p => new { Person = p.BeneficiaryId!.Value, p.RecordedAt }).ToListAsync(cancel);
        foreach (var payment in payments.Where(p => p.RecordedAt > at[p.Person]))
        {
            Add(payment.Person, $"khoản chi một lần ghi ngày {Day(payment.RecordedAt)}");
        }

        var halves = await db.TransferHalves.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(h => ids.Contains(h.BeneficiaryId)).Select(h => new { Person = h.BeneficiaryId, h.RecordedAt }).ToListAsync(cancel);
        foreach (var half in halves.Where(h => h.RecordedAt > at[h.Person]))
        {
            Add(half.Person, $"chuyển nơi cư trú ghi ngày {Day(half.RecordedAt)}");
        }

        await MergesAsync(db, at, Add, cancel);
        await DossiersAsync(db, at, people.ToDictionary(p => p.Key, p => (p.Value.CitizenId, p.Value.OldIdentityNumber)), Add, cancel);
        var imports = await db.ImportRows.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(r => r.BeneficiaryId != null && ids.Contains(r.BeneficiaryId.Value) && r.State == RowState.Entered).Select(r => new { r.Id, Person = r.BeneficiaryId!.Value, r.EnteredAt }).ToListAsync(cancel);
        foreach (var row in imports.Where(r => !own.Contains(r.Id) && r.EnteredAt > at[r.Person]))
        {
            Add(row.Person, $"đợt nhập khác ghi ngày {Day(row.EnteredAt!.Value)}");
        }

        return found;
    }

    private static async Task MergesAsync(NodeDb db, Dictionary<Guid, DateTime> at, Action<Guid, string> add, CancellationToken cancel)
    {
        var ids = at.Keys.ToList();
        var merges = await db.Set<MergeRecord>().AsNoTracking().Where(m => m.UndoneAt == null && (ids.Contains(m.SurvivorId) || ids.Contains(m.AbsorbedId)))
            .Select(m => new { m.SurvivorId, m.AbsorbedId, m.AbsorbedCode, m.MergedAt }).ToListAsync(cancel);
        foreach (var (merge, person) in merges.SelectMany(m => new[] { m.SurvivorId, m.AbsorbedId }.Where(at.ContainsKey).Select(p => (m, p))).Where(x => x.m.MergedAt > at[x.p]))
        {
            add(person, $"gộp với hồ sơ {merge.AbsorbedCode} ngày {Day(merge.MergedAt)}");
        }
    }

    // A dossier names the person it was opened for, or only his number.
    private static async Task DossiersAsync(NodeDb db, Dictionary<Guid, DateTime> at, Dictionary<Guid, (string Citizen, string Old)> numbers, Action<Guid, string> add, CancellationToken cancel)
    {
        var (ids, citizens) = (at.Keys.ToList(), numbers.Values.Select(n => n.Citizen).Where(n => n.Length > 0).ToList());
        var dossiers = await db.Dossiers.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(d => (d.BeneficiaryId != null && ids.Contains(d.BeneficiaryId.Value)) || citizens.Contains(d.Owner.CitizenId))
            .Select(d => new { d.Code, d.BeneficiaryId, d.Owner.CitizenId, d.SubmittedAt }).ToListAsync(cancel);
        foreach (var dossier in dossiers)
        {
            var person = dossier.BeneficiaryId is { } id && at.ContainsKey(id) ? id : numbers.FirstOrDefault(n => n.Value.Citizen.Length > 0 && n.Value.Citizen == dossier.CitizenId).Key;
            if (person != Guid.Empty && dossier.SubmittedAt > at[person])
            {
                add(person, $"hồ sơ {dossier.Code}");
            }
        }
    }

    private static string Day(DateTime utc) => VietnameseFormat.Date(VietnamTime.Day(utc));
}
