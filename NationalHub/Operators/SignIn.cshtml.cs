using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NationalHub.Provinces;

namespace NationalHub.Operators;

/// <summary>Sign-in and sign-out of the ministry's operator.</summary>
public sealed class SignInModel(OperatorAccounts accounts, SecurityLog log) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true, Name = "tiep")]
    public string? Next { get; set; }

    public string Fault { get; private set; } = "";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = await accounts.SignInAsync(Name ?? "", Password ?? "", cancellation);
        if (outcome == SignInOutcome.Welcome)
        {
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, Name!)], CookieAuthenticationDefaults.AuthenticationScheme);
            await HttpContext.SignInAsync(new ClaimsPrincipal(identity));
            return LocalRedirect(Url.IsLocalUrl(Next) ? Next! : "/");
        }

        Fault = outcome == SignInOutcome.Locked
            ? "Tài khoản tạm khóa 15 phút vì nhập sai mật khẩu 5 lần. Hãy đợi rồi thử lại."
            : "Tên hoặc mật khẩu không đúng. Hãy kiểm tra bàn phím và thử lại.";
        await log.RecordAsync(
            new SecurityEvent
            {
                Kind = outcome == SignInOutcome.Locked ? SecurityEventKind.AccountLocked : SecurityEventKind.SignInRefused,
                Subject = Name is { Length: > 60 } ? Name[..60] : Name ?? "",
                RemoteAddress = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
                Detail = Fault,
            },
            cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostLeaveAsync()
    {
        await HttpContext.SignOutAsync();
        return LocalRedirect("/dang-nhap");
    }
}
