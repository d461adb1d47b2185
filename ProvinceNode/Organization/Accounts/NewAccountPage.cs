using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>The administrator makes one account; the slip is shown once.</summary>
[Needs(Actions.AccountsManage)]
public sealed class NewAccountModel(CreateAccounts create, StepUp stepUp, CurrentOfficial current) : PageModel
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

    /// <summary>The administrator's second factor, where none is fresh.</summary>
    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<Slip> Slips { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var account = new NewAccount(VietnameseText.Clean(UserName), VietnameseText.Clean(FullName), VietnameseText.Clean(Title),
            VietnameseText.Clean(OfficePath), Roles.Distinct().ToList());
        var made = await stepUp.GuardAsync(current.Required, nameof(Code), Code, () => create.HandleAsync([account], current.Required, cancel), cancel);
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
