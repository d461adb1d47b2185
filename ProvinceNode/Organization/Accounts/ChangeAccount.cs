using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>Changes an account; each change ends the official's sessions and is an act. Nobody changes his own.</summary>
public sealed class ChangeAccount(NodeDb db, UserManager<Official> users, CreateAccounts create, VietnamTime time)
{
    /// <summary>Accounts of an office and below.</summary>
    public static IQueryable<Official> Within(NodeDb db, TenantPath office)
    {
        var (path, below) = (office.Value, office.Value + ".");
        return db.Users.Where(o => o.OfficePath == path || o.OfficePath.StartsWith(below));
    }

    /// <summary>Moves an official and sets his title and roles.</summary>
    public async Task<Outcome<Official>> MoveAsync(Guid id, NewAccount wanted, SignedInOfficial by, CancellationToken cancel)
    {
        var (official, rules) = (await FindAsync(id, by, cancel), await db.AuthorityRules.AsNoTracking().ToListAsync(cancel));
        var office = by.Office.Covers(wanted.OfficePath)
            ? await db.Offices.AsNoTracking().FirstOrDefaultAsync(o => o.TenantPath == wanted.OfficePath, cancel) : null;
        var held = await db.OfficialRoles.Where(r => r.OfficialId == id).ToListAsync(cancel);
        var same = official.OfficePath == wanted.OfficePath && held.Select(r => r.Role).ToHashSet().SetEquals(wanted.Roles);
        var problems = AccountRules.Person(wanted with { UserName = official.UserName! })
            .Concat(same ? [] : AccountRules.Place(wanted.Roles, wanted.OfficePath, office, rules, time.Today)).ToList();
        if (!same && id == by.Id)
        {
            problems.Add(AccountProblems.OwnAccount.Now());
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        if (same && official.FullName == wanted.FullName && official.Title == wanted.Title)
        {
            return official;
        }

        (official.OfficePath, official.FullName, official.Title) = (wanted.OfficePath, wanted.FullName, wanted.Title);
        db.OfficialRoles.RemoveRange(held.Where(r => !wanted.Roles.Contains(r.Role)));
        db.OfficialRoles.AddRange(wanted.Roles.Except(held.Select(r => r.Role)).Select(r => new OfficialRole { OfficialId = id, Role = r }));
        return await SaveAsync(official, by, "move", $"{wanted.OfficePath} {string.Join(',', wanted.Roles)}", cancel);
    }

    public async Task<Outcome<Official>> DisableAsync(Guid id, bool disabled, SignedInOfficial by, CancellationToken cancel)
    {
        var official = await FindAsync(id, by, cancel);
        if (id == by.Id)
        {
            return AccountProblems.OwnAccount.Now();
        }

        official.Disabled = disabled;
        return await SaveAsync(official, by, disabled ? "disable" : "enable", "", cancel);
    }

    /// <summary>The official lost his telephone: he sets up a new authenticator at the next sign-in.</summary>
    public async Task<Outcome<Official>> ResetSecondFactorAsync(Guid id, SignedInOfficial by, CancellationToken cancel)
    {
        var official = await FindAsync(id, by, cancel);
        if (id == by.Id)
        {
            return AccountProblems.OwnAccount.Now();
        }

        official.TwoFactorEnabled = false;
        db.UserTokens.RemoveRange(await db.UserTokens.Where(t => t.UserId == id).ToListAsync(cancel));
        return await SaveAsync(official, by, "reset-second-factor", "", cancel);
    }

    /// <summary>A new slip: the old password ends with it.</summary>
    public async Task<Outcome<Slip>> NewSlipAsync(Guid id, SignedInOfficial by, CancellationToken cancel)
    {
        var official = await FindAsync(id, by, cancel);
        if (id == by.Id)
        {
            return AccountProblems.OwnAccount.Now();
        }

        var code = create.NewCode(official);
        official.PasswordHash = null;
        (official.AccessFailedCount, official.LockoutEnd) = (0, null);
        var saved = await SaveAsync(official, by, "new-slip", "", cancel);
        return saved.Succeeded ? await create.SlipAsync(official, code, cancel) : saved.Problems.ToList();
    }

    private async Task<Official> FindAsync(Guid id, SignedInOfficial by, CancellationToken cancel) =>
        await Within(db, by.Office).FirstAsync(o => o.Id == id, cancel);

    private async Task<Outcome<Official>> SaveAsync(Official official, SignedInOfficial by, string what, string evidence, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (!(await users.UpdateSecurityStampAsync(official)).Succeeded)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await db.SaveAsync(Act.By(by, ActKinds.AccountChange, time.UtcNow, what, evidence).On("official", official.Id), cancel);
        await transaction.CommitAsync(cancel);
        return official;
    }
}
