using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>What is handed to an official once: nobody keeps the code.</summary>
public sealed record Slip(Guid Id, string UserName, string FullName, string OfficeName, string Code, DateTime UntilUtc);

/// <summary>Makes accounts, one or a whole sheet, all or nothing. The official sets his own password with the slip's code.</summary>
public sealed class CreateAccounts(NodeDb db, UserManager<Official> users, VietnamTime time)
{
    /// <summary>Problems by row, without saving anything.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Problem>>> CheckAsync(IReadOnlyList<NewAccount> accounts, SignedInOfficial by, CancellationToken cancel)
    {
        var paths = accounts.Select(a => a.OfficePath).Distinct().ToList();
        var offices = await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).ToDictionaryAsync(o => o.TenantPath, StringComparer.Ordinal, cancel);
        var rules = await db.AuthorityRules.AsNoTracking().ToListAsync(cancel);
        var names = accounts.Select(a => users.NormalizeName(a.UserName)).ToList();
        var taken = (await db.Users.Where(u => names.Contains(u.NormalizedUserName!)).Select(u => u.UserName!).ToListAsync(cancel)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var result = new List<IReadOnlyList<Problem>>();
        foreach (var account in accounts)
        {
            var office = by.Office.Covers(account.OfficePath) ? offices.GetValueOrDefault(account.OfficePath) : null;
            var problems = AccountRules.Person(account).Concat(AccountRules.Place(account.Roles, account.OfficePath, office, rules, time.Today)).ToList();
            if (taken.Contains(account.UserName))
            {
                problems.Add(AccountProblems.UserNameTaken.At(nameof(account.UserName), account.UserName));
            }

            if (!seen.Add(account.UserName))
            {
                problems.Add(AccountProblems.SheetRepeats.At(nameof(account.UserName), account.UserName));
            }

            result.Add(problems);
        }

        return result;
    }

    /// <summary>Makes all accounts or none.</summary>
    public async Task<Outcome<IReadOnlyList<Slip>>> HandleAsync(IReadOnlyList<NewAccount> accounts, SignedInOfficial by, CancellationToken cancel)
    {
        var problems = (await CheckAsync(accounts, by, cancel)).SelectMany(p => p).ToList();
        if (problems.Count > 0)
        {
            return problems;
        }

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await db.WaitForTurnAsync(cancel);
        var slips = new List<Slip>();
        foreach (var account in accounts)
        {
            var (official, code) = Make(account);
            if (!(await users.CreateAsync(official)).Succeeded)
            {
                return AccountProblems.UserNameTaken.At(nameof(account.UserName), account.UserName);
            }

            db.OfficialRoles.AddRange(account.Roles.Distinct().Select(r => new OfficialRole { OfficialId = official.Id, Role = r }));
            var evidence = $"{account.OfficePath} {string.Join(',', account.Roles)}";
            await db.SaveAsync(Act.By(by, ActKinds.AccountCreate, time.UtcNow, evidence: evidence).On("official", official.Id), cancel);
            slips.Add(await SlipAsync(official, code, cancel));
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(cancel);
        }

        return slips;
    }

    /// <summary>The slip of an account whose code was just made.</summary>
    public async Task<Slip> SlipAsync(Official official, string code, CancellationToken cancel)
    {
        var office = await db.Offices.Where(o => o.TenantPath == official.OfficePath).Select(o => o.UnitName).FirstAsync(cancel);
        return new Slip(official.Id, official.UserName!, official.FullName, office, code, official.ActivationUntil!.Value);
    }

    /// <summary>Gives an account a new one-time code.</summary>
    public string NewCode(Official official)
    {
        var code = ActivationCode.New();
        (official.ActivationHash, official.ActivationUntil) = (ActivationCode.Hash(code), time.UtcNow + ActivationCode.Lifetime);
        return code;
    }

    private (Official Official, string Code) Make(NewAccount account)
    {
        var official = new Official
        {
            Id = Guid.CreateVersion7(), UserName = account.UserName, FullName = account.FullName, Title = account.Title,
            OfficePath = account.OfficePath, CreatedAt = time.UtcNow,
        };
        return (official, NewCode(official));
    }
}
