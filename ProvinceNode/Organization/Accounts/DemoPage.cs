using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;

namespace ProvinceNode.Organization.Accounts;

/// <summary>In a demo: every sign-in with its code of this moment. Elsewhere there is no such page.</summary>
[AllowAnonymous]
public sealed class DemoPageModel(DemoAccounts demo, IOptions<NodeOptions> options, TimeProvider clock) : PageModel
{
    public IReadOnlyList<(DemoAccount Account, string Code)> Accounts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!options.Value.Demo)
        {
            return NotFound();
        }

        // Authenticators run on the real clock, also when the demo's day was moved.
        var now = clock.GetUtcNow();
        Accounts = (await demo.ReadAsync(cancel)).Select(a => (a, a.Totp.Length > 0 ? Totp.CodeAt(a.Totp, now) : "")).ToList();
        return Page();
    }
}
