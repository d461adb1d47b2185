using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>One sample official with his sign-in.</summary>
public sealed record DemoAccount(string UserName, string Password, string Role, string OfficePath, string Totp)
{
    public string Line => string.Join('\t', UserName, Password, Role, OfficePath, Totp);

    public static DemoAccount Parse(string line) =>
        line.Split('\t') is [var user, var password, var role, var office, var totp] ? new(user, password, role, office, totp)
            : throw new FormatException("Not a line of demo accounts.");
}

/// <summary>
/// <c>seed-demo [--commune CODE]</c>: an official of every role for a commune, its district and the province, by the organisation of the
/// node's day. Sign-ins are kept beside the data and printed again when run again. Only with <c>Node:Demo=true</c>.
/// </summary>
public sealed class DemoAccounts(NodeDb db, AccountCommands commands, VietnamTime time, IOptions<NodeOptions> options)
{
    private static readonly string[] FamilyNames = ["Nguyễn Thị", "Trần Văn", "Lê Thị", "Phạm Văn", "Hoàng Thị", "Vũ Văn", "Đặng Thị", "Bùi Văn"];
    private static readonly string[] GivenNames = ["An", "Bình", "Chi", "Dũng", "Hà", "Khánh", "Lan", "Minh", "Nga", "Phúc", "Quyên", "Sơn", "Thảo"];

    private string File => Path.Combine(options.Value.DataFolder, "demo-accounts.tsv");

    /// <summary>The sign-ins made so far; empty outside a demo.</summary>
    public async Task<IReadOnlyList<DemoAccount>> ReadAsync(CancellationToken cancel) =>
        options.Value.Demo && System.IO.File.Exists(File) ? (await System.IO.File.ReadAllLinesAsync(File, cancel)).Select(DemoAccount.Parse).ToList() : [];

    /// <summary>Makes what is missing and prints all.</summary>
    /// <param name="commune">Code of the commune; null takes the first of the province on that day.</param>
    /// <returns>Exit code: 0 done, 2 not a demo or no such commune.</returns>
    public async Task<int> SeedAsync(string? commune, TextWriter output, CancellationToken cancel)
    {
        if (!options.Value.Demo)
        {
            await output.WriteLineAsync("seed-demo needs Node:Demo=true.");
            return 2;
        }

        var (day, rules) = (time.Today, await db.AuthorityRules.AsNoTracking().ToListAsync(cancel));
        var offices = await OfficesAsync(commune, day, cancel);
        if (offices.Count == 0)
        {
            await output.WriteLineAsync($"There is no commune {commune} on {day:yyyy-MM-dd}.");
            return 2;
        }

        var accounts = (await ReadAsync(cancel)).ToDictionary(a => a.UserName, StringComparer.Ordinal);
        foreach (var role in Roles.Names.Keys)
        {
            var levels = AccountRules.LevelsOf(role, rules, day);
            foreach (var office in offices.Where(o => levels.Contains(o.Level)))
            {
                await AddAsync(accounts, role, office, rules, cancel);
            }
        }

        foreach (var account in accounts.Values)
        {
            await output.WriteLineAsync(account.Line);
        }

        return 0;
    }

    private async Task<List<Office>> OfficesAsync(string? commune, DateOnly day, CancellationToken cancel)
    {
        var ending = "." + commune;
        var found = await db.Offices.AsNoTracking()
            .Where(o => o.Level == UnitLevel.Commune && o.ValidFrom <= day && (o.ValidTo == null || o.ValidTo >= day))
            .Where(o => commune == null || o.TenantPath.EndsWith(ending)).OrderBy(o => o.TenantPath).FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return [];
        }

        await InstitutionAsync(found.Path.Province, day, cancel);
        var paths = new[] { found.TenantPath, found.Path.Parent.Value, found.Path.Province, RegisterInstitution.Make(TenantPath.Parse(found.Path.Province), 1, "", day).TenantPath };
        return await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).OrderByDescending(o => o.TenantPath).ToListAsync(cancel);
    }

    // One institution of the province, so that its officials can be tried out too.
    private async Task InstitutionAsync(string province, DateOnly day, CancellationToken cancel)
    {
        if (await db.Offices.AnyAsync(o => o.Level == UnitLevel.Institution, cancel))
        {
            return;
        }

        var root = await db.Offices.AsNoTracking().SingleAsync(o => o.TenantPath == province, cancel);
        db.Scope.Enter(root.Path);
        db.Offices.Add(RegisterInstitution.Make(root.Path, 1, $"Trung tâm Bảo trợ xã hội {char.ToLower(root.UnitName[0], VietnameseFormat.Culture)}{root.UnitName[1..]}", day));
        await db.SaveAsync(Act.BySystem(root.Path, ActKinds.InstitutionRegister, time.UtcNow, "Bản dùng thử"), cancel);
    }

    private async Task AddAsync(Dictionary<string, DemoAccount> accounts, string role, Office office, List<AuthorityRule> rules, CancellationToken cancel)
    {
        var name = $"{role}.{office.Path.UnitCode}";
        if (accounts.ContainsKey(name))
        {
            return;
        }

        var totp = Roles.NeedSecondFactor.Contains(role) ? Totp.Encode(RandomNumberGenerator.GetBytes(20)) : "";
        var account = new DemoAccount(name, "Demo-" + RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 10), role, office.TenantPath, totp);
        var title = Authority(role, office, rules)?.Title.Replace("{unit}", char.ToLower(office.UnitName[0], VietnameseFormat.Culture) + office.UnitName[1..], StringComparison.Ordinal) ?? Roles.Names[role];
        var person = $"{FamilyNames[accounts.Count % FamilyNames.Length]} {GivenNames[accounts.Count % GivenNames.Length]}";

        // The line is written first: an account whose password is lost would be worse than a line without an account.
        await System.IO.File.AppendAllTextAsync(File, account.Line + "\n", cancel);
        var made = await commands.MakeAsync(
            new CommandAccount(new NewAccount(name, person, title, office.TenantPath, [role]), account.Password, totp.Length > 0 ? totp : null), cancel);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException($"Demo account {name}: {made.Problems[0].Message}");
        }

        accounts[name] = account;
    }

    private AuthorityRule? Authority(string role, Office office, List<AuthorityRule> rules) => Authorities.AccountRole.Where(a => a.Value == role)
        .Select(a => new AuthorityMap(rules).Find(a.Key, time.Today)).FirstOrDefault(r => r?.Level == office.Level);
}
