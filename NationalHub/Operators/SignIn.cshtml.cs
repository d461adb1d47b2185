using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NationalHub.Provinces;
using Protos.Hosting;

namespace NationalHub.Operators;

/// <summary>Sign-in, its first step, and sign-out of the ministry's operator.</summary>
public sealed class SignInModel(OperatorAccounts accounts, SignInRate rate, SecurityLog log) : PageModel
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
        if (!rate.Allows(HttpContext.Connection.RemoteIpAddress))
        {
            return this.TooMany(fault => Fault = fault);
        }

        var outcome = await accounts.SignInAsync(Name ?? "", Password ?? "", cancellation);
        var found = Name is { Length: > 0 } ? await accounts.OpenAsync(Name, cancellation) : null;
        if (outcome == SignInOutcome.Welcome && found is not null)
        {
            await OperatorSession.BeginHalfwayAsync(HttpContext, found);
            return LocalRedirect((found.FactorSeal.Length > 0 ? "/dang-nhap/ma-xac-thuc" : "/dang-nhap/xac-thuc-hai-lop") + QueryString.Create("tiep", Url.IsLocalUrl(Next) ? Next! : "/"));
        }

        // The same for everybody: who exists is not told.
        Fault = "Tên hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa 15 phút sau 5 lần nhập sai. Hãy kiểm tra bàn phím, đợi rồi thử lại.";
        await log.RecordAsync(
            new SecurityEvent
            {
                Kind = outcome == SignInOutcome.Locked ? SecurityEventKind.AccountLocked : SecurityEventKind.SignInRefused,
                // What was typed where no account stands may be a password.
                Subject = found?.Name ?? "",
                RemoteAddress = ClientNetwork.Of(HttpContext.Connection.RemoteIpAddress),
                Detail = outcome == SignInOutcome.Locked ? "Tài khoản tạm khóa 15 phút sau 5 lần nhập sai." : found is null ? "Không có tài khoản nào mang tên đã nhập." : "Sai mật khẩu.",
            },
            cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellation)
    {
        if (User.Identity?.Name is { } name)
        {
            await accounts.EndSessionsAsync(name, cancellation);
        }

        await HttpContext.SignOutAsync();
        return LocalRedirect("/dang-nhap");
    }
}
