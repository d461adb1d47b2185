using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>An account as the command line makes it.</summary>
/// <param name="Password">Demo only: with it no slip is made.</param>
/// <param name="Totp">Demo only: the authenticator's key in Base32.</param>
public sealed record CommandAccount(NewAccount Account, string? Password, string? Totp);

/// <summary>
/// <c>account add USER --office PATH --role ROLE[,ROLE] --name NAME [--title TITLE] [--password P] [--totp SECRET]</c>: the first administrator,
/// and the accounts of a demo. It prints the slip's code, or nothing when a password was given.
/// </summary>
public sealed class AccountCommands(NodeDb db, UserManager<Official> users, CreateAccounts create, IUserStore<Official> store, VietnamTime time, IOptions<NodeOptions> options)
{
    /// <summary>Runs the command with the arguments after <c>account add</c>.</summary>
    /// <returns>Exit code: 0 done, 2 not as asked.</returns>
    public async Task<int> AddAsync(string[] args, TextWriter output, CancellationToken cancel)
    {
        var named = Named(args.Skip(1));
        var office = named.GetValueOrDefault("office", "");
        var account = new NewAccount(args.FirstOrDefault() ?? "", VietnameseText.Clean(named.GetValueOrDefault("name")),
            VietnameseText.Clean(named.GetValueOrDefault("title", "Cán bộ")), office,
            named.GetValueOrDefault("role", "").Split(',', StringSplitOptions.RemoveEmptyEntries));
        var made = await MakeAsync(new CommandAccount(account, named.GetValueOrDefault("password"), named.GetValueOrDefault("totp")), cancel);
        if (!made.Succeeded)
        {
            foreach (var problem in made.Problems)
            {
                await output.WriteLineAsync(problem.Message);
            }

            return 2;
        }

        await output.WriteLineAsync($"{made.Value.UserName}\t{made.Value.Code}");
        return 0;
    }

    /// <summary>Makes one account in the name of the node itself.</summary>
    public async Task<Outcome<Slip>> MakeAsync(CommandAccount wanted, CancellationToken cancel)
    {
        if ((wanted.Password ?? wanted.Totp) is not null && !options.Value.Demo)
        {
            return AccountProblems.DemoOnly.Now();
        }

        var province = TenantPath.Parse(options.Value.ProvinceCode);
        db.Scope.Enter(province);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var made = await create.HandleAsync([wanted.Account], System(province), cancel);
        if (!made.Succeeded)
        {
            return made.Problems.ToList();
        }

        var problem = await SecretsAsync(made.Value[0].Id, wanted, cancel);
        if (problem is not null)
        {
            return problem;
        }

        await transaction.CommitAsync(cancel);
        return wanted.Password is null ? made.Value[0] : made.Value[0] with { Code = "" };
    }

    private async Task<Problem?> SecretsAsync(Guid id, CommandAccount wanted, CancellationToken cancel)
    {
        if (wanted.Password is null && wanted.Totp is null)
        {
            return null;
        }

        var official = await db.Users.SingleAsync(u => u.Id == id, cancel);
        if (wanted.Totp is { } key)
        {
            await ((IUserAuthenticatorKeyStore<Official>)store).SetAuthenticatorKeyAsync(official, key, cancel);
            official.TwoFactorEnabled = true;
        }

        if (wanted.Password is { } password)
        {
            (official.ActivationHash, official.ActivationUntil) = (null, null);
            if (await users.AddPasswordAsync(official, password) is { Succeeded: false } refused)
            {
                return new Problem(refused.Errors.First().Code, "Password", refused.Errors.First().Description);
            }
        }

        var act = Act.BySystem(TenantPath.Parse(options.Value.ProvinceCode), ActKinds.AccountChange, time.UtcNow, "demo secrets").On("official", id);
        await db.SaveAsync(act, cancel);
        return null;
    }

    // The command line has no signed-in official; whoever may run it on the server may do everything to its data anyway.
    private static SignedInOfficial System(TenantPath province) =>
        new(Guid.Empty, "system", "Hệ thống", "Dòng lệnh", province, UnitLevel.Province, new HashSet<string>(), new HashSet<string>());

    private static Dictionary<string, string> Named(IEnumerable<string> args)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in args.Chunk(2).Where(p => p.Length == 2 && p[0].StartsWith("--", StringComparison.Ordinal)))
        {
            result[pair[0][2..]] = pair[1];
        }

        return result;
    }
}
