using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>The administrator makes one account; the slip is shown once.</summary>
[Needs(Actions.AccountsManage)]
public sealed class NewAccountModel(CreateAccounts create, CurrentOfficial current) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? OfficePath { get; set; }

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    public IReadOnlyList<Slip> Slips { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var account = new NewAccount(VietnameseText.Clean(UserName), VietnameseText.Clean(FullName), VietnameseText.Clean(Title),
            VietnameseText.Clean(OfficePath), Roles.Distinct().ToList());
        var made = await create.HandleAsync([account], current.Required, cancel);
        if (made.Succeeded)
        {
            Slips = made.Value;
        }
        else
        {
            this.Show(made.Problems);
        }

        return Page();
    }
}
