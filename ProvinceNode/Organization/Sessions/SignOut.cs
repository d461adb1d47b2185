using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProvinceNode.Organization.Sessions;

/// <summary>Ends the session. Only by POST, so that no link or picture of another site can do it.</summary>
[AllowAnonymous]
public sealed class SignOutModel(SignInManager<Official> sessions, StepUp stepUp) : PageModel
{
    public IActionResult OnGet() => Redirect("/dang-nhap");

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.SignOutAsync();
        stepUp.Forget();
        return Redirect("/dang-nhap");
    }
}
