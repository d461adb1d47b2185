using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Sessions;

/// <summary>
/// Ends the official's sessions, on whatever machine: a copy of the cookie opens nothing any more. Only by POST, so that no link or picture of another site can do it.
/// </summary>
[AllowAnonymous]
public sealed class SignOutModel(SignInManager<Official> sessions, StepUp stepUp, NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    public IActionResult OnGet() => Redirect("/dang-nhap");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (current.Official is { } official && await sessions.UserManager.FindByIdAsync(official.Id.ToString()) is { } user)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await db.WaitForTurnAsync(cancel);
            await sessions.UserManager.UpdateSecurityStampAsync(user);
            await db.SaveAsync(Act.By(official, ActKinds.SignOut, time.UtcNow).On("official", official.Id), cancel);
            await transaction.CommitAsync(cancel);
        }

        await sessions.SignOutAsync();
        stepUp.Forget();
        return Redirect("/dang-nhap");
    }
}
