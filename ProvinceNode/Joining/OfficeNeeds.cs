using ProvinceNode.Organization;

namespace ProvinceNode.Joining;

/// <summary>Which offices need an account of which role, and which of them have none. Pure.</summary>
public static class OfficeNeeds
{
    /// <summary>A role and the offices that need it.</summary>
    public sealed record Need(string Role, IReadOnlyList<Office> Offices, IReadOnlyList<Office> Lacking);

    /// <summary>By the authority map of the day; a cashier stands where the fund is held, because the accountant may not keep the money (Law on Accounting Art. 52).</summary>
    /// <param name="offices">Those that work on the day.</param>
    /// <param name="accounts">Office path and role of each account that is in use.</param>
    public static IReadOnlyList<Need> Of(IReadOnlyList<Office> offices, IReadOnlyList<AuthorityRule> rules, IReadOnlySet<(string Office, string Role)> accounts, DateOnly day)
    {
        var map = new AuthorityMap(rules);
        var levels = Authorities.AccountRole.Select(a => (Role: a.Value, Level: map.Find(a.Key, day)?.Level)).Where(a => a.Level is not null).Distinct().ToList();
        levels.AddRange(levels.Where(l => l.Role == Roles.Accountant).Select(l => (Roles.Cashier, l.Level)).ToList());
        return [.. levels.GroupBy(l => l.Role, StringComparer.Ordinal).Select(g =>
        {
            var needing = offices.Where(o => g.Any(l => l.Level == o.Level)).OrderBy(o => o.TenantPath, StringComparer.Ordinal).ToList();
            return new Need(g.Key, needing, needing.FindAll(o => !accounts.Contains((o.TenantPath, g.Key))));
        }).Where(n => n.Offices.Count > 0)];
    }
}
