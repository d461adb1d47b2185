using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Closing;

/// <summary>
/// Social pensions whose first decision made whom the form named the receiver, as decisions did before they waited for a certified authorisation (policy 6.5). What was decided stays: each month says whose paper is
/// missing, until an authorisation holds, the registry knows a guardian, or another decision named the receiver.
/// </summary>
public static class NamedReceivers
{
    private const int Chunk = 500;

    /// <param name="of">Lists of one month.</param>
    /// <param name="month">yyyyMM of it.</param>
    public static async Task<List<(MatterKind, Guid, string, string)>> FindAsync(NodeDb db, IQueryable<PaymentList> of, int month, CancellationToken cancel)
    {
        var (lists, day) = (of.Select(l => l.Id), new PayMonth(month).FirstDay);
        var claims = db.PaymentClaims.AsNoTracking().Where(c => lists.Contains(c.ListId));
        // The row of somebody who moved lies elsewhere; the list that pays him does not.
        var taken = await Everywhere<Entitlement>(db).Where(e => e.Kind == EntitlementKind.SocialPension && e.Source == EntitlementSource.Decision && e.ReceiverRelation != "" && claims.Any(c => c.EntitlementId == e.Id))
            .Select(e => new { Person = e.BeneficiaryId, e.ReceiverName, e.ReceiverNumber }).Distinct().ToListAsync(cancel);
        var found = new List<(MatterKind, Guid, string, string)>();
        foreach (var some in taken.Chunk(Chunk))
        {
            var people = some.Select(t => t.Person).Distinct().ToList();
            var rows = await Everywhere<Entitlement>(db).Where(e => people.Contains(e.BeneficiaryId))
                .Select(e => new { Person = e.BeneficiaryId, e.ReceiverName, e.ReceiverNumber, First = e.PreviousId == null && e.Kind == EntitlementKind.SocialPension && e.Source == EntitlementSource.Decision, e.Source }).ToListAsync(cancel);
            var proxies = (await Everywhere<ProxyAuthorisation>(db).Where(p => people.Contains(p.BeneficiaryId)).ToListAsync(cancel)).Where(p => p.HoldsOn(day)).Select(p => (p.BeneficiaryId, p.ProxyNumber)).ToHashSet();
            var guardians = (await Everywhere<PersonLink>(db).Where(l => l.Role == LinkRole.Guardian && people.Contains(l.BeneficiaryId)).ToListAsync(cancel)).Where(l => l.HoldsOn(day)).Select(l => (l.BeneficiaryId, l.Number)).ToHashSet();
            var names = await Everywhere<Beneficiary>(db).Where(b => people.Contains(b.Id) && b.DiedOn == null).Select(b => new { b.Id, b.FullName, b.Code }).ToDictionaryAsync(b => b.Id, cancel);
            found.AddRange(some.Where(t => names.ContainsKey(t.Person) && !proxies.Contains((t.Person, t.ReceiverNumber)) && !guardians.Contains((t.Person, t.ReceiverNumber)))
                .Where(t => rows.Where(r => r.Person == t.Person && r.ReceiverName == t.ReceiverName && r.ReceiverNumber == t.ReceiverNumber).ToList() is var his && his.Exists(r => r.First) && his.TrueForAll(r => r.Source == EntitlementSource.Decision))
                .Select(t => (MatterKind.NamedReceiver, t.Person, $"{names[t.Person].FullName}, {names[t.Person].Code}: {t.ReceiverName} nhận", $"/doi-tuong/{t.Person:D}/nhan-tien")));
        }

        return found;
    }

    private static IQueryable<T> Everywhere<T>(NodeDb db)
        where T : class => db.Set<T>().IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking();
}
