using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Duplicates;
using Protos.Values;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>
/// Writes down the months that this province takes back because another one paid them rightly, where the dossier of recovery finds them (truy thu, policy 3.6): what lists here paid of each, as this node told the hub.
/// Takes them away again when the case is asked anew, closed or of two people, unless a decision took them back already. Told again it changes nothing. Call in the scope of the province.
/// </summary>
public sealed class TakeBackMonths(NodeDb db, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <returns>False when it must be done again.</returns>
    public async Task<bool> HandleAsync(SharedCase told, Beneficiary person, CancellationToken cancel)
    {
        var id = Guid.Parse(told.Id);
        var kept = await db.OverpaidMonths.Where(m => m.CaseId == id).ToListAsync(cancel);
        var months = ElsewhereRules.TakenBack(told).ToList();
        if (kept.Count == 0 && months.Count == 0)
        {
            return true;
        }

        var rows = await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == person.Id).ToListAsync(cancel);
        // What a decision took back of a month stays; a later word adds nothing to that month.
        months.RemoveAll(m => kept.Exists(k => k.Month == m.Month && k.RecoveryId is not null));
        var wanted = months.ConvertAll(m => Row(id, told, m, person, rows));
        var stale = kept.FindAll(k => k.RecoveryId is null && !wanted.Exists(w => Same(w, k)));
        var fresh = wanted.FindAll(w => !kept.Exists(k => Same(w, k)));
        if (stale.Count + fresh.Count == 0)
        {
            return true;
        }

        db.OverpaidMonths.RemoveRange(stale);
        db.OverpaidMonths.AddRange(fresh);
        var words = fresh.Count == 0 ? "Bỏ các tháng chi trùng với tỉnh khác khỏi phần phải thu hồi" : $"Phải thu hồi {new Dong(wanted.Sum(w => w.Amount.Amount))} của {wanted.Count} tháng chi trùng với {told.Theirs.ProvinceName}";
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.TakeElsewhere, time.UtcNow, words, $"case/{id:D}").On("beneficiary", person.Id), cancel);
    }

    // Who took the money of the month by the entitlement of that month; the record itself where none covers it any more.
    private OverpaidMonth Row(Guid id, SharedCase told, CommonMonth of, Beneficiary person, List<Entitlement> rows)
    {
        var month = new PayMonth(of.Month);
        var covering = rows.FindAll(r => r.Covers(month)).OrderByDescending(r => r.IsMain).ThenByDescending(r => r.StartMonth).ThenByDescending(r => r.RecordedAt).FirstOrDefault();
        var receiver = covering?.Receiver ?? new Receiver(person.FullName, person.CitizenId, "");
        return new OverpaidMonth
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), TenantPath = person.TenantPath, TellerPath = person.TenantPath, BeneficiaryId = person.Id, CaseId = id, Strand = covering?.Strand ?? default, Month = of.Month,
            Amount = new Dong(of.OurPaidDong), ReceiverName = receiver.Name, ReceiverNumber = receiver.Number, ReceiverRelation = receiver.Relation, Lists = $"danh sách chi trả của tháng {month}; {told.Theirs.ProvinceName} chi trả cùng tháng",
            IsPaid = true, ToldAt = time.UtcNow,
        };
    }

    private static bool Same(OverpaidMonth one, OverpaidMonth other) => one.Month == other.Month && one.Strand == other.Strand && one.Amount == other.Amount && one.Receiver == other.Receiver && one.TenantPath == other.TenantPath;
}
