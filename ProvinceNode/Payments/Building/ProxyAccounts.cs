using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>A line that pays to the account of somebody whose authorisation ended.</summary>
public sealed record ProxyAccountLine(Guid ListId, Guid LineId, Guid PersonId, int Order, string PersonName, string Holder);

/// <summary>
/// Accounts of people who collect by an authorisation (policy 6.5). A request to be paid to such an account remembers the paper that it rests on and is followed as long as that paper is in
/// force; when it ended or was taken back, lists pay in cash until the receiver asks anew: no money goes to an account whose holder may not take it.
/// </summary>
public static class ProxyAccounts
{
    /// <summary>Whether a request rests on a paper that does not hold. The same proxy's next paper takes the place of one that ran out; after one that was taken back the receiver asks anew.</summary>
    /// <param name="proxies">Every authorisation of the beneficiary, ended ones too.</param>
    public static bool IsEnded(MethodChange change, IReadOnlyCollection<ProxyAuthorisation> proxies, Func<ProxyAuthorisation, bool> holds) =>
        change.AuthorisationId is { } id && (proxies.FirstOrDefault(p => p.Id == id) is not { } paper
            || !(holds(paper) || (paper.RevokedOn is null && proxies.Any(p => p.ProxyNumber == paper.ProxyNumber && holds(p)))));

    /// <summary>Requests as a list follows them on a day: in cash where the paper ended.</summary>
    public static List<MethodChange> Followed(IEnumerable<MethodChange> changes, IReadOnlyCollection<ProxyAuthorisation> proxies, DateOnly day) =>
        [.. changes.Select(c => IsEnded(c, proxies, p => p.HoldsOn(day)) ? c.InCash() : c)];

    /// <summary>Of some lines those that pay to such an account, with whose money it is.</summary>
    public static async Task<List<ProxyAccountLine>> LinesAsync(NodeDb db, IQueryable<PaymentLine> lines, Func<ProxyAuthorisation, bool> holds, CancellationToken cancel)
    {
        var bound = Requests(db).Where(c => c.AuthorisationId != null);
        var paid = await lines.Where(l => l.AccountNumber != "").Join(db.PaymentClaims.AsNoTracking(), l => l.Id, c => c.LineId, (l, c) => new { l.ListId, l.Id, Person = c.BeneficiaryId, l.Order, l.PersonName, l.AccountNumber, l.Bank, l.AccountHolder, c.ListMonth })
            .Where(l => bound.Any(c => c.BeneficiaryId == l.Person && c.AccountNumber == l.AccountNumber && c.Bank == l.Bank)).Distinct().ToListAsync(cancel);
        var (changes, proxies) = await OfAsync(db, [.. paid.Select(l => l.Person).Distinct()], cancel);
        return
        [
            .. paid.Where(l => Latest(changes[l.Person].Where(c => c.FromMonth <= l.ListMonth)).Where(c => c.AccountNumber == l.AccountNumber && c.Bank == l.Bank).ToList() is { Count: > 0 } his
                && his.TrueForAll(c => IsEnded(c, [.. proxies[l.Person]], holds))).Select(l => new ProxyAccountLine(l.ListId, l.Id, l.Person, l.Order, l.PersonName, l.AccountHolder)),
        ];
    }

    /// <summary>Requests in force that lists of a month do not follow any more, of people who stand on them.</summary>
    public static async Task<List<(MethodChange Change, string Name, string Code)>> LeftAsync(NodeDb db, IQueryable<Guid> people, int month, CancellationToken cancel)
    {
        var day = new PayMonth(month).FirstDay;
        var names = await Requests(db).Where(c => c.AuthorisationId != null && c.FromMonth <= month && people.Contains(c.BeneficiaryId)).Select(c => c.BeneficiaryId).Distinct()
            .Join(db.Beneficiaries.AsNoTracking(), id => id, b => b.Id, (id, b) => new { b.Id, b.FullName, b.Code }).ToListAsync(cancel);
        var (changes, proxies) = await OfAsync(db, names.ConvertAll(n => n.Id), cancel);
        var left = names.SelectMany(n => Latest(changes[n.Id].Where(c => c.FromMonth <= month)).Where(c => IsEnded(c, [.. proxies[n.Id]], p => p.HoldsOn(day))).Select(c => (Change: c, n.FullName, n.Code))).ToList();
        var versions = new List<Entitlement>();
        foreach (var chunk in left.Select(l => l.Change.BeneficiaryId).Distinct().Chunk(500))
        {
            versions.AddRange(await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => chunk.Contains(e.BeneficiaryId)).ToListAsync(cancel));
        }

        return left.FindAll(l => IsFollowed(l.Change, versions.FindAll(v => v.BeneficiaryId == l.Change.BeneficiaryId)));
    }

    // The declaration of a later decision took its place: its account is paid by no list, whoever holds it.
    private static bool IsFollowed(MethodChange change, List<Entitlement> versions)
    {
        var (running, declared) = (versions.FindAll(v => v.Status != EntitlementStatus.Ended && v.Kind != EntitlementKind.Institution), new DeclaredWays(versions));
        return running.Count == 0 || running.Exists(v => LineWay.InForce(v.Receiver, [change], declared.At(v.Receiver, v)) is not null);
    }

    // What a later request replaced concerns nobody.
    private static IEnumerable<MethodChange> Latest(IEnumerable<MethodChange> changes) =>
        changes.GroupBy(c => c.ReceiverNumber).Select(g => g.OrderByDescending(c => c.FromMonth).ThenByDescending(c => c.RecordedAt).First());

    // Wherever the person lies now: the list that pays him may be that of the place he left.
    private static IQueryable<MethodChange> Requests(NodeDb db) => db.MethodChanges.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(c => c.State == MethodChangeState.InForce);

    private static async Task<(ILookup<Guid, MethodChange> Changes, ILookup<Guid, ProxyAuthorisation> Proxies)> OfAsync(NodeDb db, List<Guid> people, CancellationToken cancel)
    {
        var (changes, proxies) = (new List<MethodChange>(), new List<ProxyAuthorisation>());
        foreach (var chunk in people.Chunk(500))
        {
            changes.AddRange(await Requests(db).Where(c => chunk.Contains(c.BeneficiaryId)).ToListAsync(cancel));
            proxies.AddRange(await db.ProxyAuthorisations.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => chunk.Contains(p.BeneficiaryId)).ToListAsync(cancel));
        }

        return (changes.ToLookup(c => c.BeneficiaryId), proxies.ToLookup(p => p.BeneficiaryId));
    }
}
