using ProvinceNode.Platform;

namespace ProvinceNode.Organization.Accounts;

/// <summary>What is asked for when an account is made.</summary>
public sealed record NewAccount(string UserName, string FullName, string Title, string OfficePath, IReadOnlyList<string> Roles);

/// <summary>Which roles fit which office on a day, and which never meet in one person. Pure.</summary>
public static class AccountRules
{
    // Signing and numbering, receiving and deciding, appraising and deciding are two persons' work (Decree 30/2020 Art. 18; Decree 20/2021 Art. 8).
    private static readonly (string, string)[] Apart =
    [
        (Roles.Chairman, Roles.RecordsClerk), (Roles.Chairman, Roles.Desk), (Roles.Chairman, Roles.Appraiser),
        (Roles.Chairman, Roles.SocialOfficer), (Roles.Accountant, Roles.Cashier), (Roles.Accountant, Roles.DivisionHead), (Roles.Accountant, Roles.Chairman),
    ];

    private static readonly HashSet<string> OfProvince = new(StringComparer.Ordinal)
    {
        Roles.ProvinceOfficer, Roles.ProvinceLeader, Roles.Administrator, Roles.PortalOwner, Roles.IntegrationOwner, Roles.Inspector,
    };

    /// <summary>Levels at which a role works on a day, from the authority map.</summary>
    public static IReadOnlySet<UnitLevel> LevelsOf(string role, IEnumerable<AuthorityRule> rules, DateOnly day)
    {
        if (OfProvince.Contains(role))
        {
            return new HashSet<UnitLevel> { UnitLevel.Province };
        }

        // A head stands where his division appraises, a cashier where the fund is held.
        var acts = role switch { Roles.DivisionHead => Roles.Appraiser, Roles.Cashier => Roles.Accountant, _ => role };
        var map = new AuthorityMap([.. rules]);
        return Authorities.AccountRole.Where(a => a.Value == acts).Select(a => map.Find(a.Key, day)?.Level).OfType<UnitLevel>().ToHashSet();
    }

    /// <summary>Everything wrong with an account's name and person.</summary>
    public static IEnumerable<Problem> Person(NewAccount account)
    {
        if (account.UserName.Length is < 3 or > 40 || !account.UserName.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '_'))
        {
            yield return AccountProblems.UserNameForm.At(nameof(account.UserName), account.UserName);
        }

        if (account.FullName.Length is 0 or > 120)
        {
            yield return account.FullName.Length == 0
                ? CommonProblems.Required.At(nameof(account.FullName), "họ và tên")
                : CommonProblems.TooLong.At(nameof(account.FullName), "Họ và tên", 120, account.FullName.Length);
        }

        if (account.Title.Length is 0 or > 200)
        {
            yield return account.Title.Length == 0
                ? CommonProblems.Required.At(nameof(account.Title), "chức danh")
                : CommonProblems.TooLong.At(nameof(account.Title), "Chức danh", 200, account.Title.Length);
        }
    }

    /// <summary>Everything wrong with the roles at an office.</summary>
    /// <param name="office">Null when there is none of that path in the scope.</param>
    public static IEnumerable<Problem> Place(IReadOnlyList<string> roles, string officePath, Office? office, IReadOnlyList<AuthorityRule> rules, DateOnly day)
    {
        if (office is null || !office.HoldsOn(day))
        {
            yield return AccountProblems.UnknownOffice.At(nameof(NewAccount.OfficePath), officePath);
        }

        if (roles.Count == 0)
        {
            yield return AccountProblems.NoRole.At(nameof(NewAccount.Roles));
        }

        foreach (var role in roles)
        {
            if (!Roles.Names.TryGetValue(role, out var name))
            {
                yield return AccountProblems.UnknownRole.At(nameof(NewAccount.Roles), role);
            }
            else if (office is not null && !LevelsOf(role, rules, day).Contains(office.Level))
            {
                yield return AccountProblems.RoleElsewhere.At(nameof(NewAccount.Roles), name, office.UnitName);
            }
        }

        foreach (var (one, other) in Apart.Where(pair => roles.Contains(pair.Item1) && roles.Contains(pair.Item2)))
        {
            yield return AccountProblems.FourEyes.At(nameof(NewAccount.Roles), Roles.Names[one], Roles.Names[other]);
        }
    }
}
