using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>In a demo: every sign-in with the code that is taken next, and with <c>?ten=</c> the code of one alone, for the command line. Elsewhere there is no such page.</summary>
[AllowAnonymous]
public sealed class DemoPageModel(DemoAccounts demo, NodeDb db, IOptions<NodeOptions> options, TimeProvider clock) : PageModel
{
    public IReadOnlyList<(DemoAccount Account, string Code)> Accounts { get; private set; } = [];

    /// <param name="ten">User name; only his code is answered, as text.</param>
    public async Task<IActionResult> OnGetAsync(string? ten, CancellationToken cancel)
    {
        if (!options.Value.Demo)
        {
            return NotFound();
        }

        // Authenticators run on the real clock, also when the demo's day was moved.
        var now = Totp.StepAt(clock.GetUtcNow());
        var used = await db.Users.AsNoTracking().Where(u => u.LastCodeStep > 0).ToDictionaryAsync(u => u.UserName!, u => u.LastCodeStep, cancel);
        // A used code is not taken again; the next one is taken a little early, as from a phone whose clock is fast.
        string Code(DemoAccount a) => a.Totp.Length == 0 ? "" : Math.Max(now, used.GetValueOrDefault(a.UserName) + 1) is var step && step <= now + Totp.Skew ? Totp.CodeOf(a.Totp, step) : "";
        Accounts = (await demo.ReadAsync(cancel)).Select(a => (a, Code(a))).ToList();
        return ten is null ? Page() : Content(Accounts.FirstOrDefault(a => a.Account.UserName == ten).Code ?? "");
    }
}
