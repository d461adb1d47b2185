using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Building;

/// <summary>A line that pays to the account of somebody whose authorisation ended.</summary>
public sealed record ProxyAccountLine(Guid ListId, Guid LineId, Guid PersonId, int Order, string PersonName, string Holder);

/// <summary>
/// Accounts of people who collect by an authorisation (policy 6.5). A request to be paid to such an account is followed as long as a paper of its holder is in force; when it ended or was taken
/// back, lists pay as before the request: no money goes to an account whose holder may not take it.
/// </summary>
public static class ProxyAccounts
{
    /// <summary>Whether an account is that of a proxy none of whose authorisations holds.</summary>
    /// <param name="own">Names of the beneficiary and of who takes for him by decision: their accounts need no paper.</param>
    /// <param name="proxies">Every authorisation of the beneficiary, ended ones too.</param>
    public static bool IsEnded(string holder, IEnumerable<string> own, IEnumerable<ProxyAuthorisation> proxies, Func<ProxyAuthorisation, bool> holds)
    {
        if (holder.Length == 0 || own.Any(name => IsSame(name, holder)))
        {
            return false;
        }

        var his = proxies.Where(p => IsSame(p.ProxyName, holder)).ToList();
        return his.Count > 0 && !his.Exists(p => holds(p));
    }

    /// <summary>Requests that a list still follows on a day.</summary>
    public static List<MethodChange> Standing(IEnumerable<MethodChange> changes, IReadOnlyCollection<string> own, IReadOnlyCollection<ProxyAuthorisation> proxies, DateOnly day) =>
        [.. changes.Where(c => !IsEnded(c.AccountHolder, own, proxies, p => p.HoldsOn(day)))];

    /// <summary>Of some lines those that pay to such an account.</summary>
    public static async Task<List<ProxyAccountLine>> LinesAsync(NodeDb db, IQueryable<PaymentLine> lines, Func<ProxyAuthorisation, bool> holds, CancellationToken cancel)
    {
        var all = db.ProxyAuthorisations.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking();
        var paid = await lines.Where(l => l.AccountHolder != "" && l.PersonId != null && all.Any(p => p.BeneficiaryId == l.PersonId))
            .Select(l => new { l.ListId, l.Id, Person = l.PersonId!.Value, l.Order, l.PersonName, l.ReceiverName, l.AccountHolder }).ToListAsync(cancel);
        var proxies = new List<ProxyAuthorisation>();
        foreach (var people in paid.Select(l => l.Person).Distinct().Chunk(500))
        {
            proxies.AddRange(await all.Where(p => people.Contains(p.BeneficiaryId)).ToListAsync(cancel));
        }

        var of = proxies.ToLookup(p => p.BeneficiaryId);
        return [.. paid.Where(l => IsEnded(l.AccountHolder, [l.PersonName, l.ReceiverName], of[l.Person], holds)).Select(l => new ProxyAccountLine(l.ListId, l.Id, l.Person, l.Order, l.PersonName, l.AccountHolder))];
    }

    /// <summary>Requests in force that lists of a month do not follow any more, of people who stand on them.</summary>
    public static async Task<List<(MethodChange Change, string Name, string Code)>> LeftAsync(NodeDb db, IQueryable<Guid> people, int month, CancellationToken cancel)
    {
        var all = db.ProxyAuthorisations.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking();
        var day = new Protos.Values.PayMonth(month).FirstDay;
        var changes = await db.MethodChanges.AsNoTracking().Where(c => c.State == MethodChangeState.InForce && c.FromMonth <= month && c.AccountHolder != "" && people.Contains(c.BeneficiaryId) && all.Any(p => p.BeneficiaryId == c.BeneficiaryId))
            .Join(db.Beneficiaries.AsNoTracking(), c => c.BeneficiaryId, b => b.Id, (c, b) => new { Change = c, b.FullName, b.Code }).ToListAsync(cancel);
        // What a later request replaced concerns nobody.
        var latest = changes.GroupBy(c => (c.Change.BeneficiaryId, c.Change.ReceiverNumber)).Select(g => g.OrderByDescending(c => c.Change.FromMonth).ThenByDescending(c => c.Change.RecordedAt).First()).ToList();
        var found = new List<(MethodChange, string, string)>();
        foreach (var chunk in latest.Chunk(500))
        {
            var ids = chunk.Select(c => c.Change.BeneficiaryId).ToList();
            var of = (await all.Where(p => ids.Contains(p.BeneficiaryId)).ToListAsync(cancel)).ToLookup(p => p.BeneficiaryId);
            found.AddRange(chunk.Where(c => IsEnded(c.Change.AccountHolder, [c.FullName], of[c.Change.BeneficiaryId], p => p.HoldsOn(day))).Select(c => (c.Change, c.FullName, c.Code)));
        }

        return found;
    }

    private static bool IsSame(string name, string holder) => HolderName.Compare(name, holder) == HolderMatch.Same;
}
