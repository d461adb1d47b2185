using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Organization.Sessions;

/// <summary>Second step of signing in: the six digits of the authenticator, or one recovery code.</summary>
[AllowAnonymous]
public sealed class SecondFactorModel(SignInManager<Official> sessions, SignInRecord record, StepUp stepUp) : PageModel
{
    private const int Digits = 6;

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true, Name = "ve")]
    public string? ReturnTo { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await sessions.GetTwoFactorAuthenticationUserAsync() is null ? Redirect("/dang-nhap") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await sessions.GetTwoFactorAuthenticationUserAsync() is not { } user)
        {
            return Redirect("/dang-nhap");
        }

        var code = (Code ?? "").Replace(" ", "", StringComparison.Ordinal).Trim();
        if (code.Length == 0)
        {
            this.Show([CommonProblems.Required.At(nameof(Code), "mã xác thực")]);
            return Page();
        }

        var result = code.Length == Digits && code.All(char.IsAsciiDigit)
            ? await sessions.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false)
            : await sessions.TwoFactorRecoveryCodeSignInAsync(code);
        if (result.Succeeded)
        {
            await stepUp.RememberAsync(user.Id, cancel);
            return await record.EnterAsync(this, user.Id, ReturnTo, cancel);
        }

        await record.FailedAsync(user.Id, result.IsLockedOut ? "locked" : "second-factor", cancel);
        this.Show([SessionProblems.WrongCode.At(nameof(Code))]);
        return Page();
    }
}
