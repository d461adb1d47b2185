using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Who receives monthly assistance, social pension or the allowance of an institution has a health card (Decree 20 Art. 9, 25(2)); support to a carer alone
/// gives none, and a suspension takes none. What a decision changes is noted where it is paid, for the commune's list to the social-insurance office.
/// </summary>
public static class HealthCards
{
    /// <summary>Notes what the outcome of a decision changed. Call after it is applied and before it is saved, in the transaction of the signature.</summary>
    public static void Note(NodeDb db, Case found, Guid decision)
    {
        foreach (var person in db.ChangeTracker.Entries<Entitlement>().ToList().GroupBy(e => e.Entity.BeneficiaryId))
        {
            var before = person.Where(e => e.State != EntityState.Added && Holds(e.Entity, e.Property(p => p.Status).OriginalValue)).Select(e => e.Property(p => p.TenantPath).OriginalValue).ToHashSet();
            var now = person.Where(e => e.State != EntityState.Deleted && Holds(e.Entity, e.Entity.Status)).Select(e => e.Entity.TenantPath).ToHashSet();
            var changed = person.Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity).ToList();
            // The person is tracked with his rows; a row that only was read has changed nothing.
            if (changed.Count == 0 || db.Beneficiaries.Local.FindEntry(person.Key)?.Entity is not { } who)
            {
                continue;
            }

            db.HealthCardNotices.AddRange(before.Except(now).Select(path => Line(found, who, decision, path, HealthCardEvent.Stop, StopOf(changed, path, found.Month))));
            db.HealthCardNotices.AddRange(now.Except(before).Where(path => !TookBack(db, found, who, path)).Select(path => Line(found, who, decision, path, HealthCardEvent.Grant, GrantOf(found, changed, path, decision))));
        }
    }

    private static bool Holds(Entitlement row, EntitlementStatus status) => row.IsMain && status != EntitlementStatus.Ended;

    // The office was never told that the card ended: the line goes, and the card never was interrupted. One that stood in a file may have been sent with it.
    private static bool TookBack(NodeDb db, Case found, Beneficiary who, string path)
    {
        var told = (found.Undone?.CardStops ?? []).Where(n => n.BeneficiaryId == who.Id && n.TenantPath == path).ToList();
        if (told.Count == 0 || !told.TrueForAll(n => n is { SentAt: null, ListedAt: null }))
        {
            return false;
        }

        db.HealthCardNotices.RemoveRange(told);
        return true;
    }

    // What was undone is restored without a gap, and so is the card; any other decision gives it from its own month.
    private static PayMonth GrantOf(Case found, List<Entitlement> changed, string path, Guid decision) => found.Dossier.Kind != RequestKind.Undo ? found.Month
        : new PayMonth(changed.Where(r => r.IsMain && r.TenantPath == path && r.DecisionId == decision).Select(r => r.StartMonth).DefaultIfEmpty(found.Month.Number).Min());

    // The month after the last one that is paid.
    private static PayMonth StopOf(List<Entitlement> changed, string path, PayMonth today) =>
        changed.Where(r => r.IsMain && r.TenantPath == path && r.EndMonth > 0).Select(r => r.EndMonth).DefaultIfEmpty(0).Max() is > 0 and var last ? new PayMonth(last).AddMonths(1) : today.AddMonths(1);

    private static HealthCardNotice Line(Case found, Beneficiary who, Guid decision, string path, HealthCardEvent what, PayMonth from) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TenantPath = path, SharedPath = found.Dossier.SharedPath, Event = what, BeneficiaryId = who.Id, PersonName = who.FullName, BirthDate = who.BirthDate, Sex = who.Sex,
        PersonNumber = who.CitizenId.Length > 0 ? who.CitizenId : who.OldIdentityNumber, Village = who.Village, FromMonth = from.Number,
        Reason = what == HealthCardEvent.Grant ? found.Dossier.Kind == RequestKind.Undo ? "Hủy bỏ quyết định thôi hưởng, hưởng liên tục" : "Được hưởng trợ cấp hàng tháng" : Death.IsIn(found) ? "Chết" : Death.IsMissing(found) ? "Mất tích" : found.Dossier.Kind == RequestKind.MoveOut ? "Chuyển nơi cư trú" : "Thôi hưởng trợ cấp hàng tháng",
        DecisionId = decision, RecordedAt = found.Context.NowUtc,
    };
}
