using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>One line of the list.</summary>
public sealed record AccountLine(Guid Id, string UserName, string FullName, string Title, string OfficePath, string OfficeName, bool Disabled, bool SecondFactor, bool Waiting)
{
    public IReadOnlyList<string> Roles { get; init; } = [];
}

/// <summary>Accounts of the administrator's office and below, by office and role, fifty a page.</summary>
[Needs(Actions.AccountsManage)]
public sealed class AccountListModel(NodeDb db, CurrentOfficial current) : PageModel
{
    public const int PageSize = 50;

    /// <summary>Part of a user name, person's name, or path of an office.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true, Name = "vai-tro")]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<AccountLine> Lines { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var accounts = Narrow(ChangeAccount.Within(db, current.Required.Office));
        Total = await accounts.CountAsync(cancel);
        Number = Math.Clamp(Number, 1, Pages);
        var lines = await accounts.OrderBy(o => o.OfficePath).ThenBy(o => o.UserName).Skip((Number - 1) * PageSize).Take(PageSize)
            .Join(db.Offices, o => o.OfficePath, o => o.TenantPath, (o, office) => new AccountLine(
                o.Id, o.UserName!, o.FullName, o.Title, o.OfficePath, office.UnitName, o.Disabled, o.TwoFactorEnabled, o.PasswordHash == null))
            .ToListAsync(cancel);
        var ids = lines.Select(l => l.Id).ToList();
        var roles = (await db.OfficialRoles.Where(r => ids.Contains(r.OfficialId)).ToListAsync(cancel)).ToLookup(r => r.OfficialId, r => r.Role);
        Lines = lines.OrderBy(l => l.OfficePath, StringComparer.Ordinal).ThenBy(l => l.UserName, StringComparer.Ordinal)
            .Select(l => l with { Roles = roles[l.Id].Order(StringComparer.Ordinal).ToList() }).ToList();
    }

    private IQueryable<Official> Narrow(IQueryable<Official> accounts)
    {
        if (VietnameseText.Clean(Text) is { Length: > 0 } text)
        {
            accounts = accounts.Where(o => o.UserName!.Contains(text) || o.FullName.Contains(text) || o.OfficePath.StartsWith(text));
        }

        return Role is { Length: > 0 } role
            ? accounts.Where(o => db.OfficialRoles.Any(r => r.OfficialId == o.Id && r.Role == role))
            : accounts;
    }
}
